internal import Glibc

/// A regular expression that matches a part of a path: POSIX's extended syntax, and `\d`.
///
/// The C library matches in linear time unless a pattern refers back to a group, and what it compiles grows with the
/// numbers of repetitions, so expressions with either are not accepted.
final class PathExpression {
  private var compiled: regex_t

  /// Returns nil for a text that is not an accepted expression.
  init?(_ pattern: String) {
    let isBounded = !pattern.contains("{") && !(1...9).contains { pattern.contains("\\\($0)") }
    var compiled = regex_t()
    let digits = pattern.replacing("\\d", with: "[0-9]")
    guard isBounded, pattern.utf8.count <= 256, regcomp(&compiled, digits, REG_EXTENDED | REG_NOSUB) == 0
    else {
      return nil
    }
    self.compiled = compiled
  }

  deinit { regfree(&compiled) }

  func matches(_ path: String) -> Bool { regexec(&compiled, path, 0, nil, 0) == 0 }
}
