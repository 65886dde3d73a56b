internal import BundledContent
internal import CSystem
internal import Glibc
internal import Markdown
internal import ContentSource
internal import PortfolioModel
internal import TerminalText

/// One run of a command: what it was asked, what it finds, where it writes.
struct Run {
  let command: CommandDefinition?
  let operands: [String]
  let options: Options
  let surroundings: Surroundings
  let appearance: Appearance
  let output: Output
  /// The arguments without the command's name.
  let arguments: [String]
  let audience: Audience
  /// What a service has loaded; nil where the content is loaded for this run.
  let served: ServedContent?

  init(_ invocation: Invocation, surroundings: Surroundings, output: Output, served: ServedContent? = nil) {
    command = invocation.command
    operands = invocation.operands
    arguments = invocation.arguments
    options = invocation.options
    audience = invocation.audience
    self.surroundings = surroundings
    appearance = Appearance(invocation.options.look, surroundings: surroundings)
    self.output = output
    self.served = served
    parser = PageParser(served: served, isUntried: invocation.options.content != nil)
  }

  /// Whether it opens the UI, or the linear mode, instead of printing: no command, and a keyboard.
  var isInteractive: Bool {
    if command != nil || options.showsHelp || options.showsVersion { return false }
    return options.isLinear || surroundings.hasKeyboard && operands.count < 2 && !options.isRaw
  }

  /// The folder that a person named, if they did.
  var contentFolder: String? { options.content }

  /// Parses pages; its cache lives as long as the run.
  let parser: PageParser

  /// The content: what is served, or else a folder if one was named, or else the bundled one.
  func portfolio() throws(Failure) -> Portfolio {
    if let served { return served.portfolio }
    return try Self.portfolio(in: contentFolder, showsDrafts: options.showsDrafts, language: options.language)
  }

  /// Loads the content of a folder, or the bundled one.
  static func portfolio(
    in folder: String?, showsDrafts: Bool, language: String? = nil
  ) throws(Failure) -> Portfolio {
    let visibility = Portfolio.Visibility(showsDrafts: showsDrafts, today: .today)
    let portfolio = Portfolio(try tree(in: folder, language: language), visibility: visibility)
    if portfolio.pages.isEmpty, portfolio.welcome == nil {
      let reason = portfolio.problems.first.map { " (\($0))" } ?? ""
      throw .failed("there is no page in \(folder ?? "the bundled content")\(reason)")
    }
    return portfolio
  }

  /// The files of a folder, or of the bundled content.
  static func tree(in folder: String?, language: String? = nil) throws(Failure) -> ContentTree {
    if let folder {
      do {
        return try ContentLoader.load(directory: folder, language: language)
      } catch {
        throw .failed(error.description)
      }
    }
    var tree = ContentTree()
    for entry in BundledContent.entries {
      if PagePath.isMarkdown(entry.path) {
        let bytes = entry.text.withUTF8Buffer { Array($0) }
        tree.files.append(ContentTree.File(path: entry.path, bytes: bytes))
      } else {
        tree.otherPaths.insert(entry.path)
      }
    }
    return tree
  }

  /// The place that a word names, `section/slug#anchor` or `slug#anchor`.
  /// - Throws: a sentence that says why there is no such page, and what is near.
  func place(_ word: String, in portfolio: Portfolio) throws(Failure) -> Place {
    let (path, anchor) = Place.split(word)
    switch portfolio.find(path) {
    case .page(let page): return Place(page: page.id, anchor: anchor)
    case .ambiguous(let ids):
      throw .usage("'\(word)' is the name of several pages: \(ids.joined(separator: ", "))")
    case .nothing:
      if let section = portfolio.sections.first(where: { $0.name == path }) {
        throw .usage("'\(word)' is a section; 'ls \(section.name)' lists its \(section.pages.count) pages")
      }
      let near = Suggestions.nearest(to: path, among: portfolio.pages.map(\.id))
      let commands = Suggestions.nearest(to: path, among: CommandDefinition.of(audience).map(\.name))
      let words = near.isEmpty ? commands.filter { $0 != path } : near
      let hint = words.isEmpty ? "; 'ls' lists them all" : Suggestions.sentence(words)
      throw .usage("there is no page '\(word)'\(hint)")
    }
  }

  /// Prints lines as the output wants them.
  func write(_ lines: [Line]) throws(Failure) {
    for line in lines { try output.write { appearance.encoder.encode(line, into: &$0) } }
  }

  /// Prints lines as they are made; the first error ends the printing, and is thrown when they have ended.
  func stream(_ make: ((Line) -> Void) -> Void) throws(Failure) {
    var failure: Failure?
    make { line in
      guard failure == nil else { return }
      do throws(Failure) {
        try output.write { appearance.encoder.encode(line, into: &$0) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Refuses operands beyond those that the command takes.
  func refuseExtraOperands() throws(Failure) {
    guard let command, operands.count > command.operands.count.upperBound else { return }
    throw .usage(
      "'\(command.name)' does not know what to do with '\(operands[command.operands.count.upperBound])';"
        + " see 'help \(command.name)'")
  }
}

extension CalendarDate {
  /// The day it is here; nil where the clock is off the calendar.
  static var today: CalendarDate? {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return CalendarDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
  }
}
