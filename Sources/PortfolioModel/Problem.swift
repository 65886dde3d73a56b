/// Something wrong with the content, and where: `content/articles/x.md:3: 'date' must be YYYY-MM-DD`.
package struct Problem: Error, Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The file, relative to the content's folder, or the folder itself. Not filtered yet.
  package var path: String
  /// The line, from 1; nil where the whole file is meant.
  package var line: Int?
  /// A sentence without its full stop. Not filtered yet.
  package var message: String

  /// A fault of a file as a whole.
  package init(_ path: String, _ message: String) {
    self.init(path, nil, message)
  }

  /// A fault at a place.
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
