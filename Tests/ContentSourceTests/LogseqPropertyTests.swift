import Testing

@testable import ContentSource

struct LogseqPropertyTests {
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
    let id = "61110543-a71f-458d-b42e-b78a4d22f0c0"
    let page = "- ## A *rose*\n  id:: \(id)\n\t- Child"
    let file = ContentTree.File(
      path: "pages/Roses.md", bytes: LogseqProperties.shown(in: Array(page.utf8)))
    let text = source.replacing("ID", with: id)
    let bytes = LogseqReferences(in: [file]).resolved(Array(text.utf8)) ?? []
    #expect(String(decoding: bytes, as: UTF8.self) == expected.replacing("ID", with: id))
  }

  @Test func referencesDoNotMultiplyALongBlock() {
    let id = "61110543-a71f-458d-b42e-b78a4d22f0c0"
    let page = "- \(String(repeating: "rose ", count: 10_000))\n  id:: \(id)\n"
    let file = ContentTree.File(
      path: "pages/Roses.md", bytes: LogseqProperties.shown(in: Array(page.utf8)))
    let text = String(repeating: "((\(id))) ", count: 1000)
    let bytes = LogseqReferences(in: [file]).resolved(Array(text.utf8)) ?? []
    #expect(bytes.count > 50_000)
    #expect(bytes.count < 400_000)
    #expect(String(decoding: bytes.suffix(41), as: UTF8.self) == "((\(id))) ")
  }

  @Test(arguments: ["public:: false", "draft:: true", "private:: true"])
  func showsNoBlockOfAHiddenPage(property: String) {
    let id = "61110543-a71f-458d-b42e-b78a4d22f0c0"
    let page = "\(property)\n\n- Secret\n  id:: \(id)\n"
    let file = ContentTree.File(
      path: "pages/Roses.md", bytes: LogseqProperties.shown(in: Array(page.utf8)))
    #expect(LogseqReferences(in: [file]).resolved(Array("((\(id)))".utf8)) == nil)
  }

  @Test(arguments: [
    ("`a ((ID))` ((ID))", "`a ((ID))` Rose"),
    ("````\n```\n((ID))\n```\n````\n((ID))", "````\n```\n((ID))\n```\n````\nRose"),
    ("x {{embed ((ID)) one {{cloze two}} end", "x {{embed Rose one {{cloze two}} end"),
  ])
  func keepsCodeAndTextBesideReferences(source: String, expected: String) {
    let id = "61110543-a71f-458d-b42e-b78a4d22f0c0"
    let page = "- Rose\n  id:: \(id)\n"
    let file = ContentTree.File(
      path: "pages/Roses.md", bytes: LogseqProperties.shown(in: Array(page.utf8)))
    let bytes = LogseqReferences(in: [file]).resolved(Array(source.replacing("ID", with: id).utf8)) ?? []
    #expect(String(decoding: bytes, as: UTF8.self) == expected.replacing("ID", with: id))
  }
}
