import Foundation
import ContentSource
import PortfolioModel
import PortfolioUI
import TerminalText

/// A transcript: a size, then keys and the whole screens that they make.
///
/// A line `> ...` is what happens (keys in the notation of ``Key``, `"text"` that is typed, `80x24` for a
/// resize, `click@ROW,COLUMN` for the mouse); lines `! ...` are the effects; the lines that follow are the screen,
/// and lines `~ ROW: ...` its styles in the monochrome theme. RECORD=1 writes transcripts anew.
struct Scenario {
  let url: URL

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Scenarios")

  static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".txt") }.sorted()
  }

  init(_ name: String) {
    url = Self.folder.appending(path: name)
  }

  func recorded() throws -> String { try String(contentsOf: url, encoding: .utf8) }

  /// Plays the steps of a transcript and writes the transcript that they make.
  static func played(_ transcript: String) -> String {
    let steps = transcript.split(separator: "\n").filter { $0.hasPrefix("> ") }.map { $0.dropFirst(2) }
    var session: State?
    var output = ""
    for step in steps {
      var effects: [Effect] = []
      for word in words(of: step) {
        if session == nil, let size = size(word) {
          let configuration = State.Configuration(
            portfolio: .sample, size: size, theme: .mono, themes: [.mono])
          session = State(configuration)
        } else if let event = events(of: word) {
          for event in event { effects += session?.update(event) ?? [] }
        } else {
          output += "unknown key \(word)\n"
        }
      }
      output += "> \(step)\n" + effects.map { "! \(description(of: $0))\n" }.joined()
      for line in session?.view().lines ?? [] {
        output += String(line.text.reversed().drop { $0 == " " }.reversed()) + "\n"
      }
      output += styles(of: session?.view().lines ?? [])
    }
    return output
  }

  /// The styles on a screen, a line for each run of rows that have the same: `~ 3-4: 1-26 bold, 28 reverse`, rows
  /// and columns from 0.
  private static func styles(of lines: [Line]) -> String {
    var groups: [(rows: ClosedRange<Int>, text: String)] = []
    for (row, line) in lines.enumerated() {
      let text = styles(of: line)
      if let last = groups.last, last.text == text {
        groups[groups.count - 1].rows = last.rows.lowerBound...row
      } else {
        groups.append((row...row, text))
      }
    }
    return groups.filter { !$0.text.isEmpty }.map { "~ \(name(of: $0.rows)): \($0.text)\n" }.joined()
  }

  private static func styles(of line: Line) -> String {
    var runs: [(columns: ClosedRange<Int>, style: Style)] = []
    var column = 0
    for span in line.spans where span.text.columns > 0 {
      let end = column + span.text.columns - 1
      if let last = runs.last, last.style == span.style {
        runs[runs.count - 1].columns = last.columns.lowerBound...end
      } else {
        runs.append((column...end, span.style))
      }
      column = end + 1
    }
    return runs.filter { $0.style != .plain }
      .map { name(of: $0.columns) + " " + names(of: $0.style.attributes) }.joined(separator: ", ")
  }

  private static func name(of range: ClosedRange<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }

  private static func names(of attributes: Style.Attributes) -> String {
    let names: [(Style.Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
      (.strikethrough, "strikethrough"),
    ]
    return names.filter { attributes.contains($0.0) }.map(\.1).joined(separator: " ")
  }

  /// Does to a state what a step says.
  static func press(_ step: String, in state: inout State) {
    for event in words(of: step[...]).compactMap(events).joined() { _ = state.update(event) }
  }

  /// The keys of all steps of all transcripts, in the notation of ``Key``.
  static func pressedKeys() throws -> Set<String> {
    var keys: Set<String> = []
    for name in names {
      let steps = try Scenario(name).recorded().split(separator: "\n").filter { $0.hasPrefix("> ") }
      keys.formUnion(steps.flatMap { words(of: $0.dropFirst(2)) })
    }
    return keys
  }

  private static func description(of effect: Effect) -> String {
    switch effect {
    case .quit: "quit"
    case .suspend: "suspend"
    case .redraw: "redraw"
    case .copy(let text): "copy \(text.string)"
    case .open(let link): "open \(link.address)"
    case .captureMouse(let isCaptured): isCaptured ? "take the mouse" : "give the mouse back"
    }
  }

  /// What a word of a step stands for; nil where it is no key.
  private static func events(of word: String) -> [Event]? {
    if let size = size(word) { return [.resize(size)] }
    if word.hasPrefix("\"") { return word.dropFirst().unicodeScalars.map { .key(.character($0)) } }
    if let mouse = mouse(word) { return [.mouse(mouse)] }
    return Key(notation: word).map { [.key($0)] }
  }

  /// `click@ROW,COLUMN`, `wheel-up@ROW,COLUMN` or `wheel-down@ROW,COLUMN`, counted from 0 as the rows of a
  /// transcript are.
  private static func mouse(_ word: String) -> Mouse? {
    let parts = word.split(separator: "@").map(String.init)
    let kinds: [String: Mouse.Kind] = ["click": .press, "wheel-up": .wheelUp, "wheel-down": .wheelDown]
    guard parts.count == 2, let kind = kinds[parts[0]] else { return nil }
    let place = parts[1].split(separator: ",").compactMap { Int($0) }
    return place.count == 2 ? Mouse(kind, row: place[0], column: place[1]) : nil
  }

  /// Words, but a quoted text is one with its spaces, its first quote kept as a mark.
  private static func words(of step: Substring) -> [String] {
    var words: [String] = []
    var rest = step
    while !rest.isEmpty {
      rest = rest.drop { $0 == " " }
      if rest.hasPrefix("\"") {
        let text = rest.dropFirst().prefix { $0 != "\"" }
        words.append("\"" + text)
        rest = rest.dropFirst(text.count + 2)
      } else {
        let word = rest.prefix { $0 != " " }
        if !word.isEmpty { words.append(String(word)) }
        rest = rest.dropFirst(word.count)
      }
    }
    return words
  }

  private static func size(_ word: String) -> Size? {
    let parts = word.split(separator: "x").map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1] else { return nil }
    return Size(columns: columns, rows: rows)
  }
}

extension Portfolio {
  /// A small portfolio that stays as it is whatever becomes of the real one.
  static let sample = Portfolio(
    ContentTree(files: [
      file(
        "index.md",
        """
        ---
        title: Engineer
        headline: Builds things
        ---
        Welcome to [the first project](projects/alpha.md).
        """),
      file("about/index.md", "---\ntitle: About\nweight: 1\n---\n"),
      file("about/principles.md", "---\ntitle: Principles\n---\nBoring systems. Boring **tools**.\n"),
      file("experience/index.md", "---\ntitle: Experience\nweight: 2\n---\n"),
      file(
        "experience/acme.md",
        "---\ntitle: Acme\norganization: Acme\nrole: Developer\nstart: 2020-03\nend: present\n---\nWork.\n"),
      file("experience/initech.md", "---\ntitle: Initech\nstart: 2018\nend: 2020\n---\nReports.\n"),
      file("projects/index.md", "---\ntitle: Projects\nweight: 3\n---\n"),
      file(
        "projects/alpha.md",
        """
        ---
        title: Alpha
        weight: 1
        tags: [swift, terminals]
        ---
        ## Problem

        \(paragraph("one"))

        ## Design

        \(paragraph("two"))

        | choice | cost |
        |--------|-----:|
        | queue  |    1 |

        ## Outcome

        \(paragraph("three")) See [Beta](beta.md), [the site](https://example.org/) and <javascript:alert(1)>.
        """),
      file("projects/beta.md", "---\ntitle: Beta\nweight: 2\n---\nThe second one.\n"),
      file("articles/index.md", "---\ntitle: Articles\nweight: 4\n---\n"),
      file("articles/long.md", "---\ntitle: A long article\ndate: 2024-02-29\n---\n" + long),
    ]))

  private static func file(_ path: String, _ text: String) -> ContentTree.File {
    ContentTree.File(path: path, bytes: Array(text.utf8))
  }

  private static func paragraph(_ word: String) -> String {
    "Paragraph \(word) says that an event which is handled twice is a vehicle that is inspected twice, and that "
      + "whoever reads the queue must therefore know what they have read before."
  }

  private static let long = (1...30).map { "Paragraph \($0) of the long article says its number: \($0).\n" }
    .joined(separator: "\n")
}
