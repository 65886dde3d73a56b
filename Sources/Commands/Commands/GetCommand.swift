internal import JSON
internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText

/// `get`: writes a file of the content's folder `files` as it is.
func runGet(_ run: Run) throws(Failure) {
  guard let word = run.operands.first else {
    throw .usage("'get' needs a file; 'ls --files' lists them")
  }
  let portfolio = try run.portfolio()
  let files = run.contentFiles(of: portfolio)
  let number = try files.number(of: word, in: portfolio)
  let name = files.entries[number].name
  if run.environment.isTerminal {
    throw .failed(
      "'\(name)' is written as it is, so the output must be a file or a pipe; type: \(run.fileCommand(name))")
  }
  let descriptor = run.served == nil ? files.open(number) : run.served?.openFile(number, run.visitFiles)
  guard let descriptor else { throw .failed("'\(name)' cannot be opened now") }
  try run.output.write(FileStream(descriptor, name: name))
}

/// `ls --files`: prints a row for each file that `get` writes.
func runListFiles(_ run: Run) throws(Failure) {
  if !run.operands.isEmpty { throw .usage("'--files' does not apply to a section; see 'help ls'") }
  let files = run.contentFiles(of: try run.portfolio()).offered
  if run.options.isJSON {
    let rows = files.map { file in
      JSON.object([("name", .string(file.name)), ("size", .integer(file.size))])
    }
    let text = JSON.array(rows).filteredText
    return try run.output.write { $0 += text.utf8 }
  }
  if !run.appearance.isTerminal {
    return try run.write(files.map { Line(FilteredText($0.name) + .tab + FilteredText("\($0.size)")) })
  }
  let theme = run.appearance.theme
  let width = files.map { FilteredText($0.name).columns }.max() ?? 0
  try run.write(
    files.map { file in
      let name = FilteredText(file.name)
      let line = Line([
        Span(name, theme[.link]), Span(FilteredText(repeating: " ", count: width - name.columns + 2)),
        Span(FilteredText(ByteCount(file.size).text), theme[.meta]),
      ])
      return line.truncated(to: run.appearance.width, mark: Span("…", theme[.meta]))
    })
}

/// A number of bytes in the unit that a person reads most easily.
struct ByteCount {
  let bytes: Int

  init(_ bytes: Int) { self.bytes = bytes }

  /// In units of 1000, as `ls --si` and file managers print it: `812 bytes`, `1.4 MB`.
  var text: String {
    if bytes < 1000 { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
    var (value, unit) = (bytes, "kB")
    if value >= 999_950 { (value, unit) = (value / 1000, "MB") }
    let tenths = (value + 50) / 100
    return tenths >= 100 ? "\((value + 500) / 1000) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
  }
}

extension Run {
  /// The files of the content that readers may take.
  func contentFiles(of portfolio: Portfolio) -> ContentFiles {
    served?.files ?? ContentFiles(content: options.content, of: portfolio)
  }

  /// Returns the command line that writes a file to one of the same name.
  var fileCommand: FileCommand {
    let isVisitor = audience == .visitor
    let program = isVisitor ? options.publicName?.invitation ?? "ssh HOST" : commandToReturn
    return { name in
      let last = name.split(separator: "/").last.map(String.init) ?? name
      var word = CommandWords.quoted(name)
      // SSH joins the words with spaces and the service splits them again, so quotation marks are quoted once more.
      if isVisitor, word != name { word = CommandWords.quoted(word) }
      let start = name.hasPrefix("-") ? "get -- " : "get "
      return "\(program) \(start)\(word) > \(CommandWords.quoted(last))"
    }
  }
}
