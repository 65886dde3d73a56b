internal import Dialects

extension Site {
  /// What is known to the templates of all pages: the values of the configuration, by the names that templates give to
  /// them, mdBook's prefixes of hidden lines, Logseq's macros, the works of a bibliography, and what Hugo's own shortcodes
  /// do.
  /// - Parameter bibliographies: the paths of files in which pages may find the works that they cite, beside those of the
  ///   configuration.
  func templateValues(
    in project: borrowing FileSystem.Folder, citing bibliographies: [String] = []
  ) -> [String: String] {
    if !generator.dialect.isDisjoint(with: [.pandocMarks, .directives]) {
      let keys = [
        "bibliography", "book.bibliography", "format.html.bibliography", "bibtex_bibfiles",
        "project.bibliography",
      ]
      let configured = keys.flatMap {
        configuration?.texts($0) ?? []
      }
      let paths = configured.compactMap { InclusionReader.joined(configurationFolder, $0) }
      let own = Bibliography.files(in: configurationFolder, of: project)
      return Bibliography.values(of: paths + own + bibliographies, in: project)
    }
    if generator.dialect.contains(.hiddenLines) { return hiddenLinePrefixes }
    if generator.dialect.contains(.logseqMacros) {
      return LogseqConfiguration.macros(at: configurationFolder, in: project)
    }
    if generator.dialect.contains(.hugo) { return shortcodeValues(in: project) }
    guard dialect.contains(.liquid), let configuration else { return [:] }
    var values = configuration.topTexts.reduce(into: [String: String]()) { values, text in
      values["site." + text.key] = text.value
      values["config." + text.key] = text.value
    }
    // The plugin of macros for MkDocs has these as variables.
    if dialect.contains(.materialMarks) {
      for key in configuration.keys("extra") { values[key] = configuration.text("extra." + key) }
    }
    return values
  }

  private var hiddenLinePrefixes: [String: String] {
    let key = "output.html.code.hidelines"
    return (configuration?.keys(key) ?? []).reduce(into: [:]) { values, language in
      values[HiddenLines.valuePrefix + language] = configuration?.text("\(key).\(language)")
    }
  }

  private func shortcodeValues(in project: borrowing FileSystem.Folder) -> [String: String] {
    var values: [String: String] = [:]
    for key in configuration?.keys("params") ?? [] {
      guard let text = configuration?.text("params." + key), text.utf8.count <= 1024 else { continue }
      values[ShortcodeValues.parameterPrefix + key.lowercased()] = text
    }
    let names = OwnShortcodes.codeNames(at: configurationFolder, in: project)
    if !names.isEmpty { values[ShortcodeValues.codeNames] = names.joined(separator: " ") }
    return values
  }
}
