import Markdown
import PortfolioModel
import TerminalText

/// Copying parts of the page to the terminal's clipboard.
extension State {
  /// Opens the list of what can be copied: the code and the addresses in sight from the top of the screen, the section,
  /// the page, and the command that opens this place.
  mutating func openCopies() {
    guard reader.page != nil else { return }
    let rows = copiesInSight.sorted { $0.line < $1.line }.map(\.copy) + wholeCopies
    overlay = Overlay(
      kind: .copies, title: "Copy",
      rows: rows.map { copy in
        let text = Line([Span(copy.name + ": ", theme[.key]), Span(copy.label.truncated(to: 60))])
        return Overlay.Row(text: text, destination: .clipboard(copy.text, name: copy.name))
      })
  }

  /// Copies a text if the terminal's clipboard takes it.
  mutating func copy(_ text: ClipboardText, name: FilteredText) -> [Effect] {
    if text.isTooLong {
      message =
        name + FilteredText(" is too long for the terminal's clipboard (\(text.string.utf8.count / 1000) KB)")
      return []
    }
    guard configuration.hasClipboard else {
      message = "This terminal has no clipboard for programs"
      return []
    }
    message = name + " was sent to the terminal's clipboard"
    return [.copy(text)]
  }

  private struct Copy {
    var name: FilteredText
    var label: FilteredText
    var text: ClipboardText
  }

  /// The blocks of code and the addresses on the screen, with the line on which each begins.
  private var copiesInSight: [(line: Int, copy: Copy)] {
    let viewport = reader.viewport
    let visible = viewport.top..<min(viewport.lines.count, viewport.top + viewport.height)
    var copies: [(line: Int, copy: Copy)] = []
    var collector = CodeBlockCollector()
    collector.visit(reader.document)
    for block in collector.blocks {
      guard let line = visible.first(where: { viewport.lines[$0].sourceLine == block.line }) else { continue }
      let label = block.text.split(separator: "\n").first.map { FilteredText($0) } ?? ""
      copies.append((line, Copy(name: "Code", label: label, text: ClipboardText(lines: block.text))))
    }
    var addresses: Set<Hyperlink> = []
    for line in visible {
      for span in viewport.lines[line].spans + (viewport.lines[line].margin?.spans ?? []) {
        guard case .address(let address) = span.target, addresses.insert(address).inserted else { continue }
        copies.append(
          (line, Copy(name: "Address", label: address.text, text: ClipboardText(address.text))))
      }
    }
    return copies
  }

  /// The section at the top, the page, and the command.
  private var wholeCopies: [Copy] {
    guard let page = reader.page else { return [] }
    let source = String(decoding: page.file, as: UTF8.self)
    var copies: [Copy] = []
    if let heading = reader.currentHeading {
      let next = reader.outline.first { $0.line > heading.line && $0.level <= heading.level }
      // Splitting at scalars keeps the carriage return of a CR LF, which is a single character.
      let lines = source.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      let section = lines[
        min(heading.line - 1, lines.count)..<min(next.map { $0.line - 1 } ?? .max, lines.count)]
      let text = section.map { String($0) }.joined(separator: "\n")
      copies.append(
        Copy(name: "Section", label: FilteredText(heading.title), text: ClipboardText(lines: text)))
    }
    copies.append(
      Copy(name: "Page", label: FilteredText(page.title), text: ClipboardText(lines: source)))
    copies.append(Copy(name: "Command", label: address, text: ClipboardText(address)))
    return copies
  }
}

/// Collects the blocks of code of a document.
private struct CodeBlockCollector: DocumentWalker {
  private(set) var blocks: [(line: Int, text: String)] = []

  mutating func visit(_ block: Block) {
    if case .codeBlock(_, let text) = block.kind { blocks.append((block.line, text)) }
    descend(into: block)
  }
}
