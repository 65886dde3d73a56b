/// The characters of Unicode for superscript or subscript.
struct ScriptCharacters {
  /// The mark before text that has no such characters.
  private let mark: String
  private let characters: [Character: Character]

  /// Superscript. As plain text 10<sup>6</sup> would be 106.
  static let raised = ScriptCharacters(
    mark: "^",
    """
    0⁰ 1¹ 2² 3³ 4⁴ 5⁵ 6⁶ 7⁷ 8⁸ 9⁹ +⁺ -⁻ −⁻ =⁼ (⁽ )⁾ aᵃ bᵇ cᶜ dᵈ eᵉ fᶠ gᵍ hʰ iⁱ jʲ kᵏ lˡ mᵐ nⁿ oᵒ pᵖ rʳ sˢ tᵗ uᵘ vᵛ \
    wʷ xˣ yʸ zᶻ Aᴬ Bᴮ Dᴰ Eᴱ Gᴳ Hᴴ Iᴵ Jᴶ Kᴷ Lᴸ Mᴹ Nᴺ Oᴼ Pᴾ Rᴿ Tᵀ Uᵁ Vⱽ Wᵂ
    """)
  /// Subscript.
  static let lowered = ScriptCharacters(
    mark: "_",
    """
    0₀ 1₁ 2₂ 3₃ 4₄ 5₅ 6₆ 7₇ 8₈ 9₉ +₊ -₋ −₋ =₌ (₍ )₎ aₐ eₑ hₕ iᵢ jⱼ kₖ lₗ mₘ nₙ oₒ pₚ rᵣ sₛ tₜ uᵤ vᵥ xₓ
    """)

  private init(mark: String, _ pairs: String) {
    self.mark = mark
    var characters: [Character: Character] = [:]
    for pair in pairs.split(separator: " ") {
      if let plain = pair.first, let script = pair.last { characters[plain] = script }
    }
    self.characters = characters
  }

  /// Returns inlines in these characters; behind the mark if one of their characters has none.
  ///
  /// A text that does not follow another one directly is not an exponent or an index, and stays as it is.
  func inlines(_ inlines: [Inline], isAttached: Bool) -> [Inline] {
    let text = inlines.plainText
    let isNumber = text.allSatisfy { !$0.isLetter }
    if isAttached || isNumber, let converted = converted(inlines) { return converted }
    if !isAttached || text.isEmpty { return inlines }
    let isSymbol = text.count == 1 && text != " "
    if isSymbol || text.allSatisfy({ $0.isLetter || $0.isNumber }) { return [.text(mark)] + inlines }
    return [.text(mark + "(")] + inlines + [.text(")")]
  }

  /// Returns nil if a character of the inlines has no counterpart.
  private func converted(_ inlines: [Inline]) -> [Inline]? {
    var result: [Inline] = []
    for inline in inlines {
      switch inline {
      case .text(let text):
        let script = text.compactMap { characters[$0] }
        if script.count != text.count { return nil }
        result.append(.text(String(script)))
      case .emphasis(let children):
        guard let children = converted(children) else { return nil }
        result.append(.emphasis(children))
      case .strong(let children):
        guard let children = converted(children) else { return nil }
        result.append(.strong(children))
      case .link(var link):
        guard let label = converted(link.label) else { return nil }
        link.label = label
        result.append(.link(link))
      case .code, .strikethrough, .image, .footnoteReference, .softBreak, .lineBreak: return nil
      }
    }
    return result
  }
}
