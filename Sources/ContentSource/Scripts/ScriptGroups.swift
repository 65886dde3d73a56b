/// The groups of pages in the sidebar of a script, `{ text: 'Title', items: [...] }`, with the lines of their objects.
struct ScriptGroups {
  /// Groups precede those within them.
  private(set) var groups: [(title: String, lines: Range<Int>)] = []

  private static let titleKeys: Set<String> = ["text", "label", "title"]
  private static let pageKeys: Set<String> = ["items", "children", "autogenerate"]
  /// The largest script that is searched, in bytes.
  private static let largestScript = 512 << 10

  private struct Object {
    var line: Int
    var title: String?
    var hasPages = false
  }

  init(in script: [UInt8]) {
    if script.count > Self.largestScript { return }
    var scanner = ScriptScanner(text: Array(String(decoding: script, as: UTF8.self).unicodeScalars))
    var objects: [Object] = []
    while let token = scanner.next() {
      switch token {
      case .mark("{"): objects.append(Object(line: scanner.line))
      case .mark("}"):
        if let object = objects.popLast(), let title = object.title, object.hasPages {
          groups.append((title, object.line..<scanner.line + 1))
        }
      case .mark: continue
      case .word(let word), .string(let word):
        guard !objects.isEmpty, scanner.skipColon() else { continue }
        let last = objects.count - 1
        if Self.titleKeys.contains(word), let text = scanner.string(), !text.isEmpty {
          objects[last].title = objects[last].title ?? text
        } else if Self.pageKeys.contains(word) {
          objects[last].hasPages = true
        }
      }
    }
    groups.sort { left, right in
      left.lines.lowerBound == right.lines.lowerBound
        ? left.lines.upperBound > right.lines.upperBound : left.lines.lowerBound < right.lines.lowerBound
    }
  }
}
