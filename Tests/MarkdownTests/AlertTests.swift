import Markdown
import Testing

struct AlertTests {
  private func kind(_ markdown: String) -> Block.Kind? { Document(markdown: markdown).blocks.first?.kind }

  @Test(arguments: Alert.allCases)
  func eachAlertIsKnown(alert: Alert) {
    guard
      case .alert(alert, let blocks)? = kind("> [!\(alert.rawValue.uppercased())]\n> Words.\n")
    else {
      Issue.record("not this alert")
      return
    }
    #expect(blocks.map(\.kind) == [.paragraph([.text("Words.")])])
  }

  @Test(arguments: ["> [!note]\n> a", "> [!Note]\n> a", "> [!NOTE]\n>\n> a", ">[!NOTE]\n>a", "> [!NOTE]\na"])
  func itsMarkMayBeWrittenLikeThis(markdown: String) {
    guard case .alert(.note, let blocks)? = kind(markdown) else {
      Issue.record("no alert")
      return
    }
    #expect(blocks.map(\.kind) == [.paragraph([.text("a")])])
  }

  @Test(arguments: [
    "> [!OTHER]\n> a", "> [!NOTE] a", "> a\n> [!NOTE]", "> [NOTE]\n> a", "> **[!NOTE]**\n> a",
    "> [!NOTE\n> a",
    "> `[!NOTE]`\n> a",
  ])
  func aQuoteThatIsNoneStaysOne(markdown: String) {
    guard case .blockQuote? = kind(markdown) else {
      Issue.record("not a quote")
      return
    }
  }

  @Test func theMarkAloneIsTakenAndInlinesStay() {
    guard case .alert(.tip, let blocks)? = kind("> [!TIP]\n> Use *this*\n> way.") else {
      Issue.record("no alert")
      return
    }
    #expect(
      blocks.map(\.kind) == [
        .paragraph([.text("Use "), .emphasis([.text("this")]), .softBreak, .text("way.")])
      ])
  }

  @Test func anAlertHoldsEveryKindOfBlock() {
    guard case .alert(.warning, let blocks)? = kind("> [!WARNING]\n> - a\n>\n> ```\n> b\n> ```") else {
      Issue.record("no alert")
      return
    }
    #expect(blocks.count == 2)
    guard case .list? = blocks.first?.kind, case .codeBlock(_, "b\n")? = blocks.last?.kind else {
      Issue.record("not a list and code")
      return
    }
  }

  @Test func twoSpacesBehindTheMarkAreNoMatter() {
    guard case .alert(.note, _)? = kind("> [!NOTE]  \n> a") else {
      Issue.record("no alert")
      return
    }
  }
}
