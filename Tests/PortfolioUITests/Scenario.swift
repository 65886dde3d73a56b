import Foundation
import PortfolioModel
import PortfolioUI
import TerminalText

/// A transcript of a session: events, and the screen after each step.
///
/// A line `> ...` is a step: the size of the screen, keys in the notation of ``Key``, text to type as `"text"` or
/// `'text'`, a resize as `80x24`, a mouse event as `click@ROW,COLUMN`. Lines `! ...` are the effects. The lines that
/// follow are the screen, and lines `~ ROW: ...` its styles in the monochrome theme. To add a scenario, write the steps
/// to a new file; `RECORD=1` records all screens again.
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

  /// Plays the steps of a transcript. Returns the transcript with the resulting screens.
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

  /// Returns the styles of a screen, with a line for each run of equal rows, such as `~ 3-4: 1-26 bold, 28 reverse`.
  /// Rows and columns count from 0.
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

  /// Applies the events of a step to a state.
  static func press(_ step: String, in state: inout State) {
    for event in words(of: step[...]).compactMap(events).joined() { _ = state.update(event) }
  }

  /// Returns the keys of all steps of all transcripts, in the notation of ``Key``.
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
    case .transmit(let number, let placement, _): "transmit \(number) \(placement.path)"
    case .delete(let number): "delete \(number)"
    case .decode(let placements, _): "decode " + placements.map(\.path).joined(separator: " ")
    case .captureMouse(let isCaptured): isCaptured ? "take the mouse" : "give the mouse back"
    }
  }

  /// Returns the events that a word of a step stands for, or nil if it is unknown.
  private static func events(of word: String) -> [Event]? {
    if let size = size(word) { return [.resize(size)] }
    if word.hasPrefix("\"") {
      return word.dropFirst().unicodeScalars.map { .key(.character($0)) }
    }
    if let mouse = mouse(word) { return [.mouse(mouse)] }
    return Key(notation: word).map { [.key($0)] }
  }

  /// Parses `click@ROW,COLUMN`, `wheel-up@ROW,COLUMN` or `wheel-down@ROW,COLUMN`, which count from 0.
  private static func mouse(_ word: String) -> Mouse? {
    let parts = word.split(separator: "@").map(String.init)
    let kinds: [String: Mouse.Kind] = ["click": .press, "wheel-up": .wheelUp, "wheel-down": .wheelDown]
    guard parts.count == 2, let kind = kinds[parts[0]] else { return nil }
    let place = parts[1].split(separator: ",").compactMap { Int($0) }
    return place.count == 2 ? Mouse(kind, row: place[0], column: place[1]) : nil
  }

  /// Splits a step into words. A quoted text is one word, which begins with a double quote.
  private static func words(of step: Substring) -> [String] {
    var words: [String] = []
    var rest = step
    while !rest.isEmpty {
      rest = rest.drop { $0 == " " }
      if let quote = rest.first, quote == "\"" || quote == "'" {
        let text = rest.dropFirst().prefix { $0 != quote }
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
