/// The table of languages. To add a language, add a row (a `static let` here or in `MarkupLanguages.swift`),
/// a line in `table`, and a sample in the tests (`HighlightingSamples.swift`).
extension Language {
  /// The names of each language in code fences, in lower case, separated by spaces. A row is created when its language
  /// is first used.
  static let table: [(names: String, row: @Sendable () -> Language)] = [
    ("swift", { .swift }),
    ("c h", { .c }),
    ("c++ cpp cc cxx hpp hh hxx", { .cPlusPlus }),
    ("csharp c# cs", { .cSharp }),
    ("go golang", { .go }),
    ("rust rs", { .rust }),
    ("python py python3 pyi", { .python }),
    ("javascript js jsx mjs cjs node", { .javaScript }),
    ("typescript ts tsx mts cts", { .typeScript }),
    ("java", { .java }),
    ("kotlin kt kts", { .kotlin }),
    ("sql postgresql postgres psql mysql sqlite plsql", { .sql }),
    ("sh bash zsh shell ksh fish", { .shell }),
    ("console shell-session shellsession sh-session terminal", { .console }),
    ("yaml yml", { .yaml }),
    ("json jsonc json5 jsonl ndjson", { .json }),
    ("toml", { .toml }),
    ("hcl terraform tf tfvars", { .hcl }),
    ("html htm xhtml xml svg xsd xsl plist vue svelte", { .html }),
    ("css scss less", { .css }),
    ("dockerfile docker containerfile", { .dockerfile }),
    ("diff patch udiff", { .diff }),
    ("markdown md mdown mkd", { .markdown }),
  ]

  /// The language with this name in lower case; nil if the table has none.
  static func named(_ name: String) -> Language? {
    table.first { $0.names.split(separator: " ").contains { $0 == name } }?.row()
  }

  static let slashComments: [Pattern] = [.line("//"), .block("/*", "*/")]
  static let nestedSlashComments: [Pattern] = [.line("//"), .block("/*", "*/", nests: true)]
  static let quotes: [Pattern] = [
    .string("\"", escape: "\\"), .string("'", escape: "\\"),
  ]

  static let swift = Language(
    keywords: """
      actor any as async await borrowing break case catch consume consuming continue convenience copy default
      defer deinit didSet discard distributed do dynamic each else fallthrough fileprivate final for get guard
      if import in indirect infix init inout internal is isolated lazy let mutating nonisolated nonmutating
      open operator optional override package postfix precedencegroup prefix private public repeat required
      rethrows return self sending set some static subscript super switch throw throws try unowned var weak
      where while willSet yield
      """,
    functionIntroducers: "func macro",
    typeIntroducers: "associatedtype class enum extension protocol struct typealias",
    types: "Self", constants: "false nil true",
    patterns: nestedSlashComments + [
      .string("\"\"\"", escape: "\\", padding: "#", interpolation: "\\(", spansLines: true),
      .string("\"", escape: "\\", padding: "#", interpolation: "\\("),
      .word("@", .attribute), .word("#", .keyword), .word("$", .codeBlock, allowsLeadingDigit: true),
    ],
    capitals: .types)

  static let c = Language(
    keywords: """
      alignas alignof asm auto break case const constexpr continue default do else extern for goto if inline
      register restrict return sizeof static static_assert switch thread_local typedef typeof volatile while
      _Alignas _Alignof _Atomic _Generic _Noreturn _Static_assert _Thread_local
      """,
    typeIntroducers: "enum struct union",
    types: """
      bool char double float int long short signed unsigned void _Bool _Complex FILE int8_t int16_t int32_t
      int64_t intmax_t intptr_t off_t pid_t ptrdiff_t size_t ssize_t time_t uint8_t uint16_t uint32_t uint64_t
      uintmax_t uintptr_t va_list wchar_t
      """,
    constants: "EOF NULL errno false nullptr stderr stdin stdout true",
    patterns: slashComments + [
      .word("#", .attribute, at: .lineStart), .block("[[", "]]", .attribute, spansLines: false),
      .string("\"", prefixes: ["", "L", "u", "u8", "U"], escape: "\\"),
      .character(prefixes: ["", "L", "u", "u8", "U"]),
    ],
    digitSeparator: "'")

  static let cPlusPlus: Language = {
    var row = c
    row.keywords += """

      and and_eq bitand bitor catch co_await co_return co_yield compl concept const_cast consteval constinit
      decltype delete dynamic_cast explicit export final friend mutable namespace new noexcept not not_eq
      operator or or_eq override private protected public reinterpret_cast requires static_cast template this
      throw try typeid typename using virtual xor xor_eq
      """
    row.typeIntroducers += " class"
    row.types += " char8_t char16_t char32_t"
    row.patterns.append(.string("R\"(", close: ")\"", prefixes: ["", "L", "u", "u8", "U"], spansLines: true))
    row.capitals = .typesUnlessCalled
    return row
  }()

  static let cSharp = Language(
    keywords: """
      abstract and as async await base break by case catch checked const continue default delegate do else
      event explicit extern finally fixed for foreach from get global goto group if implicit in init internal
      into is join let lock nameof namespace new not on operator or orderby out override params partial
      private protected public readonly ref required return sealed select set sizeof stackalloc static switch
      this throw try typeof unchecked unsafe using var virtual volatile when where while with yield
      """,
    typeIntroducers: "class enum interface record struct",
    types: """
      bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong
      ushort void
      """,
    constants: "false null true",
    patterns: slashComments + [
      .word("#", .attribute, at: .lineStart), .block("[", "]", .attribute, at: .lineStart, spansLines: false),
      .string("\"\"\"", spansLines: true),
      .string("\"\"\"", prefixes: ["$"], interpolation: "{", spansLines: true),
      .string("\"", prefixes: ["@"], spansLines: true, doublesClose: true),
      .string("\"", prefixes: ["$@", "@$"], interpolation: "{", spansLines: true, doublesClose: true),
      .string("\"", prefixes: ["$"], escape: "\\", interpolation: "{"),
      .string("\"", escape: "\\"), .character(),
    ],
    capitals: .typesUnlessCalled)

  static let go = Language(
    keywords: """
      break case chan const continue default defer else fallthrough for go goto if import interface map
      package range return select struct switch var
      """,
    functionIntroducers: "func", typeIntroducers: "type",
    types: """
      any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune
      string uint uint8 uint16 uint32 uint64 uintptr
      """,
    constants: "false iota nil true",
    patterns: slashComments + [
      .string("\"", escape: "\\"), .string("`", spansLines: true), .character(),
    ],
    capitals: .typesUnlessCalled)

  static let rust = Language(
    keywords: """
      as async await break const continue crate dyn else extern for if impl in let loop match mod move mut pub
      ref return self static super unsafe use where while yield
      """,
    functionIntroducers: "fn", typeIntroducers: "enum struct trait type union",
    types: "Self bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize",
    constants: "false true",
    patterns: nestedSlashComments + [
      .block("#[", "]", .attribute), .block("#![", "]", .attribute),
      .string("\"", prefixes: ["", "b", "c"], escape: "\\", spansLines: true),
      .string("\"", prefixes: ["r", "br", "cr"], padding: "#", spansLines: true),
      .character(prefixes: ["", "b"]), .word("'", .attribute),
    ],
    capitals: .types, macroMark: "!")

  static let python = Language(
    keywords: """
      and as assert async await break case continue del elif else except finally for from global if import in
      is lambda match nonlocal not or pass raise return self try while with yield
      """,
    functionIntroducers: "def", typeIntroducers: "class",
    types: "bool bytearray bytes complex dict float frozenset int list object set str tuple type",
    constants: "Ellipsis False None NotImplemented True",
    patterns: [.line("#"), .word("@", .attribute)] + pythonStrings,
    capitals: .types)

  private static let pythonStrings = ["\"\"\"", "'''", "\"", "'"].flatMap { (quote: Mark) -> [Pattern] in
    // In a raw string a backslash has no meaning, except that a quote after it does not end the string.
    let plain: [Mark] = ["", "b", "B", "r", "R", "u", "U", "br", "bR", "Br", "BR", "rb", "rB", "Rb", "RB"]
    let formatted: [Mark] = ["f", "F", "fr", "fR", "Fr", "FR", "rf", "rF", "Rf", "RF"]
    return [
      .string(quote, prefixes: plain, escape: "\\", spansLines: quote.count > 1),
      .string(quote, prefixes: formatted, escape: "\\", interpolation: "{", spansLines: quote.count > 1),
    ]
  }

  static let javaScript = Language(
    keywords: """
      as async await break case catch const continue debugger default delete do else export extends finally
      for from get if import in instanceof let new of return set static super switch this throw try typeof var
      void while with yield
      """,
    functionIntroducers: "function", typeIntroducers: "class",
    constants: "Infinity NaN false null true undefined",
    patterns: slashComments + quotes + [
      .string("`", escape: "\\", interpolation: "${", spansLines: true), .word("@", .attribute),
    ],
    extraWordBytes: "$", capitals: .types)

  static let typeScript: Language = {
    var row = javaScript
    row.keywords += """

      abstract asserts declare implements infer is keyof namespace override private protected public readonly
      satisfies
      """
    row.typeIntroducers += " enum interface type"
    row.types = "any bigint boolean never number object string symbol unknown"
    return row
  }()

  static let java = Language(
    keywords: """
      abstract assert break case catch const continue default do else extends final finally for goto if
      implements import instanceof native new package permits private protected public return sealed static
      strictfp super switch synchronized this throw throws transient try var volatile when while yield
      """,
    typeIntroducers: "class enum interface record",
    types: "boolean byte char double float int long short void",
    constants: "false null true",
    patterns: slashComments + [
      .string("\"\"\"", escape: "\\", spansLines: true), .string("\"", escape: "\\"), .character(),
      .word("@", .attribute),
    ],
    capitals: .types)

  static let kotlin = Language(
    keywords: """
      abstract actual annotation as break by catch companion const constructor continue crossinline data do
      else expect external final finally for get if import in infix init inline inner internal is lateinit
      noinline open operator out override package private protected public reified return sealed set super
      suspend tailrec this throw try val var vararg when where while
      """,
    functionIntroducers: "fun", typeIntroducers: "class enum interface object typealias",
    constants: "false null true",
    patterns: nestedSlashComments + [
      .string("\"\"\"", interpolation: "${", spansLines: true),
      .string("\"", escape: "\\", interpolation: "${"), .character(), .word("@", .attribute),
    ],
    capitals: .types)

  static let sql = Language(
    keywords: """
      add all alter analyze and any as asc auto_increment autoincrement begin between by cascade case check
      collate column commit conflict constraint create cross database default delete desc distinct do drop
      else end except exists explain fetch filter first for foreign from full function grant group having if
      ilike in index inner insert intersect into is join key last lateral left like limit materialized natural
      not nothing nulls of offset on only or order outer over partition primary procedure recursive references
      rename replace returning returns revoke right rollback row rows schema select sequence set table
      temporary then to transaction trigger truncate union unique update using values view when where window
      with
      """,
    types: """
      bigint bigserial binary bit blob boolean bytea char character date datetime decimal double float int
      int4 int8 integer interval json jsonb money numeric nvarchar precision real serial smallint text time
      timestamp timestamptz tinyint uuid varbinary varchar varying xml
      """,
    constants: "current_date current_time current_timestamp current_user false null true unknown",
    patterns: [
      .line("--"), .block("/*", "*/"), .string("'", spansLines: true, doublesClose: true),
      .string("\"", doublesClose: true), .string("`"),
      .word("@", .attribute), .mark("::", .codeBlock), .word(":", .attribute),
      .word("$", .attribute, allowsLeadingDigit: true),
    ],
    ignoresCase: true)

  static let shell = Language(
    keywords: """
      break case continue coproc do done elif else esac exit fi for function if in return select then time
      until while
      """,
    functions: """
      alias bg cd command declare dirs echo eval exec export false fg getopts hash jobs let local popd printf
      pushd pwd read readonly set shift shopt source test trap true type ulimit umask unalias unset wait
      """,
    patterns: shellPatterns(at: .anywhere, quotesAt: .wordStart, spansLines: true) + [
      .line("#", at: .wordStart)
    ],
    extraWordBytes: "-./", keyMark: "=", keySpacing: .tight)

  /// A console session: commands after their prompts, and their output.
  static let console: Language = {
    var row = shell
    row.patterns =
      shellPatterns(at: .island, quotesAt: .island, spansLines: false) + [
        .line("#", at: .firstColumn), .line(" #", at: .island),
      ]
      + ["$ ", "% ", "> "].map { .mark($0, .meta, at: .firstColumn, island: .opens) }
    row.isProse = true
    row.islandsEndWithLine = true
    return row
  }()

  private static func shellPatterns(at place: Place, quotesAt quotes: Place, spansLines: Bool) -> [Pattern] {
    let parameters: [Mark] = ["$#", "$@", "$*", "$?", "$!", "$$"]
    return [
      .string("'", at: quotes, spansLines: spansLines),
      .string("'", at: place, prefixes: ["$"], escape: "\\"),
      .string("\"", at: place, escape: "\\", interpolation: "$(", spansLines: spansLines),
      .word("$", .attribute, at: place, allowsLeadingDigit: true),
      .block("${", "}", .attribute, at: place, spansLines: false),
    ] + parameters.map { .mark($0, .attribute, at: place) }
  }
}
