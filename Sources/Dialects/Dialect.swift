package import Markdown

/// The syntax of other programs that pages may contain beside GitHub's Markdown.
package struct Dialect: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  private init(bit: UInt32) { self.init(rawValue: 1 << bit) }

  /// Tags of Liquid and its relatives (Jekyll, Eleventy, Hexo), and shortcodes of Hugo and Zola.
  package static let templates = Dialect(bit: 0)
}

/// The Markdown of a page with its dialects reduced to GitHub's Markdown and HTML.
package struct ReducedMarkdown {
  /// UTF-8 without front matter.
  package var bytes: ArraySlice<UInt8>
  /// The numbers of its lines in the file.
  package var lines: LineMap
}

extension Dialect {
  /// Returns Markdown with the syntax of these dialects reduced to GitHub's Markdown and HTML.
  ///
  /// Code does not change, with the exception of tags that surround it.
  ///
  /// - Parameters:
  ///   - body: UTF-8 without front matter.
  ///   - firstLine: the number in the file of the first line of `body`, from 1.
  package func reduce(_ body: ArraySlice<UInt8>, firstLine: Int = 1) -> ReducedMarkdown {
    var result = ReducedMarkdown(bytes: body, lines: LineMap(first: firstLine))
    let marks = Marks(in: body)
    var scanned: ScannedMarkdown?
    for pass in Self.passes where !isDisjoint(with: pass.dialects) && !marks.isDisjoint(with: pass.marks) {
      let markdown = scanned ?? ScannedMarkdown(Array(result.bytes))
      let edits = pass.edits(markdown)
      scanned = edits.isEmpty ? markdown : nil
      if !edits.isEmpty { result.bytes = edits.applied(to: markdown.bytes, &result.lines)[...] }
    }
    return result
  }

  /// A step of the reduction, which is left out for pages without its marks.
  private struct Pass {
    let dialects: Dialect
    let marks: Marks
    let edits: @Sendable (ScannedMarkdown) -> Edits
  }

  /// The steps in their order: templates run first, as in the programs that expand them.
  private static let passes: [Pass] = [
    Pass(dialects: .templates, marks: .braces, edits: Shortcodes.edits)
  ]
}
