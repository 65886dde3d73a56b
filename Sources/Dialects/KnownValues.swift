/// What is known to the passes of a page beside its text: from its fields, the site's configuration and other files.
package struct KnownValues: Sendable {
  /// A work of a bibliography as citations show it.
  package struct Work: Sendable {
    package var authors: String
    package var year: String

    package init(authors: String, year: String) {
      self.authors = authors
      self.year = year
    }
  }

  /// A heading of another page.
  package struct Heading: Sendable {
    /// The path of the page's file.
    package var path: String
    package var title: String

    package init(path: String, title: String) {
      self.path = path
      self.title = title
    }
  }

  /// The texts of variables, by the names that templates give to them.
  package var variables: [String: String] = [:]
  /// The parameters of the page and of the site for Hugo's shortcode `param`, by their names in lower case.
  package var parameters: [String: String] = [:]
  /// Hugo's shortcodes of the site whose content is code.
  package var codeShortcodes: [String] = []
  /// What the macros of Logseq's configuration stand for, by their names.
  package var macros: [String: String] = [:]
  /// What the lines of code begin with that mdBook hides, by the language of the code.
  package var hiddenLinePrefixes: [String: String] = [:]
  /// The works of bibliographies, by their keys.
  package var works: [String: Work] = [:]
  /// The headings with labels of Quarto, by their labels.
  package var headings: [String: Heading] = [:]

  package init() {}
}
