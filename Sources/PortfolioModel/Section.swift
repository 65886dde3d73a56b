/// A folder of pages: a pane on the screen.
public struct Section: Sendable {
  /// The folder's name, what a person types.
  public let name: String
  /// What a person sees.
  public internal(set) var title: String
  /// One line about it.
  public internal(set) var intro: String?
  /// Small first; none last.
  public internal(set) var weight: Int?
  /// What part of a résumé its pages are, if the section says so.
  public internal(set) var resumePart: ResumePart?
  /// The file that says all this, if there is one: it is not shown.
  public internal(set) var index: Page?
  /// In their order: weight, then date with the newest first, then title.
  public internal(set) var pages: [Page] = []

  /// The section of a file there.
  init(at location: PageLocation) {
    name = location.section
    title = location.sectionTitle
  }
}
