/// A file of text that is not a page of the portfolio, or a page that is not shown, with the reason.
package struct LeftOut: Sendable, Hashable {
  /// Relative to the content's folder. Not filtered.
  package var path: String
  package var reason: Reason

  package init(_ path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  package enum Reason: String, Sendable, CaseIterable {
    case draft = "draft"
    case `private` = "private or unlisted"
    case future = "date in the future"
    case expired = "expired"
    case language = "other language"
    case version = "an older version"
    case repository = "about the repository"
    case template = "template or partial"
    case drawing = "drawing"
    case copy = "copy of the index"
    case empty = "without text"
    case `static` = "without front matter"
    case excluded = "excluded by the configuration"
    case output = "build output or dependency"
    case outside = "outside the content"
    case hidden = "hidden file or folder"
    case format = "not Markdown"
  }
}
