/// The name and the argument of a directive of MyST: `{name} argument`.
struct Directive {
  let name: String
  let argument: String

  /// Reads the info of a fence; nil if it is not that of a directive.
  init?(_ info: ArraySlice<UInt8>) {
    let info = info.trimmed
    guard info.first == UInt8(ascii: "{"), let end = info.firstIndex(of: UInt8(ascii: "}")) else {
      return nil
    }
    let name = info[(info.startIndex + 1)..<end]
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isDigit || "-_:".utf8.contains($0) }) else {
      return nil
    }
    self.name = String(decoding: name, as: UTF8.self)
    argument = String(decoding: info[(end + 1)...].trimmed, as: UTF8.self)
  }

  /// The title of a container. The argument of `only` is a format.
  var title: String { name == "only" ? "" : argument }

  /// What a directive becomes.
  enum Kind: Equatable {
    /// Nothing is shown in the place where it is.
    case hidden
    /// Code, whose argument is its language, and the path of a file of code.
    case code, file
    case formula, html, image
    case container(String)

    var isContainer: Bool { if case .container = self { true } else { false } }
  }

  private static let code: Set<String> = ["code", "code-block", "code-cell", "sourcecode"]
  /// Directives with a notice.
  private static let notices: Set<String> = [
    "note", "tip", "hint", "important", "warning", "attention", "caution", "danger", "error", "seealso",
    "todo", "admonition", "topic", "sidebar", "deprecated", "versionadded", "versionchanged",
  ]
  /// Directives with text of the page.
  private static let texts: Set<String> = [
    "dropdown", "grid", "grid-item", "grid-item-card", "card", "tab-set", "tab-item", "epigraph", "margin",
    "div", "container", "glossary",
  ]
  private static let hidden: Set<String> = [
    "toctree", "tableofcontents", "contents", "index", "meta", "currentmodule",
  ]
  var kind: Kind? {
    if Self.code.contains(name) { return .code }
    if Self.hidden.contains(name) { return .hidden }
    if Self.texts.contains(name) { return .container("content") }
    if Self.notices.contains(name) {
      return .container(name == "admonition" || name == "topic" ? "note" : name)
    }
    switch name {
    case "literalinclude": return .file
    case "math": return .formula
    case "image", "figure": return .image
    case "raw": return argument == "html" ? .html : .hidden
    case "only": return FormatCondition(argument).mayHold ? .container("content") : .hidden
    default: return nil
    }
  }
}

/// The condition of `only`: names of formats with `not`, `and` and `or`.
private struct FormatCondition {
  private var words: ArraySlice<Substring>

  /// Whether it may hold for a page of HTML. A name that is no format is a tag of the configuration, which is not known.
  private(set) var mayHold = true

  /// Formats other than that of a page.
  private static let otherFormats: Set<Substring> = [
    "latex", "man", "pdf", "texinfo", "epub", "text", "gettext",
  ]

  init(_ text: String) {
    let spaced = text.prefix(256).replacing("(", with: " ( ").replacing(")", with: " ) ")
    words = spaced.split(separator: " ")[...]
    mayHold = alternatives().mayHold
  }

  private typealias Truth = (mayHold: Bool, mayFail: Bool)

  private mutating func alternatives() -> Truth {
    var truth = terms()
    while words.first == "or" {
      words.removeFirst()
      let other = terms()
      truth = (truth.mayHold || other.mayHold, truth.mayFail && other.mayFail)
    }
    return truth
  }

  private mutating func terms() -> Truth {
    var truth = term()
    while words.first == "and" {
      words.removeFirst()
      let other = term()
      truth = (truth.mayHold && other.mayHold, truth.mayFail || other.mayFail)
    }
    return truth
  }

  private mutating func term() -> Truth {
    switch words.popFirst() {
    case "not":
      let truth = term()
      return (truth.mayFail, truth.mayHold)
    case "(":
      let truth = alternatives()
      if words.first == ")" { words.removeFirst() }
      return truth
    case "html": return (true, false)
    case .some(let name) where Self.otherFormats.contains(name): return (false, true)
    default: return (true, true)
    }
  }
}
