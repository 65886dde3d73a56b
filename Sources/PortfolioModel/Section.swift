/// A folder of pages: a pane on the screen.
package struct Section: Sendable {
  /// The folder's name, what a person types.
  package let name: String
  /// What a person sees.
  package var title: String
  /// One line about it.
  package var intro: String?
  /// Small first; none last.
  package var weight: Int?
  /// What part of a résumé its pages are, if the section says so.
  package var resumePart: ResumePart?
  /// The file that says all this, if there is one: it is not shown.
  package var index: Page?
  /// In their order: weight, then date with the newest first, then title.
  package var pages: [Page] = []

  /// An empty section.
  package init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}
