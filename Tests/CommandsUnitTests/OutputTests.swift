import Glibc
import TerminalText
import Testing

@testable import Commands

struct OutputTests {
  @Test func collectsBytesInMemory() throws {
    let output = Output(nil)
    try output.writeLine("a")
    try output.write { $0 += Array("b".utf8) }
    try output.flush()
    #expect(output.removeBytes() == Array("a\nb".utf8))
    #expect(output.removeBytes().isEmpty)
  }

  @Test func limitsAnAnswerInMemory() throws {
    let output = Output(nil)
    let piece = [UInt8](repeating: 0x20, count: 1 << 20)
    for _ in 0..<32 { try output.write { $0 += piece } }
    do throws(Failure) {
      try output.write { $0.append(0x20) }
      Issue.record("the answer is too long")
    } catch {
      #expect(error.status == 1)
      #expect(error.message == "the output is too long; ask for fewer pages at once")
    }
    #expect(output.removeBytes().isEmpty)
  }

  @Test func reportsAFullDevice() throws {
    let descriptor = open("/dev/full", O_WRONLY | O_CLOEXEC)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let output = Output(descriptor)
    try output.writeLine("a")
    do throws(Failure) {
      try output.flush()
      Issue.record("the device is full")
    } catch {
      #expect(error.status == 1)
      #expect(error.message == "cannot write: no space left on device")
    }
  }

  @Test func writesAnErrorAsOneLineOfLimitedLength() {
    let line = String(
      decoding: Output.errorLine(FilteredText(String(repeating: "x", count: 5000))), as: UTF8.self)
    #expect(line.hasPrefix("portfolio-tui: xxx") && line.hasSuffix("\n"))
    #expect(line.count < 700)
    #expect(Output.errorLine("wrong") == Array("portfolio-tui: wrong\n".utf8))
  }
}
