/// Patterns of paths that a site's configuration excludes, such as `drafts`, `*.tmp.md` and `notes/**/old`.
///
/// A pattern without a slash matches the name of a file or folder at any depth, or its whole path. A pattern that matches
/// a folder excludes everything in it. ``PathGlob`` says what the signs of a pattern match.
struct PathPatterns {
  /// What the texts of a list of patterns are.
  enum Form: Sendable {
    /// Whole paths.
    case paths
    /// Paths, and names of files and folders at any depth.
    case names
    /// Paths in which `*` also matches slashes.
    case globs
    /// Regular expressions that match a part of a path.
    case expressions
    /// Paths of which those that begin with `!` are excluded.
    case exceptions
  }

  private let exact: Set<String>
  private let wildcards: [(glob: PathGlob, isName: Bool)]
  private let expressions: [PathExpression]
  /// The texts that are no accepted expressions, which exclude nothing.
  let refused: [String]
  /// What precedes a path in the text that the expressions match.
  private let beginning: String
  /// Whether patterns without a slash match names at any depth.
  private let matchesNames: Bool

  /// The maximum number of expressions.
  private static let largestCount = 64

  /// - Parameters:
  ///   - patterns: without slashes at their ends, unless they are expressions.
  ///   - beginning: what precedes a path in the text that expressions match.
  init(_ patterns: [String], form: Form = .paths, pathsBegin beginning: String = "") {
    var patterns = patterns
    if form == .exceptions { patterns = patterns.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) } }
    if form == .globs {
      patterns = patterns.map { $0.replacing("**", with: "*").replacing("*", with: "**") }
    }
    self.beginning = beginning
    matchesNames = form == .names
    if form == .expressions {
      var accepted: [PathExpression] = []
      var refused: [String] = []
      for pattern in patterns {
        let expression = accepted.count < Self.largestCount ? PathExpression(pattern) : nil
        if let expression { accepted.append(expression) } else { refused.append(pattern) }
      }
      (expressions, self.refused) = (accepted, refused)
      (exact, wildcards) = ([], [])
    } else {
      (expressions, refused) = ([], [])
      patterns = patterns.flatMap(PathGlob.alternatives)
      exact = Set(patterns)
      wildcards = patterns.filter(PathGlob.isPattern).map { pattern in
        (PathGlob(pattern), form == .names && !pattern.utf8.contains(UInt8(ascii: "/")))
      }
    }
  }

  /// Whether a file or folder is excluded by its own path.
  func contains(_ path: String) -> Bool {
    // Most sites exclude nothing, and this is asked for every file.
    if exact.isEmpty, expressions.isEmpty { return false }
    if !expressions.isEmpty {
      let text = beginning + path
      return expressions.contains { $0.matches(text) }
    }
    if exact.contains(path) { return true }
    let name = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
    if matchesNames, exact.contains(String(name)) { return true }
    if wildcards.isEmpty { return false }
    let (whole, last) = (Array(path.unicodeScalars), Array(name.unicodeScalars))
    return wildcards.contains { $0.glob.matches($0.isName ? last : whole) }
  }
}
