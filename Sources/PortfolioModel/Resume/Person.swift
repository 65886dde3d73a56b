/// The person whose portfolio it is, from the front matter of `index.md`. Every field may be missing.
package struct Person: Sendable {
  /// An account on a network such as GitHub.
  package struct Profile: Sendable, Equatable {
    package var network: String
    package var username: String
    package var url: String

    package init(network: String, username: String, url: String) {
      self.network = network
      self.username = username
      self.url = url
    }
  }

  package var name: String?
  /// The profession: `Software Engineer`.
  package var title: String?
  package var headline: String?
  package var summary: String?
  package var email: String?
  package var phone: String?
  package var url: String?
  package var location: String?
  /// The path or address of a picture of the person.
  package var photo: String?
  package var profiles: [Profile] = []
  package var skills: [String] = []

  /// The name, else the title.
  package var heading: String? { name ?? title }

  package init() {}
}
