import Foundation
import TestSupport
import Testing

@testable import Dialects

/// Formulas in LaTeX as the Unicode text that they become; nil where a part of them has none.
struct FormulaTests {
  private func text(_ latex: String) -> String? { FormulaParser.text(of: latex.utf8) }

  @Test(arguments: [
    ("\\alpha + \\beta", "α + β"), ("2\\pi r", "2πr"), ("a=b", "a = b"), ("a_1 \\le x^2", "a₁ ≤ x²"),
    ("x_{ij}^{n-1}", "xᵢⱼⁿ⁻¹"), ("\\sum_{i=1}^n i", "∑ᵢ₌₁ⁿ i"), ("\\sum_{i=1}^{n}i^2", "∑ᵢ₌₁ⁿ i²"),
    ("\\int_0^1 f(x)\\,dx", "∫₀¹ f(x) dx"), ("\\forall x \\in \\mathbb{R}", "∀x ∈ ℝ"),
    ("f: A \\to B", "f: A → B"), ("A\\cup B\\subseteq C", "A ∪ B ⊆ C"), ("-x", "−x"), ("a = -b", "a = −b"),
    ("(-1)^n", "(−1)ⁿ"), ("x \\times -y", "x × −y"), ("\\{1, 2\\}", "{1, 2}"), ("10^{-3}", "10⁻³"),
    ("1{,}000", "1,000"), ("3.14", "3.14"), ("f(x,y)", "f(x, y)"), ("n!", "n!"), ("E=mc^2", "E = mc²"),
    ("a \\ne b", "a ≠ b"), ("a \\approx b", "a ≈ b"), ("\\nabla \\cdot E", "∇ · E"), ("90^\\circ", "90°"),
    ("\\|x\\|_2", "‖x‖₂"), ("A \\implies B", "A ⟹ B"), ("\\neg p \\land q", "¬p ∧ q"), ("é \\to ü", "é → ü"),
  ])
  func symbolsAndScriptsAreUnicode(latex: String, expected: String) {
    #expect(text(latex) == expected)
  }

  @Test(arguments: [
    ("\\frac{a}{b}", "a/b"), ("\\frac12", "1/2"), ("\\frac{a+b}{2}", "(a + b)/2"),
    ("\\frac{1}{2n}", "1/(2n)"),
    ("\\frac{1}{10}", "1/10"), ("\\frac{ab}{c}", "ab/c"), ("\\frac{n(n+1)}{2}", "n(n + 1)/2"),
    ("\\frac{(a)+b}{2}", "((a) + b)/2"), ("\\frac{-1}{n}", "−1/n"),
    ("\\frac{dy}{dx}", "dy/dx"), ("\\frac{\\partial f}{\\partial x}", "∂f/∂x"),
    ("\\frac{1}{2}x", "(1/2)x"), ("x\\frac{1}{2}", "x(1/2)"), ("-\\frac{1}{2}", "−1/2"),
    ("\\frac{1}{2}(x+y)", "(1/2)(x + y)"), ("\\frac{1}{n!}", "1/(n!)"), ("\\frac{a}{b} + c", "a/b + c"),
    ("\\frac{\\frac{a}{b}}{c}", "(a/b)/c"), ("\\frac{1}{(x+1)}", "1/(x + 1)"), ("\\frac{a}{b}^2", "(a/b)²"),
    ("\\log\\frac{a}{b}", "log (a/b)"), ("\\dfrac{x_1}{y_1}", "x₁/y₁"),
    ("\\binom{n}{k}", "(n choose k)"), ("\\binom n {k-1} x", "(n choose k − 1)x"),
    ("\\frac{a/b}{c}", "(a/b)/c"),
  ])
  func aFractionHasParenthesesWhereNeeded(latex: String, expected: String) {
    #expect(text(latex) == expected)
  }

  @Test(arguments: [
    ("\\sqrt{x}", "√x"), ("\\sqrt2", "√2"), ("\\sqrt{x+1}", "√(x + 1)"), ("\\sqrt[3]{x}", "∛x"),
    ("\\sqrt[n]{x}", "ⁿ√x"), ("\\sqrt{\\frac{a}{b}}", "√(a/b)"),
  ])
  func aRootIsItsSign(latex: String, expected: String) {
    #expect(text(latex) == expected)
  }

  @Test(arguments: [
    ("\\hat x", "x\u{302}"), ("\\bar{x}", "x\u{304}"), ("\\vec v", "v\u{20D7}"), ("\\dot{x}", "x\u{307}"),
    ("\\tilde\\alpha", "α\u{303}"), ("\\mathbb{N}", "ℕ"), ("\\mathcal L", "ℒ"), ("\\mathcal{A}", "𝒜"),
    ("\\mathbf{x}", "𝐱"), ("\\mathbf{A}\\mathbf{x}", "𝐀𝐱"), ("\\boldsymbol{\\alpha}", "𝛂"),
    ("\\mathfrak{g}", "𝔤"), ("\\mathbb{1}", "𝟙"), ("\\mathrm{d}x", "dx"), ("\\mathscr{F}", "ℱ"),
    ("f'(x)", "f′(x)"), ("f''", "f″"), ("f^\\prime", "f′"),
  ])
  func lettersHaveTheirAccentsAndAlphabets(latex: String, expected: String) {
    #expect(text(latex).map { Array($0.unicodeScalars) } == Array(expected.unicodeScalars))
  }

  @Test(arguments: [
    ("x \\text{ if } y", "x if y"), ("\\text{speed} = \\mathrm{max}", "speed = max"), ("\\sin x", "sin x"),
    ("\\sin\\theta", "sin θ"), ("2\\sin^2 x", "2 sin² x"), ("\\log_2(n)", "log₂(n)"),
    ("\\operatorname{softmax}(x)", "softmax(x)"), ("a\\quad b", "a b"), ("a\\hspace{0.5in}b", "a b"),
    ("a \\hspace*{1em} b", "a b"), ("a\\,b\\;c\\!d", "a b cd"),
    ("\\left(\\frac{a}{b}\\right)^2", "(a/b)²"), ("\\left\\{ x \\right.", "{x"), ("\\big[x\\big]", "[x]"),
    ("a \\equiv b \\pmod{n}", "a ≡ b (mod n)"), ("\\not= x", "≠ x"), ("x \\not\\in A", "x ∉ A"),
    ("|x|", "|x|"), ("\\left|x\\right|", "|x|"), ("T_{\\text{max}}", "Tₘₐₓ"), ("5\\%", "5%"), ("\\#A", "#A"),
  ])
  func textFunctionsAndDelimitersAreWords(latex: String, expected: String) {
    #expect(text(latex) == expected)
  }

  @Test(arguments: [
    ("x_d", "x_d"), ("x^{\\lambda}", "x^λ"), ("e^{-\\lambda t}", "e^(−λt)"),
    ("C_\\text{embed}", "C_embed"),
    ("10000^{2i/C_\\text{embed}}", "10000^(2i/C_embed)"), ("x_{\\text{old}}^2", "x²_old"),
    ("x^2_{\\text{old}}", "x²_old"), ("\\pi_\\theta(a|s)", "π_θ(a|s)"),
    ("\\nabla_\\theta J", "∇_θ J"),
    ("a_d b", "a_d b"), ("a_db", "a_d b"), ("a_{bc}d", "a_(bc)d"), ("a_d + 1", "a_d + 1"),
    ("\\max_{\\theta} f", "max_θ f"), ("\\sum_{d \\in D} x", "∑_(d∈D) x"),
    ("\\lim_{x \\to \\infty} f(x)", "lim_(x→∞) f(x)"), ("x^{(q)}", "x^(q)"), ("x_{d<e}", "x_(d<e)"),
    ("\\mathbb{E}_{x \\sim p_\\text{data}}[x]", "𝔼_(x∼p_data)[x]"), ("\\frac{x_d}{2}", "x_d/2"),
    ("\\frac{a}{b}^\\lambda", "(a/b)^λ"), ("\\theta_d'", "θ′_d"),
  ])
  func aScriptThatUnicodeLacksIsOnTheLine(latex: String, expected: String) {
    #expect(text(latex) == expected)
  }

  @Test(arguments: [
    ("e^{i\\pi}", "e^(iπ)"), ("\\sum_{n=0}^{\\infty} a", "∑ₙ₌₀^∞ a"), ("e^{i\\pi} + 1 = 0", "e^(iπ) + 1 = 0"),
    ("x_{dq}", "x_(dq)"), ("x_{d}", "x_d"),
    ("e^{\\pi x^2}", "e^(πx²)"), ("e^{\\lambda^2}", "e^(λ²)"), ("2^{\\lambda_i}", "2^(λᵢ)"),
    ("e^{\\lambda'}", "e^(λ′)"), ("e^{e^{i\\pi}}", "e^(e^(iπ))"), ("x_{d_{qr}}", "x_(d_(qr))"),
    ("\\lambda^{\\frac{a}{b}}", "λ^(a/b)"), ("\\frac{e^{i\\pi}}{2}", "e^(iπ)/2"),
    ("\\frac{a+b}{c}", "(a + b)/c"), ("\\frac{a}{bc}", "a/(bc)"), ("\\frac{\\sqrt{a}}{b}", "√a/b"),
    ("\\sqrt{ab}", "√(ab)"), ("\\sqrt{2}x", "√2 x"), ("\\sqrt{2}+x", "√2 + x"), ("\\sqrt{x+1}y", "√(x + 1)y"),
    ("\\sqrt{x}^2", "(√x)²"), ("\\sqrt{e^{i\\pi}}", "√(e^(iπ))"), ("\\sqrt{\\sqrt{x}}", "√√x"),
    ("{a+b}^2", "(a + b)²"), ("{ab}^2", "(ab)²"), ("{(a+b)}^2", "(a + b)²"), ("{a}^2", "a²"),
  ])
  func partsOfMoreThanOneAtomAreInParentheses(latex: String, expected: String) {
    #expect(text(latex) == expected)
  }

  @Test(arguments: [
    "\\begin{matrix} a & b \\end{matrix}", "\\unknown", "a & b", "a \\\\ b", "\\underbrace{x}_{y}",
    "\\frac{a}", "\\frac", "{a", "a}", "\\", "x^", "\\left",
    "\\hat{xy}",
    "\\text{$x$}", "\\text x", "\\sqrt[q]{x}", "%", "", "{}", "  ", "\\mathbb{α}", "\\color{red}{x}",
  ])
  func aFormulaWithAnyOtherPartHasNoText(latex: String) {
    #expect(text(latex) == nil)
  }

  @Test func groupsHaveAMaximumDepth() {
    func nested(_ depth: Int) -> String {
      String(repeating: "{", count: depth) + "x" + String(repeating: "}", count: depth)
    }
    #expect(text(nested(23)) == "x")
    #expect(text(nested(24)) == nil)
    for part in ["{", "\\frac{", "\\frac", "\\sqrt", "\\sqrt[", "x^", "\\hat", "\\not"] {
      #expect(text(String(repeating: part, count: 400)) == nil)
    }
  }

  @Test func aLongFormulaHasNoText() {
    #expect(text(String(repeating: "x", count: 4096)) != nil)
    #expect(text(String(repeating: "x", count: 4097)) == nil)
  }

  /// The letters and digits of a formula, outside the names of commands, are those of its text.
  @Test func noLetterOfARandomFormulaIsLost() {
    let parts = [
      "a", "x", "n", "k", "y", "B", "7", "42", "+", "-", "=", " ", "(", ")", "^2", "_i", "^{n+1}", "_{ij}",
      "'",
      "\\alpha ", "\\frac{a}{n}", "\\frac{x+1}{k}", "\\sqrt{y}", "\\sqrt[3]{k}", "\\hat x", "\\mathbb{R}",
      "\\mathbf{v}", "\\mathcal{L}", "\\text{ if }", "\\le ", "\\sum_{i=1}^n ", "\\int_0^1 ",
      "\\left(a\\right)",
      "\\,", "\\mathrm{d}x", "{ab}", "\\cdot ", "\\to ", "\\bar{z}", ",", ";", "|", "\\{", "\\}", "/", "!",
      "\\pmod{n}",
    ]
    var generator = SeededGenerator(seed: 29)
    var converted = 0
    var losses: [String] = []
    let commands = [
      "\\alpha", "\\frac", "\\sqrt[3]", "\\sqrt", "\\hat", "\\mathbb", "\\mathbf", "\\mathcal", "\\text",
      "\\left", "\\le", "\\right", "\\sum", "\\int", "\\mathrm", "\\cdot", "\\to", "\\bar", "\\pmod",
    ]
    func letters(_ text: String) -> [Unicode.Scalar] {
      text.unicodeScalars.filter {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
      }
    }
    for _ in 0..<5_000 {
      let chosen = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        parts.randomElement(using: &generator) ?? ""
      }
      let latex = chosen.joined()
      guard let text = text(latex) else { continue }
      converted += 1
      var expected = latex
      for command in commands { expected = expected.replacing(command, with: " ") }
      // Unicode's compatibility decomposition makes plain letters of scripts and alphabets.
      let plain = text.replacing("∛", with: "").replacing("(mod ", with: "(")
        .decomposedStringWithCompatibilityMapping
      if letters(plain) != letters(expected) { losses.append("\(latex) is \(text)") }
    }
    #expect(losses.isEmpty, "\(losses.prefix(10))")
    #expect(converted > 2_500)
  }
}
