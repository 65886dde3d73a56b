/// Builds the fields of front matter from the events of a YAML or TOML parser.
struct FrontMatterBuilder {
  private enum Container {
    case table([FrontMatter.Field])
    case list([FrontMatter.Value])
  }

  /// The containers that are open, the outermost table first, each with the key under which it will be added.
  private var stack: [(container: Container, key: String, line: Int)] = [(.table([]), "", 0)]

  /// The number of tables and lists that are open within the outermost table.
  var depth: Int { stack.count - 1 }

  /// Whether the next value belongs to a list, and so has no key.
  var isInList: Bool {
    if case .list = stack[stack.count - 1].container { return true }
    return false
  }

  /// Adds a value to the innermost container. Within a list, the key is of no meaning.
  mutating func add(_ value: FrontMatter.Value, key: String, line: Int) {
    let top = stack.count - 1
    // The container is emptied before its array grows, so that the array has one reference and is not copied.
    switch stack[top].container {
    case .table(var fields):
      stack[top].container = .table([])
      fields.append(FrontMatter.Field(key: key, value: value, line: line))
      stack[top].container = .table(fields)
    case .list(var values):
      stack[top].container = .list([])
      values.append(value)
      stack[top].container = .list(values)
    }
  }

  mutating func beginTable(key: String, line: Int) { stack.append((.table([]), key, line)) }

  mutating func beginList(key: String, line: Int) { stack.append((.list([]), key, line)) }

  /// Closes the innermost table or list.
  mutating func end() {
    guard stack.count > 1 else { return }
    let closed = stack.removeLast()
    switch closed.container {
    case .table(let fields): add(.table(fields), key: closed.key, line: closed.line)
    case .list(let values): add(.list(values), key: closed.key, line: closed.line)
    }
  }

  /// Drops the tables and lists that are open: an incomplete value would be a wrong one.
  mutating func discardOpenContainers() { stack.removeSubrange(1...) }

  /// Closes what is open, and returns the fields of the outermost table.
  mutating func finish() -> [FrontMatter.Field] {
    while stack.count > 1 { end() }
    if case .table(let fields) = stack[0].container { return fields }
    return []
  }
}
