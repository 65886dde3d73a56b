import ContentSource
import Markdown
import PortfolioModel
import TerminalText
import Testing

@testable import PortfolioUI

/// Links to files that a reader may take: the command that writes the file stands for the address.
struct FileLinkTests {
  private static let portfolio = Portfolio(
    ContentTree(
      files: [
        .init(path: "index.md", bytes: Array("# One\n\nMy [CV](files/cv.pdf) and [more](data/x.csv).\n".utf8))
      ],
      otherPaths: ["files/cv.pdf", "data/x.csv"]))

  private func state(hasClipboard: Bool = true) -> State {
    var configuration = State.Configuration(
      portfolio: Self.portfolio, size: Size(columns: 80, rows: 24), theme: .marks, hasClipboard: hasClipboard)
    configuration.fileCommand = { "ssh HOST get \($0) > \($0)" }
    return State(configuration)
  }

  @Test func theListOfLinksShowsTheCommand() {
    var state = state()
    state.press("f")
    #expect(state.screen.contains { $0.contains("1. CV  ssh HOST get cv.pdf > cv.pdf") })
    #expect(state.screen.contains { $0.contains("2. more  data/x.csv") })
  }

  @Test func choosingTheLinkCopiesTheCommand() {
    var state = state()
    let effects = state.follow(.command("ssh HOST get cv.pdf > cv.pdf"))
    #expect(effects == [.copy(ClipboardText("ssh HOST get cv.pdf > cv.pdf"))])
    #expect(state.statusRow.contains("Sent to the terminal's clipboard: ssh HOST get cv.pdf > cv.pdf"))
  }

  @Test func withoutAClipboardTheCommandIsShown() {
    var state = state(hasClipboard: false)
    _ = state.follow(.command("ssh HOST get cv.pdf > cv.pdf"))
    #expect(state.statusRow.contains("The command: ssh HOST get cv.pdf > cv.pdf"))
  }

  @Test func theLinearModeListsTheCommand() {
    var session = LinearSession(
      Self.portfolio, DocumentRenderer(width: 60, theme: .plain), fileCommand: { "get \($0)" }
    ) { $0.document }
    _ = session.begin(at: nil)
    #expect(session.answer("f")?.map(\.text) == ["1. CV: get cv.pdf", "2. more: data/x.csv"])
    #expect(session.answer("1")?.map(\.text) == ["get cv.pdf"])
  }
}
