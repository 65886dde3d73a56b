/// The characters that Unicode has in superscript and in subscript.
enum FormulaScripts {
  /// Returns a text in superscript or subscript; nil if Unicode does not have all its characters.
  static func script(_ text: String, isSuperscript: Bool) -> String? {
    let table = isSuperscript ? superscripts : subscripts
    var result = ""
    for character in text {
      guard let script = table[character] else { return nil }
      result.append(script)
    }
    return result
  }

  /// Whether a text contains a superscript or a subscript.
  static func isPart(of text: String) -> Bool { text.contains(where: all.contains) }

  private static let all = Set(superscripts.values).union(subscripts.values)
    .subtracting(superscripts.keys).subtracting(subscripts.keys)

  private static let superscripts = table(
    "0⁰ 1¹ 2² 3³ 4⁴ 5⁵ 6⁶ 7⁷ 8⁸ 9⁹ +⁺ −⁻ =⁼ (⁽ )⁾ aᵃ bᵇ cᶜ dᵈ eᵉ fᶠ gᵍ hʰ iⁱ jʲ kᵏ lˡ mᵐ nⁿ oᵒ pᵖ rʳ sˢ tᵗ uᵘ vᵛ wʷ "
      + "xˣ yʸ zᶻ Aᴬ Bᴮ Dᴰ Eᴱ Gᴳ Hᴴ Iᴵ Jᴶ Kᴷ Lᴸ Mᴹ Nᴺ Oᴼ Pᴾ Rᴿ Tᵀ Uᵁ Vⱽ Wᵂ βᵝ γᵞ δᵟ θᶿ φᵠ χᵡ εᵋ ⊤ᵀ ∘° °° ′′ ″″ ‴‴ ∗* "
      + "** †† ‡‡ ,, ……")

  private static let subscripts = table(
    "0₀ 1₁ 2₂ 3₃ 4₄ 5₅ 6₆ 7₇ 8₈ 9₉ +₊ −₋ =₌ (₍ )₎ aₐ eₑ hₕ iᵢ jⱼ kₖ lₗ mₘ nₙ oₒ pₚ rᵣ sₛ tₜ uᵤ vᵥ xₓ βᵦ γᵧ ρᵨ φᵩ χᵪ ,,"
  )

  /// Parses pairs of a character and its script.
  private static func table(_ pairs: String) -> [Character: Character] {
    var table: [Character: Character] = [:]
    for pair in pairs.split(separator: " ") {
      if let key = pair.first, let value = pair.last { table[key] = value }
    }
    return table
  }
}
