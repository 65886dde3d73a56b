/// A part of a formula between which no space is put: a letter, a number, an operator, with its scripts.
struct FormulaAtom {
  var text: String
  /// Scripts that Unicode does not have, on the line: `_max` or `^(−λt)`. They follow those in ``text``.
  var scripts = ""
  var kind: Kind
  /// Whether white space that counts precedes it in the source.
  var isSpaced = false
  /// Whether it is several atoms, which need parentheses next to a fraction's bar or below a root.
  var isCompound = false
  /// Whether it is a root, whose sign has no bar over what is below it.
  var isRoot = false

  /// TeX's kinds of atoms (The TeXbook, chapter 17), and fractions.
  enum Kind {
    case ordinary, binary, relation, function, large, open, close, punctuation, space, fraction
  }
}

extension [FormulaAtom] {
  /// The atoms, in which signs such as that of −x are no binary operators. They are spaced like opening brackets.
  private var resolved: [FormulaAtom] {
    var atoms = self
    for index in atoms.indices where atoms[index].kind == .binary {
      guard index > 0 else {
        atoms[index].kind = .open
        continue
      }
      switch atoms[index - 1].kind {
      case .binary, .relation, .function, .large, .open, .punctuation: atoms[index].kind = .open
      case .ordinary, .close, .space, .fraction: break
      }
    }
    return atoms
  }

  /// The text of a formula.
  /// - Parameter isCompact: whether no space is put around operators, as in scripts.
  func text(isCompact: Bool = false) -> String {
    let atoms = resolved
    var text = ""
    for (index, atom) in atoms.enumerated() {
      let previous = index > 0 ? atoms[index - 1] : nil
      let next = index + 1 < atoms.count ? atoms[index + 1] : nil
      if let previous, !isCompact, atom.needsSpace(after: previous), text.last != " " { text += " " }
      // The script would swallow a letter that follows it.
      if let script = previous?.scripts.last, script != ")", text.last != " ",
        atom.text.first?.isLetter == true
      {
        text += " "
      }
      if previous?.isRoot == true, text.last != ")", text.last != " ",
        atom.text.first.map({ $0.isLetter || $0.isNumber }) == true
      {
        text += " "
      }
      let isJoined =
        previous?.kind.isFactor == true || previous?.kind == .function
        || next?.kind.isFactor == true && next?.kind != .close || next?.kind == .open
      text += atom.kind == .fraction && isJoined ? "(\(atom.text))" : atom.text
      text += atom.scripts
    }
    return text
  }

  /// A script on the line, as in Unicode Technical Note 28: in parentheses unless it is a character or a word of one atom.
  /// - Parameter text: the text of these atoms.
  func scriptOnLine(_ text: String) -> String {
    let isWord = text.count == 1 || text.allSatisfy { $0.isLetter || $0.isNumber }
    let isAlone = count <= 1 && isWord && !FormulaScripts.isPart(of: text)
    let isGroup =
      text.first == "(" && text.last == ")" && !text.dropFirst().dropLast().contains { "()".contains($0) }
    return isAlone || isGroup ? text : "(\(text))"
  }

  /// Whether a fraction or a root needs parentheses around these atoms, as in (a + b)/2.
  /// - Parameter isProduct: whether a product needs none.
  func needsParentheses(isProduct: Bool) -> Bool {
    guard let first, let last else { return false }
    if count == 1 { return first.isCompound || first.kind == .fraction }
    if first.kind == .open, last.kind == .close, !dropLast().contains(where: { $0.kind == .close }) {
      return false
    }
    // A differential: dx, ∂x.
    if count == 2, first.text == "d" || first.text == "∂", last.kind == .ordinary { return false }
    if !isProduct { return true }
    // Operators in brackets are no reason.
    var depth = 0
    for atom in resolved {
      switch atom.kind {
      case .open: depth += atom.isSign ? 0 : 1
      case .close: depth -= 1
      case .binary, .relation, .function, .large, .punctuation, .space, .fraction:
        if depth <= 0 { return true }
      case .ordinary: if depth <= 0, atom.isCompound { return true }
      }
    }
    return false
  }
}

extension FormulaAtom {
  /// Whether an atom that is spaced like an opening bracket is a sign.
  fileprivate var isSign: Bool { ["−", "+", "±", "∓"].contains(text) }

  fileprivate func needsSpace(after previous: FormulaAtom) -> Bool {
    if kind == .space || previous.kind == .space { return false }
    if [kind, previous.kind].contains(where: { $0 == .relation || $0 == .binary }) { return true }
    if kind == .punctuation || kind == .close || previous.kind == .open { return false }
    if previous.kind == .punctuation { return isSpaced || text.first?.isNumber != true }
    if previous.kind == .large { return true }
    if kind == .function { return true }
    if previous.kind == .function { return kind != .open || text == "−" }
    return isSpaced && kind != .open
  }
}

extension FormulaAtom.Kind {
  /// Whether it is a factor of a product if another one stands beside it.
  fileprivate var isFactor: Bool {
    switch self {
    case .ordinary, .close, .fraction: true
    case .binary, .relation, .function, .large, .open, .punctuation, .space: false
    }
  }
}
