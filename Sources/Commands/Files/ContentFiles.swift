internal import ContentSource
internal import PortfolioModel
internal import TerminalText

/// The files of a content that readers may take: those in its folder `files`.
///
/// A visit cannot open files: it asks its service for a file by its number in this table.
struct ContentFiles: Sendable {
  /// A file, or the reason why it cannot be taken.
  struct Entry: Sendable {
    /// The path below the folder `files`.
    let name: String
    /// In bytes. Zero if the file cannot be taken.
    var size = 0
    /// The end of a sentence: `it is not a regular file`.
    var refusal: String?
  }

  private let folder: FilesFolder?
  /// In the order of their names. The index is the number of a file.
  let entries: [Entry]

  /// Finds the files of a content, and opens each to learn its size.
  /// - Parameter content: the folder of the content; nil for the bundled content, which has none.
  init(content: String?, of portfolio: Portfolio) {
    let folder = content.map {
      FilesFolder(content: PictureFiles.folder(of: $0), bases: portfolio.fileFolders)
    }
    self.folder = folder
    guard let folder else {
      entries = []
      return
    }
    // A name that the filter changes could not be typed as it is listed.
    entries = portfolio.filesToTake.filter { FilteredText($0).string == $0 }.map { name in
      var entry = Entry(name: name)
      do throws(FilesFolder.Refusal) {
        let file = try folder.open(name)
        entry.size = OpenFile(file.descriptor).size
      } catch {
        entry.refusal = error.reason
      }
      return entry
    }
  }

  /// The files that can be taken.
  var offered: [Entry] { entries.filter { $0.refusal == nil } }

  /// The files that cannot be taken, each as a path and a sentence.
  var faults: [String] {
    entries.compactMap { entry in
      entry.refusal.map { "files/\(entry.name): cannot be taken by readers: \($0)" }
    }
  }

  /// Opens a file by its number, in the process that loaded the content.
  func open(_ number: Int) -> Int32? {
    guard let folder, entries.indices.contains(number) else { return nil }
    return try? folder.open(entries[number].name).descriptor
  }

  /// Returns the number of the file that a reader named: by its path in the folder `files`, with or without that folder.
  func number(of word: String, in portfolio: Portfolio) throws(Failure) -> Int {
    let name = word.hasPrefix("files/") ? String(word.dropFirst(6)) : word
    if word.hasPrefix("/") || name.split(separator: "/").contains("..") {
      throw .failed("'\(word)' is not in the folder 'files'; 'ls --files' lists what is there")
    }
    if let number = entries.firstIndex(where: { $0.name == name }) {
      if let reason = entries[number].refusal { throw .failed("'\(name)' cannot be taken: \(reason)") }
      return number
    }
    let folder = name.hasSuffix("/") ? name : name + "/"
    if entries.contains(where: { $0.name.hasPrefix(folder) }) {
      throw .failed("'\(name)' is a folder; 'ls --files' lists its files")
    }
    if case .page(let page) = portfolio.find("files/" + name) {
      throw .usage("'\(name)' is a page; 'cat --raw \(page.id)' prints it")
    }
    if entries.isEmpty { throw .usage("there is no file '\(word)'; this content has no files to take") }
    let near = Suggestions.nearest(to: name, among: offered.map(\.name))
    let hint = near.isEmpty ? "; 'ls --files' lists them all" : Suggestions.sentence(near)
    throw .usage("there is no file '\(word)'" + hint)
  }
}
