import TerminalText
import Testing

/// Links whose label names one host and which lead to another: the real host is shown after the label.
struct DeceivingLinkTests {
  private func text(_ markdown: String) -> String { DocumentRenderer.screen(100).text(markdown).joined() }

  @Test(arguments: [
    "paypal.com", "https://paypal.com", "http://www.paypal.com/login", "PayPal.com", "www.paypal.com",
    "`paypal.com`", "**paypal**.com", "paypal.com:443", "user@paypal.com", "paypal\u{200B}.com",
    "paypal.co.uk/a.b",
  ])
  func showsTheRealHostIfTheLabelNamesAnother(label: String) {
    #expect(text("[\(label)](https://evil.example/paypal.com)").hasSuffix(" (evil.example)"))
  }

  @Test(arguments: [
    "https://paypal.com@evil.example/", "https://evil.example:443/", "https://evil.example?paypal.com",
    "https://evil.example#@paypal.com", "https://EVIL.example/",
  ])
  func findsTheHostOfEveryFormOfAddress(address: String) {
    #expect(text("[paypal.com](\(address))").hasSuffix(" (evil.example)"))
  }

  @Test(arguments: [
    ("example.org", "https://example.org/"), ("www.example.org", "https://example.org/a"),
    ("https://example.org", "https://www.example.org/"), ("a label", "https://example.org/"),
    ("3.14", "https://example.org/"), ("e.g.", "https://example.org/"), ("1.2.3", "https://example.org/"),
    ("ada@example.org", "mailto:ada@example.org"), ("EXAMPLE.org", "https://example.org/"),
  ])
  func showsNoHostForAnHonestLabel(label: String, address: String) {
    #expect(!text("[\(label)](\(address))").contains(" ("))
  }

  @Test(arguments: ["paypal.com&nbsp;", "paypal.com\u{200B}", "paypal.com!", "“paypal.com”", "paypal.com »"])
  func findsHostsBesidePunctuationAndInvisibleCharacters(label: String) {
    #expect(text("[\(label)](https://evil.example/)").contains("(evil.example)"))
  }

  @Test func findsHostsInsideSentences() {
    #expect(text("[log in at paypal.com](https://evil.example/)").hasSuffix(" (evil.example)"))
  }

  @Test(arguments: [#"https://evil.example\\@paypal.com/"#, "https:///evil.example/paypal.com"])
  func readsSlashesAndBackslashesLikeABrowser(address: String) {
    #expect(text("[paypal.com](\(address))").contains("evil.example)"))
  }

  @Test func showsTheRealRecipientIfTheLabelNamesAnother() {
    #expect(text("[ada@example.org](mailto:eve@evil.example)") == "ada@example.org (eve@evil.example)")
  }

  @Test func acceptsInternationalHostsInAutolinks() {
    #expect(!text("<https://bücher.example/>").contains("("))
  }
}
