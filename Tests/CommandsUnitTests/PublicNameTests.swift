import Testing

@testable import Commands

/// The host and the port of a service, and the commands that reach it.
struct PublicNameTests {
  @Test(arguments: [
    ("example.com", "ssh example.com"), ("example.com:22", "ssh example.com"),
    ("example.com:2222", "ssh -p 2222 example.com"), ("2001:db8::1", "ssh 2001:db8::1"),
    ("[2001:db8::1]:2222", "ssh -p 2222 2001:db8::1"), ("a-b_c.de", "ssh a-b_c.de"),
  ])
  func parsesHostAndPort(text: String, invitation: String) throws {
    #expect(try #require(PublicName(text)).invitation == invitation)
  }

  @Test(arguments: [
    "", ":22", "example.com:", "example.com:0", "example.com:65536", "example.com:x", "-oProxyCommand=id",
    "a b",
    "a;b", "é.example", "user@example.com", "[::1", String(repeating: "a", count: 256),
  ])
  func refusesOtherTexts(text: String) {
    #expect(PublicName(text) == nil)
  }

  @Test func requestsATerminalForAPage() throws {
    #expect(try #require(PublicName("a.example")).command == "ssh -t a.example")
    #expect(try #require(PublicName("a.example:23")).command == "ssh -t -p 23 a.example")
  }
}
