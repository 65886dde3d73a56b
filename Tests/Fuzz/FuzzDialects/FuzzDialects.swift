import Dialects
import FuzzDriver

/// Reduces random pages with all dialects and checks properties that must hold for every page.
@main
enum FuzzDialects {
  static func main() { fuzz(fuzzDialects) }
}

/// Reduces any bytes with mathematics and emoji alone, with each other dialect, and with all of them. Checks that the
/// output is bounded, and that code keeps its bytes where no template can surround it. Returns -1 to reject an input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDialects(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count <= 4096 else { return -1 }
  let page = Array(UnsafeBufferPointer(start: bytes, count: count))
  let marks: Dialect = [.mathematics, .emoji, .icons]
  let output = checked(page, marks)
  checkCode(of: page, in: output)
  _ = checked(page, .standalone)
  _ = checked(page, Dialect(rawValue: .max).subtracting([.liquid, .hugo, .zola]))
  for templates in [Dialect.liquid, .hugo, .zola] { _ = checked(page, marks.union(templates)) }
  _ = checked(page, Dialect(rawValue: .max))
  checkInclusions(of: page)
  return 0
}

/// Checks that the marks of included files are within the page and in order, and that the parts of any file can be found.
private func checkInclusions(of page: [UInt8]) {
  let marks = Dialect(rawValue: .max).inclusionMarks(in: page[...])
  var start = 0
  for mark in marks {
    guard mark.range.lowerBound >= start, mark.range.upperBound <= page.count else {
      fatalError("a mark at \(mark.range) of \(page.count) bytes")
    }
    start = mark.range.lowerBound
  }
  let inclusions = marks.prefix(16).compactMap { mark in
    mark.text(of: page[...]).map { Inclusion(range: mark.range, text: $0) }
  }
  var values = KnownValues()
  values.variables = ["page.a": "b"]
  let markdown = Dialect(rawValue: .max).reduce(page[...], including: inclusions, values: values)
  if markdown.lines[1] < 1 { fatalError("the first line is line \(markdown.lines[1])") }
}

/// Reduces a page and checks the size of the result and the numbers of its lines.
private func checked(_ page: [UInt8], _ dialect: Dialect) -> [UInt8] {
  let markdown = dialect.reduce(page[...])
  // Each mark may become a block with the marks of all containers on its lines.
  guard markdown.bytes.count <= 64 * (page.count + 64) * 8 else {
    fatalError("\(page.count) bytes became \(markdown.bytes.count)")
  }
  let lines = page.count { $0 == UInt8(ascii: "\n") } + 1
  let outputLines = markdown.bytes.count { $0 == UInt8(ascii: "\n") } + 1
  var previous = 0
  for line in 1...outputLines {
    let source = markdown.lines[line]
    if source < previous || source > lines { fatalError("line \(line) of the output is line \(source)") }
    previous = source
  }
  return Array(markdown.bytes)
}

/// Checks that the code of a page is in the output, in its order. Formulas in code are the exception.
private func checkCode(of page: [UInt8], in output: [UInt8]) {
  let scanned = ScannedMarkdown(page)
  // The ranges of blocks are their lines; a block with the info `math` and a span between dollars are formulas.
  if ["math", "$`"].contains(where: { end(of: Array($0.utf8)[...], in: page[...]) != nil }) { return }
  var rest = output[...]
  for range in scanned.code {
    guard let end = end(of: page[range], in: rest) else {
      fatalError("lost code: \(String(decoding: page[range], as: UTF8.self))")
    }
    rest = rest[end...]
  }
}

/// The offset after the first occurrence of a part.
private func end(of part: ArraySlice<UInt8>, in text: ArraySlice<UInt8>) -> Int? {
  guard let first = part.first else { return text.startIndex }
  var index = text.startIndex
  while let start = text[index...].firstIndex(of: first) {
    if text[start...].starts(with: part) { return start + part.count }
    index = start + 1
  }
  return nil
}
