/// A fault of the content with its place: `content/articles/x.md:3: 'date' must be YYYY-MM-DD`.
package struct Problem: Error, Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The file, relative to the content's root, or the folder itself. Not filtered.
  package var path: String
  /// The line, from 1; nil for a fault of the whole file.
  package var line: Int?
  /// A sentence without its full stop. Its subject may be the file. Not filtered.
  package var message: String

  /// A fault of a whole file.
  package init(_ path: String, _ message: String) {
    self.init(path, nil, message)
  }

  /// A fault of a line.
  package init(_ path: String, _ line: Int?, _ message: String) {
    self.path = path
    self.line = line
    self.message = message
  }

  package var description: String {
    path + (line.map { ":\($0)" } ?? "") + ": " + message
  }

  package static func < (left: Problem, right: Problem) -> Bool {
    (left.path, left.line ?? 0, left.message) < (right.path, right.line ?? 0, right.message)
  }
}
