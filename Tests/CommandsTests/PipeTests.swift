import Foundation
import Testing

/// Standard input, output and error that are closed, full or abandoned.
struct PipeTests {
  private let content: ContentFolder

  init() throws {
    content = try ContentFolder([
      "a/long.md": String(repeating: "A line of words for somebody who reads one line.\n\n", count: 20_000),
      "a/short.md": "Short.\n", "index.md": "---\nname: Ada\n---\nWelcome.\n",
    ])
  }

  private func script(_ text: String) throws -> Launch {
    try Launch(script: "export PORTFOLIO_CONTENT='\(content.path)'; " + text)
  }

  @Test(arguments: ["cat long", "cat long --raw", "cat long --color=always", "grep line", "long"])
  func endsQuietlyIfTheReaderLeaves(words: String) throws {
    let result = try script("\"$P\" \(words) | head -n 1; echo \"${PIPESTATUS[0]}\"")
    #expect(result.lines.count == 2)
    #expect(result.lines.last == "0")
    #expect(result.error == "")
  }

  @Test func endsQuietlyIfTheReaderIsGoneAtTheStart() throws {
    let result = try script("{ \"$P\" cat short; echo $? >&2; } | true")
    // The program either writes everything before the reader ends, or gets EPIPE.
    #expect(result.error == "0\n")
  }

  @Test(arguments: [
    "ls", "cat short", "cat long", "cat short --raw", "grep words", "resume", "resume --format json", "help",
    "version", "",
  ])
  func reportsAFullDisk(words: String) throws {
    let result = try script("\"$P\" \(words) >/dev/full")
    #expect(result.status == 1)
    #expect(result.error == said("cannot write: no space left on device"))
  }

  @Test(arguments: ["check", "grep nosuchword --json"])
  func reportsAFullDiskOfCommandsThatEndWithStatus1(words: String) throws {
    try content.write("[x](gone)\n", to: "a/faulty.md")
    let result = try script("\"$P\" \(words) >/dev/full")
    #expect(result.status == 1)
    #expect(result.error == said("cannot write: no space left on device"))
  }

  @Test func ignoresClosedInputThatItDoesNotRead() throws {
    let result = try script("\"$P\" cat short <&-")
    #expect(result.status == 0)
    #expect(result.text.hasSuffix("Short.\n"))
  }

  @Test func reportsClosedInput() throws {
    let result = try script("\"$P\" cat - <&-")
    #expect(result.status == 1)
    #expect(result.text == "")
    #expect(result.error == said("standard input: bad file descriptor"))
  }

  @Test func reportsClosedOutput() throws {
    let result = try script("\"$P\" cat short >&-")
    #expect(result.status == 1)
    #expect(result.error == said("cannot write: bad file descriptor"))
  }

  @Test func keepsItsStatusWithStandardErrorClosed() throws {
    let wrong = try script("\"$P\" cat nowhere 2>&-")
    #expect(wrong.status == 2)
    #expect(wrong.text == "")
    #expect(try script("\"$P\" cat short 2>&-").status == 0)
  }

  @Test(arguments: [("cat short", 1), ("nowhere", 2), ("cat -", 1), ("check", 1), ("help", 1)])
  func keepsItsStatusWithAllDescriptorsClosed(words: String, status: Int32) throws {
    let result = try script("exec \"$P\" \(words) 0<&- 1>&- 2>&-")
    #expect(result.status == status)
    #expect(!result.isSignalled)
  }

  @Test func opensNoFileAsAClosedDescriptor() throws {
    // A file that is opened as descriptor 2 would receive the error message.
    try content.write("Before.\n", to: "a/target.md")
    let result = try script("exec \"$P\" cat \"$PORTFOLIO_CONTENT/a/target.md\" nowhere 0<&- 1>&- 2>&-")
    #expect(result.status == 2)
    #expect(try String(contentsOfFile: content.path + "/a/target.md", encoding: .utf8) == "Before.\n")
  }

  @Test func reportsInputThatCannotBeRead() throws {
    let result = try script("\"$P\" cat - </tmp")
    #expect(result.status == 1)
    #expect(result.error == said("standard input: is a directory"))
  }

  @Test func sendsTheSameTextToAPager() throws {
    let plain = try script("\"$P\" cat short")
    let paged = try script("PAGER=cat \"$P\" cat short --pager")
    #expect(paged.status == 0)
    #expect(paged.text == plain.text)
  }

  @Test func endsQuietlyIfThePagerLeaves() throws {
    let result = try script("PAGER='head -n 1' \"$P\" cat long --pager")
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(result.lines.count == 1)
  }

  @Test func reportsAMissingPager() throws {
    let result = try script("PAGER=/nowhere/pager \"$P\" cat short --pager")
    #expect(result.status == 1)
    #expect(result.error.hasSuffix(said("cannot start the pager")))
  }
}
