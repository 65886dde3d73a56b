/// Recognizes MDX in files whose names do not say so.
enum MDXSigns {
  /// Whether a page contains, outside code, what has a meaning in MDX only: a comment `{/*`, an attribute `style={{`, or a
  /// component that is opened and closed on lines of its own.
  static func areClear(in body: ArraySlice<UInt8>) -> Bool {
    let marks = ["{/*", "={{", "</"].map { Array($0.utf8) }
    guard marks.contains(where: { body.firstIndex(of: $0) != nil }) else { return false }
    let markdown = ScannedMarkdown(Array(body))
    var opened: Set<String> = []
    for line in markdown.lines where !line.isCode {
      let text = markdown.text(of: line)
      for mark in ["{/*", "style={{"].map({ Array($0.utf8) }) {
        var rest = text
        while let found = rest.firstIndex(of: mark) {
          // A template engine escapes its tags as `{{/* */}}` and `{%/* */%}`.
          let before = found > markdown.bytes.startIndex ? markdown.bytes[found - 1] : 0
          if !markdown.isCode(found), !"{%<".utf8.contains(before) { return true }
          rest = rest[(found + mark.count)...]
        }
      }
      guard text.first == UInt8(ascii: "<"),
        text.dropFirst().first.map({ $0 == UInt8(ascii: "/") || $0.isLetter }) == true,
        !markdown.isCode(line.textStart), let tag = JSXTag(markdown.bytes[line.textStart...]),
        tag.isComponent, !tag.isSelfClosing,
        markdown.bytes[tag.range.upperBound...].prefix(while: { $0 != UInt8(ascii: "\n") }).allSatisfy({
          $0 <= 0x20
        })
      else { continue }
      if !tag.isClosing { opened.insert(tag.name) } else if opened.contains(tag.name) { return true }
    }
    return false
  }
}
