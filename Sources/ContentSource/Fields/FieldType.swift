internal import PortfolioModel

/// A type of front-matter value: how the values that YAML, TOML and JSON know become one of Swift's.
struct FieldType<Value>: Sendable {
  /// Throws where a value is of another type.
  let parse: @Sendable (FrontMatter.Value) throws(FieldFault) -> Value
}

extension FieldType<String?> {
  /// A line of text without the spaces around it; nil if it is empty. Line ends within it become spaces.
  static var text: Self {
    Self { value throws(FieldFault) in
      guard let text = value.text?.trimmed else { throw FieldFault("must be text") }
      guard text.contains(where: \.isNewline) else { return text.isEmpty ? nil : text }
      return text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
        .joined(separator: " ")
    }
  }

  /// A text that may name a page in a command and in a URL; nil if it is empty.
  static var slug: Self {
    Self { value throws(FieldFault) in
      guard let slug = try text.parse(value) else { return nil }
      guard PathName.isSlug(slug) else {
        throw FieldFault("must consist of letters, digits, '-', '_' and '.'")
      }
      return slug
    }
  }
}

extension FieldType<CalendarDate?> {
  /// A date; nil if the text is empty.
  static var date: Self {
    Self { value throws(FieldFault) in value.text == "" ? nil : try value.date() }
  }
}

extension FieldType<Double?> {
  /// A number; nil if the text is empty.
  static var number: Self {
    Self { value throws(FieldFault) in
      if value.text == "" { return nil }
      guard let number = value.text.flatMap({ Double($0) }), number.isFinite else {
        throw FieldFault("must be a number")
      }
      return number
    }
  }
}

extension FieldType<ResumePart> {
  static var resumePart: Self {
    Self { value throws(FieldFault) in
      guard let part = value.text.flatMap({ ResumePart(rawValue: $0) }) else {
        throw FieldFault("must be one of " + ResumePart.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return part
    }
  }
}

extension FieldType<[String]> {
  /// A list of texts, or one text with commas between them.
  static var list: Self {
    Self { value throws(FieldFault) in
      if case .table = value { throw FieldFault("must be a list") }
      return value.words
    }
  }

  /// A list of tags, or one text: with commas between the tags, else with spaces, as in Jekyll and Hugo.
  ///
  /// A tag may be a link to its page, as in Obsidian: `[[folder/tag|label]]`, in quotes or not.
  static var tags: Self {
    Self { value throws(FieldFault) in
      let tags: [String]
      switch value {
      case .scalar(let text) where text.hasPrefix("[["): tags = links(in: text)
      case .scalar(let text) where !text.contains(","):
        tags = text.split { $0.isWhitespace }.map(String.init)
      case .list: tags = value.leaves.filter { !$0.isEmpty }
      case .scalar, .table: return try list.parse(value)
      }
      return tags.map(label)
    }
  }

  /// A table of lists of tags, as in Zola.
  static var taxonomies: Self {
    Self { value throws(FieldFault) in
      guard case .table(let taxonomies) = value else { throw FieldFault("must be a table of lists") }
      return taxonomies.flatMap(\.value.words)
    }
  }

  /// Splits `[[a b]] [[c]], d` into `[[a b]]`, `[[c]]` and `d`.
  private static func links(in text: String) -> [String] {
    text.split(separator: "]]").map { $0.drop { ", ".contains($0) } }.filter { !$0.isEmpty }
      .map { $0.hasPrefix("[[") ? $0 + "]]" : String($0) }
  }

  /// The label of a `[[folder/tag|label]]`, else its tag; another text stays as it is.
  private static func label(of tag: String) -> String {
    guard tag.hasPrefix("[["), tag.hasSuffix("]]"), tag.utf8.count > 4 else { return tag }
    let inner = tag.dropFirst(2).dropLast(2)
    return inner.split(separator: "|").last?.split(separator: "/").last.map(String.init) ?? tag
  }
}

extension [String] {
  /// Appends the texts that are not there yet.
  mutating func appendMissing(_ texts: [String]) {
    for text in texts where !contains(text) { append(text) }
  }
}
