internal import Dialects
internal import PortfolioModel

/// Finds the Markdown files that a file opened by itself links to, and those that these link to.
///
/// Only files below the folder of the first one are read.
struct LinkedFiles {
  private(set) var files: [ContentTree.File] = []

  /// The maximum number of files.
  private static let maximumFiles = 64
  /// The section of the files that are in the same folder as the first one.
  private static let section = "linked/"

  /// - Parameter name: the name of the first file in `folder`.
  init(of bytes: [UInt8], named name: String, in folder: borrowing FileSystem.Folder) {
    var known: Set<String> = [name]
    var pending = Self.paths(in: bytes, from: "")
    var next = 0
    while next < pending.count, files.count < Self.maximumFiles {
      let path = pending[next]
      next += 1
      guard known.insert(path).inserted, let bytes = try? folder.read(path, limit: ContentLimits.fileBytes),
        !bytes.prefix(1 << 13).contains(0)
      else { continue }
      let location = path.contains("/") ? path : Self.section + path
      files.append(ContentTree.File(path: path, location: location, bytes: bytes))
      let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      if pending.count < Self.maximumFiles * Self.maximumFiles {
        pending += Self.paths(in: bytes, from: parent)
      }
    }
  }

  /// The paths of Markdown files that a text links to, in order: `[a](b.md#c)`, `[a]: b.md`.
  private static func paths(in text: [UInt8], from folder: String) -> [String] {
    var paths: [String] = []
    var rest = text[...]
    while let bracket = rest.firstIndex(of: UInt8(ascii: "]")) {
      rest = rest[(bracket + 1)...]
      guard rest.first == UInt8(ascii: "(") || rest.first == UInt8(ascii: ":") else { continue }
      let address = rest.dropFirst().drop { $0 == 0x20 || $0 == UInt8(ascii: "<") }
        .prefix(maximumLength).prefix { $0 > 0x20 && !")>#?\"".utf8.contains($0) }
      let path = Portfolio.decodingPercents(in: String(decoding: address, as: UTF8.self))
      if PagePath.isMarkdown(path), !path.contains(":"), let joined = InclusionReader.joined(folder, path) {
        paths.append(joined)
      }
    }
    return paths
  }

  /// The maximum length of a path in bytes.
  private static let maximumLength = 1024
}
