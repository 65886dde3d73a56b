import Testing

/// Pages whose rendering takes longer than the limit for parsing, which must not apply to it.
struct LongPageTests {
  private let content: ContentFolder

  init() throws {
    // Code is parsed at once. In a debug build, highlighting it takes longer than the second that a page of
    // this size has for parsing.
    let code = "let x = [1, 2.5, \"abc\"] // comment\nfunc f(_ a: Int) -> String { return \"\\(a)\" }\n"
    content = try ContentFolder([
      "a/long.md": "# Long\n\n```swift\n" + String(repeating: code, count: 3000) + "```\n\nThe end.\n",
      "a/short.md": "Short.\n",
      "a/complex.md": PathologicalInput.all.first { $0.name == "_www." }?.text(bytes: 1 << 20) ?? "",
    ])
  }

  private func script(_ text: String) throws -> Launch {
    try Launch(script: "export PORTFOLIO_CONTENT='\(content.path)' PORTFOLIO_COLOR=always; " + text)
  }

  @Test func printsAllOfIt() throws {
    let result = try script("\"$P\" cat long")
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(result.lines.count > 6000)
    #expect(result.text.hasSuffix("\nThe end.\n"))
  }

  @Test func reportsAFullDeviceOnStandardError() throws {
    let result = try script("\"$P\" cat long >/dev/full")
    #expect(result.status == 1)
    #expect(result.error == said("cannot write: no space left on device"))
  }

  @Test func endsQuietlyIfTheReaderLeaves() throws {
    let result = try script("\"$P\" cat long | head -n 1; echo \"${PIPESTATUS[0]}\"")
    #expect(result.lines.count == 2 && result.lines.last == "0")
    #expect(result.error == "")
  }

  @Test func refusesAPageThatIsTooComplex() throws {
    let result = try script("\"$P\" cat complex")
    #expect(result.status == 1)
    #expect(result.text == "")
    #expect(result.error == said("a/complex.md: is too complex to be shown"))
  }

  @Test func refusesAPageThatIsTooComplexAfterAnother() throws {
    let result = try script("\"$P\" cat short complex")
    #expect(result.status == 1)
    #expect(result.error == said("a/complex.md: is too complex to be shown"))
  }
}
