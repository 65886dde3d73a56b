/// The tree of files that shortcodes of Hextra make: `{{< filetree/folder name="a" >}}` within `{{< filetree/container >}}`.
extension TemplateReducer {
  /// Whether the content of a container is folders and files and nothing else, so that a list of them shows all of it.
  func isFileTree(_ nodes: [TemplateTree.Node]) -> Bool {
    nodes.allSatisfy { node in
      switch node {
      case .text(let range): markdown.bytes[range].allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
      case .tag(let tag, let children, _):
        tag.isClosing || ["filetree/folder", "filetree/file"].contains(tag.name) && isFileTree(children)
      case .verbatim: false
      }
    }
  }

  /// A list in place of the tags; the names of folders end in a slash.
  func fileTree(_ nodes: [TemplateTree.Node], _ place: TagPlace) -> [UInt8] {
    Array(fileTreeLines(nodes, depth: 0).joined(separator: [UInt8(ascii: "\n")] + place.prefix))
  }

  private func fileTreeLines(_ nodes: [TemplateTree.Node], depth: Int) -> [[UInt8]] {
    nodes.flatMap { node -> [[UInt8]] in
      guard case .tag(let tag, let children, _) = node, !tag.isClosing else { return [] }
      let name = MarkdownText.escaped(tag.arguments.first(or: "name") ?? "")
      let line =
        String(repeating: "  ", count: depth) + "- \(name)\(tag.name == "filetree/folder" ? "/" : "")"
      return [Array(line.utf8)] + fileTreeLines(children, depth: depth + 1)
    }
  }
}
