/// The meaning of the members of a résumé that describe the person, by name: those of JSON Resume's `basics`, and those of
/// RenderCV's `cv`.
enum PersonSchema {
  enum Meaning: Sendable {
    case name, title, image, email, phone, url, summary, location, profiles, detail
  }

  static func meaning(of name: String) -> Meaning {
    members.first { $0.name == name }?.meaning ?? .detail
  }

  /// In the order in which JSON Resume has them. `picture`, `website` and the names of RenderCV stand behind the names
  /// that they mean.
  static let members: [(name: String, meaning: Meaning)] = [
    ("name", .name), ("label", .title), ("headline", .title), ("image", .image), ("picture", .image),
    ("photo", .image), ("email", .email), ("phone", .phone), ("url", .url), ("website", .url),
    ("summary", .summary), ("location", .location), ("profiles", .profiles), ("social_networks", .profiles),
  ]

  /// The members of `basics.location` in the order of the schema.
  static let location = ["address", "postalCode", "city", "countryCode", "region"]
  /// The members of an entry of `basics.profiles`.
  static let profile = ["network", "username", "url"]

  /// The address of an account on a network that RenderCV names without one; nil for other networks.
  static func address(network: String, username: String) -> String? {
    if network == "Mastodon" {
      let parts = username.split(separator: "@")
      return parts.count == 2 ? "https://\(parts[1])/@\(parts[0])" : nil
    }
    return addresses.first { $0.network == network }.map { $0.prefix + username }
  }

  private static let addresses: [(network: String, prefix: String)] = [
    ("GitHub", "https://github.com/"), ("GitLab", "https://gitlab.com/"),
    ("LinkedIn", "https://linkedin.com/in/"), ("Instagram", "https://instagram.com/"),
    ("ORCID", "https://orcid.org/"), ("StackOverflow", "https://stackoverflow.com/users/"),
    ("ResearchGate", "https://researchgate.net/profile/"), ("YouTube", "https://youtube.com/@"),
    ("Google Scholar", "https://scholar.google.com/citations?user="), ("Telegram", "https://t.me/"),
    ("Leetcode", "https://leetcode.com/u/"), ("X", "https://x.com/"), ("Reddit", "https://reddit.com/user/"),
    ("Bluesky", "https://bsky.app/profile/"),
  ]
}
