/// Builds the fields of front matter from the events of a YAML or TOML parser.
struct FrontMatterBuilder {
  /// A table or a list that is open. It is not an enumeration, so that its array grows in place.
  private struct Container {
    let isList: Bool
    /// The key under which the container will be added, and its line.
    let key: String
    let line: Int
    var fields: [FrontMatter.Field] = []
    var values: [FrontMatter.Value] = []
  }

  /// The containers that are open, the outermost table first.
  private var stack = [Container(isList: false, key: "", line: 0)]

  /// The number of tables and lists that are open within the outermost table.
  var depth: Int { stack.count - 1 }

  /// Whether the next value belongs to a list, and so has no key.
  var isInList: Bool { stack[stack.count - 1].isList }

  /// Adds a value to the innermost container. Within a list, the key is of no meaning.
  mutating func add(_ value: FrontMatter.Value, key: String, line: Int) {
    let top = stack.count - 1
    if stack[top].isList {
      stack[top].values.append(value)
    } else {
      stack[top].fields.append(FrontMatter.Field(key: key, value: value, line: line))
    }
  }

  mutating func beginTable(key: String, line: Int) {
    stack.append(Container(isList: false, key: key, line: line))
  }

  mutating func beginList(key: String, line: Int) {
    stack.append(Container(isList: true, key: key, line: line))
  }

  /// Closes the innermost table or list.
  mutating func end() {
    guard stack.count > 1 else { return }
    let closed = stack.removeLast()
    add(closed.isList ? .list(closed.values) : .table(closed.fields), key: closed.key, line: closed.line)
  }

  /// Drops the tables and lists that are open: an incomplete value would be a wrong one.
  mutating func discardOpenContainers() { stack.removeSubrange(1...) }

  /// Closes what is open, and returns the fields of the outermost table.
  mutating func finish() -> [FrontMatter.Field] {
    while stack.count > 1 { end() }
    return stack[0].fields
  }
}
