/// The condition of `{% if … %}`, as far as its value is known without the site.
///
/// `and` and `or` are read from right to left, as Liquid does (shopify.github.io/liquid/basics/operators).
struct LiquidCondition {
  /// Whether it is true; nil if that depends on unknown values.
  let isTrue: Bool?

  /// The maximum length of a condition in bytes. The value of a longer one is unknown.
  private static let maximumLength = 1024

  /// - Parameter variables: the known texts by name.
  init(_ content: ArraySlice<UInt8>, _ variables: [String: String]) {
    let words = content.count > Self.maximumLength ? nil : Self.words(content)
    isTrue = words.flatMap { Self.value(of: $0[...], variables) }
  }

  private static let operators: Set<String> = ["==", "!=", "<", ">", "<=", ">=", "contains"]

  /// The words of a condition, with strings in their quotes; nil for syntax that Liquid does not have.
  private static func words(_ content: ArraySlice<UInt8>) -> [String]? {
    var words: [String] = []
    var rest = content.trimmed
    while let first = rest.first {
      let word: ArraySlice<UInt8>
      if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
        guard let end = rest.dropFirst().firstIndex(of: first) else { return nil }
        word = rest[...end]
      } else if "=!<>".utf8.contains(first) {
        word = rest.prefix { "=!<>".utf8.contains($0) }
      } else {
        word = rest.prefix { $0 > 0x20 && !"=!<>\"'".utf8.contains($0) }
      }
      if "()|".utf8.contains(where: word.contains), first != UInt8(ascii: "\""), first != UInt8(ascii: "'") {
        return nil
      }
      words.append(String(decoding: word, as: UTF8.self))
      rest = rest[word.endIndex...].drop { $0 <= 0x20 }
    }
    return words
  }

  private static func value(of words: ArraySlice<String>, _ variables: [String: String]) -> Bool? {
    guard let index = words.firstIndex(where: { $0 == "and" || $0 == "or" }) else {
      return comparison(words, variables)
    }
    let left = comparison(words[..<index], variables)
    let right = value(of: words[(index + 1)...], variables)
    if words[index] == "and" {
      if left == false || right == false { return false }
      return left == true && right == true ? true : nil
    }
    if left == true || right == true { return true }
    return left == false && right == false ? false : nil
  }

  private static func comparison(_ words: ArraySlice<String>, _ variables: [String: String]) -> Bool? {
    guard let first = words.first, let left = Operand(first, variables) else { return nil }
    if words.count == 1 { return left.isTruthy }
    guard words.count == 3, let last = words.last, let right = Operand(last, variables) else { return nil }
    switch words[words.startIndex + 1] {
    case "==": return left == right
    case "!=": return left != right
    case "contains": return right.text.isEmpty ? nil : left.text.contains(right.text)
    case let sign where operators.contains(sign):
      guard let left = Double(left.text), let right = Double(right.text) else { return nil }
      switch sign {
      case "<": return left < right
      case ">": return left > right
      case "<=": return left <= right
      default: return left >= right
      }
    default: return nil
    }
  }

  /// A value of a comparison.
  private struct Operand: Equatable {
    let text: String
    let isTruthy: Bool

    /// Nil for a value that is not known.
    init?(_ word: String, _ variables: [String: String]) {
      if let literal = LiquidValue.literal(Array(word.utf8)[...]) {
        text = literal
        isTruthy = true
        return
      }
      switch word {
      case "true", "false": text = word
      case "nil", "null": text = ""
      default:
        guard let value = variables[word] else { return nil }
        text = value
      }
      isTruthy = text != "false" && word != "nil" && word != "null"
    }

    static func == (left: Operand, right: Operand) -> Bool { left.text == right.text }
  }
}
