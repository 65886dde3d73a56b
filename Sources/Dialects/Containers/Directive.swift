/// The name and the argument of a directive of MyST: `{name} argument`.
struct Directive {
  let name: String
  let argument: String

  /// Reads the info of a fence; nil if it is not that of a directive.
  init?(_ info: ArraySlice<UInt8>) {
    let info = info.trimmed
    guard info.first == UInt8(ascii: "{"), let end = info.firstIndex(of: UInt8(ascii: "}")) else {
      return nil
    }
    let name = info[(info.startIndex + 1)..<end]
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isDigit || "-_:".utf8.contains($0) }) else {
      return nil
    }
    self.name = String(decoding: name, as: UTF8.self)
    argument = String(decoding: info[(end + 1)...].trimmed, as: UTF8.self)
  }

  /// What a directive becomes.
  enum Kind: Equatable {
    /// Nothing is shown in the place where it is.
    case hidden
    /// Code, whose argument is its language, and the path of a file of code.
    case code, file
    /// Code in the language that is the name of the directive.
    case diagram
    case formula, html, image
    /// Bold text, and a link, of which the argument is the target.
    case rubric, link
    /// A line with the author, the date and the time to read.
    case byline
    /// A list of lists.
    case table
    case container(String)

    var isContainer: Bool { if case .container = self { true } else { false } }
  }

  private static let code: Set<String> = [
    "code", "code-block", "code-cell", "sourcecode", "parsed-literal", "doctest", "testcode", "prompt",
    "code-tab",
  ]
  /// Directives with text of the page.
  private static let texts: Set<String> = [
    "grid", "grid-item", "grid-item-card", "card", "card-carousel", "tab-set", "tab-set-code", "tab-item",
    "tabs", "tab", "group-tab", "epigraph", "pull-quote", "highlights", "compound", "margin", "aside", "div",
    "container", "glossary", "hlist", "figure-md", "table", "centered", "myst-example", "example",
  ]
  private static let hidden: Set<String> = [
    "toctree", "tableofcontents", "contents", "index", "meta", "currentmodule", "module", "highlight",
    "default-role", "default-domain", "role", "sectionauthor", "codeauthor", "py:module", "py:currentmodule",
    "nb-exec-table", "thebe-button", "bibliography", "footbibliography",
  ]
  private static let diagrams: Set<String> = ["mermaid", "graphviz", "digraph", "graph"]

  var kind: Kind? {
    if Self.code.contains(name) { return .code }
    if Self.hidden.contains(name) || name == "glue" { return .hidden }
    // What `glue:figure` shows is not known, but its caption is.
    if Self.texts.contains(name) || isObject || name.hasPrefix("glue:") { return .container("content") }
    if Self.diagrams.contains(name) { return .diagram }
    if let notice = DirectiveTitle.notice(name) { return .container(notice) }
    switch name {
    case "dropdown": return .container("details")
    case "literalinclude": return .file
    case "math": return .formula
    case "image", "figure": return .image
    case "rubric": return .rubric
    case "button-link", "button-ref", "iframe", "youtube", "vimeo", "video": return .link
    case "article-info": return .byline
    case "list-table": return .table
    case "raw": return argument == "html" ? .html : .hidden
    case "only": return FormatCondition(argument).mayHold ? .container("content") : .hidden
    default: return nil
    }
  }

  /// Whether it describes an object of a program: `{py:function} name(argument)`.
  var isObject: Bool {
    if Self.objects.contains(name) { return true }
    guard let colon = name.firstIndex(of: ":") else { return false }
    return Self.domains.contains(String(name[..<colon]))
  }

  private static let domains: Set<String> = ["py", "c", "cpp", "js", "rst", "std"]
  private static let objects: Set<String> = [
    "function", "class", "method", "attribute", "data", "exception", "option", "confval", "envvar",
    "describe",
    "object", "program", "autofunction", "autoclass", "automethod", "automodule", "autoattribute",
    "autoexception", "autodata", "autodoc2-object", "autodoc2-summary", "autodoc2-docstring", "autosummary",
  ]
}
