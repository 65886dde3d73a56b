/// The text of a formula in MathML on one line: `a/b`, `x²`, `√(a + b)`.
struct MathML {
  /// A part of a formula.
  private struct Term {
    var text: String
    var kind = Kind.operand

    enum Kind {
      /// A letter, a number, a word, or a formula within brackets.
      case operand
      /// Several operands without an operator between them.
      case product
      /// A fraction, or a formula with an operator.
      case compound
      case binary, relation, prefix, opening, closing, separator, space
    }
  }

  /// Returns the text of the content of a `math` element.
  static func text(of nodes: [HTMLNode]) -> String { term(nodes).text }

  // MARK: Rows

  /// Reads nodes as a row.
  private static func term(_ nodes: [HTMLNode]) -> Term {
    joined(nodes.compactMap(term))
  }

  /// Writes terms one after another, with spaces around operators.
  private static func joined(_ terms: [Term]) -> Term {
    let terms = terms.filter { !$0.text.isEmpty }
    guard terms.count != 1 else { return terms[0] }
    var text = ""
    var kind = Term.Kind.operand
    var depth = 0
    for (index, term) in terms.enumerated() {
      let before = index > 0 ? terms[index - 1].kind : .opening
      let isSign = term.kind == .binary && ![.operand, .product, .compound, .closing].contains(before)
      switch term.kind {
      case .binary where isSign: text += term.text
      case .binary, .relation: text += (text.last == " " || text.isEmpty ? "" : " ") + term.text + " "
      case .prefix: text += (before == .opening || text.last == " " ? "" : " ") + term.text + " "
      case .separator: text += term.text + " "
      case .closing where text.last == " ": text = String(text.dropLast()) + term.text
      // Next to another operand, the bar of a fraction would seem to be over both.
      case .compound where before == .operand || before == .closing: text += "(\(term.text))"
      case .operand, .product, .compound, .opening, .closing, .space: text += term.text
      }
      depth += term.kind == .opening ? 1 : term.kind == .closing ? -1 : 0
      let isInside = depth > 0 || term.kind == .closing
      if !isInside, ![.operand, .product].contains(term.kind) { kind = .compound }
    }
    let isInBrackets = terms.first?.kind == .opening && terms.last?.kind == .closing
    if kind == .operand, terms.count > 1, !isInBrackets { kind = .product }
    while text.last == " " { text.removeLast() }
    return Term(text: text, kind: kind)
  }

  private static func term(_ node: HTMLNode) -> Term? {
    switch node {
    case .element(let element): return term(element)
    case .text(let text, _): return Term(text: String(text[...].trimmingSpaces))
    case .inlines(let inlines, _): return Term(text: inlines.plainText)
    case .blocks(let blocks): return Term(text: blocks.flattened.plainText)
    case .tag, .start, .end: return nil
    }
  }

  // MARK: Elements

  private static func term(_ element: HTMLElement) -> Term? {
    let parts = element.children.filter { !$0.isBlank }.compactMap(term)
    switch element.tag.name {
    case "mo": return operatorTerm(joined(parts).text)
    case "mi", "ms", "mn", "mtext":
      let text = joined(parts).text
      // The name of a function is apart from its argument.
      return Term(text: text, kind: element.tag.name == "mi" && text.count > 1 ? .prefix : .operand)
    case "mfrac" where parts.count == 2:
      let divisor = parts[1].kind == .operand ? parts[1].text : "(\(parts[1].text))"
      return Term(text: operand(parts[0], isProduct: true) + "/" + divisor, kind: .compound)
    case "msqrt": return Term(text: "√" + operand(joined(parts)))
    case "mroot" where parts.count == 2:
      let sign = ["2": "√", "3": "∛", "4": "∜"][parts[1].text] ?? script(parts[1], .raised) + "√"
      return Term(text: sign + operand(parts[0]))
    case "msup" where parts.count == 2: return scripted(parts[0], above: parts[1])
    case "msub" where parts.count == 2: return scripted(parts[0], below: parts[1])
    case "msubsup" where parts.count == 3, "munderover" where parts.count == 3:
      return scripted(parts[0], below: parts[1], above: parts[2])
    case "munder" where parts.count == 2: return scripted(parts[0], below: parts[1])
    case "mover" where parts.count == 2:
      if parts[0].text.count == 1, let accent = accents[parts[1].text] {
        return Term(text: parts[0].text + accent)
      }
      return scripted(parts[0], above: parts[1])
    case "mfenced":
      let inner = joined(Array(parts.map { [$0] }.joined(separator: [Term(text: ",", kind: .separator)])))
        .text
      return Term(text: (element.tag["open"] ?? "(") + inner + (element.tag["close"] ?? ")"))
    case "mtable": return Term(text: parts.map(\.text).joined(separator: "; "), kind: .compound)
    case "mtr": return Term(text: parts.map(\.text).joined(separator: ", "), kind: .compound)
    case "mspace": return Term(text: " ", kind: .space)
    case "mphantom", "annotation", "annotation-xml": return nil
    default: return joined(parts)
    }
  }

  /// The text of a term next to the bar of a fraction or below a root.
  private static func operand(_ term: Term, isProduct: Bool = false) -> String {
    term.kind == .operand || isProduct && term.kind == .product ? term.text : "(\(term.text))"
  }

  private static func scripted(_ base: Term, below: Term? = nil, above: Term? = nil) -> Term {
    var text = base.kind == .product || base.kind == .compound ? "(\(base.text))" : base.text
    if let below { text += script(below, .lowered) }
    if let above { text += script(above, .raised) }
    return Term(text: text, kind: base.kind == .product || base.kind == .compound ? .operand : base.kind)
  }

  private static func script(_ term: Term, _ characters: ScriptCharacters) -> String {
    // Primes are raised by themselves.
    if term.text.allSatisfy("′″‴*∗".contains) { return term.text }
    let text = term.text.filter { $0 != " " }
    return characters.inlines([.text(text)], isAttached: true).plainText
  }

  /// A mark over a letter, and the combining character for it.
  private static let accents = [
    "^": "\u{302}", "ˆ": "\u{302}", "¯": "\u{304}", "‾": "\u{304}", "_": "\u{304}", "~": "\u{303}",
    "˜": "\u{303}", "→": "\u{20D7}", "˙": "\u{307}", "¨": "\u{308}",
  ]

  // MARK: Operators

  private static func operatorTerm(_ text: String) -> Term {
    switch text {
    // Application of a function, invisible multiplication, comma and addition.
    case "\u{2061}", "\u{2062}", "\u{2063}", "\u{2064}": Term(text: "")
    case "(", "[", "{", "⟨", "⌊", "⌈": Term(text: text, kind: .opening)
    case ")", "]", "}", "⟩", "⌋", "⌉": Term(text: text, kind: .closing)
    case ",", ";": Term(text: text, kind: .separator)
    case "-": Term(text: "−", kind: .binary)
    case "+", "−", "±", "∓", "×", "·", "⋅", "∗", "*", "÷", "∧", "∨", "∩", "∪", "⊕", "⊗", "∘":
      Term(text: text, kind: .binary)
    case "∑", "∏", "∫", "∬", "∮", "lim", "max", "min", "sup", "inf", "det", "sin", "cos", "tan", "log", "ln",
      "exp":
      Term(text: text, kind: .prefix)
    case "!", "′", "″", "/", "|", "∥", "‖", ".", "…", "⋯", "∂", "∇", "¬", "%", ":": Term(text: text)
    default: Term(text: text, kind: .relation)
    }
  }
}
