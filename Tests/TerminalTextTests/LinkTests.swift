import Markdown
import TerminalText
import TestSupport
import Testing

struct LinkTests {
  // MARK: In a pipe

  @Test func numbersADestinationOnce() {
    let markdown = "[a](https://e.org/1) [b](https://e.org/2) [c](https://e.org/1)"
    #expect(
      DocumentRenderer.pipe(60).text(markdown) == [
        "a [1] b [2] c [1]", "", "[1] https://e.org/1", "[2] https://e.org/2",
      ])
  }

  @Test func numbersManyDestinationsOnceEach() {
    let markdown = (1...100).map { "[a](https://e.org/\($0 % 50))" }.joined(separator: " ")
    let lines = DocumentRenderer.pipe(60).text(markdown)
    #expect(lines.last == "[50] https://e.org/0")
    #expect(lines.filter { $0.hasPrefix("[") && $0.contains("://") }.count == 50)
  }

  @Test(arguments: [
    "https://e.org/a", "<https://e.org/a>", "www.e.org", "a@e.org", "[https://e.org](https://e.org)",
  ])
  func doesNotNumberALabelThatIsTheAddress(markdown: String) {
    #expect(DocumentRenderer.pipe(60).lines(for: Document(markdown: markdown)).count == 1)
  }

  @Test func doesNotNumberAnAutolinkOfOtherScripts() {
    #expect(DocumentRenderer.pipe(60).lines(for: Document(markdown: "<https://e.org/über>")).count == 1)
  }

  @Test func doesNotBeginALineWithANumber() {
    let words = (1...40).map { "w\($0) [link\($0)](https://e.org/\($0))." }.joined(separator: " ")
    for width in 20...60 {
      let lines = DocumentRenderer.pipe(width).text(words).prefix { !$0.hasPrefix("[1] https") }
      #expect(lines.allSatisfy { !$0.hasPrefix("[") && $0.count <= width }, "\(width)")
    }
    // If word and number do not fit into one line, the number has to begin a line.
    #expect(DocumentRenderer.pipe(6).text("[abcdef](https://e.org/)").prefix(2) == ["abcdef", "[1]"])
  }

  @Test func doesNotNumberAHeadingOfThePage() {
    #expect(DocumentRenderer.pipe(60).text("[a](#b)") == ["a"])
  }

  @Test func keepsListedAddressesWholeInPipesOnly() {
    let address = "https://example.org/" + String(repeating: "x", count: 80)
    #expect(DocumentRenderer.pipe(30).text("[a](\(address))").last == "[1] " + address)
    var screen = DocumentRenderer.screen(30)
    screen.links = .numbered
    let lines = screen.lines(for: Document(markdown: "[a](\(address))"))
    #expect(lines.count > 3 && lines.allSatisfy { $0.columns <= 30 })
    #expect(lines.last?.text.hasPrefix("    x") == true)
  }

  @Test func showsUnresolvedWikiLinksAsTheirSource() {
    var renderer = DocumentRenderer.pipe(60)
    let markdown = "a [[p|the page]] b [[nodiscard]] c ![[d.png]]"
    #expect(renderer.text(markdown) == ["a [[p|the page]] b [[nodiscard]] c [image: d.png]"])
    renderer.resolve = {
      if case .name(let name) = $0, name.name == "p" { .place(Place(page: "s/p")) } else { LinkTarget($0) }
    }
    #expect(renderer.text(markdown) == ["a the page [1] b [[nodiscard]] c [image: d.png]", "", "[1] s/p"])
  }

  @Test func labelsALinkWithoutALabelByItsAddress() {
    #expect(DocumentRenderer.pipe(60).text("[](https://e.org/)") == ["https://e.org/"])
  }

  @Test func showsImagesAsTheirAlternativeTextElseTheirName() {
    #expect(
      DocumentRenderer.pipe(60).text("![a *b*](c.png) ![](d.png) ![ ](e)") == [
        "[image: a b] [1] [image: d.png] [2] [image] [3]", "", "[1] c.png", "[2] d.png", "[3] e",
      ])
  }

  // MARK: On a screen

  @Test(arguments: ["https://e.org/", "http://e.org/", "mailto:a@e.org", "HTTPS://e.org/"])
  func linksThreeSchemes(address: String) throws {
    let span = try #require(DocumentRenderer.screen(60).spans("[label](\(address))").first(withText: "label"))
    #expect(span.target == .address(try #require(Hyperlink(address))))
    let output = ANSIEncoder.colour.string([Line([span])])
    #expect(output.contains("\u{1B}]8;;\(address)\u{1B}\\label"))
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://e.org/",
    "ssh://-oProxyCommand=x", "vbscript:x", "../a.md", "https:", "http://", "mailto:", "//e.org/",
  ])
  func showsOtherDestinationsWithoutALink(address: String) {
    for renderer in [DocumentRenderer.screen(60), .pipe(60)] {
      let lines = renderer.lines(for: Document(markdown: "[label](<\(address)>)"))
      #expect(lines.map(\.text) == ["label [1]", "", "[1] \(address)"])
      #expect(!ANSIEncoder.colour.string(lines).contains("\u{1B}]8"))
    }
  }

  @Test func encodesAndLimitsAddresses() throws {
    let link = try #require(Hyperlink("https://e.org/ü\u{1B}\u{7}\u{9B} \u{7F}"))
    #expect(link.address == "https://e.org/%C3%BC%1B%07%C2%9B%20%7F")
    let longest = "https://" + String(repeating: "x", count: Hyperlink.maximumBytes - 8)
    #expect(Hyperlink.maximumBytes == 2048)
    #expect(Hyperlink(longest) != nil)
    #expect(Hyperlink(longest + "x") == nil)
    #expect(Hyperlink("https://" + String(repeating: "ü", count: 400)) == nil)
  }

  @Test func linksEveryRowOfABrokenLabel() {
    let lines = DocumentRenderer.screen(12).lines(
      for: Document(markdown: "[aaaa bbbb cccc dddd](https://e.org/)"))
    #expect(lines.count == 2)
    #expect(lines.flatMap(\.spans).allSatisfy { $0.target == LinkTarget(destination: "https://e.org/") })
  }

  @Test func asksTheResolverForDestinations() {
    UTF8Locale.use()
    let renderer = DocumentRenderer(width: 40, theme: .standard) { _ in .place(Place(page: "articles/a")) }
    #expect(renderer.spans("[l](../a.md)").first(withText: "l")?.target == .place(Place(page: "articles/a")))
    #expect(renderer.text("[l](../a.md)") == ["l"])
  }

  @Test func linksAnImageInsideALinkToTheLinksDestination() {
    let spans = DocumentRenderer.screen(40).spans("[![Badge](badge.svg)](https://e.org/build)")
    #expect(spans.first?.target == LinkTarget(destination: "https://e.org/build"))
  }
}
