import TestSupport
import Testing

/// Every page, however complex, is printed or refused within the deadline (hostile cases 10 to 13).
struct PathologicalTests {
  /// The size of the largest page in bytes. Debug builds are ten times slower, so it is smaller there.
  #if DEBUG
    private static let largest = 256 << 10
  #else
    private static let largest = 1 << 20
  #endif

  @Test(arguments: PathologicalInput.all)
  func rendersOrRefusesEveryPage(input: PathologicalInput) throws {
    let text = input.text(bytes: 64 << 10)
    #expect(text.utf8.count <= 64 << 10 && text.utf8.count > 32 << 10)
    let content = try ContentFolder(["a/page.md": text])
    let result = try content.run("cat", "a/page")
    expectAnswer(result, "a/page.md")
    // `check` reports what `cat` refuses; the test below runs it on what `cat` prints.
    if result.status == 1 {
      let check = try Launch(["check", content.path])
      expectEnd(check)
      #expect(check.lines.contains("\(content.path)/a/page.md: is too complex to be shown"))
    }
  }

  @Test(arguments: PathologicalInput.all)
  func rendersOrRefusesTheLargestInput(input: PathologicalInput) throws {
    let text = input.text(bytes: Self.largest)
    let result = try Launch(["cat", "-"], input: text)
    expectAnswer(result, "standard input")
    if result.status == 0 {
      let content = try ContentFolder(["a/page.md": text])
      expectEnd(try Launch(["check", content.path]))
    }
  }

  @Test func reportsATooComplexPageAndGoesOn() throws {
    let complex = PathologicalInput.all.first { $0.name == "_www." }?.text(bytes: 1 << 20) ?? ""
    let content = try ContentFolder(["a/1.md": "[x](gone)\n", "a/2.md": complex, "a/3.md": "[x](lost)\n"])
    #expect(
      try Launch(["check", content.path]).lines.dropFirst() == [
        "\(content.path)/a/2.md: is too complex to be shown",
        "\(content.path)/a/1.md:1: the link 'gone' leads nowhere",
        "\(content.path)/a/3.md:1: the link 'lost' leads nowhere",
      ])
    #expect(try content.run("ls").lines.count == 3)
    #expect(try content.run("cat", "a/3").status == 0)
  }

  @Test func endsAParserThatInheritsBlockedSignals() throws {
    let text = PathologicalInput.all.first { $0.name == "_www." }?.text(bytes: 1 << 20) ?? ""
    let content = try ContentFolder(["page.md": text])
    let result = try Launch(
      script: "ulimit -t 4; exec env --block-signal \"$P\" cat '\(content.path)/page.md'")
    #expect(result.status == 1)
    #expect(!result.isSignalled)
  }

  private func expectEnd(_ check: Launch) {
    #expect(!check.isOverdue, "no end within \(deadline)")
    #expect(!check.isSignalled, "ended by signal \(check.status)")
    #expect(check.status == 0 || check.status == 1)
    #expect(check.error == "")
  }

  /// Expects the whole page, or only the error message.
  private func expectAnswer(_ result: Launch, _ name: String) {
    #expect(!result.isOverdue, "\(name): no end within \(deadline)")
    #expect(!result.isSignalled, "\(name): ended by signal \(result.status)")
    if result.status == 0 {
      #expect(result.error == "")
    } else {
      #expect(result.status == 1)
      #expect(result.error == said("\(name): is too complex to be shown"))
    }
  }
}
