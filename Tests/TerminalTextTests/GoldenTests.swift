import TerminalText
import Testing

struct GoldenTests {
  @Test(arguments: Fixture.names, [20, 40, 80, 120])
  func rendersTheRecordedLinesForAPipe(name: String, width: Int) throws {
    let lines = DocumentRenderer.pipe(width).lines(for: try Fixture.document(name))
    try Fixture.expect(ANSIEncoder.pipe.bytes(lines), equalsGolden: "\(name)-\(width).txt")
  }

  @Test(arguments: Fixture.names, [20, 40, 80, 120])
  func rendersTheRecordedBytesInColour(name: String, width: Int) throws {
    let lines = DocumentRenderer.screen(width).lines(for: try Fixture.document(name))
    try Fixture.expect(ANSIEncoder.colour.bytes(lines), equalsGolden: "\(name)-\(width).ansi")
  }
}
