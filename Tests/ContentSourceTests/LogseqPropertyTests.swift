import Testing

@testable import ContentSource

struct LogseqPropertyTests {
  @Test(arguments: [
    // The properties of the page stay its fields.
    ("title:: Ann\ntype:: person\n\n- Likes roses", "title:: Ann\ntype:: person\n\n- Likes roses"),
    ("- title:: Ann\n  type:: person\n- Likes roses", "- title:: Ann\n  type:: person\n- Likes roses"),
    ("- Rose\n  source:: letter\n  year:: 1901", "- Rose\n  <br>source: letter\n  <br>year: 1901"),
    ("- Rose\n  id:: 65\n  collapsed:: true", "- Rose\n  <!---->\n  <!---->"),
    ("- Rose\n  id:: 65\n  source:: letter", "- Rose\n  <!---->\n  source: letter"),
    (
      "- ```cpp\n  std:: x\n  ```\n\t- b\n\t  card-ease:: 2", "- ```cpp\n  std:: x\n  ```\n\t- b\n\t  <!---->"
    ),
    ("- In C++, a :: b\n  is std::move and no key", "- In C++, a :: b\n  is std::move and no key"),
  ])
  func showsPropertiesOfBlocks(source: String, expected: String) {
    let shown = String(decoding: LogseqProperties.shown(in: Array(source.utf8)), as: UTF8.self)
    #expect(shown == expected)
  }
}
