package import Markdown

/// The syntax of other programs that pages may contain beside GitHub's Markdown.
package struct Dialect: OptionSet, Sendable {
  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  private init(bit: UInt64) { self.init(rawValue: 1 << bit) }

  /// The syntax that a file has wherever it is.
  package static let standalone: Dialect = [.literalTags, .github]
  /// What GitHub shows beside the Markdown of its specification.
  package static let github: Dialect = [.dollarMathematics, .emoji]
  /// Tags of Liquid and its relatives: Jekyll, Eleventy, Hexo, Lume.
  package static let liquid = Dialect(bit: 0)
  /// Shortcodes of Hugo.
  package static let hugo = Dialect(bit: 1)
  /// Shortcodes of Zola.
  package static let zola = Dialect(bit: 2)
  /// kramdown's lists of attributes, extensions, tables and Markdown within HTML (Jekyll).
  package static let kramdown = Dialect(bit: 3)
  /// Lists of attributes without a colon: Python-Markdown's attr_list, Pandoc.
  package static let attributeLists = Dialect(bit: 4)
  /// Lists of attributes of headings only, and of headings and other blocks: Hugo's Goldmark.
  package static let headingAttributes = Dialect(bit: 46)
  package static let blockAttributes: Dialect = [.headingAttributes, Dialect(bit: 47)]
  /// Texts in brackets with attributes, and footnotes within the text: Pandoc's `[text]{.class}` and `^[note]`.
  package static let bracketedSpans = Dialect(bit: 48)
  package static let inlineFootnotes = Dialect(bit: 49)
  /// Pandoc's Markdown, as Quarto has it.
  package static let pandoc: Dialect = [
    .fencedContainers, .attributeLists, .bracketedSpans, .inlineFootnotes, .definitionLists,
    .dollarMathematics, .superscripts, .subscripts, .smartPunctuation, .pandocMarks,
  ]
  /// Lists of attributes behind a space at the end of a block or of a cell, too: markdown-it-attrs.
  package static let trailingAttributes: Dialect = [.attributeLists, Dialect(bit: 33)]
  /// Terms with definitions below them, which begin with a colon.
  package static let definitionLists = Dialect(bit: 5)
  /// Definitions of abbreviations: `*[HTML]: Hyper Text`.
  package static let abbreviations = Dialect(bit: 6)
  /// The attribute `markdown` of HTML elements: kramdown, Python-Markdown's md_in_html.
  package static let markdownInHTML = Dialect(bit: 7)
  /// Tables in which a bar within a code span does not divide cells, and links whose addresses contain spaces.
  package static let pythonSpans = Dialect(bit: 19)
  /// Python-Markdown with its extensions attr_list, def_list, abbr, md_in_html and tables.
  package static let pythonMarkdown: Dialect = [
    .attributeLists, .definitionLists, .abbreviations, .markdownInHTML, .pythonSpans,
  ]
  /// Containers between fences of colons: `:::note`.
  package static let fencedContainers = Dialect(bit: 8)
  /// Keys, insertions, highlights and snippets of Material for MkDocs.
  package static let materialMarks = Dialect(bit: 9)
  /// Highlights, ids of blocks, inline footnotes and links by name of Obsidian.
  package static let obsidian = Dialect(bit: 10)
  /// Components of React and Vue.
  package static let components = Dialect(bit: 11)
  /// Imports, exports and expressions of MDX.
  package static let mdx = Dialect(bit: 12)
  /// Marks in whose place a table of contents stands, or a file of code.
  package static let contentsMarks = Dialect(bit: 13)
  /// Admonitions and tabs whose content is indented: `!!! note`.
  package static let indentedAdmonitions = Dialect(bit: 14)
  /// Links by name with the label first, as in Dendron.
  package static let labelsFirst = Dialect(bit: 15)
  /// Marks of suggested changes: `{++added++}`.
  package static let criticMarkup = Dialect(bit: 16)
  /// The tags of Pelican's plugin liquid_tags: `{% img a.png %}`.
  package static let pelicanTags = Dialect(bit: 17)
  /// Components of Nuxt Content: `::card` … `::`, `:badge[New]`.
  package static let nuxtComponents = Dialect(bit: 18)
  /// Superscripts of PyMdown Extensions: `A^T^`.
  package static let superscripts = Dialect(bit: 20)
  /// Subscripts of PyMdown Extensions: `H~2~O`.
  package static let subscripts = Dialect(bit: 21)
  /// Comments in code that mark lines for Shiki: `// [!code ++]`.
  package static let shikiComments = Dialect(bit: 22)
  /// Comments in code that mark lines for Docusaurus: `// highlight-next-line`.
  package static let highlightComments = Dialect(bit: 23)
  /// MDX in the pages that contain a clear sign of it, since the name of the file and the configuration do not tell.
  package static let possibleMDX = Dialect(bit: 34)
  /// No indented code, as in Eleventy 2 and later.
  package static let noIndentedCode = Dialect(bit: 35)
  /// Mathematics between dollars, and in code blocks with the info `math`.
  package static let dollarMathematics = Dialect(bit: 24)
  /// Mathematics in `\(…\)` and `\[…\]`, and in environments.
  package static let bracketMathematics = Dialect(bit: 25)
  /// Mathematics in `\\(…\\)` and `\\[…\\]`, which Markdown makes single backslashes of.
  package static let escapedBracketMathematics = Dialect(bit: 26)
  /// Mathematics between dollars and between brackets with one or two backslashes.
  package static let mathematics: Dialect = [
    .dollarMathematics, .bracketMathematics, .escapedBracketMathematics,
  ]
  /// Names of emoji: `:smile:`.
  package static let emoji = Dialect(bit: 27)
  /// Icons of Material for MkDocs: `:material-check:`.
  package static let icons = Dialect(bit: 28)
  /// Names of languages at the beginning of code spans: `` `#!py a = 1` ``.
  package static let spanLanguages = Dialect(bit: 29)
  /// References to objects of code by their names: `[text][module.name]`.
  package static let objectReferences = Dialect(bit: 30)
  /// Dashes and ellipses for `--`, `---` and `...`.
  package static let dashes = Dialect(bit: 32)
  /// An em dash for `--`, and none for `---`: SmartyPants and retext-smartypants unless they are told otherwise.
  package static let emDashes = Dialect(bit: 40)
  /// Guillemets for `<<` and `>>`.
  package static let guillemets = Dialect(bit: 38)
  /// Typographic quotation marks.
  package static let quotes = Dialect(bit: 39)
  /// What SmartyPants replaces.
  package static let smartPunctuation: Dialect = [.dashes, .quotes]
  /// What kramdown and Goldmark replace.
  package static let typography: Dialect = [.smartPunctuation, .guillemets]
  /// No text struck out between single tildes: kramdown, markdown-it.
  package static let doubleTildes = Dialect(bit: 36)
  /// No text struck out at all: Python-Markdown without pymdownx.tilde.
  package static let literalTildes = Dialect(bit: 37)
  /// Files of code and pages that VitePress includes: `<<< @/file`, `<!--@include: file-->`.
  package static let vitePressFiles = Dialect(bit: 41)
  /// Files that mdBook includes: `{{#include file}}`.
  package static let mdBookFiles = Dialect(bit: 42)
  /// Lines of code that mdBook hides: `# use std::io;`.
  package static let hiddenLines = Dialect(bit: 43)
  /// Values of fields in templates of Vue: `{{ $frontmatter.title }}`.
  package static let vueTemplates = Dialect(bit: 44)
  /// Macros of Logseq: `{{cloze text}}`.
  package static let logseqMacros = Dialect(bit: 45)
  /// Blocks of PyMdown Extensions between slashes: `/// note`.
  package static let slashBlocks = Dialect(bit: 50)
  /// Tags, annotations and variables of Markdoc: `{% callout %}`, `{% #id %}`, `{% $name %}`.
  package static let markdoc = Dialect(bit: 51)
  /// Line breaks in paragraphs that stay line breaks.
  package static let hardBreaks = Dialect(bit: 52)
  /// Directives, roles and labels of MyST: ```` ```{note} ````, `` {ref}`name` ``, `(name)=`.
  package static let directives = Dialect(bit: 53)
  /// Ids of headings in brackets: `## Heading [#id]`.
  package static let bracketedIDs = Dialect(bit: 54)
  /// Comments of Nunjucks: `{# hidden #}`.
  package static let nunjucksComments = Dialect(bit: 55)
  /// Raw HTML, line blocks, examples, captions, grid tables, references and options of Pandoc and Quarto.
  package static let pandocMarks = Dialect(bit: 56)
  /// Identifiers of rules on lines of their own: `r[items.fn]`.
  package static let ruleIdentifiers = Dialect(bit: 57)
  /// Hugo's and Zola's shortcodes as text: the parser must not read marks within them as Markdown.
  package static let literalTags = Dialect(bit: 31)
}

/// The Markdown of a page with its dialects reduced to GitHub's Markdown and HTML.
package struct ReducedMarkdown {
  /// UTF-8 without front matter.
  package var bytes: ArraySlice<UInt8>
  /// The numbers of its lines in the file.
  package var lines: LineMap
}

extension Dialect {
  /// Returns Markdown with the syntax of these dialects reduced to GitHub's Markdown and HTML.
  ///
  /// Code does not change, with the exception of tags that surround it.
  ///
  /// - Parameters:
  ///   - body: UTF-8 without front matter.
  ///   - firstLine: the number in the file of the first line of `body`, from 1.
  ///   - inclusions: the text of the files that the page includes.
  ///   - values: what is known beside the text of the page.
  package func reduce(
    _ body: ArraySlice<UInt8>, firstLine: Int = 1, including inclusions: [Inclusion] = [],
    values: KnownValues = KnownValues()
  ) -> ReducedMarkdown {
    var result = ReducedMarkdown(bytes: body, lines: LineMap(first: firstLine))
    if !inclusions.isEmpty {
      result.bytes = Self.edits(inclusions).applied(to: Array(body), &result.lines)[...]
    }
    var marks = Marks(in: result.bytes)
    if marks.isEmpty { return result }
    var scanned: ScannedMarkdown?
    let dialect =
      contains(.possibleMDX) && !contains(.mdx) && MDXSigns.areClear(in: result.bytes)
      ? union([.mdx, .components, .fencedContainers]) : self
    for pass in Self.passes
    where !dialect.isDisjoint(with: pass.dialects) && !marks.isDisjoint(with: pass.marks) {
      for _ in 0..<Self.maximumRounds {
        let markdown = scanned ?? ScannedMarkdown(Array(result.bytes))
        let edits = pass.edits(markdown, dialect, values)
        scanned = edits.isEmpty ? markdown : nil
        if !edits.isEmpty {
          result.bytes = edits.applied(to: markdown.bytes, &result.lines)[...]
          if !pass.dialects.isDisjoint(with: Self.writingMarks) { marks.formUnion(Marks(in: result.bytes)) }
        }
        if !edits.isPartial { break }
      }
    }
    return result
  }

  /// The dialects whose marks a text contains, and those in which it may include files. Quotation marks, strong text and
  /// paragraphs of several lines, which many texts have, are no sign of one.
  /// - Parameter contains: whether the text contains some bytes.
  package static func marked(in text: ArraySlice<UInt8>, contains: ([UInt8]) -> Bool) -> Dialect {
    let all = Marks(in: text)
    let marks = all.subtracting([.quote, .strong, .joinedLine])
    let marked: Dialect = passes.reduce(into: []) { dialects, pass in
      if !marks.isDisjoint(with: pass.marks) { dialects.formUnion(pass.dialects) }
      if dialects.contains(.mdx) { dialects.insert(.possibleMDX) }
    }
    return marked.union(inclusions(inTextWith: all, contains: contains))
  }

  /// The dialects whose passes write syntax of others: formulas, containers and whatever a macro stands for.
  private static let writingMarks: Dialect = [.directives, .pandocMarks, .logseqMacros]

  /// The maximum number of times that a pass is made. Each time, at least one change is made.
  private static let maximumRounds = 64

  /// A step of the reduction, which is left out for pages without its marks.
  private struct Pass {
    let dialects: Dialect
    let marks: Marks
    /// Finds the changes of a page with some dialects and known values.
    let edits: @Sendable (ScannedMarkdown, Dialect, KnownValues) -> Edits

    init(
      dialects: Dialect, marks: Marks,
      inDialect edits: @escaping @Sendable (ScannedMarkdown, Dialect) -> Edits
    ) {
      self.dialects = dialects
      self.marks = marks
      self.edits = { markdown, dialect, _ in edits(markdown, dialect) }
    }

    init(
      dialects: Dialect, marks: Marks,
      withValues edits: @escaping @Sendable (ScannedMarkdown, KnownValues) -> Edits
    ) {
      self.dialects = dialects
      self.marks = marks
      self.edits = { markdown, _, values in edits(markdown, values) }
    }

    init(dialects: Dialect, marks: Marks, edits: @escaping @Sendable (ScannedMarkdown) -> Edits) {
      self.init(dialects: dialects, marks: marks, inDialect: { markdown, _ in edits(markdown) })
    }
  }

  /// The steps in their order: templates run first, as in the programs that expand them.
  private static let passes: [Pass] = [
    Pass(dialects: .noIndentedCode, marks: .indentedLine, edits: IndentedText.edits),
    // These change what is HTML, and therefore what is code.
    Pass(dialects: [.kramdown, .pythonSpans], marks: .tag, edits: HTMLBlockEnds.edits),
    Pass(dialects: .markdownInHTML, marks: .tag, edits: MarkdownInHTML.edits),
    Pass(dialects: .markdownInHTML, marks: .tag, edits: HTMLBlockEnds.edits),
    Pass(dialects: .nunjucksComments, marks: .attributeBrace, edits: NunjucksComments.edits),
    Pass(dialects: .pandocMarks, marks: .gridRule, edits: GridTables.edits),
    // The attributes of what has a label are removed by the next pass.
    Pass(
      dialects: [.pandocMarks, .directives], marks: [.citation, .openBrace],
      withValues: CrossReferences.edits),
    Pass(
      dialects: .pandocMarks,
      marks: [.command, .openBrace, .barRow, .fence, .colonLine, .joinedLine, .example],
      edits: PandocMarks.edits),
    Pass(
      dialects: .liquid, marks: .braces, withValues: { TemplateReducer.edits(in: $0, .liquid, values: $1) }),
    Pass(dialects: .hugo, marks: .braces, withValues: TemplateReducer.hugoEdits),
    Pass(dialects: .zola, marks: .braces, edits: { TemplateReducer.edits(in: $0, .zola) }),
    Pass(dialects: .markdoc, marks: .braces, withValues: MarkdocAnnotations.edits),
    Pass(dialects: .markdoc, marks: .braces, edits: MarkdocTables.edits),
    Pass(dialects: .markdoc, marks: .braces, edits: { TemplateReducer.edits(in: $0, .markdoc) }),
    Pass(dialects: .pelicanTags, marks: .braces, edits: { TemplateReducer.edits(in: $0, .pelican) }),
    Pass(
      dialects: [.vueTemplates, .labelsFirst], marks: .braces, withValues: VueInterpolations.edits),
    Pass(dialects: .logseqMacros, marks: .orgMark, edits: LogseqBlocks.edits),
    Pass(
      dialects: .logseqMacros, marks: [.braces, .colonBrace, .linkAddress],
      withValues: LogseqMacros.edits),
    Pass(dialects: .literalTags, marks: .braces, edits: LiteralTags.edits),
    Pass(dialects: .literalTags, marks: [.attributeBrace, .colonBrace], edits: LinkTargets.edits),
    Pass(dialects: .criticMarkup, marks: .openBrace, edits: CriticMarkup.edits),
    // These change what is indented, and therefore what is code.
    Pass(
      dialects: .directives,
      marks: [.fence, .openBrace, .label, .mathematics, .lineComment, .materialMark],
      withValues: Directives.edits),
    Pass(dialects: .indentedAdmonitions, marks: .admonition, edits: IndentedAdmonitions.edits),
    // Before code spans are looked for in the cells of tables.
    Pass(dialects: [.kramdown, .pythonSpans], marks: .bar, inDialect: TableBars.edits),
    Pass(dialects: [.kramdown, .markdownInHTML], marks: .tag, edits: SpanTags.edits),
    Pass(dialects: .mdx, marks: [.tag, .indentedLine], edits: MDXLayout.edits),
    Pass(dialects: .mdx, marks: [.tag, .openBrace, .module, .indentedLine], edits: MDXReducer.indentation),
    Pass(dialects: .mdx, marks: .tag, edits: MDXElements.edits),
    Pass(dialects: .mdx, marks: [.openBrace, .module], inDialect: MDXReducer.edits),
    Pass(dialects: .components, marks: .tag, edits: ComponentIndentation.edits),
    Pass(dialects: .components, marks: .tag, edits: ComponentReducer.edits),
    Pass(dialects: .fencedContainers, marks: .colons, inDialect: FencedContainers.edits),
    // What was between backticks is between colons now.
    Pass(dialects: .directives, marks: .fence, inDialect: FencedContainers.edits),
    Pass(dialects: .directives, marks: [.tag, .linkAddress], edits: ProjectLinks.edits),
    Pass(dialects: .directives, marks: .shortcodes, edits: FieldLists.edits),
    Pass(dialects: .slashBlocks, marks: .slashes, edits: FencedContainers.slashEdits),
    Pass(
      dialects: [.nuxtComponents, .bracketedSpans], marks: [.openBrace, .componentName],
      inDialect: { NuxtSpans.edits(in: $0, hasComponents: $1.contains(.nuxtComponents)) }),
    // Before the others, since nothing in a formula is syntax of another dialect.
    Pass(dialects: .mathematics, marks: .mathematics, inDialect: MathematicsReducer.edits),
    Pass(dialects: .kramdown, marks: [.colonBrace, .caret], edits: KramdownExtensions.edits),
    Pass(dialects: .kramdown, marks: .colonBrace, edits: AttributeLists.kramdownEdits),
    Pass(
      dialects: [.attributeLists, .headingAttributes], marks: [.colonBrace, .attributeBrace],
      inDialect: { AttributeLists.edits(in: $0, of: $1) }),
    Pass(
      dialects: .bracketedIDs, marks: [.bracketedID, .codeComment, .tableOfContents],
      edits: BracketedIDs.edits),
    Pass(dialects: [.kramdown, .pythonSpans], marks: .linkAddress, edits: SpacedAddresses.edits),
    Pass(dialects: .objectReferences, marks: .colons, edits: ObjectReferences.documentationEdits),
    Pass(dialects: .objectReferences, marks: .reference, edits: ObjectReferences.edits),
    Pass(dialects: .materialMarks, marks: [.materialMark, .equals], edits: PythonMarkdownMarks.edits),
    Pass(dialects: [.superscripts, .subscripts], marks: [.caret, .tilde], inDialect: RaisedMarks.edits),
    Pass(dialects: [.kramdown, .pythonSpans], marks: .strong, edits: StrongMarks.edits),
    Pass(dialects: [.doubleTildes, .literalTildes], marks: .tilde, inDialect: LiteralTildes.edits),
    Pass(dialects: .spanLanguages, marks: .spanLanguage, edits: SpanLanguages.edits),
    Pass(dialects: .contentsMarks, marks: [.tag, .tableOfContents], edits: ContentsMarks.edits),
    Pass(
      dialects: .obsidian, marks: .doubleBracket,
      inDialect: { ObsidianLinks.edits(in: $0, labelsFirst: $1.contains(.labelsFirst)) }),
    Pass(dialects: .obsidian, marks: [.caret, .equals], edits: ObsidianMarks.edits),
    Pass(dialects: [.obsidian, .inlineFootnotes], marks: .caret, edits: InlineFootnotes.edits),
    Pass(dialects: .kramdown, marks: .barRow, edits: KramdownTables.edits),
    Pass(dialects: .abbreviations, marks: .abbreviation, edits: Abbreviations.edits),
    Pass(dialects: .definitionLists, marks: .colonLine, edits: DefinitionLists.edits),
    Pass(
      dialects: [.shikiComments, .highlightComments], marks: [.codeComment, .fence],
      inDialect: CodeComments.edits),
    Pass(dialects: .ruleIdentifiers, marks: .rule, edits: RuleIdentifiers.edits),
    Pass(dialects: .hiddenLines, marks: .fence, withValues: HiddenLines.edits),
    Pass(dialects: .hardBreaks, marks: .joinedLine, edits: HardBreaks.edits),
    Pass(dialects: .typography, marks: [.typography, .tag, .quote], inDialect: Typography.edits),
    Pass(dialects: [.emoji, .icons], marks: .shortcodes, inDialect: EmojiReducer.edits),
  ]
}
