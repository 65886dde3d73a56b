import PortfolioModel
import Testing

struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "axc", 1),
    ("kitten", "sitting", 3), ("ca", "abc", 3), ("é", "e", 1), ("titel", "title", 1), ("ba", "ab", 1),
  ])
  func countsEdits(left: String, right: String, distance: Int) {
    #expect(EditDistance.between(left, right) == distance)
    #expect(EditDistance.between(right, left) == distance)
  }
}
