import Markdown
import Testing

struct LineMapTests {
  @Test func linesOfAFileAreConsecutive() {
    #expect([1, 2, 9].map { LineMap(first: 5)[$0] } == [5, 6, 13])
  }

  @Test func composedMapsFollowBothTexts() {
    let map = LineMap(first: 11).composed(with: [1, 3, 3, 4])
    #expect((1...5).map { map[$0] } == [11, 13, 13, 14, 14])
    #expect(map.composed(with: [2, 4])[2] == 14)
  }

  @Test func addedLinesHaveNumbersBelowOne() {
    #expect((1...3).map { LineMap().prepending(2)[$0] } == [-1, 0, 1])
    #expect((1...4).map { LineMap().composed(with: [4, 7]).prepending(2)[$0] } == [0, 0, 4, 7])
  }
}
