import Foundation
import FuzzDriver
import Markdown
import TerminalText

/// Renders random documents and checks properties that must hold for every document.
@main
enum FuzzDocument {
  static func main() { fuzz(fuzzDocument) }
}

/// Parses any bytes as a document and checks its lines at several widths. Returns -1 to reject an input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDocument(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  precondition(isUTF8, "no UTF-8 locale")
  // The parser takes quadratic time for some inputs; long ones would find nothing but that.
  guard count <= 4096 else { return -1 }
  let document = Document(markdown: UnsafeBufferPointer(start: bytes, count: count))
  _ = document.outline
  for width in [1, 2, 7, 12, 20, 40, 80, 120] {
    checkScreen(document, width: width)
    checkPipe(document, width: width)
  }
  return 0
}

private let isUTF8 = setlocale(LC_ALL, "C.UTF-8") != nil

/// Checks that lines fit, that source lines do not decrease, that addresses are safe in OSC 8, that no forbidden
/// character is shown, and that rendering twice gives the same lines.
private func checkScreen(_ document: Document, width: Int) {
  let renderer = DocumentRenderer(width: width, theme: .standard)
  let lines = renderer.lines(for: document)
  // One column is too narrow for a scalar of two.
  for line in lines where line.columns > max(2, width) {
    fatalError("\(line.columns) > \(width): \(line.text)")
  }
  var previous = 0
  for line in lines {
    check(line.text, "screen")
    if line.sourceLine < previous { fatalError("source line \(line.sourceLine) after \(previous)") }
    previous = line.sourceLine
    for span in line.spans {
      if case .address(let link) = span.target { checkAddress(link.address) }
    }
  }
  if width == 40, renderer.lines(for: document) != lines { fatalError("the second rendering differs") }
}

/// Checks that a pipe gets no forbidden character.
private func checkPipe(_ document: Document, width: Int) {
  let renderer = DocumentRenderer(
    width: width, theme: .plain, links: .numbered, wrapsCode: false, keepsAddresses: true)
  let output = ANSIEncoder().bytes(renderer.lines(for: document))
  check(String(decoding: output, as: UTF8.self).replacing("\n", with: ""), "pipe")
}

private func checkAddress(_ address: String) {
  guard address.utf8.count <= 2048, address.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
    fatalError("address: \(address.debugDescription)")
  }
}

/// C0 controls, DEL, C1 controls, direction controls, invisible scalars, tags.
private let forbidden: [ClosedRange<UInt32>] = [
  0...0x1F, 0x7F...0x9F, 0xAD...0xAD, 0x61C...0x61C, 0x180E...0x180E, 0x200B...0x200B, 0x200E...0x200F,
  0x2028...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF...0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F,
]

private func check(_ text: String, _ place: String) {
  for scalar in text.unicodeScalars where scalar.value < 0x20 || scalar.value > 0x7E {
    if forbidden.contains(where: { $0.contains(scalar.value) }) {
      fatalError("U+\(String(scalar.value, radix: 16)) in \(place): \(text.debugDescription)")
    }
  }
}
