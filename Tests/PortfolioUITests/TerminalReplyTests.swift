import Markdown
import PortfolioModel
import TerminalText
import Testing

@testable import PortfolioUI

/// Answers of terminals to the question whether they can place pictures in cells.
struct TerminalReplyTests {
  private static let graphics = "\u{1B}_Gi=1;OK\u{1B}\\"
  private static let version = "\u{1B}P>|kitty(0.35.2)\u{1B}\\"
  private static let cell = "\u{1B}[6;20;10t"
  private static let attributes = "\u{1B}[?62;c"
  private static let all = graphics + version + cell + attributes

  private static func session(asks: Bool = true) -> Session {
    var configuration = State.Configuration(
      portfolio: Portfolio(
        ["a/1.md": "# One\n\n![first](one.png)\n", "a/2.md": "# Two\n"], others: ["a/one.png"]),
      size: Size(columns: 80, rows: 24), theme: .marks)
    configuration.pictures = PictureSettings(depth: .palette256, maximumCells: 2000) { path in
      .picture(Picture(path: path, width: 200, height: 200))
    }
    configuration.pictures?.asksTerminal = asks
    return Session(State(configuration, at: Place(page: "a/1")))
  }

  /// The size of the cells for which the last picture was asked.
  private static func cell(in effects: [Effect]) -> Picture.CellSize? {
    effects.reversed().compactMap { effect -> Picture.CellSize? in
      if case .decode(_, let cell) = effect { return cell }
      return nil
    }.first
  }

  @Test func asksForPixelsOfTheTerminalsCells() {
    var session = Self.session()
    #expect(Self.cell(in: session.begin()) == .halfBlocks)
    #expect(Self.cell(in: session.receive(Array(Self.all.utf8))) == Picture.CellSize(width: 10, height: 20))
  }

  @Test func acceptsAnswersInAnyPieces() {
    var session = Self.session()
    _ = session.begin()
    let effects = Self.all.utf8.flatMap { session.receive([$0]) }
    #expect(Self.cell(in: effects) == Picture.CellSize(width: 10, height: 20))
    #expect(!session.isPending)
  }

  @Test(arguments: [
    version + cell + attributes, graphics + cell + attributes, graphics + version + attributes,
    attributes + graphics + version + cell,
    graphics.replacing("OK", with: "ENOENT:no") + version + cell + attributes,
    graphics + version.replacing("kitty", with: "Konsole") + cell + attributes,
    graphics + version + "\u{1B}[6;0;0t" + attributes, graphics + version + "\u{1B}[6;999999;2t" + attributes,
    "",
  ])
  func showsHalfBlocksWithoutAllAnswers(answers: String) {
    var session = Self.session()
    _ = session.begin()
    #expect(Self.cell(in: session.receive(Array(answers.utf8))) == nil)
  }

  @Test func ignoresAnswersToQuestionsThatWereNotAsked() {
    var session = Self.session(asks: false)
    _ = session.begin()
    #expect(Self.cell(in: session.receive(Array(Self.all.utf8))) == nil)
  }

  @Test func ignoresASecondAnswer() {
    var session = Self.session()
    _ = session.begin()
    _ = session.receive(Array(Self.all.utf8))
    #expect(Self.cell(in: session.receive(Array(Self.all.replacing("6;20;10", with: "6;40;20").utf8))) == nil)
  }

  /// A megabyte within a control string is neither stored nor typed.
  @Test func ignoresALongAnswer() {
    var session = Self.session()
    _ = session.begin()
    let long = "\u{1B}P>|kitty(" + String(repeating: "q", count: 1 << 20) + "\u{1B}\\"
    let effects = session.receive(Array((Self.graphics + long + Self.cell + Self.attributes).utf8))
    #expect(effects == [])
  }

  // MARK: Placed pictures

  private static func placed() throws -> (session: Session, effects: [Effect], placement: Picture.Placement) {
    var session = session()
    _ = session.begin()
    let effects = session.receive(Array(all.utf8))
    let placement = try #require(
      effects.compactMap { effect -> Picture.Placement? in
        if case .decode(let placements, _) = effect { return placements.first }
        return nil
      }.first)
    let transmission = session.handle(.picture(placement, .pixels(PixelGrid(width: 4, height: 4))))
    return (session, transmission, placement)
  }

  @Test func transmitsAPictureAndThenPlacesIt() throws {
    var (session, effects, placement) = try Self.placed()
    guard case .transmit(let number, let transmitted, _)? = effects.first else {
      Issue.record("\(effects)")
      return
    }
    #expect(transmitted == placement && PlacedPicture.numbers.contains(number))
    #expect(!session.frame().lines.contains { $0.text.contains("\u{10EEEE}") })
    #expect(session.handle(.transmitted(placement)) == [])
    let rows = session.frame().lines.filter { $0.text.unicodeScalars.contains("\u{10EEEE}") }
    #expect(rows.count == placement.rows)
    let cells = rows.first?.spans.first { $0.text.string.unicodeScalars.contains("\u{10EEEE}") }
    #expect(cells?.text.columns == placement.columns)
    #expect(cells?.style.foreground == .palette(number))
  }

  @Test func asksAgainForPicturesThatTheTerminalHasLost() throws {
    var (session, _, placement) = try Self.placed()
    _ = session.handle(.transmitted(placement))
    let effects = session.handle(.picturesLost)
    #expect(Self.cell(in: effects) == Picture.CellSize(width: 10, height: 20))
    #expect(!session.frame().lines.contains { $0.text.unicodeScalars.contains("\u{10EEEE}") })
  }

  @Test func deletesAPictureThatIsShownNoMore() throws {
    var (session, effects, placement) = try Self.placed()
    _ = session.handle(.transmitted(placement))
    guard case .transmit(let number, _, _)? = effects.first else { return }
    let portfolio = Portfolio(
      ["a/1.md": "# One\n\n![first](one.png)\n", "a/2.md": "# Two\n"], others: ["a/one.png"])
    #expect(session.handle(.reload(portfolio, message: nil)).first == .delete(number))
  }
}
