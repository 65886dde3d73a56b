import ContentSource
import Markdown
import PortfolioModel
import PortfolioUI
import TerminalText
import Testing

/// The linear mode: typed lines and their answers.
struct LinearTests {
  private func session(width: Int = 60) -> LinearSession {
    LinearSession(.sample, DocumentRenderer(width: width, theme: .plain)) { $0.document }
  }

  private func text(_ lines: [Line]?) -> [String] { (lines ?? []).map(\.text) }

  @Test func beginsWithTheWelcomePageAndTheList() {
    var session = session()
    let lines = text(session.begin(at: nil))
    #expect(lines.first == "Engineer")
    #expect(lines.contains("Welcome to the first project."))
    #expect(lines.contains("Projects") && lines.contains("4. Alpha") && lines.contains("6. A long article"))
    #expect(lines.suffix(2).joined(separator: " ").contains("q quit"))
  }

  @Test func beginsWithTheFoldersTitleIfThereIsNoWelcomePage() {
    var tree = ContentTree(files: [.init(path: "a/x.md", bytes: Array("Text.\n".utf8))])
    tree.title = "My notes"
    var session = LinearSession(Portfolio(tree), DocumentRenderer(width: 60, theme: .plain)) { $0.document }
    #expect(text(session.begin(at: nil)).prefix(5) == ["My notes", "════════", "", "a", "1. X"])
  }

  @Test func beginsAtAPlace() {
    var session = session()
    #expect(text(session.begin(at: Place(page: "projects/beta", anchor: "x"))).first == "Beta")
  }

  @Test(arguments: ["alpha", "projects/alpha", "Alpha", "ALPHA", "A long  article"])
  func opensAPageByItsNameOrTitle(word: String) {
    var session = session()
    _ = session.begin(at: nil)
    let title = word.hasPrefix("A l") ? "A long article" : "Alpha"
    #expect(text(session.answer(word)).first == title)
  }

  @Test func followsANumberOfTheLastList() {
    var session = session()
    _ = session.begin(at: nil)
    #expect(text(session.answer("4")).first == "Alpha")
    #expect(
      text(session.answer("f")) == [
        "1. Beta: projects/beta", "2. the site: https://example.org/", "3. javascript:alert(1)",
      ])
    #expect(text(session.answer("2")) == ["https://example.org/"])
    #expect(text(session.answer("1")).first == "Beta")
    #expect(text(session.answer("b")).first == "Alpha")
    #expect(text(session.answer("n")).first == "Beta")
    #expect(text(session.answer("99")) == ["There is no number 99."])
  }

  @Test(arguments: ["s inspected twice", "/inspected twice", "/ inspected twice", "search inspected  twice"])
  func listsThePagesThatASearchFinds(line: String) {
    var session = session()
    _ = session.begin(at: nil)
    let lines = text(session.answer(line))
    #expect(lines.filter { $0.first?.isNumber == true }.map { $0.prefix(9) } == ["1. Alpha:"])
    #expect(lines.joined().contains("inspected twice"))
    #expect(text(session.answer("1")).first == "Alpha")
  }

  @Test(arguments: [
    ("s", "Type the words to search for after s."), ("s zebra", "No page contains all the words."),
    ("b", "There is no page before this one."), ("0", "There is no number 0."),
    ("-1", "There is no number -1."),
    ("-9223372036854775808", "There is no number -9223372036854775808."),
    ("9223372036854775807", "There is no number 9223372036854775807."),
    ("f", "This page has no links."), ("n", "This is the last page of its section."),
    ("what", "There is no number, page or command 'what'; ? lists the"),
  ])
  func explainsWhatItCannotDo(line: String, sentence: String) {
    var session = session()
    _ = session.begin(at: Place(page: "articles/long"))
    #expect(text(session.answer(line)).first == sentence)
  }

  @Test(arguments: ["q", " quit ", "exit", ":q"])
  func endsForTheCommandQuit(line: String) {
    var session = session()
    #expect(session.answer(line) == nil)
  }

  @Test func listsLinksWithTheirTexts() {
    var session = session()
    _ = session.begin(at: Place(page: "projects/alpha"))
    #expect(
      text(session.answer("f")).prefix(2) == ["1. Beta: projects/beta", "2. the site: https://example.org/"])
  }

  @Test(arguments: 20...60)
  func breaksTheRowsOfResultsBetweenWords(width: Int) {
    var session = session(width: width)
    let rows = text(session.answer("s twice"))
    let words = rows.joined(separator: " ").split(separator: " ")
    var wide = self.session(width: 1000)
    #expect(words == text(wide.answer("s twice")).joined(separator: " ").split(separator: " "))
    #expect(rows.allSatisfy { $0.hasPrefix("   ") || $0.first?.isNumber == true })
  }

  @Test func wrapsAllLinesAtTheWidth() {
    for width in 1...200 {
      var session = session(width: width)
      var lines = session.begin(at: nil)
      for line in ["l", "4", "f", "3", "b", "b", "s twice", "s zebra", "?", "6", "n", "what", "99", ""] {
        lines += session.answer(line) ?? []
      }
      #expect(
        lines.allSatisfy { $0.columns <= width },
        "\(width): \(lines.filter { $0.columns > width }.map(\.text))")
    }
  }
}
