/// The lines of MyST that stand for themselves.
extension Directives {
  /// The name in `(name)=`; nil if a line is no label.
  static func label(_ text: ArraySlice<UInt8>) -> String? {
    let text = text.trimmed
    guard text.first == UInt8(ascii: "("), text.suffix(2).elementsEqual(")=".utf8) else { return nil }
    let name = text.dropFirst().dropLast(2)
    guard !name.isEmpty, name.allSatisfy(isName) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  static func isComment(_ text: ArraySlice<UInt8>) -> Bool {
    text.first == UInt8(ascii: "%") && text.dropFirst().first.map { $0.isSpaceOrTab } ?? true
  }

  /// Whether a line is a break between blocks, `+++`, which is also that before the footer of a card, or the end of the
  /// header of a card, `^^^`.
  static func isBreak(_ text: ArraySlice<UInt8>) -> Bool {
    if text.starts(with: "+++".utf8) {
      let rest = text.drop { $0 == UInt8(ascii: "+") }
      return rest.isEmpty || rest.first?.isSpaceOrTab == true
    }
    return text.starts(with: "^^^".utf8) && text.trimmed.allSatisfy { $0 == UInt8(ascii: "^") }
  }

  /// The label of an equation behind its closing dollars, `$$ (name)`; nil if a line does not end with one.
  static func equationLabel(_ text: ArraySlice<UInt8>) -> String? {
    let text = text.trimmed
    guard text.last == UInt8(ascii: ")"), let open = text.lastIndex(of: UInt8(ascii: "(")),
      text[..<open].trimmed.suffix(2).elementsEqual("$$".utf8)
    else { return nil }
    let name = text[(open + 1)...].dropLast()
    guard !name.isEmpty, name.allSatisfy(isName) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// The label of an equation in the option of a directive: `:label: name`.
  static func equationOption(_ line: ScannedMarkdown.Line, in markdown: ScannedMarkdown) -> String? {
    guard line.kind == .fencedCode else { return nil }
    let text = markdown.text(of: line).trimmed
    guard text.starts(with: ":label: ".utf8) else { return nil }
    let name = text.dropFirst(8).trimmed
    return name.allSatisfy(isName) ? String(decoding: name, as: UTF8.self) : nil
  }

  static func isName(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || "-_./:".utf8.contains(byte)
  }
}
