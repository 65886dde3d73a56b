/// The folder `files` of a content, whose files readers may take as they are.
package struct FilesFolder: Sendable {
  private let content: String
  private let bases: [String]

  /// - Parameters:
  ///   - content: the folder of the content.
  ///   - bases: the folders in which to look for `files`, relative to that folder.
  package init(content: String, bases: [String]) {
    self.content = content
    self.bases = bases
  }

  /// Opens a file by its path below the folder. A symbolic link must not lead out of the folder.
  /// - Returns: a descriptor, which the caller closes, and the size in bytes.
  /// - Throws: why the file cannot be taken, as the end of a sentence: `it is not a regular file`.
  package func open(_ name: String) throws(Refusal) -> (descriptor: Int32, size: Int) {
    guard let folder = try? FileSystem.Folder(content) else {
      throw Refusal(reason: "the folder of the content cannot be read")
    }
    var reason = "the folder 'files' cannot be read"
    for base in bases {
      guard let files = folder.subfolder(base + "files") else { continue }
      do throws(FileSystem.Failure) {
        return try files.open(name, limit: ContentLimits.takenBytes, in: "the folder 'files'")
      } catch {
        reason = error.reason
      }
    }
    throw Refusal(reason: reason)
  }

  /// The reason why a file cannot be taken.
  package struct Refusal: Error {
    package let reason: String
  }
}
