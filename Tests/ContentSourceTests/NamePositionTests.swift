import Testing

@testable import ContentSource

struct NamePositionTests {
  @Test(arguments: [
    ("02-start", 2, "start"), ("3. More", 3, "More"), ("10_c++", 10, "c++"), ("1 - a", 1, "a"),
    ("07.z.md", 7, "z.md"),
  ])
  func readsThePositionInAName(name: String, position: Double, rest: String) {
    let split = NamePosition.split(name[...])
    #expect(split?.position == position)
    #expect(split?.name == Substring(rest))
  }

  @Test(arguments: [
    "start", "2024-05-06-post", "1.2-notes", "12", "1.md", "7up", "-a", "", "3-", "99999999999-a", "2-3-a",
  ])
  func leavesNamesWithoutAPosition(name: String) {
    #expect(NamePosition.split(name[...]) == nil)
  }

  @Test func removesThePositionsOfFolders() {
    #expect(NamePosition.removed(from: "01-a/2. b/c/03-d.md") == "a/b/c/d.md")
  }
}
