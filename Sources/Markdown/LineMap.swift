/// The numbers in a file of the lines of a text that was made from it.
package struct LineMap: Sendable, Equatable {
  /// The number in the file of the first line, from 1, where the numbers are consecutive.
  private let first: Int
  /// The number of each line of the text; nil where they are consecutive.
  private let numbers: [Int32]?

  /// Lines that are those of a file, from the line `first` on.
  package init(first: Int = 1) {
    self.first = first
    numbers = nil
  }

  private init(numbers: [Int32]) {
    first = 1
    self.numbers = numbers
  }

  /// Returns the number in the file of a line of the text, from 1. A line after the last has the last one's number.
  package subscript(line: Int) -> Int {
    guard let numbers else { return line + first - 1 }
    return Int(numbers[max(0, min(line, numbers.count) - 1)])
  }

  /// The map of a text made from the text of this map.
  /// - Parameter lines: for each line of the new text, the line of this map's text from which it was made, from 1; not
  ///   empty.
  package func composed(with lines: [Int32]) -> LineMap {
    LineMap(numbers: lines.map { Int32(clamping: self[Int($0)]) })
  }

  /// The map of this text behind a number of added lines, whose numbers are 0 or less.
  package func prepending(_ count: Int) -> LineMap {
    guard let numbers else { return LineMap(first: first - count) }
    return LineMap(numbers: [Int32](repeating: 0, count: count) + numbers)
  }
}
