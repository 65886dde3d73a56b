/// The fences that directives of MyST become, for ``FencedContainers``.
///
/// Fences of colons close each other by their lengths, and those of backticks do not count among them: only the closing
/// fence of its own closes a directive between backticks. A byte that no author writes tells them apart, and makes the
/// rest of the line a title as it is, in which braces and brackets are no attributes.
enum DirectiveFence {
  /// Follows the colons of an opening fence whose closing fence is found by its length.
  static let literal: UInt8 = 0x7F
  /// Follows ``literal`` where a closing fence with both is the end.
  static let exact: UInt8 = 0x1A

  static func opening(_ colons: Int, _ name: String, title: String, isExact: Bool) -> String {
    let marks = [literal] + (isExact ? [exact] : [])
    let fence = String(repeating: ":", count: max(3, colons)) + String(decoding: marks, as: UTF8.self)
    return "\(fence)\(name) \(title)"
  }

  static let closing = ":::" + String(decoding: [literal, exact], as: UTF8.self)

  /// Whether what follows the colons of a fence is that of a directive between backticks.
  static func isExact(_ rest: ArraySlice<UInt8>) -> Bool { rest.starts(with: [literal, exact]) }
}

extension ScannedMarkdown {
  /// Whether a directive begins in some lines: a directive of an unknown name with others in it has text of the page.
  func hasDirective(in lines: ArraySlice<Line>) -> Bool {
    lines.contains { line in
      let text = text(of: line).drop { $0 == UInt8(ascii: " ") }
      guard let first = text.first, "`:~".utf8.contains(first) else { return false }
      let info = text.drop { $0 == first }
      return text.count - info.count > 2 && Directive(info)?.kind != nil
    }
  }

  /// The fence of code in some lines that is not closed there.
  func openFence(in body: ArraySlice<Line>) -> String? {
    var open: ArraySlice<UInt8>?
    for line in body {
      let text = self.text(of: line).drop { $0 == UInt8(ascii: " ") }
      guard let first = text.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else { continue }
      let fence = text.prefix { $0 == first }
      let info = text[fence.endIndex...].trimmed
      if let current = open {
        if first == current.first, fence.count >= current.count, info.isEmpty { open = nil }
      } else if fence.count > 2, first == UInt8(ascii: "~") || !info.contains(first) {
        open = fence
      }
    }
    return open.map { String(decoding: $0, as: UTF8.self) }
  }
}
