internal import PortfolioModel

/// The scripts of a site that its configuration imports by their paths: `require('./sidebar')`,
/// `import { nav } from './nav'`.
struct ScriptImports {
  private var scripts: [[UInt8]] = []
  private var known: Set<String>

  private static let largestCount = 50
  private static let largestDepth = 3

  init(of path: String, in project: borrowing FileSystem.Folder) {
    known = [path]
    if let bytes = try? project.read(path, limit: ContentLimits.fileBytes) {
      read(bytes, at: path, depth: 0, in: project)
    }
  }

  /// Adds the scripts in the order of their first imports.
  func append(to bytes: inout [UInt8]) {
    for script in scripts { bytes += "\n".utf8 + script }
  }

  private mutating func read(
    _ bytes: [UInt8], at path: String, depth: Int, in project: borrowing FileSystem.Folder
  ) {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    for name in Self.names(in: String(decoding: bytes, as: UTF8.self)) where scripts.count < Self.largestCount
    {
      let base = Self.resolved(folder + "/" + name)
      let ends = Generator.scripts.map { "." + $0 } + [".json"] + Generator.scripts.map { "/index." + $0 }
      let candidates = (Generator.isScript(base) ? [base] : []) + ends.map { base + $0 }
      guard let file = candidates.first(where: { project.hasFile($0) }), known.insert(file).inserted,
        let bytes = try? project.read(file, limit: ContentLimits.fileBytes)
      else { continue }
      scripts.append(bytes)
      if depth < Self.largestDepth { read(bytes, at: file, depth: depth + 1, in: project) }
    }
  }

  private static func resolved(_ path: String) -> String {
    Site.resolved(path.split(separator: "/").filter { $0 != "." }.joined(separator: "/"))
  }

  /// The relative paths in `require('…')`, `import('…')` and `from '…'`.
  private static func names(in source: String) -> [String] {
    source.split(whereSeparator: \.isNewline).flatMap { line -> [String] in
      let text = line.drop { $0 == " " || $0 == "\t" }
      guard !text.hasPrefix("//"),
        text.contains("require(") || text.contains("import") || text.contains("from ")
      else { return [] }
      return text.split(omittingEmptySubsequences: false) { "'\"`".contains($0) }.map(String.init)
        .filter { $0.hasPrefix("./") || $0.hasPrefix("../") }
    }
  }
}
