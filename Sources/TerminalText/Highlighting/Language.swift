/// The description of a programming language for the highlighter: a row of the table in `Languages.swift`.
///
/// A row describes tokens and no grammar, so that any excerpt of a program can be coloured. Word lists are strings of
/// words separated by spaces or line feeds. They are split when a ``WordTable`` is made from the row, so an unused
/// row takes no time.
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
  /// Words in the role `.function` even if no parenthesis follows, such as a shell's built-in commands.
  var functions = ""

  /// Comments, strings, annotations and whole lines. If several can begin at the same byte, the longest opening wins;
  /// if these are equally long, the first of this list.
  var patterns: [Pattern] = []

  /// Bytes that belong to words besides letters, digits, `_` and everything that is not ASCII.
  var extraWordBytes = ""
  /// Bytes that belong to words but cannot begin one.
  var extraInnerBytes = ""
  /// A separator between digits in addition to `_`. One byte, or empty.
  var digitSeparator: Mark = ""

  /// Whether ASCII letters in words match in either case.
  var ignoresCase = false
  /// Whether keywords are recognized only as the first word of a line, as in a Dockerfile.
  var keywordsBeginLines = false
  /// The treatment of words that begin with a capital letter.
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

  /// Whether text is plain except in patterns and islands. An island is a stretch of code, such as an HTML tag or a
  /// command in a console session; patterns open and close it (see ``Island``).
  var isProse = false
  /// Whether an island of code ends at the end of its line.
  var islandsEndWithLine = false

  /// The treatment of words that begin with an ASCII capital letter.
  enum Capitals: Sendable {
    /// Like any other word.
    case plain
    /// As a type.
    case types
    /// As a type unless it is called, for languages whose functions may begin with a capital as well.
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
