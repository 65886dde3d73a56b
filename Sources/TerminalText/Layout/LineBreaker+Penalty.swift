extension LineBreaker {
  /// What is better avoided at the end of a row. Its cost is that of a row that is short by a part of its width.
  enum Penalty {
    /// A hyphen that is added.
    case hyphen
    /// A hyphen below another one.
    case nextHyphen
    /// A break after a hyphen of the text.
    case explicitHyphen
    /// A last row of a short word.
    case shortLastRow
    /// A last row of a short part of a word.
    case lastPartOfWord
    /// A break between a number and its unit, or within a part of an enumeration.
    case unit
    /// A break within a formula.
    case formula
    /// A break that is worse than any empty columns.
    case whole
    /// A single letter before the break.
    case letter

    func cost(width: Int) -> Int {
      let part =
        switch self {
        case .hyphen: 10
        case .nextHyphen: 6
        case .explicitHyphen: 12
        case .shortLastRow: 6
        case .lastPartOfWord: 3
        case .unit: 6
        case .formula: 4
        case .whole: 1
        case .letter: 10
        }
      let columns = min(width, 1000)
      return columns * columns / (part * part)
    }
  }
}
