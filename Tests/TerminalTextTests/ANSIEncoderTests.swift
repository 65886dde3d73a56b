import Markdown
import TerminalText
import Testing

struct ANSIEncoderTests {
  private let styled = ANSIEncoder(depth: .direct, styles: true)

  @Test func endsLinesWithALineFeedAndRemovesTrailingSpaces() {
    #expect(ANSIEncoder.pipe.string([Line("a  "), Line(), Line("   "), Line(" b")]) == "a\n\n\n b\n")
  }

  @Test func writesNoEscapeSequenceWithoutStyles() {
    let line = Line([
      Span("a", Style(.red, on: .blue, .bold), target: LinkTarget(destination: "https://e.org"))
    ])
    #expect(ANSIEncoder.pipe.string([line]) == "a\n")
    #expect(ANSIEncoder(depth: .direct).string([line]) == "a\n")
  }

  @Test func resetsStylesAtTheEndOfTheLine() {
    let line = Line([Span("a", Style(.red))])
    #expect(styled.string([line, line]) == "\u{1B}[0;31ma\u{1B}[0m\n\u{1B}[0;31ma\u{1B}[0m\n")
    #expect(styled.string([Line([Span("a", Style(.red)), Span("b")])]) == "\u{1B}[0;31ma\u{1B}[0mb\n")
  }

  @Test func writesOneSequenceForNeighboursOfTheSameStyle() {
    let line = Line([Span("a", Style(.red)), Span("b", Style(.red)), Span("c", Style(.green))])
    #expect(styled.string([line]) == "\u{1B}[0;31mab\u{1B}[0;32mc\u{1B}[0m\n")
  }

  @Test(arguments: [
    (Style.Attributes.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    (.strikethrough, "9"),
  ])
  func writesTheSGRCodeOfEveryAttribute(attribute: Style.Attributes, code: String) {
    let line = Line("a", Style(.standard, on: .standard, attribute))
    #expect(styled.string([line]) == "\u{1B}[0;\(code)ma\u{1B}[0m\n")
    #expect(ANSIEncoder(depth: .none, styles: true).string([line]) == "\u{1B}[0;\(code)ma\u{1B}[0m\n")
  }

  @Test(arguments: [
    (ColorDepth.none, "\u{1B}[0ma"), (.palette8, "\u{1B}[0;31ma"), (.palette16, "\u{1B}[0;91ma"),
    (.palette256, "\u{1B}[0;38;5;203ma"), (.direct, "\u{1B}[0;38;2;255;85;85ma"),
  ])
  func reducesColoursToTheDepth(depth: ColorDepth, output: String) {
    let encoder = ANSIEncoder(depth: depth, styles: true)
    #expect(encoder.string([Line("a", Style(.direct(0xFF5555)))]).hasPrefix(output))
  }

  @Test func writesBackgroundAndBrightColours() {
    let style = Style(.palette(9), on: .palette(12))
    #expect(styled.string([Line("a", style)]) == "\u{1B}[0;91;104ma\u{1B}[0m\n")
    let other = Style(.palette(200), on: .direct(0x010203))
    #expect(styled.string([Line("a", other)]) == "\u{1B}[0;38;5;200;48;2;1;2;3ma\u{1B}[0m\n")
  }

  /// The last pixels of a picture are spaces on a background.
  @Test func keepsSpacesOnABackground() {
    let line = Line([Span("a"), Span("  ", Style(.standard, on: .palette(200))), Span(" ")])
    #expect(styled.string([line]) == "a\u{1B}[0;48;5;200m  \u{1B}[0m\n")
    #expect(ANSIEncoder.pipe.string([line]) == "a\n")
    #expect(ANSIEncoder(depth: .none, styles: true).string([line]) == "a\n")
  }

  @Test func opensAHyperlinkOnceForAdjacentSpans() {
    let target = LinkTarget(destination: "https://e.org/")
    let line = Line([
      Span("a", .plain, target: target), Span("b", Style(.red), target: target), Span("c"),
    ])
    #expect(
      ANSIEncoder(hyperlinks: true).string([line])
        == "\u{1B}]8;;https://e.org/\u{1B}\\ab\u{1B}]8;;\u{1B}\\c\n")
  }

  @Test func closesHyperlinksAtTheEndOfTheLine() {
    let line = Line([Span("a", .plain, target: LinkTarget(destination: "https://e.org/"))])
    #expect(
      ANSIEncoder(hyperlinks: true).string([line]) == "\u{1B}]8;;https://e.org/\u{1B}\\a\u{1B}]8;;\u{1B}\\\n")
  }

  @Test func writesNoHyperlinkForPlacesAndOtherTargets() {
    let targets = [LinkTarget.place(Place(page: "articles/a")), LinkTarget(destination: "javascript:x")]
    for target in targets {
      #expect(ANSIEncoder(hyperlinks: true).string([Line([Span("a", .plain, target: target)])]) == "a\n")
    }
  }

  @Test func removesTrailingSpacesBeforeAReset() {
    #expect(styled.string([Line("│ ", Style(.red))]) == "\u{1B}[0;31m│\u{1B}[0m\n")
  }
}
