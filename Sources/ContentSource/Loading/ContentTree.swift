package import PortfolioModel

/// The files of a content folder as they were read, and what could not be read.
package struct ContentTree: Sendable {
  /// A Markdown file.
  package struct File: Sendable {
    /// The path below the content's root, with `/` between its parts. Not filtered.
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The content's root within the folder that was loaded: empty, or a path that ends in `/`.
  package var folder = ""
  /// The title of the whole: that of the generator's configuration, else the name of the folder.
  package var title: String?
  /// What the generator's configuration says about the whole.
  package var headline: String?
  /// The Markdown files in the order of their paths.
  package var files: [File]
  /// The paths of all other files: pages link to them and show them as pictures.
  package var otherPaths: Set<String>
  /// What was skipped, and why.
  package var problems: [Problem]

  package init(files: [File] = [], otherPaths: Set<String> = [], problems: [Problem] = []) {
    self.files = files
    self.otherPaths = otherPaths
    self.problems = problems
  }
}
