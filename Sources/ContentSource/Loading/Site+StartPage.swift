internal import PortfolioModel

extension Site {
  /// The page that the settings of Logseq open first, `:default-home {:page "Start"}`, as a path without extension. Nil
  /// if there is none.
  func startPage(in project: borrowing FileSystem.Folder) -> String? {
    guard generator.markers.contains("logseq"),
      let bytes = try? project.read(folder + "logseq/config.edn", limit: ContentLimits.configurationBytes)
    else { return nil }
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let text = line.drop { $0 == " " }
      guard text.first != ";", let mark = text.firstRange(of: ":default-home"),
        let page = text[mark.upperBound...].firstRange(of: ":page")
      else { continue }
      let name = text[page.upperBound...].drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" }
      return name.isEmpty ? nil : "pages/" + name.replacing("/", with: "___")
    }
    return nil
  }
}
