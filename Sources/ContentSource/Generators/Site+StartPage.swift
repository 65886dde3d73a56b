internal import PortfolioModel

/// The settings of Logseq.
extension Site {
  /// The page that the settings open first, `:default-home {:page "Start"}`, else the page `contents`, as a path without
  /// extension. Nil for other programs.
  func startPage(in project: borrowing FileSystem.Folder) -> String? {
    guard generator.name == "Logseq" else { return nil }
    let name = setting(":default-home", key: ":page", in: project)
    return "pages/" + (name ?? "contents").replacing("/", with: "___")
  }

  /// The pattern of the titles of the journal, `:journal/page-title-format "yyyy-MM-dd"`. Nil for other programs.
  func dayFormat(in project: borrowing FileSystem.Folder) -> String? {
    guard generator.name == "Logseq" else { return nil }
    return setting(":journal/page-title-format", in: project) ?? DayFormat.standard
  }

  /// The text of a setting, or of a key of its map. A line that begins with `;` is a comment.
  private func setting(
    _ name: String, key: String = "", in project: borrowing FileSystem.Folder
  ) -> String? {
    guard let bytes = try? project.read(folder + "logseq/config.edn", limit: ContentLimits.configurationBytes)
    else { return nil }
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let text = line.drop { $0 == " " || $0 == "{" }
      guard text.first != ";", let mark = text.firstRange(of: name) else { continue }
      var rest = text[mark.upperBound...]
      if !key.isEmpty {
        guard let inner = rest.firstRange(of: key) else { continue }
        rest = rest[inner.upperBound...]
      }
      let value = rest.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" }
      if !value.isEmpty { return String(value) }
    }
    return nil
  }
}
