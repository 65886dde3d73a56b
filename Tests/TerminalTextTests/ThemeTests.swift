import TerminalText
import Testing

struct ThemeTests {
  @Test func findsThemesByName() {
    #expect(Theme.all.map(\.name) == ["standard", "light", "dark", "mono"])
    for theme in Theme.all { #expect(Theme.named(theme.name) == theme) }
    #expect(Theme.named("none") == nil)
  }

  @Test func marksCodeAndStrikethroughWithoutStyles() {
    #expect(DocumentRenderer.screen(40, theme: .plain).text("`a` ~~b~~ *c* **d**") == ["`a` ~~b~~ c d"])
  }

  @Test func marksCodeButNotStrikethroughWithoutColours() {
    let spans = DocumentRenderer.screen(40, theme: .mono).spans("`a` ~~b~~")
    #expect(spans.map(\.text.string).joined() == "`a` b")
    #expect(spans.first(withText: "b")?.style.attributes.contains(.strikethrough) == true)
  }

  @Test(arguments: [Theme.standard, .light, .dark])
  func drawsNoMarksWithColours(theme: Theme) {
    #expect(DocumentRenderer.screen(40, theme: theme).text("`a` ~~b~~") == ["a b"])
  }

  @Test func monoThemeHasNoColours() {
    for role in Role.allCases {
      #expect(Theme.mono[role].foreground == .standard && Theme.mono[role].background == .standard)
    }
  }

  @Test func plainThemeHasNoStyles() {
    for role in Role.allCases { #expect(Theme.plain[role] == .plain) }
  }

  @Test func standardThemeUsesFiveColoursOfThePalette() {
    let allowed: [Color] = [.standard, .red, .green, .blue, .magenta, .cyan]
    for role in Role.allCases { #expect(allowed.contains(Theme.standard[role].foreground)) }
  }

  @Test(arguments: Theme.all)
  func attributesAloneTellRolesApart(theme: Theme) {
    // Pairs that must look different on a terminal without colours.
    let pairs: [(Role, Role)] = [
      (.selection, .text), (.match, .currentMatch), (.link, .text), (.strong, .text), (.heading, .text),
      (.selection, .unfocusedSelection),
    ]
    for (one, other) in pairs { #expect(theme[one].attributes != theme[other].attributes) }
  }

  @Test func combinesNestedStyles() {
    let spans = DocumentRenderer.screen(40).spans("**a *b* `c`** ~~[d](https://e.org)~~")
    #expect(spans.first(withText: "b")?.style.attributes == [.bold, .italic])
    #expect(spans.first(withText: "c")?.style == Style(.magenta, on: .standard, .bold))
    #expect(spans.first(withText: "d")?.style == Style(.cyan, on: .standard, [.strikethrough, .underline]))
  }
}
