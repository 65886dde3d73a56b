/// The object literal that a script exports, `export default { key: 'text', other: { title: 'text' } }`: the keys in their
/// order, with the string literals of their values. The script is not run.
struct ScriptObject {
  struct Member {
    var key: String
    /// The value, if it is a string literal.
    var text: String?
    /// The string literals of the value, if it is an object, by key.
    var members: [String: String] = [:]
  }

  private(set) var members: [Member] = []

  /// Reads the first object behind `=` or `default`, or at the beginning of the text, as in JSON.
  init(in source: String) {
    var scanner = ScriptScanner(text: Array(source.unicodeScalars))
    guard scanner.skipToObject() else { return }
    var depth = 0
    var key: String?
    while let token = scanner.next() {
      switch token {
      case .mark("{"), .mark("["), .mark("("):
        depth += 1
        // Only a name behind which there is a colon is a key.
        if depth > 1, key == nil { key = "" }
      case .mark("}"), .mark("]"), .mark(")"):
        depth -= 1
        if depth == 0 { return }
      case .mark(","): if depth == 1 { key = nil }
      case .mark: continue
      case .word(let word), .string(let word):
        if scanner.skipColon() {
          if depth == 1 {
            key = word
            members.append(Member(key: word))
            if let text = scanner.string() { members[members.count - 1].text = text }
          } else if depth == 2, key?.isEmpty == false, let text = scanner.string() {
            members[members.count - 1].members[word] = text
          }
        }
      }
    }
  }
}
