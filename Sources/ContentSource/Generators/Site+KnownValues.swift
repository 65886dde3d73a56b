internal import Dialects

extension Site {
  /// What is known to all pages: from the configuration, and from files of the project that are no pages.
  /// - Parameter bibliographies: the paths of files in which pages may find the works that they cite, beside those of the
  ///   configuration.
  func knownValues(
    in project: borrowing FileSystem.Folder, citing bibliographies: [String] = []
  ) -> KnownValues {
    var values = KnownValues()
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
      values.works = Bibliography.works(in: paths + own + bibliographies, of: project)
    } else if generator.dialect.contains(.hiddenLines) {
      values.hiddenLinePrefixes = hiddenLinePrefixes
    } else if generator.dialect.contains(.logseqMacros) {
      values.macros = LogseqConfiguration.macros(at: configurationFolder, in: project)
    } else if generator.dialect.contains(.hugo) {
      values.parameters = parameters
      values.codeShortcodes = OwnShortcodes.codeNames(at: configurationFolder, in: project)
    } else if dialect.contains(.liquid), let configuration {
      for (key, text) in configuration.topTexts {
        values.variables["site." + key] = text
        values.variables["config." + key] = text
      }
      // The plugin of macros for MkDocs has these as variables.
      let extras = dialect.contains(.materialMarks) ? configuration.keys("extra") : []
      for key in extras { values.variables[key] = configuration.text("extra." + key) }
    }
    return values
  }

  private var hiddenLinePrefixes: [String: String] {
    let key = "output.html.code.hidelines"
    return (configuration?.keys(key) ?? []).reduce(into: [:]) { prefixes, language in
      prefixes[language] = configuration?.text("\(key).\(language)")
    }
  }

  /// The parameters of Hugo's configuration.
  private var parameters: [String: String] {
    (configuration?.keys("params") ?? []).reduce(into: [:]) { parameters, key in
      guard let text = configuration?.text("params." + key), text.utf8.count <= 1024 else { return }
      parameters[key.lowercased()] = text
    }
  }
}
