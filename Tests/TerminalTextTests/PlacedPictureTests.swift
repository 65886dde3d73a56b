import TerminalText
import Testing

/// The cells of pictures that the terminal places.
struct PlacedPictureTests {
  @Test func eachCellNamesItsRowAndItsColumn() {
    let row = Picture.Row(placement: Picture.Placement(path: "a", columns: 3, rows: 2), index: 1)
    let spans = PlacedPicture.spans(of: row, number: 16)
    #expect(spans.map(\.text.columns) == [3])
    #expect(
      spans.map(\.text.string) == [
        "\u{10EEEE}\u{30D}\u{305}\u{10EEEE}\u{30D}\u{30D}\u{10EEEE}\u{30D}\u{30E}"
      ])
    #expect(spans.map(\.style) == [Style(.palette(16))])
  }

  @Test func thereAreMarksForEveryCellOfAScreen() { #expect(PlacedPicture.maximumCells == 85) }
}
