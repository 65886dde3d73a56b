import Markdown
import Testing

struct AlertTests {
  private func kind(_ markdown: String) -> Block.Kind? { Document(markdown: markdown).blocks.first?.kind }

  @Test(arguments: Alert.Kind.allCases)
  func parsesEachAlert(kind: Alert.Kind) {
    guard
      case .alert(Alert(kind), let blocks)? = self.kind("> [!\(kind.rawValue.uppercased())]\n> Words.\n")
    else {
      Issue.record("not this alert")
      return
    }
    #expect(blocks.map(\.kind) == [.paragraph([.text("Words.")])])
  }

  @Test(arguments: [
    ("abstract", Alert.Kind.note), ("TLDR", .note), ("hint", .tip), ("done", .tip), ("faq", .important),
    ("attention", .warning), ("fail", .caution), ("Danger", .caution), ("cite", .note),
    ("my-own_type", .note),
  ])
  func parsesTheTypesOfObsidian(type: String, expected: Alert.Kind) {
    let name = type.lowercased()
    let alert = Alert(expected, title: [.text(name.prefix(1).uppercased() + name.dropFirst())])
    #expect(kind("> [!\(type)]\n> a") == .alert(alert, [Block(line: 1, .paragraph([.text("a")]))]))
  }

  @Test(
    arguments: [
      ("[!tip] A *b* c", nil), ("[!tip]- A *b* c", .closed), ("[!tip]+ A *b* c", .open),
      ("[!tip|right]-  A *b* c", .closed),
    ] as [(String, Folding?)])
  func parsesTheTitleAndWhetherItFolds(marker: String, folding: Folding?) {
    let alert = Alert(.tip, title: [.text("A "), .emphasis([.text("b")]), .text(" c")], folding: folding)
    #expect(kind("> \(marker)\n> Words.") == .alert(alert, [Block(line: 1, .paragraph([.text("Words.")]))]))
  }

  @Test func aTitleMayBeginWithAnotherInline() {
    #expect(kind("> [!tip] `a` b") == .alert(Alert(.tip, title: [.code("a"), .text(" b")]), []))
  }

  @Test func alertsNest() {
    #expect(
      TreeDump(Document(markdown: "> [!tip] A\n> > [!bug]- B\n> > c")).text == """
        alert tip @1
          title
            text "A"
          alert caution @2
            title
              text "B"
            paragraph @2
              text "c"

        """)
  }

  @Test(arguments: ["> [!note]\n> a", "> [!Note]\n> a", "> [!NOTE]\n>\n> a", ">[!NOTE]\n>a", "> [!NOTE]\na"])
  func parsesEverySpellingOfTheMarker(markdown: String) {
    guard case .alert(Alert(.note), let blocks)? = kind(markdown) else {
      Issue.record("no alert")
      return
    }
    #expect(blocks.map(\.kind) == [.paragraph([.text("a")])])
  }

  @Test(arguments: [
    "> [!]\n> a", "> [!NOTE](a)", "> [!a*b*]\n> a", "> a\n> [!NOTE]", "> [NOTE]\n> a", "> **[!NOTE]**\n> a",
    "> [!NOTE\n> a",
    "> `[!NOTE]`\n> a",
  ])
  func otherMarkersLeaveABlockQuote(markdown: String) {
    guard case .blockQuote? = kind(markdown) else {
      Issue.record("not a quote")
      return
    }
  }

  @Test func removesTheMarkerAndKeepsTheInlinesAfterIt() {
    guard case .alert(Alert(.tip), let blocks)? = kind("> [!TIP]\n> Use *this*\n> way.") else {
      Issue.record("no alert")
      return
    }
    #expect(
      blocks.map(\.kind) == [
        .paragraph([.text("Use "), .emphasis([.text("this")]), .softBreak, .text("way.")])
      ])
  }

  @Test func anAlertHoldsListsAndCode() {
    guard case .alert(Alert(.warning), let blocks)? = kind("> [!WARNING]\n> - a\n>\n> ```\n> b\n> ```") else {
      Issue.record("no alert")
      return
    }
    #expect(blocks.count == 2)
    guard case .list? = blocks.first?.kind, case .codeBlock(_, "b\n")? = blocks.last?.kind else {
      Issue.record("not a list and code")
      return
    }
  }

  @Test func ignoresSpacesAfterTheMarker() {
    guard case .alert(Alert(.note), _)? = kind("> [!NOTE]  \n> a") else {
      Issue.record("no alert")
      return
    }
  }
}
