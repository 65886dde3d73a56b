/// The rows of the languages for data, configuration, markup and patches.
extension Language {
  static let yaml = Language(
    constants: "false null true False Null True",
    patterns: [
      .line("#", at: .wordStart), .line("---", .meta, at: .firstColumn),
      .string("\"", at: .wordStart, escape: "\\"), .string("'", at: .wordStart, doublesClose: true),
      .word("&", .attribute, at: .wordStart, inner: "-"), .word("*", .attribute, at: .wordStart, inner: "-"),
      .word("!", .type, at: .wordStart, inner: "-."), .word("!!", .type, at: .wordStart),
    ],
    extraWordBytes: "./", extraInnerBytes: "-", marksCalls: false, keyMark: ":", keySpacing: .followed)

  static let json = Language(
    constants: "Infinity NaN false null true",
    patterns: slashComments + quotes,
    extraWordBytes: "$", marksCalls: false, keyMark: ":")

  static let toml = Language(
    constants: "false inf nan true",
    patterns: [
      .line("#"), .block("[", "]", .type, at: .firstColumn, spansLines: false),
      .block("[[", "]]", .type, at: .firstColumn, spansLines: false),
      .string("\"\"\"", escape: "\\", spansLines: true), .string("'''", spansLines: true),
      .string("\"", escape: "\\"), .string("'"),
    ],
    extraWordBytes: ".", extraInnerBytes: "-", marksCalls: false, keyMark: "=")

  static let hcl = Language(
    keywords: """
      backend check data dynamic else endfor endif for if import in locals module moved output provider
      required_providers resource terraform variable
      """,
    types: "any bool list map number object set string tuple",
    constants: "false null true",
    patterns: [
      .line("#"), .line("//"), .block("/*", "*/"), .string("\"", escape: "\\", interpolation: "${"),
    ],
    extraInnerBytes: "-", keyMark: "=")

  static let html = Language(
    patterns: [
      .block("<!--", "-->"), .block("<![CDATA", "]]>", .string), .block("<!", ">", .meta),
      .word("<", .keyword, inner: ":-", island: .opens), .word("</", .keyword, inner: ":-", island: .opens),
      .word("<?", .keyword, inner: ":-", island: .opens),
      .mark(">", .keyword, at: .island, island: .closes), .mark("/>", .keyword, at: .island, island: .closes),
      .mark("?>", .keyword, at: .island, island: .closes),
      .string("\"", at: .island, spansLines: true), .string("'", at: .island, spansLines: true),
      .word("&", .constant), .word("&#", .constant, allowsLeadingDigit: true),
    ],
    extraWordBytes: "@:", extraInnerBytes: "-.", marksCalls: false, wordRole: .attribute, isProse: true)

  static let css = Language(
    constants: "auto currentColor inherit initial none transparent unset",
    patterns: quotes + [
      .block("/*", "*/"), .line("//", at: .lineStart),
      .word("@", .keyword, inner: "-"), .word("!", .keyword), .word("$", .attribute, inner: "-"),
      .word("--", .attribute, inner: "-"), .word(".", .type, inner: "-"),
      .word("#", .constant, inner: "-", allowsLeadingDigit: true),
    ],
    extraInnerBytes: "-", keyMark: ":", keySpacing: .followed)

  static let dockerfile = Language(
    keywords: """
      ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL
      USER VOLUME WORKDIR
      """,
    types: "AS",
    patterns: [
      .line("#", at: .lineStart), .string("\"", escape: "\\"), .string("'", at: .wordStart),
      .word("$", .attribute, allowsLeadingDigit: true), .block("${", "}", .attribute, spansLines: false),
    ],
    extraWordBytes: "-./", keywordsBeginLines: true, marksCalls: false, keyMark: "=", keySpacing: .tight)

  static let diff = Language(
    patterns: [
      .line("+", .inserted, at: .firstColumn), .line("-", .deleted, at: .firstColumn),
      .line(">", .inserted, at: .firstColumn), .line("<", .deleted, at: .firstColumn),
    ] + diffHeaders.map { .line($0, .meta, at: .firstColumn) },
    isProse: true)

  private static let diffHeaders: [Mark] = [
    "@@", "+++ ", "--- ", "diff ", "index ", "new file", "deleted ", "old mode", "new mode", "rename ",
    "copy ", "similari", "Binary f", "\\ No new",
  ]

  static let markdown = Language(
    patterns: headingMarks.map { .line($0, .heading, at: .lineStart) } + [
      .line(">", at: .lineStart), .line("---", .meta, at: .firstColumn),
      .mark("- ", .keyword, at: .lineStart), .mark("* ", .keyword, at: .lineStart),
      .mark("+ ", .keyword, at: .lineStart),
      .block("```", "```", .string, at: .lineStart), .block("~~~", "~~~", .string, at: .lineStart),
      .string("`"), .block("](", ")", .attribute, spansLines: false), .block("<!--", "-->"),
    ],
    isProse: true)

  private static let headingMarks: [Mark] = ["# ", "## ", "### ", "#### ", "##### ", "###### "]
}
