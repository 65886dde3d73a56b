internal import Dialects

/// Lists that several rows of the table of generators share.
extension Dialect {
  /// The Markdown of MyST.
  static let directiveMarkdown: Dialect = [
    .directives, .fencedContainers, .definitionLists, .mathematics, .attributeLists, .bracketedSpans,
  ]
}

extension Generator {
  static func script(_ name: String) -> [String] {
    let stem = name + "."
    return scripts.map { stem + $0 }
  }

  static let javaScriptRoots: [RootRule] = [
    .folder([
      "content", "src/content", "posts", "data/blog", "blog", "_posts", "src/posts", "src/blog", "data/posts",
      "articles", "src/articles", "data", "src/data", "contents", "src/contents",
    ]),
    // Each of these may hold the pages of the site, or a few files about its source.
    .largest(["docs", "pages", "src/pages", "notes", "app", "src/app", "src/routes"]), .folder(["src"]),
    // A blog and its documentation are often beside each other.
    .siblings(["docs", "blog", "posts", "articles", "notes"]),
  ]

  /// Files in which blogs with a configuration in JavaScript have their title.
  static let metadata: [String] =
    ["data/siteMetadata", "siteMetadata", "site.config", "blog.config", "config/site", "src/config/site"]
    .flatMap { name in ["js", "cjs", "mjs", "ts", "json"].map { name + "." + $0 } }

  /// The listings of folders of Nextra and Fumadocs.
  static let listings = ["json", "js", "ts", "tsx", "jsx"].map { "_meta." + $0 } + ["meta.json"]

  /// The layout of all pages of Next.js, which declares the metadata of the site.
  static let layouts = ["app/layout", "src/app/layout", "pages/_app", "src/pages/_app"].flatMap {
    name in
    ["tsx", "jsx", "ts", "js"].map { name + "." + $0 }
  }

  /// Folders of build output and dependencies, which any JavaScript project may hold.
  static let output = [
    "node_modules", "dist", "build", "out", "_site", "public", "coverage", "target", "vendor",
  ]

  /// The extensions of Goldmark, the parser of Hugo.
  static let goldmark: [(rule: DialectRule, dialect: Dialect)] = [
    (.enables(["markup.goldmark.parser.attribute.block"]), .blockAttributes),
    (
      .keeps([
        ("markup.goldmark.extensions.typographer", "false"),
        ("markup.goldmark.extensions.typographer.disable", "true"),
      ]), .typography
    ),
    (.enables(["markup.goldmark.extensions.extras.superscript.enable"]), .superscripts),
    (.enables(["markup.goldmark.extensions.extras.subscript.enable"]), .subscripts),
  ]

  /// kramdown always replaces dashes and quotation marks, except where a quirk of its parser for GitHub's Markdown is named.
  static let kramdownTypography: [(rule: DialectRule, dialect: Dialect)] = [
    (.keeps([("kramdown.gfm_quirks", "no_auto_typographic")]), [.dashes, .guillemets]),
    (
      .keeps([
        ("kramdown.gfm_quirks", "no_auto_typographic"),
        ("kramdown.smart_quotes", "apos,apos,quot,quot"),
      ]), .quotes
    ),
  ]

  /// The files in which themes of Jekyll have their menus.
  static let jekyllNavigation = [
    "navigation", "nav", "menu", "menus", "sidebar", "toc", "docs", "docs_nav", "navbar", "navbar-links",
    "navbar_links", "nav-links", "nav_links", "main_menu", "main-menu", "header", "header_menu", "topnav",
  ].flatMap { name in ["yml", "yaml", "json"].map { "_data/\(name).\($0)" } }

  /// The files of data in which sites of Gatsby have their navigation.
  static let gatsbyNavigation: [(folder: String, beginning: String, ending: String)] = [
    "content/docs/", "content/", "docs/", "src/data/", "src/data/sidebars/", "data/", "",
  ].flatMap { folder in
    ["nav", "sidebar"].flatMap { name in [".yml", ".yaml"].map { (folder, name, $0) } }
  }

  /// The typography of markdown-it, in a script that sets it up.
  static let typographer: [(rule: DialectRule, dialect: Dialect)] =
    [
      (.mentions("typographer: true"), .smartPunctuation), (.mentions("breaks: true"), .hardBreaks),
    ] + markdownItPlugins

  /// The plug-ins of markdown-it that a configuration may name.
  static let markdownItPlugins: [(rule: DialectRule, dialect: Dialect)] = [
    (.mentions("markdown-it-container"), .fencedContainers),
    (.mentions("markdown-it-deflist"), .definitionLists), (.mentions("markdown-it-abbr"), .abbreviations),
    (.mentions("markdown-it-sub"), .subscripts), (.mentions("markdown-it-sup"), .superscripts),
    (.mentions("markdown-it-attrs"), .trailingAttributes),
  ]

  /// What Hexo turns on in marked unless its configuration says otherwise.
  static let marked: [(rule: DialectRule, dialect: Dialect)] =
    [
      (.keeps([("marked.smartypants", "false")]), .smartPunctuation),
      (.keeps([("marked.breaks", "false")]), .hardBreaks),
    ] + markdownItPlugins

  /// The extensions of Python-Markdown that have lists of attributes. A configuration that inherits another one may have
  /// them from there.
  static let attributeExtensions: [(rule: DialectRule, dialect: Dialect)] =
    [
      .lists(key: "markdown_extensions", "extra"), .mentions("attr_list"), .mentions("- extra"),
      .mentions(".extensions.extra"), .mentions("pymdownx.extra"), .mentions("INHERIT"),
    ].map { ($0, .attributeLists) }

  /// Extensions of Python-Markdown that the configuration of any program may name.
  static let tildeExtensions: [(rule: DialectRule, dialect: Dialect)] = [
    (.mentions("pymdownx.tilde"), .subscripts), (.lacks(["pymdownx.tilde"]), .literalTildes),
  ]

  /// The menus of Zola's themes, each of which has a key of its own.
  static let zolaMenus = [
    "menu", "main_menu", "menu_links", "menu_items", "nav", "navbar", "nav_links", "navigation", "header_nav",
    "header_menu", "after_dark_menu", "even_menu", "hyde_links", "juice_menu", "menu_pages",
  ].map { "extra." + $0 }

  /// The files of Hugo's folder of configurations that hold the table of a key.
  static let hugoParts: [(key: String, files: [String])] = [
    ("markup", hugoFiles(["markup"])), ("languages", hugoFiles(["languages"])),
    ("menu", hugoFiles(["menus", "menu", "menus.en", "menu.en"])), ("module", hugoFiles(["module"])),
  ]

  private static func hugoFiles(_ names: [String]) -> [String] {
    names.flatMap { name in ["toml", "yaml", "yml", "json"].map { "config/_default/\(name).\($0)" } }
  }
}
