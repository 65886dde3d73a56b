/// The commands of LaTeX that stand for one symbol or name, with its text.
enum FormulaSymbols {
  /// Returns the text and the kind of a command; nil if it is not one of these.
  static func symbol(_ command: String) -> (text: String, kind: FormulaAtom.Kind)? { table[command] }

  private static let table: [String: (text: String, kind: FormulaAtom.Kind)] = {
    var table: [String: (text: String, kind: FormulaAtom.Kind)] = [:]
    for (kind, rows) in rows {
      let words = rows.split { $0 == " " || $0 == "\n" }
      for index in stride(from: 0, to: words.count - 1, by: 2) {
        table[String(words[index])] = (String(words[index + 1]), kind)
      }
    }
    for name in names.split(separator: " ") { table[String(name)] = (String(name), .function) }
    table["bmod"] = ("mod", .binary)
    table["mod"] = ("mod", .binary)
    table["liminf"] = ("lim inf", .function)
    table["limsup"] = ("lim sup", .function)
    return table
  }()

  /// Commands and their texts, in pairs.
  private static let rows: [(FormulaAtom.Kind, String)] = [
    (.ordinary, greek), (.ordinary, ordinary), (.binary, operators), (.relation, relations),
    (.relation, arrows), (.large, large), (.open, open), (.close, close), (.punctuation, punctuation),
  ]

  private static let greek = """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
    lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
    chi χ psi ψ omega ω digamma ϝ Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    """

  private static let ordinary = """
    infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄ emptyset ∅ varnothing ∅ hbar ℏ hslash ℏ ell ℓ Re ℜ Im ℑ
    wp ℘ aleph ℵ beth ℶ gimel ℷ daleth ℸ imath ı jmath ȷ top ⊤ bot ⊥ angle ∠ measuredangle ∡ triangle △ square □
    Box □ blacksquare ■ Diamond ◇ lozenge ◊ bigstar ★ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ sharp ♯
    flat ♭ natural ♮ neg ¬ lnot ¬ prime ′ backprime ‵ degree ° ldots … dots … dotsc … dotsb ⋯ cdots ⋯ vdots ⋮
    ddots ⋱ therefore ∴ because ∵ checkmark ✓ complement ∁ mho ℧ eth ð surd √ S § P ¶ copyright © pounds £ yen ¥
    euro € Vert ‖ vert | | ‖ dag † ddag ‡ AA Å aa å ae æ AE Æ oe œ OE Œ o ø O Ø ss ß l ł L Ł i ı j ȷ
    backslash \\ % % # # & & _ _ $ $ colon : slash / R ℝ N ℕ Z ℤ Q ℚ C ℂ
    """

  private static let operators = """
    times × cdot · div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • cap ∩ cup ∪ Cap ⋒ Cup ⋓ sqcap ⊓ sqcup ⊔ uplus ⊎
    vee ∨ lor ∨ wedge ∧ land ∧ veebar ⊻ barwedge ⊼ setminus ∖ smallsetminus ∖ wr ≀ oplus ⊕ ominus ⊖ otimes ⊗
    oslash ⊘ odot ⊙ amalg ⨿ dagger † ddagger ‡ diamond ⋄ bigtriangleup △ bigtriangledown ▽ triangleleft ◁
    triangleright ▷ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ ltimes ⋉ rtimes ⋊ boxplus ⊞ boxtimes ⊠ boxminus ⊟ boxdot ⊡
    centerdot · intercal ⊺ bigcirc ○ dotplus ∔ divideontimes ⋇
    """

  private static let relations = """
    le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ne ≠ neq ≠ lt < gt > ll ≪ gg ≫ lll ⋘ ggg ⋙ approx ≈ approxeq ≊
    equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ varpropto ∝ asymp ≍ doteq ≐ prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼
    succcurlyeq ≽ in ∈ notin ∉ ni ∋ owns ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋
    nsubseteq ⊈ nsupseteq ⊉ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ mid ∣ nmid ∤ parallel ∥ nparallel ∦
    perp ⊥ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ nvdash ⊬ nvDash ⊭ bowtie ⋈ smile ⌣ frown ⌢ coloneqq ≔
    coloneq ≔ eqqcolon ≕ triangleq ≜ circeq ≗ lesssim ≲ gtrsim ≳ lessgtr ≶ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ ncong ≇
    nsim ≁ vartriangleleft ⊲ vartriangleright ⊳ trianglelefteq ⊴ trianglerighteq ⊵ between ≬ pitchfork ⋔ thicksim ∼
    thickapprox ≈
    """

  private static let arrows = """
    to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ uparrow ↑ downarrow ↓ updownarrow ↕ Rightarrow ⇒
    Leftarrow ⇐ Leftrightarrow ⇔ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ implies ⟹ impliedby ⟸ iff ⟺
    longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸
    Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀
    rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋ nearrow ↗
    searrow ↘ swarrow ↙ nwarrow ↖ leadsto ⇝ rightsquigarrow ⇝ twoheadrightarrow ↠ twoheadleftarrow ↞
    rightarrowtail ↣ leftarrowtail ↢ nrightarrow ↛ nleftarrow ↚ nRightarrow ⇏ nLeftarrow ⇍ rightrightarrows ⇉
    leftleftarrows ⇇ rightleftarrows ⇄ leftrightarrows ⇆ multimap ⊸ dashrightarrow ⇢ dashleftarrow ⇠
    circlearrowright ↻ circlearrowleft ↺ curvearrowright ↷ curvearrowleft ↶
    """

  private static let large = """
    sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ bigcap ⋂ bigcup ⋃ bigsqcup ⨆ bigvee ⋁ bigwedge ⋀
    bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄
    """

  private static let open =
    "{ { lbrace { langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lbrack [ lgroup ⟮ llbracket ⟦"
  private static let close =
    "} } rbrace } rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rbrack ] rgroup ⟯ rrbracket ⟧"
  private static let punctuation = "cdotp · ldotp ."

  /// Functions that are written as their names.
  private static let names =
    "sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln lg exp lim max min sup inf det dim ker "
    + "hom arg deg gcd Pr"
}
