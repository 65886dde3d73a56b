internal import Glibc

/// A regular expression that matches a part of a path: POSIX's extended syntax, `\d`, and `(?i)` at its beginning.
///
/// The C library matches in linear time unless a pattern refers back to a group, and what it compiles grows with the
/// numbers of repetitions, so expressions with back-references or large numbers are not accepted.
final class PathExpression {
  private var compiled: regex_t

  /// Returns nil for a text that is not an accepted expression.
  init?(_ pattern: String) {
    let isCaseless = pattern.hasPrefix("(?i)")
    let pattern = isCaseless ? String(pattern.dropFirst(4)) : pattern
    let isBounded = Self.hasSmallCounts(pattern) && !(1...9).contains { pattern.contains("\\\($0)") }
    var compiled = regex_t()
    let flags = REG_EXTENDED | REG_NOSUB | (isCaseless ? REG_ICASE : 0)
    let digits = pattern.replacing("\\d", with: "[0-9]")
    guard isBounded, pattern.utf8.count <= 256, regcomp(&compiled, digits, flags) == 0 else { return nil }
    self.compiled = compiled
  }

  /// Whether at most four parts are repeated by number, at most 99 times, and none of them is a group.
  private static func hasSmallCounts(_ pattern: String) -> Bool {
    let parts = pattern.split(separator: "{", omittingEmptySubsequences: false)
    guard parts.count <= 5 else { return false }
    return zip(parts, parts.dropFirst()).allSatisfy { part, next in
      let counts = next.prefix { $0 != "}" }
      return part.last != ")" && counts.count <= 5
        && counts.split(separator: ",").allSatisfy { $0.count <= 2 }
    }
  }

  deinit { regfree(&compiled) }

  func matches(_ path: String) -> Bool { regexec(&compiled, path, 0, nil, 0) == 0 }
}
