internal import Dialects
internal import PortfolioModel

extension Dialect {
  /// Whether a text contains a sign of a file that it includes. Most pages do not, and need no scan.
  fileprivate func mayInclude(in text: [UInt8]) -> Bool {
    inclusionSigns.contains { FileSystem.contains($0, in: text[...]) }
  }
}

/// Reads the files that pages include.
///
/// It runs when the content is loaded, so that showing a page opens no file. A file is read only if it is below the folder
/// that the user named; the kernel resolves its path, as those of pages.
struct InclusionReader {
  private let dialect: Dialect
  private let generator: String
  /// The folders of ``InclusionMark/Base``, as paths below the folder that the user named.
  private let contentFolders: [String]
  private let siteFolders: [String]
  /// What the site puts at the end of every page.
  private let definitions: AppendedDefinitions

  /// The maximum number of files that include each other.
  private static let maximumDepth = 8
  /// The maximum number of files that a page includes.
  private static let maximumFiles = 256
  /// The maximum number of bytes that are read for a page. Of a file, perhaps only a few lines are shown.
  private static let maximumBytes = 4 * ContentLimits.fileBytes

  /// - Parameter definitions: what else pages may refer to.
  init(_ site: Site, in project: borrowing FileSystem.Folder, definitions: AppendedDefinitions) {
    dialect = site.dialect
    generator = site.generator.name
    var content = site.roots.map { site.folder + $0.path }
    if !content.contains(site.folder) { content.append(site.folder) }
    // Hugo may mount the folder of a language as the content.
    if site.dialect.contains(.hugo), let languages = site.configuration?.keys("languages") {
      content += languages.flatMap { language in content.map { $0 + language + "/" } }
    }
    contentFolders = content
    // Documentation is often built from the folder above that of its configuration.
    let snippets = site.configuration?.extensionTexts("pymdownx.snippets", "base_path") ?? []
    let folders = [""] + snippets.map { $0.hasSuffix("/") ? $0 : $0 + "/" } + site.generator.inclusionFolders
    siteFolders = folders.map { site.configurationFolder + $0 }
    let appended = site.configuration?.extensionTexts("pymdownx.snippets", "auto_append") ?? []
    var definitions = definitions
    Self.add(appended, to: &definitions, below: siteFolders, of: project)
    self.definitions = definitions
  }

  /// What is left of the limits for a page.
  private struct Budget {
    var files = InclusionReader.maximumFiles
    var bytes = InclusionReader.maximumBytes
    var shownBytes = ContentLimits.fileBytes
  }

  /// Returns the text of the files that a page includes.
  /// - Parameters:
  ///   - file: the bytes of the page.
  ///   - path: of the page below `project`.
  func inclusions(in file: [UInt8], at path: String, of project: borrowing FileSystem.Folder) -> [Inclusion] {
    let dialect = dialect.ofFile(named: path)
    var inclusions: [Inclusion] = []
    if dialect.mayInclude(in: file) {
      let body = file[FrontMatter(file: file, generator: generator).bodyOffset...]
      var budget = Budget()
      inclusions = self.inclusions(in: body, within: [path], dialect, &budget, of: project)
    }
    if !definitions.isEmpty {
      let body = file[FrontMatter(file: file, generator: generator).bodyOffset...]
      let text = definitions.used(in: [body] + inclusions.map { $0.text[...] })
      if !text.isEmpty { inclusions.append(Inclusion(range: body.count..<body.count, text: text)) }
    }
    return inclusions
  }

  /// Adds the definitions in the first file with each name, and in the files that it includes.
  private static func add(
    _ names: [String], to definitions: inout AppendedDefinitions, below folders: [String], depth: Int = 0,
    of project: borrowing FileSystem.Folder
  ) {
    for name in names.prefix(maximumDepth) {
      for folder in folders {
        guard let path = joined(folder, name),
          let bytes = try? project.read(path, limit: ContentLimits.configurationBytes)
        else { continue }
        definitions.add(bytes)
        if depth < 2 {
          let marks = Dialect.materialMarks.inclusionMarks(in: bytes[...])
          add(
            marks.compactMap { $0.places.first?.path }, to: &definitions, below: folders, depth: depth + 1,
            of: project)
        }
        break
      }
    }
  }

  /// Returns, for each path of a page of MDX, those of the pages that it imports as parts of itself.
  /// - Parameters:
  ///   - files: the files of the site.
  ///   - base: the folder that their paths are relative to.
  func importedPages(of files: [ContentTree.File], below base: String) -> [String: Set<String>] {
    var paths: [String: Set<String>] = [:]
    for file in files {
      // Only those of MDX: other marks name files that may be pages, too.
      let dialect = dialect.ofFile(named: file.path).intersection(.mdx)
      guard dialect.mayInclude(in: file.bytes) else { continue }
      let path = base + file.path
      for mark in dialect.inclusionMarks(in: file.bytes[...]) where mark.form == .markdown {
        for place in mark.places {
          for folder in folders(of: place.base, from: path) {
            if let imported = Self.joined(folder, place.path), imported != path {
              paths[path, default: []].insert(imported)
            }
          }
        }
      }
    }
    return paths
  }

  /// - Parameter files: the paths of the page, of the file that it includes, and so on up to the file with this text.
  private func inclusions(
    in body: ArraySlice<UInt8>, within files: [String], _ dialect: Dialect, _ budget: inout Budget,
    of project: borrowing FileSystem.Folder
  ) -> [Inclusion] {
    var inclusions: [Inclusion] = []
    let path = files.last ?? ""
    for mark in dialect.inclusionMarks(in: body) where budget.files > 0 {
      budget.files -= 1
      if mark.places.isEmpty {
        inclusions.append(Inclusion(range: mark.range, text: []))
        continue
      }
      guard let file = read(mark, from: path, &budget, of: project), !files.contains(file.path),
        var text = mark.text(of: file.bytes[file.bodyOffset...])
      else { continue }
      // A file of code includes no other one.
      if files.count < Self.maximumDepth, dialect.mayInclude(in: text),
        mark.form == .markdown || mark.form == .text && PagePath.isMarkdown(file.path)
      {
        let inner = self.inclusions(
          in: text[...], within: files + [file.path], dialect, &budget, of: project)
        if !inner.isEmpty { text = Dialect.including(inner, in: text[...]) }
      }
      guard text.count <= budget.shownBytes else { continue }
      budget.shownBytes -= text.count
      inclusions.append(Inclusion(range: mark.range, text: text))
    }
    return inclusions
  }

  /// The file of a mark; nil if there is no such text file within the limits.
  private func read(
    _ mark: InclusionMark, from path: String, _ budget: inout Budget, of project: borrowing FileSystem.Folder
  ) -> (path: String, bytes: [UInt8], bodyOffset: Int)? {
    for place in mark.places {
      for folder in folders(of: place.base, from: path) {
        guard let path = Self.joined(folder, place.path),
          let bytes = try? project.read(path, limit: min(ContentLimits.fileBytes, budget.bytes))
        else { continue }
        budget.bytes -= bytes.count
        if FileSystem.contains(0, in: bytes[...]) { return nil }
        guard mark.form == .markdown else { return (path, bytes, 0) }
        let frontMatter = FrontMatter(file: bytes, generator: generator)
        // A note that is not published is not shown within another one either.
        if dialect.contains(.labelsFirst), frontMatter.hidesPage { return nil }
        return (path, bytes, frontMatter.bodyOffset)
      }
    }
    return nil
  }

  private func folders(of base: InclusionMark.Base, from path: String) -> [String] {
    switch base {
    case .file: [path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""]
    case .content: contentFolders
    case .site: siteFolders
    }
  }

  /// A path without `.` and `..`; nil if it leads out of the folder that the user named.
  static func joined(_ folder: String, _ path: String) -> String? {
    if path.hasPrefix("/") || path.utf8.contains(0) { return nil }
    var parts: [Substring] = []
    for part in (folder + path).split(separator: "/") where part != "." {
      if part == ".." {
        if parts.popLast() == nil { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }
}
