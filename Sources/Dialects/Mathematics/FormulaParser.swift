/// Converts a formula in LaTeX to Unicode text, if all of it can be said so.
struct FormulaParser {
  private let source: [Unicode.Scalar]
  private var index = 0
  private var depth = 0

  /// The maximum number of bytes of a formula that is converted, and of groups around a part of it. They bound the time
  /// and the stack.
  private static let maximumLength = 4096
  private static let maximumDepth = 24

  /// A reason not to convert a formula: a part of it has no text.
  private struct NotText: Error {}

  /// Returns the text of a formula; nil if a part of it has none.
  static func text(of latex: some Collection<UInt8>) -> String? {
    guard latex.count <= maximumLength else { return nil }
    var parser = FormulaParser(source: Array(String(decoding: latex, as: UTF8.self).unicodeScalars))
    guard let atoms = try? parser.atoms(until: nil), parser.index == parser.source.count else { return nil }
    let text = atoms.text().split(separator: " ").joined(separator: " ")
    return text.isEmpty ? nil : text
  }

  private init(source: [Unicode.Scalar]) { self.source = source }

  private var next: Unicode.Scalar? { index < source.count ? source[index] : nil }

  /// Moves behind white space and returns whether there was any.
  @discardableResult private mutating func skipSpace() -> Bool {
    let start = index
    while let next, next.properties.isWhitespace { index += 1 }
    return index > start
  }

  // MARK: Lists

  /// Parses atoms up to a closing bracket, which is consumed, or to the end.
  private mutating func atoms(until end: Unicode.Scalar?) throws(NotText) -> [FormulaAtom] {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { throw NotText() }
    var atoms: [FormulaAtom] = []
    // White space after a command ends its name and does not count.
    var isAfterCommand = false
    while true {
      let isSpaced = skipSpace() && !isAfterCommand
      guard let scalar = next else {
        if end == nil { return atoms }
        throw NotText()
      }
      if scalar == end {
        index += 1
        return atoms
      }
      isAfterCommand = false
      switch scalar {
      case "^", "_":
        index += 1
        try attachScript(to: &atoms, isSuperscript: scalar == "^")
      case "'":
        attach(primes(), to: &atoms)
      case "\\":
        let isWord = index + 1 < source.count && source[index + 1].isASCIILetter
        for var atom in try command() {
          atom.isSpaced = atom.isSpaced || isSpaced
          atoms.append(atom)
        }
        isAfterCommand = isWord
      default:
        var atom = try self.atom()
        atom.isSpaced = isSpaced
        atoms.append(atom)
      }
    }
  }

  /// Parses an atom that is no command and no script.
  private mutating func atom() throws(NotText) -> FormulaAtom {
    guard let scalar = next else { throw NotText() }
    index += 1
    switch scalar {
    case "{": return Self.group(try atoms(until: "}"))
    case "}", "&", "#", "%", "$", "\\", "^", "_": throw NotText()
    case "~": return FormulaAtom(text: " ", kind: .space)
    case "-": return FormulaAtom(text: "−", kind: .binary)
    case "+": return FormulaAtom(text: "+", kind: .binary)
    case "*": return FormulaAtom(text: "∗", kind: .binary)
    case "=", "<", ">", "≤", "≥", "≠", "≈", "∈", "→":
      return FormulaAtom(text: String(scalar), kind: .relation)
    case "(", "[": return FormulaAtom(text: String(scalar), kind: .open)
    case ")", "]", "!": return FormulaAtom(text: String(scalar), kind: .close)
    case ",", ";", ":": return FormulaAtom(text: String(scalar), kind: .punctuation)
    case "/": return FormulaAtom(text: "/", kind: .ordinary, isCompound: true)
    case "0"..."9":
      var text = String(scalar)
      while let digit = next, digit.isASCIIDigit || digit == "." && isDigit(at: index + 1) {
        text.unicodeScalars.append(digit)
        index += 1
      }
      return FormulaAtom(text: text, kind: .ordinary)
    default:
      if scalar.value < 0x20 || scalar.value == 0x7F { throw NotText() }
      var text = String(scalar)
      // Combining characters belong to the letter.
      while let mark = next, mark.properties.isGraphemeExtend || mark.value == 0x200D {
        text.unicodeScalars.append(mark)
        index += 1
      }
      return FormulaAtom(text: text, kind: .ordinary)
    }
  }

  private func isDigit(at index: Int) -> Bool { index < source.count && source[index].isASCIIDigit }

  /// The atom of a group in braces, which are not shown.
  private static func group(_ atoms: [FormulaAtom]) -> FormulaAtom {
    if atoms.count == 1 { return atoms[0] }
    return FormulaAtom(
      text: atoms.text(), kind: .ordinary, isCompound: atoms.needsParentheses(isProduct: false))
  }

  // MARK: Scripts

  private mutating func primes() -> String {
    var count = 0
    while next == "'" {
      count += 1
      index += 1
    }
    return count <= 3 ? ["′", "″", "‴"][count - 1] : String(repeating: "′", count: count)
  }

  private func attach(_ script: String, to atoms: inout [FormulaAtom]) {
    guard var last = atoms.popLast() else {
      atoms.append(FormulaAtom(text: script, kind: .ordinary))
      return
    }
    if last.kind == .fraction || last.kind == .ordinary && last.isCompound && last.text.count > 1
      || last.isRoot
    {
      last = FormulaAtom(text: "(\(last.text))", kind: .ordinary, isSpaced: last.isSpaced)
    }
    last.text += script
    atoms.append(last)
  }

  private mutating func attachScript(to atoms: inout [FormulaAtom], isSuperscript: Bool) throws(NotText) {
    let argument = try argument()
    let text = argument.text(isCompact: true)
    if let script = FormulaScripts.script(text, isSuperscript: isSuperscript) {
      attach(script, to: &atoms)
    } else {
      attach("", to: &atoms)
      atoms[atoms.count - 1].scripts += (isSuperscript ? "^" : "_") + argument.scriptOnLine(text)
    }
  }

  // MARK: Commands

  /// Parses the argument of a command or a script: a group, a command, or one character.
  private mutating func argument() throws(NotText) -> [FormulaAtom] {
    skipSpace()
    guard let scalar = next else { throw NotText() }
    if scalar == "{" {
      index += 1
      return try atoms(until: "}")
    }
    if scalar == "\\" {
      depth += 1
      defer { depth -= 1 }
      if depth > Self.maximumDepth { throw NotText() }
      return try command()
    }
    if scalar.isASCIIDigit {
      index += 1
      return [FormulaAtom(text: String(scalar), kind: .ordinary)]
    }
    return [try atom()]
  }

  /// Parses the name of a command after its backslash.
  private mutating func commandName() throws(NotText) -> String {
    index += 1
    guard let first = next else { throw NotText() }
    index += 1
    var name = String(first)
    guard first.isASCIILetter else { return name }
    while let letter = next, letter.isASCIILetter {
      name.unicodeScalars.append(letter)
      index += 1
    }
    return name
  }

  private mutating func command() throws(NotText) -> [FormulaAtom] {
    let name = try commandName()
    if let symbol = FormulaSymbols.symbol(name) { return [FormulaAtom(text: symbol.text, kind: symbol.kind)] }
    if let accent = FormulaAccents.accent(name) { return [try accented(accent)] }
    if let alphabet = FormulaAlphabet.alphabet(name) {
      let argument = try argument()
      guard let text = alphabet.text(argument.text()) else { throw NotText() }
      return [
        FormulaAtom(
          text: text, kind: argument.count == 1 ? argument[0].kind : .ordinary,
          isCompound: argument.contains { $0.kind != .ordinary || $0.isCompound })
      ]
    }
    switch FormulaCommand.table[name] {
    case .fraction: return [try fraction()]
    case .root: return [try root()]
    case .text: return [FormulaAtom(text: try verbatimArgument(), kind: .ordinary)]
    case .function:
      if next == "*" { index += 1 }
      return [FormulaAtom(text: try verbatimArgument().spaceTrimmed, kind: .function)]
    case .space: return [FormulaAtom(text: " ", kind: .space)]
    case .measuredSpace:
      if next == "*" { index += 1 }
      _ = try verbatimArgument()
      return [FormulaAtom(text: " ", kind: .space)]
    case .nothing: return []
    case .opening: return try delimiter(.open)
    case .closing: return try delimiter(.close)
    case .middle: return try delimiter(.ordinary)
    case .negation: return [try negated()]
    case .modulus:
      return [FormulaAtom(text: "(mod \(try argument().text()))", kind: .ordinary, isSpaced: true)]
    case .binomial:
      let (total, chosen) = (try argument(), try argument())
      if total.isEmpty || chosen.isEmpty { throw NotText() }
      return [FormulaAtom(text: "(\(total.text()) choose \(chosen.text()))", kind: .ordinary)]
    case nil: throw NotText()
    }
  }

  private mutating func accented(_ accent: Unicode.Scalar) throws(NotText) -> FormulaAtom {
    let argument = try argument()
    guard argument.count == 1, argument[0].text.count == 1, argument[0].scripts.isEmpty else {
      throw NotText()
    }
    var text = argument[0].text.unicodeScalars
    text.append(accent)
    return FormulaAtom(text: String(text), kind: .ordinary)
  }

  private mutating func fraction() throws(NotText) -> FormulaAtom {
    let numerator = try argument()
    let denominator = try argument()
    if numerator.isEmpty || denominator.isEmpty { throw NotText() }
    let top = numerator.needsParentheses(isProduct: true) ? "(\(numerator.text()))" : numerator.text()
    let bottom =
      denominator.needsParentheses(isProduct: false) ? "(\(denominator.text()))" : denominator.text()
    return FormulaAtom(text: "\(top)/\(bottom)", kind: .fraction)
  }

  private mutating func root() throws(NotText) -> FormulaAtom {
    skipSpace()
    var sign = "√"
    if next == "[" {
      index += 1
      let degree = try atoms(until: "]").text(isCompact: true)
      guard let script = FormulaScripts.script(degree, isSuperscript: true) else { throw NotText() }
      sign = ["2": "√", "3": "∛", "4": "∜"][degree] ?? script + "√"
    }
    let radicand = try argument()
    if radicand.isEmpty { throw NotText() }
    let text = radicand.text()
    let isGrouped =
      radicand.needsParentheses(isProduct: false) || radicand.contains { $0.scripts.contains("^") }
    var root = FormulaAtom(text: isGrouped ? "\(sign)(\(text))" : sign + text, kind: .ordinary)
    root.isRoot = true
    return root
  }

  /// Parses an argument of text, in which white space counts and no commands are.
  private mutating func verbatimArgument() throws(NotText) -> String {
    skipSpace()
    guard next == "{" else { throw NotText() }
    index += 1
    var text = ""
    while let scalar = next, scalar != "}" {
      if "\\{$&%#^_~".unicodeScalars.contains(scalar) { throw NotText() }
      text.unicodeScalars.append(scalar.properties.isWhitespace ? " " : scalar)
      index += 1
    }
    guard next == "}" else { throw NotText() }
    index += 1
    return text
  }

  /// Parses the delimiter after `\left`, `\right` and `\big`; a dot stands for none.
  private mutating func delimiter(_ kind: FormulaAtom.Kind) throws(NotText) -> [FormulaAtom] {
    skipSpace()
    guard let scalar = next else { throw NotText() }
    if scalar == "\\" {
      let name = try commandName()
      guard let symbol = FormulaSymbols.symbol(name) else { throw NotText() }
      return [FormulaAtom(text: symbol.text, kind: kind)]
    }
    index += 1
    switch scalar {
    case ".": return []
    case "<": return [FormulaAtom(text: "⟨", kind: kind)]
    case ">": return [FormulaAtom(text: "⟩", kind: kind)]
    case "(", ")", "[", "]", "|", "/": return [FormulaAtom(text: String(scalar), kind: kind)]
    default: throw NotText()
    }
  }

  /// Parses the symbol after `\not`.
  private mutating func negated() throws(NotText) -> FormulaAtom {
    let argument = try argument()
    guard argument.count == 1, argument[0].text.count == 1, argument[0].scripts.isEmpty else {
      throw NotText()
    }
    let text = argument[0].text
    let known = [
      "=": "≠", "∈": "∉", "<": "≮", ">": "≯", "⊂": "⊄", "⊆": "⊈", "≡": "≢", "∃": "∄", "∼": "≁", "≈": "≉",
    ]
    return FormulaAtom(text: known[text] ?? text + "\u{338}", kind: argument[0].kind)
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension String {
  fileprivate var spaceTrimmed: String { split(separator: " ").joined(separator: " ") }
}
