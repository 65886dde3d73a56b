/// A box with a label: GitHub's alerts, and the callouts of Obsidian, which have more types and a title.
package struct Alert: Sendable, Equatable {
  /// GitHub's five kinds, each with a colour.
  package enum Kind: String, Sendable, CaseIterable {
    case note, tip, important, warning, caution
  }

  package var kind: Kind
  /// The label: the author's, or the name of the type.
  package var title: [Inline]
  /// Whether the content is shown at first; nil if the box cannot be folded.
  package var folding: Folding?

  package init(_ kind: Kind, title: [Inline]? = nil, folding: Folding? = nil) {
    self.kind = kind
    self.folding = folding
    self.title = title ?? [.text(kind.rawValue.capitalized)]
  }
}

extension Alert {
  /// Removes the marker of an alert, such as `[!NOTE]` or `[!faq]- Title`, from the blocks of a block quote.
  ///
  /// The marker begins the first paragraph. The rest of its line is the title. Obsidian's mark `+` or `-` after the
  /// bracket makes a box that folds. Words after a bar within it are dropped. Returns nil, and leaves the blocks as they are, if there is
  /// no marker.
  static func removeMarker(from blocks: inout [Block]) -> Alert? {
    guard case .paragraph(let inlines)? = blocks.first?.kind, case .text(let text)? = inlines.first,
      text.hasPrefix("[!"), let close = text.firstIndex(of: "]")
    else { return nil }
    let type = text[..<close].dropFirst(2).prefix { $0 != "|" }
    guard !type.isEmpty, type.allSatisfy({ $0.isLetter || $0.isNumber || "-_ ".contains($0) }) else {
      return nil
    }
    var label = text[text.index(after: close)...]
    var folding: Folding?
    if let mark = label.first, mark == "+" || mark == "-" {
      label.removeFirst()
      folding = mark == "+" ? .open : .closed
    }
    // A link follows the bracket directly.
    guard label.first.map({ $0.isWhitespace }) ?? true else { return nil }
    let end = inlines.firstIndex { $0 == .softBreak || $0 == .lineBreak } ?? inlines.count
    var title = Array(inlines[1..<end])
    let beginning = label.drop(while: \.isWhitespace)
    if !beginning.isEmpty { title.insert(.text(String(beginning)), at: 0) }
    let rest = Array(inlines[min(end + 1, inlines.count)...])
    if rest.isEmpty {
      blocks.removeFirst()
    } else {
      blocks[0].kind = .paragraph(rest)
    }
    let kind = kinds[type.lowercased()] ?? .note
    if title.isEmpty { title = [.text(String(type).lowercased().capitalized)] }
    return Alert(kind, title: title, folding: folding)
  }

  /// The kinds of the types in GitHub and Obsidian. Other types are notes.
  private static let kinds: [String: Kind] = {
    let types: [Kind: String] = [
      .note: "note info abstract summary tldr todo example quote cite",
      .tip: "tip hint success check done",
      .important: "important question help faq",
      .warning: "warning attention",
      .caution: "caution danger error bug failure fail missing",
    ]
    var kinds: [String: Kind] = [:]
    for (kind, names) in types { for name in names.split(separator: " ") { kinds[String(name)] = kind } }
    return kinds
  }()
}

extension String {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
