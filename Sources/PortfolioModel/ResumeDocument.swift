package import JSON

/// A JSON Resume file as it was read, so that it can be written back with all that it holds.
package struct ResumeDocument: Sendable {
  /// An entry of the file, and the path of the page that was made of it.
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
  /// Whether the file lies beside a folder, whose own index may say something else about the person.
  package var isJoined = false

  package init(members: [(name: String, content: Content)]) {
    self.members = members
  }
}
