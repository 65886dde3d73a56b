/// An element of HTML that makes blocks, or that is more than a mark around its text.
struct HTMLElement {
  /// What an element becomes.
  enum Kind: Equatable {
    /// Its content, in paragraphs of its own.
    case container
    case paragraph
    case heading(Int)
    case rule
    case blockQuote
    case preformatted
    case list, item
    case details, summary
    case definitionList, term, definition
    case caption
    case table, tableCaption, tableSection, row, cell
    /// A line with the title and the address.
    case media
    case mathematics, formulaPart, annotation
    case ruby, rubyText, rubyParenthesis
    case choice, option
    /// Content that is never shown.
    case hidden
    /// Content that is shown where nothing else is.
    case substitute
  }

  let tag: HTMLTag
  var kind: Kind
  /// The source line of its start tag.
  let line: Int
  var children: [HTMLNode] = []
  /// Whether it has an end tag.
  var isClosed = false
}

/// A part of the content of an element.
enum HTMLNode {
  case element(HTMLElement)
  /// Text with its entities decoded, and with single spaces unless it is preformatted.
  case text(String, line: Int)
  /// A tag without an end tag, such as `<br>`.
  case tag(HTMLTag, line: Int)
  /// The start tag of a mark such as `<b>`; `number` is its index in ``HTMLTree/isPaired``.
  case start(HTMLTag, number: Int, line: Int)
  /// The end tag of a mark that has a start tag.
  case end(HTMLTag)
  /// Inlines of Markdown.
  case inlines([Inline], line: Int)
  /// Blocks of Markdown.
  case blocks([Block])
}

extension HTMLElement.Kind {
  /// The kind of element that a start tag begins; nil for marks and unknown elements.
  init?(_ tag: HTMLTag) {
    if let kind = Self.named(tag.name) {
      self = kind
    } else if tag.name.utf8.contains(UInt8(ascii: "-")), tag["videoid"] != nil {
      self = .media
    } else {
      return nil
    }
  }

  static func named(_ name: String) -> Self? { names[name] }

  /// Whether its start tag ends an open `<p>`.
  var endsParagraph: Bool {
    switch self {
    case .container, .paragraph, .heading, .rule, .blockQuote, .preformatted, .list, .item, .details,
      .summary,
      .definitionList, .term, .definition, .caption, .table, .tableCaption, .tableSection, .row, .cell:
      true
    case .media, .mathematics, .formulaPart, .annotation, .ruby, .rubyText, .rubyParenthesis, .choice,
      .option, .hidden,
      .substitute:
      false
    }
  }

  /// Whether it makes a block that holds blocks, of which `Document.maximumDepth` limits the depth.
  var isNested: Bool {
    switch self {
    case .blockQuote, .list, .details, .definitionList: true
    case .container, .paragraph, .heading, .rule, .preformatted, .item, .summary, .term, .definition,
      .caption,
      .table, .tableCaption, .tableSection, .row, .cell, .media, .mathematics, .formulaPart, .annotation,
      .ruby, .rubyText,
      .rubyParenthesis, .choice, .option, .hidden, .substitute:
      false
    }
  }

  /// Whether it is a part of a table.
  var isTablePart: Bool {
    [.table, .tableCaption, .tableSection, .row, .cell].contains(self)
  }

  private static let names: [String: Self] = {
    let rows: [(kind: Self, names: String)] = [
      (
        .container,
        """
        address article aside body center dialog div fieldset footer form header hgroup html legend main nav \
        noframes optgroup search section figure
        """
      ),
      (.paragraph, "p"), (.heading(1), "h1"), (.heading(2), "h2"), (.heading(3), "h3"), (.heading(4), "h4"),
      (.heading(5), "h5"), (.heading(6), "h6"), (.rule, "hr"), (.blockQuote, "blockquote"),
      (.preformatted, "pre xmp"), (.list, "ul ol menu"), (.item, "li"), (.details, "details"),
      (.summary, "summary"), (.definitionList, "dl"), (.term, "dt"), (.definition, "dd"),
      (.caption, "figcaption"), (.table, "table"), (.tableCaption, "caption"),
      (.tableSection, "thead tbody tfoot"), (.row, "tr"), (.cell, "td th"),
      (.media, "video audio iframe object"), (.mathematics, "math"),
      (.annotation, "annotation annotation-xml"),
      (
        .formulaPart,
        """
        mi mn mo ms mtext mspace mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mfenced mtable \
        mtr mtd mphantom
        """
      ),
      (.ruby, "ruby"), (.rubyText, "rt"), (.rubyParenthesis, "rp"), (.choice, "select datalist"),
      (.option, "option"), (.hidden, "script style template"), (.substitute, "noscript"),
    ]
    var names: [String: Self] = [:]
    for row in rows {
      for name in row.names.split(separator: " ") { names[String(name)] = row.kind }
    }
    return names
  }()
}
