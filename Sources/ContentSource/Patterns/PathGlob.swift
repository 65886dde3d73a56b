/// A pattern of a path: `*` and `?` match within a name, `[ab]`, `[a-z]` and `[!a]` match one character, and `**` matches
/// any number of folders.
struct PathGlob {
  fileprivate enum Part {
    case scalar(Unicode.Scalar)
    case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    case anyScalar
    case anyInName
    /// `**`, and `**/`, behind which a name begins.
    case anyFolders(endsWithSlash: Bool)
  }

  private var parts: [Part] = []

  init(_ pattern: String) {
    var rest = Array(pattern.unicodeScalars)[...]
    while let first = rest.popFirst() {
      switch first {
      case "*" where rest.first == "*":
        rest = rest.drop { $0 == "*" }
        let endsWithSlash = rest.first == "/"
        if endsWithSlash { rest = rest.dropFirst() }
        parts.append(.anyFolders(endsWithSlash: endsWithSlash))
      case "*": parts.append(.anyInName)
      case "?": parts.append(.anyScalar)
      case "[":
        if let set = Self.set(&rest) { parts.append(set) } else { parts.append(.scalar(first)) }
      default: parts.append(.scalar(first))
      }
    }
  }

  /// Whether a text has signs that make it a pattern.
  static func isPattern(_ text: String) -> Bool {
    text.unicodeScalars.contains { "*?[".unicodeScalars.contains($0) }
  }

  /// Reads a set of characters behind its opening bracket; nil if it is never closed.
  private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) -> Part? {
    var inner = rest
    let isNegated = inner.first == "!" || inner.first == "^"
    if isNegated { inner = inner.dropFirst() }
    // A bracket that closes at once is one of the characters.
    guard let end = inner.dropFirst().firstIndex(of: "]"), !inner[..<end].contains("/") else { return nil }
    var scalars = inner[..<end]
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let low = scalars.popFirst() {
      if scalars.first == "-", let high = scalars.dropFirst().first {
        scalars = scalars.dropFirst(2)
        if low <= high { ranges.append(low...high) }
      } else {
        ranges.append(low...low)
      }
    }
    rest = rest[(end + 1)...]
    return .set(ranges, isNegated: isNegated)
  }

  /// The texts that a pattern with braces, `{a,b}.md`, stands for.
  static func alternatives(of pattern: String) -> [String] {
    var done: [String] = []
    var open = [pattern]
    while let text = open.popLast() {
      guard let end = text.firstIndex(of: "}"), let start = text[..<end].lastIndex(of: "{"),
        case let names = text[start..<end].dropFirst().split(separator: ",", omittingEmptySubsequences: false),
        names.count > 1, done.count + open.count + names.count <= largestCount
      else {
        done.append(text)
        continue
      }
      open += names.reversed().map { String(text[..<start] + $0 + text[end...].dropFirst()) }
    }
    return done
  }

  /// The maximum number of texts that a pattern with braces may stand for.
  private static let largestCount = 64

  /// Whether a path matches. After a mismatch the last `*` takes one character more, and if its name ends, the last `**`
  /// takes more, so the time is at most the product of both lengths for each of them.
  func matches(_ path: [Unicode.Scalar]) -> Bool {
    var (index, text) = (0, path[...])
    var inName: (index: Int, text: ArraySlice<Unicode.Scalar>)?
    var folders: (index: Int, text: ArraySlice<Unicode.Scalar>, endsWithSlash: Bool)?
    while true {
      if index < parts.count {
        switch parts[index] {
        case .anyFolders(let endsWithSlash):
          index += 1
          folders = (index, text, endsWithSlash)
          inName = nil
          continue
        case .anyInName:
          index += 1
          inName = (index, text)
          continue
        case .scalar, .set, .anyScalar:
          if let scalar = text.first, parts[index].matches(scalar) {
            index += 1
            text = text.dropFirst()
            continue
          }
        }
      } else if text.isEmpty {
        return true
      }
      if let last = inName, let skipped = last.text.first, skipped != "/" {
        (index, text) = (last.index, last.text.dropFirst())
        inName?.text = text
        continue
      }
      inName = nil
      guard let last = folders, !last.text.isEmpty else { return false }
      (index, text) = (last.index, last.text.dropFirst())
      if last.endsWithSlash {
        guard let slash = last.text.firstIndex(of: "/") else { return false }
        text = last.text[(slash + 1)...]
      }
      folders?.text = text
    }
  }
}

extension PathGlob.Part {
  fileprivate func matches(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .scalar(let wanted): scalar == wanted
    case .set(let ranges, let isNegated):
      scalar != "/" && ranges.contains { $0.contains(scalar) } != isNegated
    case .anyScalar: scalar != "/"
    case .anyInName, .anyFolders: false
    }
  }
}
