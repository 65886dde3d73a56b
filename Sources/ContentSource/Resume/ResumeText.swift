internal import JSON
internal import Markdown
internal import PortfolioModel

/// Writes the texts of a résumé file as Markdown.
enum ResumeText: Sendable {
  /// Texts are plain, and characters with a meaning in Markdown are escaped: JSON Resume.
  case plain
  /// Texts are Markdown: RenderCV.
  case markdown

  /// A text as paragraphs. In a plain text, blank lines separate them, and other line ends stay line ends.
  func paragraphs(_ text: String) -> String {
    if self == .markdown { return text.trimmed }
    var paragraphs: [[String]] = [[]]
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let escaped = String(line).escapedMarkdown
      if !escaped.isEmpty {
        paragraphs[paragraphs.count - 1].append(escaped)
      } else if paragraphs.last?.isEmpty == false {
        paragraphs.append([])
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\\\n") }.joined(separator: "\n\n")
  }

  /// The spaces before an item. Lists nest no deeper than ten levels, as spaces would make a page of many texts huge.
  private static func margin(_ level: Int) -> String { String(repeating: "  ", count: min(level, 10)) }

  /// A text without the marks of Markdown, for front matter. A text of more than paragraphs stays as it is.
  func withoutMarks(_ text: String) -> String {
    if self == .plain { return text }
    var paragraphs: [String] = []
    for block in Document(markdown: Array(text.utf8)).blocks {
      guard case .paragraph(let inlines) = block.kind else { return text }
      paragraphs.append(inlines.plainText)
    }
    return paragraphs.joined(separator: "\n\n")
  }

  /// A text as an item of a list, without a line end behind it.
  /// - Parameters:
  ///   - mark: the mark of the list. Another mark than that of the list before begins a new list.
  ///   - level: how deep the list lies in other lists.
  func item(_ text: String, mark: String = "*", level: Int = 0) -> String {
    let margin = Self.margin(level)
    let lines = paragraphs(text).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      line.isEmpty ? "" : margin + (index == 0 ? mark + " " : "  ") + line
    }.joined(separator: "\n")
  }

  /// A value under its name as an item of a list, with the values in it as lists.
  func item(_ name: String, _ value: LocatedJSON, level: Int = 0) -> String {
    let margin = Self.margin(level)
    let head = margin + "* **" + Self.words(name).escapedMarkdown + "**:"
    switch value.value {
    case .string(let text):
      let lines = paragraphs(text).split(separator: "\n", omittingEmptySubsequences: false)
      return head + " " + lines.joined(separator: "\n" + margin + "  ")
    case .number(let text): return head + " " + text
    case .boolean(let truth): return head + (truth ? " yes" : " no")
    case .null: return head + " –"
    case .array, .object: return ([head] + items(in: value, level: level + 1)).joined(separator: "\n")
    }
  }

  /// The values in a value as the items of a list; of another value the value itself.
  func items(in value: LocatedJSON, level: Int = 0) -> [String] {
    switch value.value {
    case .string(let text): [item(text, level: level)]
    case .number(let text): [item(text, level: level)]
    case .boolean(let truth): [item(truth ? "yes" : "no", level: level)]
    case .null: [item("–", level: level)]
    case .array(let values):
      values.flatMap { value -> [String] in
        guard case .object(let members) = value.value, let first = members.first else {
          return items(in: value, level: level)
        }
        // The members of an object in a list are under its first one.
        return [item(first.name, first.value, level: level)]
          + members.dropFirst().map { item($0.name, $0.value, level: level + 1) }
      }
    case .object(let members): members.map { item($0.name, $0.value, level: level) }
    }
  }

  /// A name as words: `studyType` and `study_type` become `Study type`. A name that is words already stays as it is.
  static func words(_ name: String) -> String {
    if name.contains(" ") || name.first?.isLowercase == false { return name }
    var words = ""
    for character in name {
      if character == "_" {
        words += " "
      } else if character.isUppercase, words.last?.isLowercase == true {
        words += " " + character.lowercased()
      } else {
        words.append(character)
      }
    }
    words = words.trimmed
    return words.isEmpty ? name : words.prefix(1).uppercased() + words.dropFirst()
  }
}
