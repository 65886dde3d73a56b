import Testing

@testable import ContentSource

struct LogseqPropertyTests {
  private static let id = "61110543-a71f-458d-b42e-b78a4d22f0c0"

  /// A text with its references to the blocks of a page resolved; nil if it has none. In both, `ID` stands for the id.
  private func resolved(_ source: String, page: String) -> String? {
    let page = page.replacing("ID", with: Self.id)
    let file = ContentTree.File(
      path: "pages/Roses.md", bytes: LogseqProperties.shown(in: Array(page.utf8)))
    let text = source.replacing("ID", with: Self.id)
    return LogseqReferences(in: [file]).resolved(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    // The properties of the page stay its fields, and are shown.
    (
      "title:: Ann\ntype:: person\nage:: 30\n\n- Likes roses",
      "title:: Ann\ntype:: person\nage:: 30\ntype: person<br>age: 30\n- Likes roses"
    ),
    ("- A\n\t- type:: b\n\t  year:: 1901", "- A\n\t- type: b\n\t  <br>year: 1901"),
    ("title:: Ann\n\n- Likes roses", "title:: Ann\n\n- Likes roses"),
    ("- title:: Ann\n  type:: person\n- Likes roses", "- title:: Ann\n  type:: person\n- Likes roses"),
    ("- Rose\n  source:: letter\n  year:: 1901", "- Rose\n  <br>source: letter\n  <br>year: 1901"),
    ("- Rose\n  id:: 65\n  collapsed:: true", "- Rose\n  <!--id:65-->\n  <!---->"),
    ("- Rose\n  id:: 65\n  source:: letter", "- Rose\n  <!--id:65-->\n  source: letter"),
    (
      "- ```cpp\n  std:: x\n  ```\n\t- b\n\t  card-ease:: 2", "- ```cpp\n  std:: x\n  ```\n\t- b\n\t  <!---->"
    ),
    ("- In C++, a :: b\n  is std::move and no key", "- In C++, a :: b\n  is std::move and no key"),
  ])
  func showsPropertiesOfBlocks(source: String, expected: String) {
    let shown = String(decoding: LogseqProperties.shown(in: Array(source.utf8)), as: UTF8.self)
    #expect(shown == expected)
  }

  @Test(arguments: [
    ("See ((ID)).", "See A *rose*."),
    ("{{embed ((ID)) }}", "A *rose*"),
    ("[the rose](((ID)))", "[the rose](<../pages/Roses.md>)"),
    ("```\n((ID))\n```", "```\n((ID))\n```"),
    ("`((ID))`", "`((ID))`"),
    ("((01234567-0123-0123-0123-012345678901))", "((01234567-0123-0123-0123-012345678901))"),
  ])
  func resolvesReferences(source: String, expected: String) {
    #expect(
      resolved(source, page: "- ## A *rose*\n  id:: ID\n\t- Child") == expected.replacing("ID", with: Self.id)
    )
  }

  @Test func referencesDoNotMultiplyALongBlock() throws {
    let page = "- \(String(repeating: "rose ", count: 10_000))\n  id:: ID\n"
    let text = try #require(resolved(String(repeating: "((ID)) ", count: 1000), page: page))
    #expect(text.utf8.count > 50_000)
    #expect(text.utf8.count < 400_000)
    #expect(text.hasSuffix("((\(Self.id))) "))
  }

  @Test(arguments: ["public:: false", "draft:: true", "private:: true"])
  func showsNoBlockOfAHiddenPage(property: String) {
    #expect(resolved("((ID))", page: "\(property)\n\n- Secret\n  id:: ID\n") == nil)
  }

  @Test(arguments: [
    ("`a ((ID))` ((ID))", "`a ((ID))` Rose"),
    ("````\n```\n((ID))\n```\n````\n((ID))", "````\n```\n((ID))\n```\n````\nRose"),
    ("x {{embed ((ID)) one {{cloze two}} end", "x {{embed Rose one {{cloze two}} end"),
  ])
  func keepsCodeAndTextBesideReferences(source: String, expected: String) {
    #expect(resolved(source, page: "- Rose\n  id:: ID\n") == expected.replacing("ID", with: Self.id))
  }
}
