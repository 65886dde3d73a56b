import Testing

struct StatusTests {
  @Test(arguments: [
    ["--drafts", "serve"], ["--theme", "dark", "health", "127.0.0.1:1"], ["-w", "90", "serve"],
  ])
  func refusesOptionsThatTheServiceDoesNotHave(words: [String]) throws {
    let result = try Launch(words)
    #expect(result.status == 2)
    #expect(result.error.contains("does not apply to"), "\(result.error)")
  }

  @Test func refusesAnUnknownPage() throws {
    let result = try Launch(["cat", "nosuchpage"])
    #expect(result.status == 2)
    #expect(result.text == "")
    #expect(result.error == "portfolio-tui: there is no page 'nosuchpage'; 'ls' lists them all\n")
  }
}
