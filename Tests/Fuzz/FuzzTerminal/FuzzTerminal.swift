import ContentSource
import FuzzDriver
import Markdown
import PortfolioModel
import PortfolioUI
import TerminalText

/// Types random bytes, among them a terminal's answers, into a screen that waits for answers.
@main
enum FuzzTerminal {
  static func main() { fuzz(fuzzTerminal) }

  static let portfolio: Portfolio = {
    let pages = ["a/1.md": "# One\n\n![first](one.png)\n\n[two](2.md)\n", "a/2.md": "# Two\n\nText.\n"]
    var tree = ContentTree(
      files: pages.sorted { $0.key < $1.key }.map { .init(path: $0.key, bytes: Array($0.value.utf8)) })
    tree.otherPaths = ["a/one.png"]
    return Portfolio(tree)
  }()

  static func session() -> Session {
    var configuration = State.Configuration(
      portfolio: portfolio, size: Size(columns: 80, rows: 24), theme: .standard)
    configuration.pictures = PictureSettings(depth: .palette256, maximumCells: 2000) { path in
      .picture(Picture(path: path, width: 200, height: 200))
    }
    configuration.pictures?.asksTerminal = true
    return Session(State(configuration, at: Place(page: "a/1")))
  }
}

/// Checks that bytes in one piece are the same events as in pieces of one byte, that an answer states a possible size of
/// a cell, and that every frame fills the screen.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTerminal(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  var (whole, pieces) = (InputParser(), InputParser())
  let events = whole.parse(input) + whole.flush()
  let others = input.flatMap { pieces.parse([$0]) } + pieces.flush()
  guard String(describing: events) == String(describing: others) else {
    fatalError("pieces: \(events) \(others)")
  }
  guard !whole.isPending else { fatalError("a sequence is pending after its end") }
  var session = FuzzTerminal.session()
  for effect in session.begin() + session.receive(input) + session.flush() {
    guard case .decode(_, let cell) = effect, cell != .halfBlocks else { continue }
    guard (4...100).contains(cell.width), (8...200).contains(cell.height) else { fatalError("\(cell)") }
  }
  let frame = session.frame()
  guard frame.lines.count == 24, frame.lines.allSatisfy({ $0.columns == 80 }) else {
    fatalError("a frame that does not fill the screen")
  }
  return 0
}
