import Testing

struct StatusTests {
  @Test func anUnknownPageIsAWrongWord() throws {
    let result = try Program.run(["cat", "nosuchpage"])
    #expect(result.status == 2)
    #expect(result.text == "")
    #expect(result.error == "portfolio-tui: there is no page 'nosuchpage'; 'ls' lists them all\n")
  }
}
