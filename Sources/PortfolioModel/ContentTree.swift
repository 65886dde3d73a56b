/// A folder of content as it was read: files, and what could not be read.
public struct ContentTree: Sendable {
  /// A Markdown file.
  public struct File: Sendable {
    /// Relative to the content's folder, `/` between the parts. Not filtered.
    public var path: String
    /// All of it.
    public var bytes: [UInt8]

    /// A file of bytes.
    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The content's folder within the one that was named: empty, or `content/` of a blog's project.
  public var folder = ""
  /// What the folder is called: by a blog's configuration, else by its own name.
  public var title: String?
  /// What a blog's configuration says it is about.
  public var headline: String?
  /// The pages to be, in the order of their paths.
  public var files: [File]
  /// Everything else that lies there: pictures that pages show.
  public var otherPaths: Set<String>
  /// What was skipped and why.
  public var problems: [Problem]

  /// A tree of files.
  public init(files: [File] = [], otherPaths: Set<String> = [], problems: [Problem] = []) {
    self.files = files
    self.otherPaths = otherPaths
    self.problems = problems
  }
}
