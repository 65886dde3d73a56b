/// Reduces containers between fences of colons: `:::note Title` … `:::`.
///
/// Docusaurus, VitePress, VuePress, remark-directive and Pandoc share them. Notices become alerts, `details` becomes HTML,
/// and of others the title and the content stay. Components of Nuxt Content have two colons or more. The blocks of PyMdown
/// Extensions have slashes: `/// note | Title` … `///`.
struct FencedContainers {
  private let markdown: ScannedMarkdown
  private var edits = Edits()
  private var open: [Container] = []
  /// Whether two colons are enough, and properties and slots may be within a container.
  private let isNuxt: Bool
  /// The index of the heading that is the title of the last opened callout of Quarto.
  private var titleLine: Int?
  /// The byte that fences are made of.
  private let mark: UInt8

  /// A container whose closing fence has not been found yet.
  private struct Container {
    let colons: Int
    let kind: Kind
    /// Whether its fence has attributes and no name, as Pandoc's.
    let isNameless: Bool
    /// Whether lines within it begin tabs.
    let hasTabs: Bool
    /// Whether it is a directive between backticks, which no other fence than its own closes.
    let isExact: Bool
    /// The index of the line of the opening fence.
    let line: Int
    /// The depth of list items and quotes around the opening fence, and the marks with which a further line in them
    /// begins.
    let depth: Int
    let prefix: [UInt8]
  }

  /// The maximum number of open containers. Each line begins with the marks of all of them, so deeper ones would take
  /// quadratic time.
  private static let maximumDepth = 16

  private enum Kind {
    case alert, details, content
  }

  static func edits(in markdown: ScannedMarkdown, _ dialect: Dialect) -> Edits {
    edits(
      of: FencedContainers(
        markdown: markdown, isNuxt: dialect.contains(.nuxtComponents), mark: UInt8(ascii: ":")))
  }

  /// Reduces the blocks of PyMdown Extensions.
  static func slashEdits(in markdown: ScannedMarkdown) -> Edits {
    edits(of: FencedContainers(markdown: markdown, isNuxt: false, mark: UInt8(ascii: "/")))
  }

  private static func edits(of containers: FencedContainers) -> Edits {
    var containers = containers
    let markdown = containers.markdown
    var index = 0
    while index < markdown.lines.count {
      containers.reduceLine(index)
      index += 1 + containers.removeProperties(after: index) + containers.removeOptions(after: index)
      if let title = containers.titleLine, title >= index { index = title + 1 }
    }
    if let last = markdown.lines.last {
      while !containers.open.isEmpty { containers.close(at: last.end) }
    }
    return containers.edits
  }

  private init(markdown: ScannedMarkdown, isNuxt: Bool, mark: UInt8) {
    self.markdown = markdown
    self.isNuxt = isNuxt
    self.mark = mark
  }

  private mutating func reduceLine(_ index: Int) {
    let line = markdown.lines[index]
    while let last = open.last, isOutside(line, last) { close(at: line.start) }
    let text = markdown.text(of: line)
    guard !line.isCode, text.starts(with: repeatElement(mark, count: isNuxt ? 2 : 3)),
      !markdown.isCode(line.textStart)
    else {
      if isSlot(line) { edits.remove(line.textStart..<line.end) }
      if let title = tabTitle(line) {
        let prefix = quoted(markdown.continuationPrefix(of: line))
        let start = line.kind == .continuation ? "\n\(prefix)" : ""
        edits.replace(line.textStart..<line.end, with: "\(start)**\(title)**\n\(prefix)")
      }
      return quote(line)
    }
    let rest = text.drop { $0 == mark }
    let colons = text.count - rest.count
    let isExact = DirectiveFence.isExact(rest)
    let info = isExact ? exactInfo(rest) : rest.trimmed
    if info.isEmpty {
      let closed = isExact ? open.lastIndex(where: \.isExact) : containerClosed(by: colons, line)
      guard let last = closed else {
        if isExact { edits.remove(line.textStart..<line.end) }
        return quote(line)
      }
      while open.count > last + 1 { close(at: line.start) }
      closeLine(line)
    } else if open.count < Self.maximumDepth, let fence = openingFence(info, index) {
      open(fence, colons: colons, line, index, isExact: isExact)
    } else {
      quote(line)
    }
  }

  /// What follows the mark of a directive between backticks; empty for its closing fence.
  private func exactInfo(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let info = rest.dropFirst(2).trimmed
    return info.isEmpty ? [] : [DirectiveFence.literal] + info
  }

  /// The container that a fence without a name closes, with those within it; nil if there is none.
  ///
  /// Pandoc closes the innermost container. The parsers of VitePress and Docusaurus look for the end of a container
  /// before they read its content, so that a fence closes the outermost one that is not longer.
  private func containerClosed(by colons: Int, _ line: ScannedMarkdown.Line) -> Int? {
    if mark == UInt8(ascii: "/") { return open.lastIndex { $0.colons == colons && $0.depth == line.depth } }
    let open = open[(open.lastIndex(where: \.isExact).map { $0 + 1 } ?? 0)...]
    if !isNuxt, !open.contains(where: \.isNameless) {
      let outermost = open.firstIndex { $0.colons <= colons && $0.depth == line.depth }
      if let outermost { return outermost }
    }
    guard let last = open.lastIndex(where: { $0.colons == colons }) ?? open.indices.last else { return nil }
    return open[last].colons <= colons ? last : nil
  }

  /// Whether a line names the slot of a component in which the next lines are: `#footer`.
  private func isSlot(_ line: ScannedMarkdown.Line) -> Bool {
    let text = markdown.text(of: line)
    guard isNuxt, !open.isEmpty, !line.isCode, text.count > 1, text.first == UInt8(ascii: "#") else {
      return false
    }
    return text.dropFirst().allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
  }

  /// The title of the tab that a line within `::: tabs` begins: `== Title` of VitePress' plugin, `@tab Title` of VuePress'.
  private func tabTitle(_ line: ScannedMarkdown.Line) -> String? {
    guard open.last?.hasTabs == true, !line.isCode else { return nil }
    let text = markdown.text(of: line)
    let mark = ["== ", "@tab ", "@tab:active "].first { text.starts(with: $0.utf8) }
    guard let mark else { return nil }
    let title = String(decoding: text.dropFirst(mark.utf8.count).trimmed, as: UTF8.self)
    var name = title
    // VuePress has an identifier behind the title: `@tab Title#id`.
    if mark != "== ", let sign = title.lastIndex(of: "#"), let last = title[..<sign].last, last != " " {
      let id = title[title.index(after: sign)...]
      if !id.isEmpty, !id.contains(" ") { name = String(title[..<sign]) }
    }
    return name.isEmpty ? nil : name.split(separator: " ").joined(separator: " ")
  }

  /// Removes the properties of a component, which are YAML between two lines `---` below its opening fence, except its
  /// title and its description. Returns how many lines they are.
  private mutating func removeProperties(after index: Int) -> Int {
    let markdown = markdown
    func isFence(_ line: ScannedMarkdown.Line) -> Bool { markdown.text(of: line).elementsEqual("---".utf8) }
    guard isNuxt, let container = open.last, container.line == index, index + 1 < markdown.lines.count,
      isFence(markdown.lines[index + 1]),
      let last = markdown.lines[(index + 2)...].prefix(Self.maximumProperties).firstIndex(where: isFence)
    else { return 0 }
    for line in markdown.lines[(index + 1)...last] {
      let pair = markdown.text(of: line).split(separator: UInt8(ascii: ":"), maxSplits: 1)
      let key = pair.count == 2 ? String(decoding: pair[0], as: UTF8.self) : ""
      var text = ""
      if ["title", "description", "label", "text", "headline"].contains(key) {
        let value = pair[1].trimmed.filter { $0 != UInt8(ascii: "\"") }
        text = MarkdownText.escaped(String(decoding: value, as: UTF8.self))
        let prefix = quoted(markdown.continuationPrefix(of: line))
        text = "\(key == "title" ? "**\(text)**" : text)\n\(prefix)"
      }
      quote(line)
      edits.replace(line.textStart..<line.end, with: text)
    }
    return last - index
  }

  /// The lines of options, such as `type: warning`, below the opening fence of a block of PyMdown Extensions. They are
  /// indented by four columns.
  private func options(after index: Int) -> Range<Int> {
    let margin = markdown.lines[index].indentation + 4
    let lines = markdown.lines[(index + 1)...].prefix(Self.maximumProperties)
    return lines.prefix { $0.kind == .continuation && $0.indentation >= margin }.indices
  }

  /// Removes the options of a block. Returns how many lines they are.
  private mutating func removeOptions(after index: Int) -> Int {
    guard mark == UInt8(ascii: "/"), open.last?.line == index else { return 0 }
    let options = options(after: index)
    for number in options { edits.removeLine(markdown.lines[number], in: markdown) }
    return options.count
  }

  private func openingFence(_ info: ArraySlice<UInt8>, _ index: Int) -> OpeningFence? {
    guard mark == UInt8(ascii: "/") else { return OpeningFence(info) }
    let type = options(after: index).lazy.compactMap { number -> String? in
      let pair = markdown.text(of: markdown.lines[number]).split(separator: UInt8(ascii: ":"), maxSplits: 1)
      guard pair.count == 2, pair[0].elementsEqual("type".utf8) else { return nil }
      return String(decoding: pair[1].trimmed, as: UTF8.self)
    }.first
    return OpeningFence(block: info, type: type)
  }

  /// The maximum number of lines of the properties of a component.
  private static let maximumProperties = 64

  /// Whether a line is behind the end of the list item or the quote that a container is in.
  private func isOutside(_ line: ScannedMarkdown.Line, _ container: Container) -> Bool {
    if line.kind == .blank {
      let marks = markdown.leadingMarks(of: line, upTo: container.prefix.count)
      return container.prefix.dropFirst(marks.count).contains(UInt8(ascii: ">"))
    }
    return line.depth < container.depth || line.opensContainer && line.depth == container.depth
  }

  /// Inserts the marks of the open alerts into a line, behind the marks of the list items and quotes around each. A line
  /// with fewer marks, such as a blank one, gets those that it does not have.
  private mutating func quote(_ line: ScannedMarkdown.Line) {
    var length = 0
    for container in open where container.kind == .alert {
      let marks = markdown.leadingMarks(of: line, upTo: container.prefix.count)
      let missing = container.prefix.dropFirst(max(length, marks.count))
      length = max(length, container.prefix.count)
      edits.replace(marks.endIndex..<marks.endIndex, with: Array(missing) + "> ".utf8)
    }
  }

  /// Marks of list items and quotes with those of the open alerts between them.
  private func quoted(_ prefix: [UInt8]) -> String {
    var result: [UInt8] = []
    var length = 0
    for container in open where container.kind == .alert {
      result += prefix.prefix(container.prefix.count).dropFirst(length)
      result += "> ".utf8
      length = max(length, container.prefix.count)
    }
    return String(decoding: result + prefix.dropFirst(length), as: UTF8.self)
  }

  private mutating func open(
    _ fence: OpeningFence, colons: Int, _ line: ScannedMarkdown.Line, _ index: Int, isExact: Bool
  ) {
    let marks = markdown.continuationPrefix(of: line)
    let prefix = quoted(marks)
    quote(line)
    // A paragraph or HTML before the fence ends with a blank line.
    let isJoined = line.kind == .continuation || line.kind == .htmlContinuation
    let start = isJoined ? "\n\(prefix)" : ""
    let range = line.textStart..<line.end
    let kind: Kind
    if let callout = CalloutKind.kind(of: fence.type ?? fence.name) {
      kind = .alert
      let heading = fence.isNameless && fence.title.isEmpty ? takeHeading(below: index) : ""
      let isNamed = fence.title.isEmpty && fence.type == nil && heading.isEmpty
      let title = (fence.title + heading).isEmpty ? "" : " " + fence.title + heading
      edits.replace(
        range, with: "\(start)> [!\(isNamed ? fence.name.uppercased() : callout)]\(fence.folding)\(title)")
    } else if fence.name == "details" {
      kind = .details
      let title = fence.title.isEmpty ? "Details" : fence.title
      edits.replace(
        range,
        with:
          "\(start)\(MarkdownText.details(title, isOpen: fence.folding == "+", prefix: prefix))\n\(prefix)")
    } else {
      kind = .content
      edits.replace(range, with: fence.title.isEmpty ? start : "\(start)**\(fence.title)**\n\(prefix)")
    }
    open.append(
      Container(
        colons: colons, kind: kind, isNameless: fence.isNameless,
        hasTabs: fence.name == "tabs" || fence.name == "code-tabs", isExact: isExact, line: index,
        depth: line.depth, prefix: marks))
  }

  /// Removes the heading with which the content of a callout begins, and returns its text: Quarto's form of the title.
  private mutating func takeHeading(below index: Int) -> String {
    let next = markdown.lines[(index + 1)...].prefix(2).firstIndex { $0.kind != .blank }
    guard let next, markdown.lines[next].kind == .heading,
      markdown.lines[next].depth == markdown.lines[index].depth
    else { return "" }
    titleLine = next
    for line in markdown.lines[(index + 1)...next] { edits.removeLine(line, in: markdown) }
    let text = markdown.text(of: markdown.lines[next]).drop { $0 == UInt8(ascii: "#") }.trimmed
    return String(decoding: text, as: UTF8.self)
  }

  /// Replaces the closing fence of the innermost container.
  private mutating func closeLine(_ line: ScannedMarkdown.Line) {
    let last = open.removeLast()
    quote(line)
    let prefix = quoted(last.prefix)
    edits.replace(
      line.textStart..<line.end, with: last.kind == .details ? "\n\(prefix)</details>\n\(prefix)" : "")
  }

  /// Ends the innermost container, which has no closing fence.
  private mutating func close(at offset: Int) {
    let last = open.removeLast()
    if last.kind == .details { edits.insert("\n\(quoted(last.prefix))</details>\n\n", at: offset) }
  }
}
