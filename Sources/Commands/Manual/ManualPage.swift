/// A manual page in the language of man(7), as groff and mandoc read it.
///
/// In every text, backquotes enclose what is typed, which is printed bold.
struct ManualPage {
  private(set) var text: String

  private static let program = "portfolio-tui"

  /// - Parameter date: `2026-11-28`.
  init(title: String, section: Int, date: String, version: String) {
    text =
      ".TH \(Roff.argument(title)) \(section) \(date) \(Roff.argument(version)) \(Roff.argument("User Commands"))\n"
    // Without hyphenation, as words that are typed must not be broken; groff's headings reset what `.nh` alone does.
    text += ".nr HY 0\n.nh\n.ad l\n"
  }

  mutating func heading(_ title: String) { text += ".SH \(Roff.argument(title))\n" }

  mutating func subheading(_ title: String) { text += ".SS \(Roff.argument(title))\n" }

  mutating func paragraph(_ marked: String) {
    // A heading begins a paragraph itself.
    if !isBelowHeading { text += ".PP\n" }
    text += Roff.lines(Roff.inline(marked))
  }

  /// Adds a form of the command line to the synopsis.
  /// - Parameter command: empty for a form without a command.
  mutating func synopsis(command: String = "", operands: String) {
    if !isBelowHeading { text += ".br\n" }
    let name = [Self.program, command].filter { !$0.isEmpty }.joined(separator: " ")
    text += "\\fB\(Roff.escaped(name))\\fR [\\fIOPTION\\fR]..."
    text += (operands.isEmpty ? "" : " \\fI\(Roff.escaped(operands))\\fR") + "\n"
  }

  /// Adds a term with a text below it.
  /// - Parameters:
  ///   - variable: what stands for a value in the term, which follows it in italics.
  ///   - paragraphs: the first is the description. Empty ones are left out.
  mutating func item(_ term: String, variable: String = "", _ paragraphs: String...) {
    let value = variable.isEmpty ? "" : " \\fI\(Roff.escaped(variable))\\fR"
    text += ".TP\n\\fB\(Roff.escaped(term))\\fR\(value)\n"
    for (index, paragraph) in paragraphs.filter({ !$0.isEmpty }).enumerated() {
      if index > 0 { text += ".IP\n" }
      text += Roff.lines(Roff.inline(paragraph))
    }
  }

  /// Adds command lines, each as it is typed.
  mutating func example(_ explanation: String, _ command: String) {
    paragraph(explanation)
    text += ".RS 4\n.EX\n"
    for line in command.split(separator: "\n") { text += Roff.line(Roff.escaped(String(line))) + "\n" }
    text += ".EE\n.RE\n"
  }

  private var isBelowHeading: Bool {
    guard let last = text.split(separator: "\n").last else { return false }
    return last.hasPrefix(".SH ") || last.hasPrefix(".SS ")
  }
}
