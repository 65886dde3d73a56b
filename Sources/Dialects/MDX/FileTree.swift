/// A tree of files that components make: `<Folder name="a"><File name="b" /></Folder>` within `<FileTree>` (Nextra), `<Files>`
/// (Fumadocs) or `<Tree>` (Mintlify). It becomes a list; the names of folders end in a slash.
struct FileTree {
  /// The components from the root's opening tag to its closing tag.
  let range: Range<Int>
  /// The lines of the list.
  let lines: [ArraySlice<UInt8>]

  static func isRoot(_ tag: JSXTag) -> Bool {
    !tag.isClosing && !tag.isSelfClosing && ["FileTree", "Files", "Tree"].contains(tag.name)
  }

  /// The result of reading a tree.
  enum Reading {
    case tree(FileTree)
    /// The root contains something else.
    case other
    /// The text ends within the tree.
    case unclosed
  }

  /// Reads the tree that begins with a tag.
  static func read(_ root: JSXTag, in markdown: ScannedMarkdown) -> Reading {
    let bytes = markdown.bytes
    var lines: [ArraySlice<UInt8>] = []
    var depth = 0
    var index = root.range.upperBound
    while true {
      let text = bytes[index...].drop { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
      guard !text.isEmpty else { return .unclosed }
      guard let tag = JSXTag(text) else { return .other }
      index = tag.range.upperBound
      if tag.isClosing, tag.name == root.name {
        return lines.isEmpty
          ? .other : .tree(FileTree(range: root.range.lowerBound..<tag.range.upperBound, lines: lines))
      }
      let kind = tag.name.split(separator: ".").last
      guard kind == "Folder" || kind == "File" else { return .other }
      if tag.isClosing {
        if kind == "Folder" { depth = max(0, depth - 1) }
        continue
      }
      let name = tag["name", "title", "label"] ?? tag.name
      let indentation = String(repeating: "  ", count: min(depth, maximumDepth))
      let line = indentation + "- " + MarkdownText.escaped(name) + (kind == "Folder" ? "/" : "")
      lines.append(Array(line.utf8)[...])
      if kind == "Folder", !tag.isSelfClosing { depth += 1 }
    }
  }

  /// The maximum depth of the list, below the parser's limit. Deeper names have this depth.
  private static let maximumDepth = 32
}
