/// Removes the comments of Obsidian, `%%…%%`, from a file.
///
/// They are private notes of the author, so they are removed when a file is read: no output, search included, contains
/// them. A comment is within a line or a paragraph, or begins a line and continues to the next `%%` or to the end of
/// the file. `%%` in code and in front matter is not a comment. Lines keep their numbers.
package struct ObsidianComments {
  private let lines: [ArraySlice<UInt8>]
  private var output: [UInt8] = []
  /// The character and the length of the fence around the current line.
  private var fence: (mark: UInt8, count: Int)?
  private var isInComment = false

  /// Returns a file (UTF-8, with front matter) without its comments.
  package static func removed(from file: [UInt8]) -> [UInt8] {
    var comments = ObsidianComments(file)
    comments.removeAll()
    return comments.output
  }

  private init(_ file: [UInt8]) {
    lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    output.reserveCapacity(file.count)
  }

  private mutating func removeAll() {
    let frontMatter = frontMatterLines
    var margins = ListMargins()
    var isAfterBlank = true
    for (number, line) in lines.enumerated() {
      if number > 0 { output.append(UInt8(ascii: "\n")) }
      if number < frontMatter {
        output += line
        continue
      }
      let isBlank = line.allSatisfy { $0 <= 0x20 }
      let isText = !isInComment && fence == nil && !isBlank
      if isText, isAfterBlank, margins.isIndentedCode(line) {
        // The next line may continue the code, as if a blank line preceded it.
        output += line
        continue
      }
      if isText { margins.update(with: line, isAfterBlank: isAfterBlank) }
      isAfterBlank = isBlank
      if !isInComment, updateFence(line) { output += line } else { append(line, number) }
    }
  }

  /// The number of lines that the front matter takes with its fences; 0 if there is none.
  private var frontMatterLines: Int {
    func isFence(_ line: ArraySlice<UInt8>) -> Bool {
      line.starts(with: "---".utf8) && line.dropFirst(3).allSatisfy { $0 <= 0x20 }
    }
    guard let first = lines.first, isFence(first) else { return 0 }
    return lines.dropFirst().firstIndex(where: isFence).map { $0 + 1 } ?? 0
  }

  /// Opens or closes a fence. Returns whether the line is part of fenced code.
  private mutating func updateFence(_ line: ArraySlice<UInt8>) -> Bool {
    // Code may be in quotes.
    let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") }
    let mark = text.first ?? 0
    let count = text.prefix { $0 == mark }.count
    guard count >= 3, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return fence != nil }
    let rest = text.dropFirst(count)
    if let open = fence {
      if mark == open.mark, count >= open.count, rest.allSatisfy({ $0 <= 0x20 }) { fence = nil }
      return true
    }
    if mark == UInt8(ascii: "`"), rest.contains(mark) { return false }
    fence = (mark, count)
    return true
  }

  /// Appends a line of text without its comments.
  private mutating func append(_ line: ArraySlice<UInt8>, _ number: Int) {
    var rest = line
    while !rest.isEmpty {
      if isInComment {
        guard let end = rest.firstMark else { return }
        isInComment = false
        rest = rest[(end + 2)...]
      } else if rest.first == UInt8(ascii: "`") {
        // A code span ends at a run of the same number of backticks (CommonMark 6.1).
        let run = rest.prefix { $0 == UInt8(ascii: "`") }
        let end = rest.dropFirst(run.count).endOfCodeSpan(run.count) ?? rest.startIndex + run.count
        output += rest[..<end]
        rest = rest[end...]
      } else if rest.starts(with: "%%".utf8) {
        let inner = rest.dropFirst(2)
        isInComment = inner.firstMark != nil || isOpened(at: rest.startIndex, in: line, number)
        if !isInComment { output += "%%".utf8 }
        rest = inner
      } else {
        output.append(rest[rest.startIndex])
        rest = rest.dropFirst()
      }
    }
  }

  /// Whether a mark without a second one on its line opens a comment of several lines.
  private func isOpened(at index: Int, in line: ArraySlice<UInt8>, _ number: Int) -> Bool {
    if line[..<index].allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") }) { return true }
    // Not `prefix(while:)`, which would visit the whole paragraph for each of its marks.
    for next in lines[(number + 1)...] {
      if next.firstMark != nil { return true }
      if next.allSatisfy({ $0 <= 0x20 }) { return false }
    }
    return false
  }
}

extension ArraySlice<UInt8> {
  /// The index of the first `%%`.
  fileprivate var firstMark: Int? {
    var index = startIndex
    while index + 1 < endIndex {
      if self[index] == UInt8(ascii: "%"), self[index + 1] == UInt8(ascii: "%") { return index }
      index += 1
    }
    return nil
  }

  /// The index behind the first run of exactly `count` backticks.
  fileprivate func endOfCodeSpan(_ count: Int) -> Int? {
    var index = startIndex
    while let start = self[index...].firstIndex(of: UInt8(ascii: "`")) {
      let run = self[start...].prefix { $0 == UInt8(ascii: "`") }
      if run.count == count { return run.endIndex }
      index = run.endIndex
    }
    return nil
  }
}
