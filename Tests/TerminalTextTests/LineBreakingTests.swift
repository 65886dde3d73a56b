import TerminalText
import Testing

struct LineBreakingTests {
  @Test(arguments: [
    "The burst wants 700 × 0.036 = 25.2, the ceiling is 20 / 0.036",
    "it grows as 1 / (1 − load) and more, 1 / (1 − load)",
    "a value of x = y or z = y and x < y", "Vraiment ? Il dit : « oui ! » et rit ; puis « non ».",
  ])
  func noRowBeginsWithARelationOrAClosingSign(text: String) {
    for width in 16...60 {
      for row in DocumentRenderer.screen(width).text(text) {
        #expect(
          !["=", "<", "?", "!", ":", ";", "»"].contains { row.hasPrefix($0 + " ") },
          "\(width): \(row)")
        #expect(!row.hasSuffix("«"), "\(width): \(row)")
      }
    }
  }

  @Test func prefersEvenLinesToFullOnes() {
    // Filling each line would put `bb` into the first line and leave `cc` alone in the second.
    #expect(DocumentRenderer.screen(6).text("aaa bb cc ddddd") == ["aaa", "bb cc", "ddddd"])
  }

  @Test func ignoresTheRoomInTheLastLine() {
    #expect(DocumentRenderer.screen(10).text("aaaa bbbb c") == ["aaaa bbbb", "c"])
    #expect(DocumentRenderer.screen(10).text("aaaa bbbb") == ["aaaa bbbb"])
  }

  @Test func findsTheBreaksWithTheLowestCost() {
    let words = "the quick brown fox jumps over one lazy dog and runs afar again".split(separator: " ").map(
      String.init)
    func cost(_ lines: [String], width: Int) -> Int {
      lines.dropLast().reduce(0) { $0 + (width - $1.count) * (width - $1.count) }
    }
    func best(_ rest: ArraySlice<String>, width: Int) -> Int {
      var line = ""
      var lowest = Int.max
      for (index, word) in zip(rest.indices, rest) {
        line += (line.isEmpty ? "" : " ") + word
        if line.count > width { break }
        if index == rest.endIndex - 1 { return 0 }
        let room = width - line.count
        lowest = min(lowest, room * room + best(rest[(index + 1)...], width: width))
      }
      return lowest
    }
    for width in 8...40 {
      let lines = DocumentRenderer.screen(width).text(words.joined(separator: " "))
      #expect(cost(lines, width: width) == best(words[...], width: width))
    }
  }

  @Test func breaksAfterAHyphenBetweenLetters() {
    #expect(DocumentRenderer.screen(12).text("a state-of-the-art word") == ["a state-of-", "the-art word"])
  }

  @Test(arguments: ["--option", "-x", "2019-2024", "x-y", "co-2", "e-mail"])
  func doesNotBreakAfterOtherHyphens(word: String) {
    let lines = DocumentRenderer.screen(10).text("aaaaaaa \(word) bb")
    #expect(lines.contains { $0.split(separator: " ").contains(Substring(word)) })
  }

  @Test func avoidsBreaksInsideWords() {
    var renderer = DocumentRenderer.screen(20)
    renderer.hyphens = Hyphens(.never)
    #expect(renderer.text("some words and well-known ones")[0] == "some words and")
  }

  @Test func breaksAfterHyphensMoreReadilyInNarrowColumns() {
    #expect(DocumentRenderer.screen(20).text("some words and well-known ones")[0] == "some words and well-")
  }

  @Test func breaksWordsThatAreWiderThanTheLine() {
    #expect(DocumentRenderer.screen(4).text("abcdefghij") == ["abcd", "efgh", "ij"])
  }

  @Test func doesNotCutWideCharacters() {
    #expect(DocumentRenderer.screen(5).text("🚀🚀🚀") == ["🚀🚀", "🚀"])
  }

  @Test(arguments: ["。", "、", "）", "」", "！", "？", "ー", "っ", "ょ", "々", "，", "：", "…", "”"])
  func doesNotBeginALineWithClosingPunctuation(mark: String) {
    for width in 4...24 {
      let lines = DocumentRenderer.screen(width).text("漢字漢字\(mark)漢字漢字漢\(mark)字漢字")
      #expect(!lines.contains { $0.hasPrefix(mark) })
    }
  }

  @Test(arguments: "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇿｧｯ".map(String.init))
  func doesNotBeginALineWithSmallKana(letter: String) {
    for width in 4...24 {
      let lines = DocumentRenderer.screen(width).text("漢字漢字\(letter)漢字漢字漢\(letter)字漢字")
      #expect(!lines.contains { $0.hasPrefix(letter) })
    }
  }

  @Test func beginsALineWithOtherKana() {
    for letter in "あかヴヷ" {
      #expect(DocumentRenderer.screen(8).text("漢字漢字\(letter)漢字") == ["漢字漢字", "\(letter)漢字"])
    }
  }

  @Test(arguments: ["（", "「", "『", "【", "“", "《"])
  func doesNotEndALineWithOpeningPunctuation(mark: String) {
    for width in 4...24 {
      let lines = DocumentRenderer.screen(width).text("漢字漢字\(mark)漢字漢字漢\(mark)字漢字")
      #expect(!lines.contains { $0.hasSuffix(mark) })
    }
  }

  @Test func breaksBetweenIdeographsButNotInWordsBesideThem() {
    #expect(DocumentRenderer.screen(8).text("漢字漢字漢字") == ["漢字漢字", "漢字"])
    #expect(DocumentRenderer.screen(8).text("漢字word漢字") == ["漢字word", "漢字"])
  }

  @Test func joinsSourceLinesBetweenIdeographsWithoutASpace() {
    #expect(DocumentRenderer.screen(40).text("漢字\n漢字") == ["漢字漢字"])
    #expect(DocumentRenderer.screen(40).text("漢字\nword") == ["漢字 word"])
    #expect(DocumentRenderer.screen(40).text("word\n漢字") == ["word 漢字"])
  }

  @Test func joinsSourceLinesBesideWidePunctuationWithoutASpace() {
    #expect(DocumentRenderer.screen(40).text("漢字。\n漢字") == ["漢字。漢字"])
    #expect(DocumentRenderer.screen(40).text("漢字\n「漢字」") == ["漢字「漢字」"])
    #expect(DocumentRenderer.screen(40).text("データー\nは") == ["データーは"])
  }

  @Test func joinsKoreanSourceLinesWithASpace() {
    #expect(DocumentRenderer.screen(40).text("안녕하세요\n세계") == ["안녕하세요 세계"])
  }

  @Test func joinsSourceLinesBetweenEmphasizedIdeographsWithoutASpace() {
    #expect(DocumentRenderer.screen(40).text("漢字\n**漢字**") == ["漢字漢字"])
  }

  @Test func breaksAfterButNotBeforeADash() {
    for width in 8...30 {
      let lines = DocumentRenderer.screen(width).text("words—words—words—words—words")
      #expect(!lines.contains { $0.hasPrefix("—") })
      #expect(lines.joined() == "words—words—words—words—words")
      #expect(lines.count > 1 || width >= 29)
    }
  }

  @Test func keepsHardLineBreaks() {
    #expect(DocumentRenderer.screen(40).text("a  \nb\\\nc<br>d\ne") == ["a", "b", "c", "d e"])
  }

  @Test func continuesStylesAfterAHardLineBreak() {
    let spans = DocumentRenderer.screen(6).lines(for: .init(markdown: "**aaaa bbbb  \ncccc**")).map(\.spans)
    #expect(spans.map(\.count) == [1, 1, 1])
    #expect(spans.flatMap { $0 }.allSatisfy { $0.style == Theme.standard[.strong] })
  }

  @Test func doesNotBreakAtANoBreakSpace() {
    #expect(DocumentRenderer.screen(6).text("aaaa b\u{A0}c") == ["aaaa", "b\u{A0}c"])
  }

  @Test func keepsAddressesWholeInPipesOnly() {
    let address = "https://example.org/a-long-path/to-some/place"
    #expect(DocumentRenderer.pipe(20).text("see " + address).contains(address))
    let lines = DocumentRenderer.screen(20).text("see " + address)
    #expect(lines.allSatisfy { $0.count <= 20 })
    #expect(lines.joined().hasSuffix(address))
    #expect(
      DocumentRenderer.pipe(20).text("write mailto:somebody@example.org").contains(
        "mailto:somebody@example.org"))
  }

  @Test(arguments: [
    "aaaa:b/cccccccccccccccccccc", "aaaa:/bcccccccccccccccccccc",
  ])
  func breaksWordsThatOnlyLookLikeAddresses(word: String) {
    #expect(DocumentRenderer.pipe(20).text(word) == [String(word.prefix(20)), String(word.dropFirst(20))])
  }

  @Test func rendersParagraphsOfSpaces() {
    #expect(DocumentRenderer.screen(20).text("&nbsp;") == ["\u{A0}"])
    #expect(DocumentRenderer.screen(20).text("a &#32; b") == ["a b"])
  }

  @Test(arguments: ["×", "+", "−"])
  func doesNotBreakBesideAnOperator(sign: String) {
    let rows = DocumentRenderer.screen(20).text("the whole area is 4 \(sign) 5 here")
    #expect(rows == ["the whole area is", "4 \(sign) 5 here"])
  }

  @Test func aNumberAndItsUnitAreOneWordAtTheEnd() {
    let rows = DocumentRenderer.screen(40).text("Every request of a client is answered in 30 s")
    #expect(rows == ["Every request of a client is answered", "in 30 s"])
  }

  @Test func aTitleHasRowsOfAboutEqualLength() {
    var renderer = DocumentRenderer.screen(16)
    #expect(renderer.text("Links of every kind") == ["Links of every", "kind"])
    renderer.setting = .title
    #expect(renderer.text("Links of every kind") == ["Links of", "every kind"])
    #expect(DocumentRenderer.pipe(18).text("# Links of every kind") == ["# Links of", "  every kind"])
  }

  @Test(arguments: 1...60)
  func aTitleHasAsFewRowsAsPossible(width: Int) {
    let title = "A title of a page that has many words, and extraordinarily long ones"
    var renderer = DocumentRenderer.screen(width)
    renderer.hyphens = Hyphens(.never)
    let words = title.split(separator: " ").map(\.count)
    guard width >= words.max() ?? 0 else { return }
    var (rows, used) = (1, -1)
    for word in words {
      if used + 1 + word > width { (rows, used) = (rows + 1, -1) }
      used += 1 + word
    }
    renderer.setting = .title
    #expect(renderer.text(title).count == rows)
  }

  @Test func factsAreBrokenBetweenParts() {
    var renderer = DocumentRenderer.screen(40)
    let facts = "Mar 2021 – now · Swift and Server · in Amsterdam"
    #expect(renderer.text(facts) == ["Mar 2021 – now · Swift and Server · in", "Amsterdam"])
    renderer.setting = .facts
    #expect(renderer.text(facts) == ["Mar 2021 – now · Swift and Server ·", "in Amsterdam"])
  }
}
