import Foundation
import Testing

@testable import TerminalText

struct ThemeTests {
  @Test func findsThemesByName() {
    #expect(
      Theme.all.map(\.name) == ["standard", "light", "dark", "paper", "contrast", "gruvbox", "nord", "mono"])
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

  @Test(arguments: [Theme.standard, .light, .dark, .paper, .contrast, .gruvbox, .nord])
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

  /// Many terminals show the blue of the palette so dark that it is hardly seen on black.
  @Test func standardThemeTellsNothingByBlueAlone() {
    for role in Role.allCases where Theme.standard[role].foreground == .blue {
      #expect(!Theme.standard[role].attributes.isEmpty, "\(role)")
    }
    for role in Role.allCases { #expect(Theme.standard[role].background == .standard) }
  }

  @Test(arguments: [Theme.paper, .contrast, .gruvbox, .nord])
  func paintedThemesDependOnTheTerminal(theme: Theme) {
    #expect(theme.paintsBackground && !theme.withoutBackground.paintsBackground)
    #expect(theme.withoutBackground[.heading] == theme[.heading])
    for depth in [ColorDepth.direct, .palette256] { #expect(theme.suited(to: depth) == theme) }
    for depth in [ColorDepth.palette16, .palette8, .none] {
      #expect(theme.suited(to: depth) == (theme == .contrast ? .mono : .standard))
    }
  }

  @Test(arguments: [Theme.standard, .light, .dark, .mono])
  func otherThemesAreUnchangedOnEveryTerminal(theme: Theme) {
    #expect(!theme.paintsBackground && theme.withoutBackground == theme)
    for depth in ColorDepth.allCases { #expect(theme.suited(to: depth) == theme) }
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

  // MARK: Contrast

  private static let secondary: Set<Role> = [
    .meta, .reference, .caption, .footnote, .comment, .status, .wrapMark,
  ]
  private static let lines: Set<Role> = [.border, .codeBar, .rule, .quoteBar, .tableBorder]

  /// The themes of direct colours, each with the background that it has or is made for.
  private static let backgrounds: [(theme: Theme, background: Color)] =
    [
      (.light, .direct(0xFFFFFF)), (.dark, .direct(0)),
    ] + [Theme.paper, .contrast, .gruvbox, .nord].map { ($0, $0[.text].background) }

  @Test(arguments: backgrounds, [ColorDepth.direct, .palette256])
  func textHasContrast(row: (theme: Theme, background: Color), depth: ColorDepth) throws {
    let background = Contrast(row.background.reduced(to: depth))
    let isHigh = row.theme == .contrast
    for role in Role.allCases {
      // Text without a colour has that of the theme's text, or of the terminal.
      let color = row.theme[role].over(row.theme[.text]).foreground
      if color == .standard { continue }
      let ratio = background.ratio(to: Contrast(color.reduced(to: depth)))
      let least = isHigh ? 7 : Self.lines.contains(role) ? 2 : Self.secondary.contains(role) ? 3 : 4.5
      #expect(ratio >= least, "\(row.theme.name), \(role): \(ratio)")
    }
  }

  @Test func computesContrastAsPublished() {
    let white = Contrast(.direct(0xFFFFFF))
    #expect(white.ratio(to: Contrast(.direct(0))) == 21)
    // The grey that is named as the lightest on white in explanations of WCAG 2.
    #expect(abs(white.ratio(to: Contrast(.direct(0x767676))) - 4.54) < 0.01)
    #expect(abs(Contrast(.direct(0xFF0000)).ratio(to: white) - 4.0) < 0.01)
  }

  @Test func combinesNestedStyles() {
    let spans = DocumentRenderer.screen(40).spans("**a *b* `c`** ~~[d](https://e.org)~~")
    #expect(spans.first(withText: "b")?.style.attributes == [.bold, .italic])
    #expect(spans.first(withText: "c")?.style == Style(.magenta, on: .standard, .bold))
    #expect(spans.first(withText: "d")?.style == Style(.cyan, on: .standard, [.strikethrough, .underline]))
  }
}

/// The relative luminance of a colour (WCAG 2.2, "relative luminance").
private struct Contrast {
  let luminance: Double

  init(_ color: Color) {
    let index = color.paletteIndex.map { Color.xtermComponents(of: $0) }
    let (red, green, blue) =
      index ?? color.components.map { (Int($0.red), Int($0.green), Int($0.blue)) } ?? (0, 0, 0)
    func linear(_ value: Int) -> Double {
      let value = Double(value) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  func ratio(to other: Contrast) -> Double {
    (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
  }
}
