internal import ContentSource
internal import Glibc
internal import JSON
internal import PortfolioUI

/// The reading positions of earlier runs: the file `positions.json` in the folder for state.
///
/// It is an object of contents, the most recent one last, each an object of pages with arrays of three numbers: the
/// fields of `Viewport.Position`. If two programs end at once, the positions of one may be lost. Nothing that fails
/// here is reported: a position is a convenience, and the program works in a folder that cannot be written to.
struct PositionFile {
  private let folder: String
  /// The absolute path of the content; empty for the bundled content.
  private let content: String

  private static let maximumBytes = 1 << 20
  private static let maximumContents = 50
  private static let maximumPages = 500

  /// - Parameters:
  ///   - folder: is created when positions are written.
  ///   - content: the file or folder that is shown; nil for the bundled content. Nil is returned if it does not exist.
  init?(in folder: String, of content: String?) {
    self.folder = folder
    guard let content else {
      self.content = ""
      return
    }
    guard let path = FileSystem.resolvedPath(of: content) else { return nil }
    self.content = path
  }

  private var path: String { folder + "/positions.json" }

  /// The positions of the content's pages.
  func read() -> [String: Viewport.Position] {
    guard case .object(let pages)? = contents.last(where: { $0.name == content })?.value.value else {
      return [:]
    }
    let positions = pages.compactMap { page in Self.position(page.value).map { (page.name, $0) } }
    return Dictionary(positions) { $1 }
  }

  /// Changes the positions of the pages that were left at another position than before. Those of other pages stay,
  /// because another run may have changed them.
  /// - Parameter old: what ``read()`` returned at the start.
  func write(_ positions: [String: Viewport.Position], insteadOf old: [String: Viewport.Position] = [:]) {
    var current = read()
    for page in Set(positions.keys).union(old.keys) where positions[page] != old[page] {
      current[page] = positions[page]
    }
    let pages = current.sorted { $0.key < $1.key }.prefix(Self.maximumPages).map { page, position in
      (page, JSON.array([position.sourceLine, position.offset, position.height].map { .integer($0) }))
    }
    var members = contents.filter { $0.name != content }.map { ($0.name, $0.value.json) }
    if !pages.isEmpty { members.append((content, .object(Array(pages)))) }
    let text = JSON.object(members.suffix(Self.maximumContents)).text(.indented) + "\n"
    replace(with: Array(text.utf8))
  }

  private var contents: [LocatedJSON.Member] {
    guard let bytes = try? FileSystem.read(file: path, limit: Self.maximumBytes),
      case .object(let members)? = try? LocatedJSON(parsing: bytes, depth: 4).value
    else { return [] }
    return members
  }

  private static func position(_ json: LocatedJSON) -> Viewport.Position? {
    guard case .array(let values) = json.value else { return nil }
    let numbers = values.compactMap { value -> Int? in
      if case .number(let digits) = value.value { Int(digits) } else { nil }
    }
    // The bound keeps the product of offset and height within an Int.
    guard numbers.count == 3, numbers[0] >= 0, numbers[1...].allSatisfy({ (0..<1 << 24).contains($0) }) else {
      return nil
    }
    return Viewport.Position(sourceLine: numbers[0], offset: numbers[1], height: numbers[2])
  }

  /// Replaces the file at once, so that a run that is killed leaves the old one.
  private func replace(with bytes: [UInt8]) {
    for end in folder.indices.dropFirst() where folder[end] == "/" { mkdir(String(folder[..<end]), 0o700) }
    mkdir(folder, 0o700)
    let draft = path + ".\(getpid())"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let error = bytes.withUnsafeBytes { Output.write($0, to: descriptor) }
    close(descriptor)
    if error != 0 || rename(draft, path) != 0 { unlink(draft) }
  }
}
