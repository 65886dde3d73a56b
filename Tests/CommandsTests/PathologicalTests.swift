import Testing

/// Whatever a page holds, a command comes to an end with an answer.
struct PathologicalTests {
  /// The largest page; a debug build is an order of magnitude slower at what is merely long.
  #if DEBUG
    private static let largest = 256 << 10
  #else
    private static let largest = 1 << 20
  #endif

  @Test(arguments: PathologicalInput.all)
  func anyInputIsShownOrRefused(input: PathologicalInput) throws {
    let text = input.text(bytes: 64 << 10)
    #expect(text.utf8.count <= 64 << 10 && text.utf8.count > 32 << 10)
    let content = try ContentFolder(["a/page.md": text])
    let fromInput = try Launch(["cat", "-"], input: text)
    let fromFolder = try content.run("cat", "a/page")
    let check = try Launch(["check", content.path])
    expectAnswer(fromInput, "standard input")
    expectAnswer(fromFolder, "a/page.md")
    expectEnd(check)
    if fromFolder.status == 1 {
      #expect(check.lines.contains("\(content.path)/a/page.md: is too complex to be shown"))
    }
  }

  @Test(arguments: PathologicalInput.all)
  func theLargestInputIsShownOrRefused(input: PathologicalInput) throws {
    let content = try ContentFolder(["a/page.md": input.text(bytes: Self.largest)])
    let result = try content.run("cat", "a/page")
    // What was refused in a second would be refused in a second again.
    let check = result.status == 1 ? nil : try Launch(["check", content.path])
    expectAnswer(result, "a/page.md")
    if let check { expectEnd(check) }
  }

  @Test func aPageThatIsTooComplexStopsNoOther() throws {
    let complex = PathologicalInput.all.first { $0.name == "_www." }?.text(bytes: 1 << 20) ?? ""
    let content = try ContentFolder(["a/1.md": "[x](gone)\n", "a/2.md": complex, "a/3.md": "[x](lost)\n"])
    #expect(
      try Launch(["check", content.path]).lines == [
        "\(content.path)/a/1.md:1: the link 'gone' leads nowhere",
        "\(content.path)/a/2.md: is too complex to be shown",
        "\(content.path)/a/3.md:1: the link 'lost' leads nowhere",
      ])
    #expect(try content.run("ls").lines.count == 3)
    #expect(try content.run("cat", "a/3").status == 0)
  }

  @Test func aSignalThatWasBlockedAtTheStartIsNoMatter() throws {
    let text = PathologicalInput.all.first { $0.name == "_www." }?.text(bytes: 1 << 20) ?? ""
    let content = try ContentFolder(["page.md": text])
    let result = try Launch(
      script: "ulimit -t 4; exec env --block-signal \"$P\" cat '\(content.path)/page.md'")
    #expect(result.status == 1)
    #expect(!result.isSignalled)
  }

  private func expectEnd(_ check: Launch) {
    #expect(!check.isOverdue, "no end within \(Launch.deadline) s")
    #expect(!check.isSignalled, "ended by signal \(check.status)")
    #expect(check.status == 0 || check.status == 1)
    #expect(check.error == "")
  }

  /// All of it, or the sentence and nothing else.
  private func expectAnswer(_ result: Launch, _ name: String) {
    #expect(!result.isOverdue, "\(name): no end within \(Launch.deadline) s")
    #expect(!result.isSignalled, "\(name): ended by signal \(result.status)")
    if result.status == 0 {
      #expect(result.error == "")
    } else {
      #expect(result.status == 1)
      #expect(result.error == said("\(name): is too complex to be shown"))
    }
  }
}
