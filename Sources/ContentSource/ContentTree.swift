package import PortfolioModel

/// A folder of content as it was read: files, and what could not be read.
package struct ContentTree: Sendable {
  /// A Markdown file.
  package struct File: Sendable {
    /// Relative to the content's folder, `/` between the parts. Not filtered.
    package var path: String
    /// All of it.
    package var bytes: [UInt8]

    /// A file of bytes.
    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The content's folder within the one that was named: empty, or `content/` of a blog's project.
  package var folder = ""
  /// What the folder is called: by a blog's configuration, else by its own name.
  package var title: String?
  /// What a blog's configuration says it is about.
  package var headline: String?
  /// The pages to be, in the order of their paths.
  package var files: [File]
  /// Everything else that lies there: pictures that pages show.
  package var otherPaths: Set<String>
  /// What was skipped and why.
  package var problems: [Problem]

  /// A tree of files.
  package init(files: [File] = [], otherPaths: Set<String> = [], problems: [Problem] = []) {
    self.files = files
    self.otherPaths = otherPaths
    self.problems = problems
  }
}
