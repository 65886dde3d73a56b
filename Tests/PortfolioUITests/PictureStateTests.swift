import Markdown
import PortfolioModel
import TerminalText
import Testing

@testable import PortfolioUI

/// The pictures that a session asks for and shows.
struct PictureStateTests {
  private static func state(_ files: KeyValuePairs<String, String>, columns: Int = 80, rows: Int = 24)
    -> State
  {
    var configuration = State.Configuration(
      portfolio: Portfolio(files, others: ["a/one.png", "a/two.png", "a/bad.png"]),
      size: Size(columns: columns, rows: rows), theme: .marks)
    configuration.pictures = PictureSettings(depth: .direct, maximumCells: 2000) { path in
      path.contains("bad")
        ? .fault("its file is damaged") : .picture(Picture(path: path, width: 320, height: 160))
    }
    return State(configuration, at: Place(page: "a/1"))
  }

  private static let text = (0..<60).map { "Line \($0).\n\n" }.joined()
  private static let page: KeyValuePairs = [
    "a/1.md": "# One\n\n![first](one.png)\n\n\(text)![second](two.png)\n", "a/2.md": "# Two\n",
  ]

  private static func grid(_ placement: Picture.Placement) -> PixelGrid {
    let (width, height) = (placement.columns, 2 * placement.rows)
    return PixelGrid(
      width: width, height: height,
      bytes: (0..<width * height).flatMap { _ in [0, 255, 0, 255] as [UInt8] })
  }

  private static func requests(_ effects: [Effect]) -> [Picture.Placement] {
    effects.flatMap { effect -> [Picture.Placement] in
      if case .decode(let placements, _) = effect { return placements }
      return []
    }
  }

  @Test func asksForThePicturesInSightOnly() {
    var state = Self.state(Self.page)
    #expect(Self.requests(state.begin()).map(\.path) == ["a/one.png"])
    #expect(Self.requests(state.update(.key(.character("j")))) == [])
    #expect(
      Self.requests(state.update(.key(.character("G")))) == [
        Picture.Placement(path: "a/two.png", columns: 40, rows: 10)
      ])
  }

  @Test func showsAPictureWhenItsPixelsArrive() throws {
    var state = Self.state(Self.page)
    let placement = try #require(Self.requests(state.begin()).first)
    let before = state.screen
    #expect(state.update(.picture(placement, .pixels(Self.grid(placement)))) == [])
    #expect(state.screen == before, "nothing moves")
    let isGreen = state.view().lines.flatMap(\.spans).filter { $0.style.background == .direct(0x00FF00) }
    #expect(isGreen.count == placement.rows)
  }

  @Test func statesWhyAPictureIsNotShown() throws {
    var state = Self.state(Self.page)
    let placement = try #require(Self.requests(state.begin()).first)
    _ = state.update(.picture(placement, .fault("it takes too long to decode")))
    #expect(state.screen.contains { $0.contains("The picture is not shown: it takes") })
  }

  @Test func asksAgainForAnotherSize() throws {
    var state = Self.state(Self.page)
    let placement = try #require(Self.requests(state.begin()).first)
    _ = state.update(.picture(placement, .pixels(Self.grid(placement))))
    let smaller = Self.requests(state.update(.resize(Size(columns: 64, rows: 24)))).first
    #expect(smaller.map { $0.columns < placement.columns } == true)
    #expect(Self.requests(state.update(.resize(Size(columns: 80, rows: 24)))) == [], "the first one is kept")
  }

  @Test func aLatePictureIsIgnored() throws {
    var state = Self.state(Self.page)
    let placement = try #require(Self.requests(state.begin()).first)
    state.press("G")
    #expect(state.update(.picture(placement, .pixels(Self.grid(placement)))) == [])
    #expect(Self.requests(state.update(.key(.character("g")))) == [placement])
  }

  @Test func aFaultOfTheHeaderFollowsTheText() {
    let state = Self.state(["a/1.md": "# One\n\n![cat](bad.png)\n", "a/2.md": "# Two\n"])
    #expect(state.screen.contains { $0.contains("[image: cat] (its file is damaged)") })
  }

  @Test func aReloadForgetsThePictures() throws {
    var state = Self.state(Self.page)
    let placement = try #require(Self.requests(state.begin()).first)
    _ = state.update(.picture(placement, .pixels(Self.grid(placement))))
    let portfolio = Portfolio(Self.page, others: ["a/one.png", "a/two.png"])
    #expect(Self.requests(state.update(.reload(portfolio, message: nil))) == [placement])
  }

  @Test func keepsABoundedNumberOfPictures() {
    let pictures = (0..<40).map { "![](one.png?\($0))\n\n\(Self.text)" }.joined()
    var state = Self.state(["a/1.md": "# One\n\n\(pictures)", "a/2.md": "# Two\n"], columns: 100, rows: 60)
    for width in 61...100 {
      for placement in Self.requests(state.update(.resize(Size(columns: width, rows: 60)))) {
        _ = state.update(.picture(placement, .pixels(Self.grid(placement))))
      }
    }
    #expect(state.pictures.count <= 14)
  }

  // MARK: The welcome page

  private static let person =
    "---\nname: Ada\ntitle: Engineer\nphoto: a/one.png\nemail: ada@example.org\n---\nHello.\n"

  private static func welcome(columns: Int) -> State {
    var configuration = State.Configuration(
      portfolio: Portfolio(
        [
          "index.md": person, "a/1.md": "# One\n", "b/2.md": "# Two\n", "c/3.md": "# Three\n",
          "d/4.md": "# Four\n",
        ],
        others: ["a/one.png"]),
      size: Size(columns: columns, rows: 30), theme: .marks)
    configuration.pictures = PictureSettings(depth: .direct, maximumCells: 2000) { path in
      .picture(Picture(path: path, width: 320, height: 320))
    }
    return State(configuration)
  }

  @Test func theWelcomePageShowsThePhotoBesideThePerson() throws {
    var state = Self.welcome(columns: 100)
    let placement = try #require(Self.requests(state.begin()).first)
    #expect(placement == Picture.Placement(path: "a/one.png", columns: 20, rows: 10))
    #expect(state.reader.viewport.lines[0].text.hasPrefix("Ada"))
    #expect(state.reader.viewport.lines[0].picture?.index == 0)
  }

  @Test func aNarrowWelcomePageHasNoPhoto() {
    var state = Self.welcome(columns: 64)
    #expect(state.begin() == [])
  }

  @Test func aWelcomePageWithoutLinksLeadsToThreeSections() {
    let state = Self.welcome(columns: 100)
    #expect(state.reader.viewport.lines.suffix(3).map(\.text) == ["a: One", "b: Two", "c: Three"])
  }
}
