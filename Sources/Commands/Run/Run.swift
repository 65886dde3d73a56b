internal import BundledContent
internal import CSystem
internal import ContentSource
internal import Glibc
internal import Markdown
internal import PortfolioModel
internal import TerminalText
internal import Visit

/// One run of a command: its command line, its environment, its content and its output.
///
/// Every command is a function of a run (``CommandDefinition/run``), and works the same locally and over SSH.
struct Run {
  let command: CommandDefinition?
  let operands: [String]
  let options: Options
  /// The values of options, and what set them.
  let values: [String: Invocation.Value]
  /// The arguments without the name of the command.
  let arguments: [String]
  let audience: Audience
  let environment: RunEnvironment
  let appearance: Appearance
  let output: Output
  /// The content that a service has loaded; nil if the run loads its content.
  let served: ServedContent?
  /// Opens the files of the service's content; nil if the run opens files itself.
  var visitFiles: (any VisitFiles)?
  /// Parses the pages of this run, and caches the documents.
  let parser: PageParser

  init(_ invocation: Invocation, environment: RunEnvironment, output: Output, served: ServedContent? = nil) {
    command = invocation.command
    operands = invocation.operands
    arguments = invocation.arguments
    options = invocation.options
    values = invocation.values
    audience = invocation.audience
    self.environment = environment
    appearance = Appearance(
      invocation.options.look, environment: environment, usesPager: invocation.options.usesPager,
      dictionaries: served?.dictionaries ?? HyphenationDictionaries())
    self.output = output
    self.served = served
    parser = PageParser(served: served, isTrusted: invocation.options.showsBundledContent)
  }

  /// Whether the run opens the UI or the linear mode instead of printing.
  var isInteractive: Bool {
    if command != nil || options.showsHelp || options.showsVersion { return false }
    return options.isLinear || environment.hasKeyboard && operands.count < 2 && !options.isRaw
  }

  /// Refuses operands beyond those that the command takes.
  func refuseExtraOperands() throws(Failure) {
    guard let command, operands.count > command.operands.count.upperBound, !options.listsWords else { return }
    let word = operands[command.operands.count.upperBound]
    throw .usage("unexpected word '\(word)' after '\(command.name)'; see 'help \(command.name)'")
  }
}

// MARK: Content

extension Run {
  /// Returns the content of the service, of standard input, of the path that `--content` names, or the bundled
  /// content.
  func portfolio() throws(Failure) -> Portfolio {
    if let served { return served.portfolio }
    if let input = options.input { return Portfolio(ContentTree(page: input, name: "standard input")) }
    return try Self.portfolio(
      in: options.content, showsDrafts: options.showsDrafts, language: options.language,
      followsLinks: options.followsLinks)
  }

  /// Loads the content of a folder or file, or the bundled content.
  /// - Throws: an error message if the content has no page.
  static func portfolio(
    in folder: String?, showsDrafts: Bool, language: String? = nil, followsLinks: Bool = false
  ) throws(Failure) -> Portfolio {
    let visibility = Portfolio.Visibility(showsDrafts: showsDrafts, today: .today)
    let portfolio = Portfolio(
      try tree(in: folder, language: language, followsLinks: followsLinks), visibility: visibility)
    if portfolio.pages.isEmpty, portfolio.welcome == nil {
      let count = portfolio.leftOut.count
      let hidden =
        count == 0
        ? "" : ": \(count) \(count == 1 ? "file is" : "files are") left out; 'check --all' says why"
      let reason = portfolio.problems.first.map { " (\($0))" } ?? hidden
      throw .failed("there is no page in \(folder ?? "the bundled content")\(reason)")
    }
    return portfolio
  }

  /// Reads the files of a folder, a single file, or the bundled content.
  static func tree(
    in path: String?, language: String? = nil, findsOutsideFiles: Bool = false, followsLinks: Bool = false
  ) throws(Failure) -> ContentTree {
    if let path {
      do {
        return try ContentLoader.load(
          path, language: language, findsOutsideFiles: findsOutsideFiles, followsLinks: followsLinks)
      } catch {
        throw .failed(error.description)
      }
    }
    var tree = ContentTree()
    for entry in BundledContent.entries {
      if entry.path.hasSuffix(".md") || entry.path.hasSuffix(".markdown") {
        let bytes = entry.text.withUTF8Buffer { Array($0) }
        tree.files.append(ContentTree.File(path: entry.path, bytes: bytes))
      } else {
        tree.otherPaths.insert(entry.path)
      }
    }
    return tree
  }

  /// Returns the place that a word names: `section/slug#anchor` or `slug#anchor`.
  /// - Throws: an error message that suggests other pages, if there is no such page.
  func place(_ word: String, in portfolio: Portfolio) throws(Failure) -> Place {
    let (path, anchor) = Place.split(word)
    switch portfolio.find(path) {
    case .page(let page): return Place(page: page.id, anchor: anchor)
    case .ambiguous(let ids):
      throw .usage("'\(word)' is the name of several pages: \(ids.joined(separator: ", "))")
    case .nothing:
      if let section = portfolio.sections.first(where: { $0.name == path }) {
        let count = section.pages.count
        throw .usage(
          "'\(word)' is a section; 'ls \(section.name)' lists its \(count) \(count == 1 ? "page" : "pages")")
      }
      let near = Suggestions.nearest(to: path, among: portfolio.pages.map(\.id))
      let commands = Suggestions.nearest(to: path, among: CommandDefinition.all(for: audience).map(\.name))
      let words = near.isEmpty ? commands.filter { $0 != path } : near
      let hint = words.isEmpty ? "; 'ls' lists them all" : Suggestions.sentence(words)
      let isPath = words.isEmpty && audience == .owner && (word.contains("/") || word.contains("."))
      throw .usage("there is no page \(isPath ? "or file " : "")'\(word)'\(hint)")
    }
  }
}

// MARK: Output

extension Run {
  /// Writes lines.
  func write(_ lines: [Line]) throws(Failure) {
    for line in lines { try write(line) }
  }

  private func write(_ line: Line) throws(Failure) {
    let repertoire = appearance.repertoire
    // A long page to a pipe has a million lines, which are not copied.
    if repertoire == .unicode {
      try output.write { appearance.encoder.encode(line, into: &$0) }
    } else {
      try output.write { appearance.encoder.encode(line.limited(to: repertoire), into: &$0) }
    }
  }

  /// Writes lines while they are generated, so that a long page needs little memory.
  /// - Parameters:
  ///   - pictures: decodes the pictures in the lines; nil if there are none.
  ///   - generate: passes each line to its argument, which writes it. Lines after a write error are dropped.
  func stream(_ pictures: PicturePrinter? = nil, _ generate: ((Line) -> Void) -> Void) throws(Failure) {
    var failure: Failure?
    generate { line in
      guard failure == nil else { return }
      do throws(Failure) {
        if let pictures, line.picture != nil { return try write(line, with: pictures) }
        try write(line)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  private func write(_ line: Line, with pictures: PicturePrinter) throws(Failure) {
    try write(pictures.lines(for: line))
    for command in pictures.commands(after: line) { try output.write { $0 += command.utf8 } }
  }
}

extension CalendarDate {
  /// The current date and time in the local time zone; nil if the year of the clock is outside the calendar's range.
  static var today: CalendarDate? {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    let time = Time(
      hour: Int(parts.tm_hour), minute: Int(parts.tm_min), offset: Int(parts.tm_gmtoff) / 60)
    return CalendarDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))?.with(time)
  }
}
