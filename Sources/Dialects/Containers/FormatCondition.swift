/// The condition of `only`: names of formats with `not`, `and` and `or`.
struct FormatCondition {
  private var words: ArraySlice<Substring>

  /// Whether it may hold for a page of HTML. A name that is no format is a tag of the configuration, which is not known.
  private(set) var mayHold = true

  /// Formats other than that of a page.
  private static let otherFormats: Set<Substring> = [
    "latex", "man", "pdf", "texinfo", "epub", "text", "gettext",
  ]

  init(_ text: String) {
    let spaced = text.prefix(256).replacing("(", with: " ( ").replacing(")", with: " ) ")
    words = spaced.split(separator: " ")[...]
    mayHold = alternatives().mayHold
  }

  private typealias Truth = (mayHold: Bool, mayFail: Bool)

  private mutating func alternatives() -> Truth {
    var truth = terms()
    while words.first == "or" {
      words.removeFirst()
      let other = terms()
      truth = (truth.mayHold || other.mayHold, truth.mayFail && other.mayFail)
    }
    return truth
  }

  private mutating func terms() -> Truth {
    var truth = term()
    while words.first == "and" {
      words.removeFirst()
      let other = term()
      truth = (truth.mayHold && other.mayHold, truth.mayFail || other.mayFail)
    }
    return truth
  }

  private mutating func term() -> Truth {
    switch words.popFirst() {
    case "not":
      let truth = term()
      return (truth.mayFail, truth.mayHold)
    case "(":
      let truth = alternatives()
      if words.first == ")" { words.removeFirst() }
      return truth
    case "html": return (true, false)
    case .some(let name) where Self.otherFormats.contains(name): return (false, true)
    default: return (true, true)
    }
  }
}
