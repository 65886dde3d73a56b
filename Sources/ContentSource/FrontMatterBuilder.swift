/// Builds values from a stream of events, for YAML and TOML alike.
struct FrontMatterBuilder {
  private enum Frame {
    case table([FrontMatter.Field])
    case list([FrontMatter.Value])
  }

  private var frames: [(frame: Frame, key: String, line: Int)] = [(.table([]), "", 0)]

  /// How many tables and lists are open within the root.
  var depth: Int { frames.count - 1 }

  /// Whether what comes next belongs to a list, and so has no key.
  var isInList: Bool {
    if case .list = frames[frames.count - 1].frame { return true }
    return false
  }

  mutating func add(_ value: FrontMatter.Value, key: String, line: Int) {
    let top = frames.count - 1
    switch frames[top].frame {
    case .table(var fields):
      frames[top].frame = .table([])
      fields.append(FrontMatter.Field(key: key, value: value, line: line))
      frames[top].frame = .table(fields)
    case .list(var values):
      frames[top].frame = .list([])
      values.append(value)
      frames[top].frame = .list(values)
    }
  }

  mutating func beginTable(key: String, line: Int) { frames.append((.table([]), key, line)) }

  mutating func beginList(key: String, line: Int) { frames.append((.list([]), key, line)) }

  /// Ends the innermost table or list.
  mutating func end() {
    guard frames.count > 1 else { return }
    let closed = frames.removeLast()
    switch closed.frame {
    case .table(let fields): add(.table(fields), key: closed.key, line: closed.line)
    case .list(let values): add(.list(values), key: closed.key, line: closed.line)
    }
  }

  /// Forgets what is still open: half a value is no value.
  mutating func abandon() { frames.removeSubrange(1...) }

  /// The fields of the root; what is still open is closed.
  mutating func finish() -> [FrontMatter.Field] {
    while frames.count > 1 { end() }
    if case .table(let fields) = frames[0].frame { return fields }
    return []
  }
}
