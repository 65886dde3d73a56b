/// The commands of LaTeX that have arguments or no text.
enum FormulaCommand {
  case fraction, root, text, function, space, measuredSpace, nothing, opening, closing, middle, negation,
    modulus, binomial

  static let table: [String: FormulaCommand] = {
    let rows: [(FormulaCommand, String)] = [
      (.fraction, "frac dfrac tfrac cfrac"), (.root, "sqrt"),
      (.text, "text textrm textnormal textit textbf textsf texttt mbox hbox mathop"),
      (.function, "operatorname"),
      (.space, ", ; : > quad qquad enspace enskip thinspace space"),
      (.measuredSpace, "hspace"),
      (.nothing, "! limits nolimits displaystyle textstyle scriptstyle nonumber notag"),
      (.opening, "left bigl Bigl biggl Biggl"), (.closing, "right bigr Bigr biggr Biggr"),
      (.middle, "middle big Big bigg Bigg bigm Bigm"), (.negation, "not"), (.modulus, "pmod"),
      (.binomial, "binom dbinom tbinom"),
    ]
    var table: [String: FormulaCommand] = [" ": .space, "\n": .space, "\t": .space]
    for (command, names) in rows { for name in names.split(separator: " ") { table[String(name)] = command } }
    return table
  }()
}
