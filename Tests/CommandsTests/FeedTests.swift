import Foundation
import FoundationXML
import Testing

/// `feed`: Atom 1.0 as RFC 4287 defines it.
struct FeedTests {
  private let content: ContentFolder

  init() throws {
    content = try ContentFolder([
      "index.md": "---\nname: Ada & Co\nemail: a@x.org\nsummary: S.\n---\n",
      "posts/old.md": "---\ntitle: Old\ndate: 2020\n---\nFirst *words*.\n",
      "posts/new.md": """
      ---
      title: "A <b> & \\"c\\" \\u0007 \\u001b[31m"
      date: 2024-01-31
      updated: 2024-02-01
      tags: [a&b]
      summary: "]]> &amp; \\ufffe"
      ---
      """, "posts/é x.md": "---\ndate: 2022-05\n---\n", "posts/undated.md": "Text.\n",
      "posts/draft.md": "---\ndate: 2023-01-01\ndraft: true\n---\n",
      "posts/later.md": "---\ndate: 9000-01-01\n---\n",
      "posts/elsewhere.md": "---\ndate: 2021-01-01\nurl: https://other.example/x\n---\n",
    ])
  }

  private func feed(_ arguments: String...) throws -> XMLElement {
    let result = try Launch(
      ["--content", content.path, "feed", "--base-url", "https://x.org/b/"] + arguments)
    #expect(result.status == 0 && result.error == "" && !result.hasEscape)
    return try #require(try XMLDocument(data: result.output).rootElement())
  }

  private func text(_ element: XMLElement, _ name: String) -> [String] {
    element.elements(forName: name).map { $0.stringValue ?? "" }
  }

  private func attribute(_ element: XMLElement, _ name: String) -> String? {
    element.attributes?.first { $0.name == name }?.stringValue
  }

  private func addresses(_ element: XMLElement, _ relation: String) -> [String] {
    element.elements(forName: "link").filter { attribute($0, "rel") == relation }
      .compactMap { attribute($0, "href") }
  }

  @Test func describesTheFeed() throws {
    let feed = try feed()
    #expect(feed.name == "feed")
    #expect(text(feed, "title") == ["Ada & Co"] && text(feed, "id") == ["https://x.org/b/"])
    #expect(text(feed, "updated") == ["2024-02-01T00:00:00Z"])
    #expect(addresses(feed, "self") == ["https://x.org/b/atom.xml"])
    #expect(addresses(feed, "alternate") == ["https://x.org/b/"])
    let author = try #require(feed.elements(forName: "author").first)
    #expect(text(author, "name") == ["Ada & Co"] && text(author, "email") == ["a@x.org"])
  }

  @Test func hasAnEntryForEachDatedPageTheNewestFirst() throws {
    let entries = try feed().elements(forName: "entry")
    #expect(
      entries.flatMap { addresses($0, "alternate") } == [
        "https://x.org/b/posts/new/", "https://x.org/b/posts/%C3%A9-x/", "https://other.example/x",
        "https://x.org/b/posts/old/",
      ])
    #expect(
      entries.flatMap { text($0, "id") } == [
        "tag:x.org,2024-01-31:posts/new", "tag:x.org,2022-05-01:posts/%C3%A9-x",
        "tag:x.org,2021-01-01:posts/elsewhere", "tag:x.org,2020-01-01:posts/old",
      ])
    #expect(
      entries.flatMap { text($0, "updated") } == [
        "2024-02-01T00:00:00Z", "2022-05-01T00:00:00Z", "2021-01-01T00:00:00Z", "2020-01-01T00:00:00Z",
      ])
    #expect(entries.last.map { text($0, "summary") } == ["First words."])
  }

  @Test(arguments: [
    ("2024-01-31 10:11:12 +0200", "2024-01-31T10:11:12+02:00"),
    ("2024-01-31T10:11:12-03:30", "2024-01-31T10:11:12-03:30"),
    ("2024-01-31T10:11:12Z", "2024-01-31T10:11:12Z"), ("2024-01-31 10:11", "2024-01-31T10:11:00Z"),
  ])
  func keepsTimesAndZones(date: String, time: String) throws {
    let folder = try ContentFolder(["a/p.md": "---\ndate: \(date)\n---\nText.\n"])
    let text = try folder.run("feed", "--base-url", "https://x.org").text
    #expect(text.contains("\n    <published>\(time)</published>\n"))
  }

  @Test(arguments: [
    ("https://e.org/x/", "https://e.org/x/"), ("https://e.org/?id=1&n=2#a", "https://e.org/?id=1&n=2#a"),
    ("https://e.org/<b>", "https://x.org/a/p/"), ("https://e.org/?<b>", "https://x.org/a/p/"),
    ("javascript:alert(1)", "https://x.org/a/p/"), ("/own/", "https://x.org/a/p/"),
  ])
  func linksToTheAddressOfAPage(url: String, address: String) throws {
    let folder = try ContentFolder(["a/p.md": "---\ndate: 2024-01-31\nurl: '\(url)'\n---\nText.\n"])
    let result = try folder.run("feed", "--base-url", "https://x.org")
    let feed = try #require(try XMLDocument(data: result.output).rootElement())
    #expect(addresses(try #require(feed.elements(forName: "entry").first), "alternate") == [address])
  }

  @Test func escapesTexts() throws {
    let entry = try #require(try feed().elements(forName: "entry").first)
    #expect(text(entry, "title") == ["A <b> & \"c\" ␇ ␛[31m"])
    #expect(text(entry, "summary") == ["]]> &amp; \u{FFFD}"])
    #expect(entry.elements(forName: "category").map { attribute($0, "term") } == ["a&b"])
  }

  @Test func hasTheElementsThatTheSpecificationRequires() throws {
    let feed = try feed()
    for element in [feed] + feed.elements(forName: "entry") {
      for name in ["id", "title", "updated"] {
        let texts = text(element, name)
        #expect(texts.count == 1 && texts.first?.isEmpty == false, "\(name)")
      }
    }
    let ids = feed.elements(forName: "entry").flatMap { text($0, "id") }
    #expect(Set(ids).count == ids.count)
  }

  // MARK: The address of the site

  @Test(arguments: [
    (["index.md": "---\nurl: https://own.example\n---\n"], "p/a.md", "https://own.example/"),
    (["hugo.toml": "baseURL = 'https://hugo.example/'\n"], "content/p/a.md", "https://hugo.example/"),
    (["_config.yml": "url: https://j.example\nbaseurl: /blog\n"], "_posts/a.md", "https://j.example/blog/"),
    (["mkdocs.yml": "site_url: https://mk.example/docs\n"], "docs/a.md", "https://mk.example/docs/"),
  ])
  func readsTheAddress(files: [String: String], page: String, address: String) throws {
    let folder = try ContentFolder(files)
    try folder.write("---\ndate: 2024-01-31\n---\nText.\n", to: page)
    let result = try folder.run("feed")
    #expect(result.text.contains("<id>\(address)</id>"), "\(result.error)")
  }

  @Test(arguments: [
    "x.org", "ftp://x.org", "https://", "https:///a", "https://x.org/?q", "https://x.org/#a",
    "https://u@x.org",
    "https://x.org:port", "https://x.org:99999", "https://[::1", "https://[::1]x", "https://x.org/ a",
  ])
  func refusesWhatIsNoAddress(address: String) throws {
    let result = try content.run("feed", "--base-url", address)
    #expect(result.status == 2 && result.text.isEmpty)
    #expect(result.error == said("'--base-url' must be an address such as https://example.org"))
  }

  @Test(arguments: [
    ("http://localhost:8080/", "tag:localhost,"), ("https://[::1]:80/a//", "tag:%5B%3A%3A1%5D,"),
    ("HTTPS://X.org", "tag:x.org,"),
  ])
  func acceptsEveryFormOfAnAddress(address: String, id: String) throws {
    let result = try content.run("feed", "--base-url", address)
    #expect(result.status == 0)
    #expect(result.text.contains("<id>" + id), "\(result.text)")
    let end = address.lastIndex { $0 != "/" } ?? address.startIndex
    #expect(result.text.contains("href=\"\(address[...end])/posts/new/\""))
  }

  @Test func needsAnAddress() throws {
    let result = try content.run("feed")
    #expect(result.status == 2 && result.text.isEmpty)
    #expect(
      result.error
        == said(
          "'feed' needs the address of the site: give '--base-url URL', or 'url' in the root's index.md"))
  }

  @Test func saysThatNoPageHasADate() throws {
    let folder = try ContentFolder(["a/p.md": "Text.\n"])
    let result = try folder.run("feed", "--base-url", "https://x.org")
    #expect(result.status == 1)
    #expect(result.error == said("there is no page with a date"))
  }
}
