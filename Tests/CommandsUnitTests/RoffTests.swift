import Testing

@testable import Commands

/// The escaping of texts for roff.
struct RoffTests {
  @Test(arguments: [
    ("--width", #"\-\-width"#), (#"a\b"#, #"a\eb"#), ("it's \"x\"", #"it\(aqs \(dqx\(dq"#),
    ("^F ~", #"\(haF \(ti"#),
    ("é↓…", #"\('e\(da..."#), ("ü😀", #"\[u00FC]\[u1F600]"#), ("plain. text", "plain. text"),
  ])
  func escapesWhatHasAMeaning(text: String, roff: String) {
    #expect(Roff.escaped(text) == roff)
  }

  @Test(arguments: [
    ("`a-b` c", #"\fBa\-b\fR c"#), ("a `.b`", #"a \fB.b\fR"#), ("odd ` mark", #"odd \(ga mark"#), ("", ""),
  ])
  func printsBoldWhatIsTyped(marked: String, roff: String) {
    #expect(Roff.inline(marked) == roff)
  }

  @Test func noLineBeginsWithARequest() {
    #expect(Roff.lines(".so /etc/passwd") == "\\&.so /etc/passwd\n")
    #expect(Roff.lines(Roff.inline("'so x")) == "\\(aqso x\n")
    let words = Array(repeating: ".word", count: 40).joined(separator: " ")
    let lines = Roff.lines(words).split(separator: "\n")
    #expect(lines.count > 2 && lines.allSatisfy { $0.hasPrefix("\\&.word") })
  }

  @Test func breaksLinesAtSpacesAndLineEnds() {
    let lines = Roff.lines(String(repeating: "four ", count: 40) + "\nend").split(separator: "\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 78 } && lines.last?.hasSuffix("four end") == true)
    #expect(Roff.lines(String(repeating: "x", count: 100)) == String(repeating: "x", count: 100) + "\n")
  }
}
