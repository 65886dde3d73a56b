package import JSON

/// A résumé file as a JSON Resume with all its members, so that it can be written again without loss.
package struct ResumeDocument: Sendable {
  /// An entry of the file, and the path of the page that was made from it.
  package struct Entry: Sendable {
    package var page: String
    package var value: JSON

    package init(page: String, value: JSON) {
      self.page = page
      self.value = value
    }
  }

  package enum Content: Sendable {
    case value(JSON)
    /// The entries of a part, each of which is a page.
    case entries(ResumePart, [Entry])
  }

  /// The members of the outermost object, in the order in which they are written.
  package var members: [(name: String, content: Content)]
  /// Whether the file was joined with a folder, whose index may have other fields of the person.
  package var isJoined = false

  package init(members: [(name: String, content: Content)]) {
    self.members = members
  }
}
