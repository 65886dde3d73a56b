import ContentSource
import PortfolioModel
import TestSupport

extension Portfolio {
  /// A small portfolio that does not change when the real one does.
  static let sample = Portfolio([
    "index.md": """
    ---
    title: Engineer
    headline: Builds things
    ---
    Welcome to [the first project](projects/alpha.md).
    """,
    "about/index.md": "---\ntitle: About\nweight: 1\n---\n",
    "about/principles.md": "---\ntitle: Principles\n---\nBoring systems. Boring **tools**.\n",
    "experience/index.md": "---\ntitle: Experience\nweight: 2\n---\n",
    "experience/acme.md":
      "---\ntitle: Acme\norganization: Acme\nrole: Developer\nstart: 2020-03\nend: present\n---\nWork.\n",
    "experience/initech.md": "---\ntitle: Initech\nstart: 2018\nend: 2020\n---\nReports.\n",
    "projects/index.md": "---\ntitle: Projects\nweight: 3\n---\n",
    "projects/alpha.md": """
    ---
    title: Alpha
    weight: 1
    tags: [swift, terminals]
    ---
    ## Problem

    \(paragraph("one"))

    ## Design

    \(paragraph("two"))

    | choice | cost |
    |--------|-----:|
    | queue  |    1 |

    ## Outcome

    \(paragraph("three")) See [Beta](beta.md), [the site](https://example.org/) and <javascript:alert(1)>.
    """,
    "projects/beta.md": """
    ---
    title: Beta
    weight: 2
    ---
    The second one.

    <details><summary>Details</summary>

    Hidden at first.

    </details>
    """,
    "articles/index.md": "---\ntitle: Articles\nweight: 4\n---\n",
    "articles/long.md": "---\ntitle: A long article\ndate: 2024-02-29\n---\n" + longArticle,
  ])

  /// Thirty sections with titles that are longer than any screen, or that consist of wide characters.
  static let hostile: Portfolio = {
    let long = String(repeating: "A long title without an end ", count: 20)
    let wide = String(repeating: "長い題名", count: 60)
    var files = [
      ("index.md", "---\nname: \(wide)\nheadline: \(long)\nlocation: \(long)\n---\n[\(wide)](a0/p0.md)\n")
    ]
    for section in 0..<30 {
      files.append(("a\(section)/index.md", "---\ntitle: \(section % 2 == 0 ? long : wide)\n---\n"))
      for page in 0..<3 {
        files.append(
          (
            "a\(section)/p\(page).md",
            "---\ntitle: \(page == 0 ? wide : long)\nrole: \(wide)\nstart: 2020-01\nend: present\n---\n# \(wide)\n\n\(long)\n"
          ))
      }
    }
    return Portfolio(files)
  }()

  /// Creates a portfolio from the paths and the texts of its files.
  /// - Parameter others: the paths of the files that are not pages.
  convenience init(_ files: KeyValuePairs<String, String>, others: Set<String> = []) {
    self.init(files.map { ($0.key, $0.value) }, others: others)
  }

  /// Creates a portfolio from the paths and the texts of its files.
  convenience init(_ files: [(path: String, text: String)], others: Set<String> = []) {
    precondition(UTF8Locale.isSet)
    let files = files.map { ContentTree.File(path: $0.path, bytes: Array($0.text.utf8)) }
    self.init(ContentTree(files: files, otherPaths: others))
  }

  private static func paragraph(_ word: String) -> String {
    "Paragraph \(word) says that an event which is handled twice is a vehicle that is inspected twice, and that "
      + "whoever reads the queue must therefore know what they have read before."
  }

  private static let longArticle = (1...30).map {
    "Paragraph \($0) of the long article says its number: \($0).\n"
  }.joined(separator: "\n")
}
