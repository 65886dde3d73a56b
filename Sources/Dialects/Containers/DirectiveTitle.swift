/// The heading of a directive's content, and the text of its argument that belongs to the content.
struct DirectiveTitle {
  /// Inline Markdown with roles.
  private(set) var title = ""
  /// The first line of the content.
  private(set) var text = ""

  /// Directives with a notice, and its kind.
  private static let notices: [String: String] = {
    let names = [
      "note": "note admonition topic sidebar seealso versionadded versionchanged versionremoved exercise "
        + "solution exercise-start solution-start todo",
      "warning": "warning deprecated",
    ]
    var notices: [String: String] = [:]
    for (kind, words) in names { for word in words.split(separator: " ") { notices[String(word)] = kind } }
    for name in ["tip", "hint", "important", "attention", "caution", "danger", "error"] {
      notices[name] = name
    }
    return notices
  }()

  /// The kind of the notice that a directive is; nil if it is none.
  static func notice(_ name: String) -> String? { notices[name] ?? (proof(name) == nil ? nil : "note") }

  /// The label of a theorem and its relatives, `{prf:theorem}`: their domain is `prf` or `proof`.
  private static func proof(_ name: String) -> String? {
    for domain in ["prf:", "proof:"] where name.hasPrefix(domain) && name.count > domain.count {
      return capitalized(name.dropFirst(domain.count))
    }
    return nil
  }

  private static func capitalized(_ word: some StringProtocol) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  /// What Sphinx says before the number of a version.
  private static let versions = [
    "versionadded": "Added in version", "versionchanged": "Changed in version",
    "deprecated": "Deprecated since version", "versionremoved": "Removed in version",
  ]
  /// Directives whose argument is no text: classes, formats, the widths of columns.
  private static let layouts: Set<String> = [
    "only", "grid", "grid-item", "card-carousel", "tab-set", "tab-set-code", "tabs", "div", "container",
    "glossary", "hlist", "figure-md", "compound", "myst-example", "example",
  ]
  /// Notices that have no argument, so that the text behind their names is content.
  private static let labels = ["seealso": "See also", "todo": "Todo"]

  /// - Parameters:
  ///   - isEmpty: whether the directive has no other content than its argument.
  ///   - option: the value of an option, empty if it is not given.
  init(_ directive: Directive, isEmpty: Bool, option: (String) -> String) {
    let argument = directive.argument
    let name = directive.name
    if let label = Self.versions[name] {
      let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
      title = label + (words.first.map { " " + $0 } ?? "")
      text = words.count > 1 ? words[1] : ""
    } else if let label = Self.labels[name] {
      title = label
      text = argument
    } else if name.hasPrefix("exercise") || Self.proof(name) != nil {
      title = (Self.proof(name) ?? "Exercise") + (argument.isEmpty ? "" : " (\(argument))")
    } else if name.hasPrefix("solution") {
      title = "Solution"
    } else if directive.isObject {
      title = argument.isEmpty ? "" : "`\(argument)`"
    } else if Self.layouts.contains(name) || name.hasPrefix("glue:") {
      title = ""
    } else if isEmpty, let kind = Self.notice(name), kind == name {
      text = argument
    } else {
      title = argument
    }
    link(to: option("link"), type: option("link-type"))
  }

  /// Makes the title of a card the link that the card is. A card without a title begins with the link.
  private mutating func link(to target: String, type: String) {
    if target.isEmpty || title.contains("](")
      || title.contains("{") && title.contains("`") && title.contains("<")
    {
      return
    }
    let address = Self.address(of: target, type: type)
    let icons =
      title.hasPrefix("{") ? title.prefix(through: title.lastIndex(of: "`") ?? title.startIndex) : ""
    let label = title.dropFirst(icons.count).drop { $0 == " " }
    if label.isEmpty {
      text = "[](<\(address)>)"
    } else {
      title = "\(icons.isEmpty ? "" : icons + " ")[\(label)](<\(address)>)"
    }
  }

  /// The address of the target of a link.
  /// - Parameter type: `doc`, `ref`, or another word for a target that may be a label, a page or a URL.
  static func address(of target: String, type: String) -> String {
    switch type {
    case "ref": "#" + target
    case "doc": target + (target.contains(".") ? "" : ".md")
    default: target
    }
  }
}
