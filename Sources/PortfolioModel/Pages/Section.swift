/// A folder of pages: a pane of the screen, and an operand of `ls`.
package struct Section: Sendable {
  /// The name in commands and in the ids of pages: that of the folder, as a slug.
  package let name: String
  package var title: String
  /// A line about the section.
  package var intro: String?
  /// The weight for the order of sections: the smallest first, sections without a weight last.
  package var weight: Double?
  /// The part of the résumé to which the pages belong; nil if the section's index names none.
  package var resumePart: ResumePart?
  /// The file that sets the title, introduction and weight, if it exists. It is not shown as a page.
  package var index: Page?
  /// The pages in the order of lists: by weight, then the newest first, then by title.
  package var pages: [Page] = []
  /// The titles of folders of the section that do not have that of their index, by ``Page/group``.
  package var folderTitles: [String: String] = [:]

  package init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}
