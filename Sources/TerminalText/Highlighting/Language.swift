/// What the highlighter knows about one programming language: a row of the table in `Languages.swift`.
///
/// A row describes what tokens look like, not which programs are valid. That is enough to colour an excerpt,
/// which may begin and end anywhere. Word lists are strings of words separated by spaces or line feeds; they
/// are split when a ``WordTable`` is made from the row, so an unused row costs nothing.
struct Language: Sendable {
  /// Words in the role `.keyword`.
  var keywords = ""
  /// Keywords after which the next word is the name of a function, such as `func`.
  var functionIntroducers = ""
  /// Keywords after which the next word is the name of a type, such as `class`.
  var typeIntroducers = ""
  /// Words in the role `.type`.
  var types = ""
  /// Words in the role `.constant`.
  var constants = ""
  /// Words in the role `.function` even where no parenthesis follows, such as a shell's built-in commands.
  var functions = ""

  /// Comments, strings, annotations and whole lines. Where several can begin at the same byte, the one with
  /// the longest opening wins, then the first of this list.
  var patterns: [Pattern] = []

  /// Bytes that belong to words besides letters, digits, `_` and everything that is not ASCII.
  var extraWordBytes = ""
  /// Bytes that belong to words but cannot begin one.
  var extraInnerBytes = ""
  /// The separator between digits besides `_`, which always is one. One byte, or empty.
  var digitSeparator: Mark = ""

  /// Whether ASCII letters in words match in either case.
  var ignoresCase = false
  /// Whether a keyword is one only as the first word of its line, as in a Dockerfile.
  var keywordsBeginLines = false
  /// What a word that begins with a capital letter is.
  var capitals = Capitals.plain
  /// Whether a word directly before `(` is a function.
  var marksCalls = true
  /// The mark between a macro's name and its bracket: Rust's `!`. One byte, or empty.
  var macroMark: Mark = ""
  /// The mark after a key, such as `:`. A string directly before it is a key too. One byte, or empty.
  var keyMark: Mark = ""
  /// Which blanks are allowed around `keyMark`.
  var keySpacing = KeySpacing.loose
  /// The role of all other words.
  var wordRole = Role.codeBlock

  /// Whether text is plain outside of patterns and islands of code. Islands are HTML's tags and the commands
  /// of a console session; patterns open and close them (see ``Island``).
  var isProse = false
  /// Whether an island of code ends at the end of its line.
  var islandsEndWithLine = false

  /// What a word that begins with an ASCII capital letter is.
  enum Capitals: Sendable {
    /// A word like any other.
    case plain
    /// A type.
    case types
    /// A type unless it is called, for languages whose functions may begin with a capital as well.
    case typesUnlessCalled
  }

  /// The blanks (spaces and tabs) allowed around a key's mark.
  enum KeySpacing: Sendable {
    /// None before the mark: `NAME=value`.
    case tight
    /// Any before the mark: `name = value`, `"name": value`.
    case loose
    /// Any before the mark and at least one, or the end of the line, after it: `name: value`, not `http://`.
    case followed
  }
}
