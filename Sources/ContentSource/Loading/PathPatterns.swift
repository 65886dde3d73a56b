/// Patterns of paths that a site's configuration excludes, such as `drafts`, `*.tmp.md` and `notes/**/old`.
///
/// A pattern without a slash matches the name of a file or folder at any depth, or its whole path; `*` and `?` match within a
/// name, and `**` matches any number of folders. A pattern that matches a folder excludes everything in it.
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
  private let wildcards: [[UInt8]]
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
      exact = Set(patterns)
      wildcards = patterns.filter { $0.contains("*") || $0.contains("?") }.map { Array($0.utf8) }
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
    return wildcards.contains { pattern in
      let isName = matchesNames && !pattern.contains(UInt8(ascii: "/"))
      return Self.matches(pattern[...], Array((isName ? name : path[...]).utf8)[...])
    }
  }

  /// Whether a text matches a pattern. After a mismatch, the last `*` takes one byte more, so the time is at most the product
  /// of both lengths for each `**`.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    var (pattern, text) = (pattern, text)
    var retry: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>, crossesSlashes: Bool)?
    while true {
      if pattern.starts(with: "**".utf8) {
        pattern = pattern.dropFirst(2)
        if pattern.first == UInt8(ascii: "/") { pattern = pattern.dropFirst() }
        retry = (pattern, text, true)
      } else if pattern.first == UInt8(ascii: "*") {
        pattern = pattern.dropFirst()
        retry = (pattern, text, retry?.crossesSlashes == true)
      } else if text.isEmpty, pattern.isEmpty {
        return true
      } else if let byte = text.first, let wanted = pattern.first,
        wanted == byte || wanted == UInt8(ascii: "?") && byte != UInt8(ascii: "/")
      {
        (pattern, text) = (pattern.dropFirst(), text.dropFirst())
      } else {
        guard let last = retry, let skipped = last.text.first,
          last.crossesSlashes || skipped != UInt8(ascii: "/")
        else { return false }
        retry?.text = last.text.dropFirst()
        (pattern, text) = (last.pattern, last.text.dropFirst())
      }
    }
  }
}
