package import Markdown

/// What a link on a page leads to.
package enum LinkResolution: Sendable, Equatable {
  /// A scheme of some kind, or a host: not ours to judge.
  case outside
  /// A page, and a heading of it where one is named.
  case place(Place)
  /// A file that is no page.
  case file
  /// Nothing lies there.
  case missing
}

extension Portfolio {
  /// Resolves the destination of a link on `page`, as its author wrote it.
  package func resolve(_ destination: Link.Destination, from page: Page) -> LinkResolution {
    switch destination {
    case .url(let url): resolve(url: url, from: page)
    case .name(let name): resolve(name: name, from: page)
    }
  }

  /// Resolves a URL or path: relative to the page's file, from the root, by id, or in the ways of Hugo, Zola
  /// and Jekyll.
  private func resolve(url destination: String, from page: Page) -> LinkResolution {
    if Self.hasScheme(destination) || destination.hasPrefix("//") { return .outside }
    let (address, fragment) = Place.split(destination)
    let anchor = fragment.map(Self.decodingPercents)
    var path = address
    if let query = path.firstIndex(of: "?") { path = String(path[..<query]) }
    if path.isEmpty { return .place(Place(page: page.id, anchor: anchor)) }
    path = Self.decodingPercents(in: path)
    if path.hasPrefix("@/") { path.removeFirst() }
    let folder = path.hasPrefix("/") ? [] : page.path.split(separator: "/").dropLast().map(String.init)
    // A page in a folder of its own is one level deeper on the web than in the files.
    for base in [folder, folder + [page.slug], []] {
      guard let joined = Self.joined(base, path) else { continue }
      if let target = target(at: joined) { return .place(Place(page: target.id, anchor: anchor)) }
      if otherPaths.contains(joined) || otherPaths.contains("static/" + joined) { return .file }
    }
    if case .page(let target) = find(path) { return .place(Place(page: target.id, anchor: anchor)) }
    return .missing
  }

  /// Resolves `[[name]]`: the name of a file in any folder, with as many of its folders as the author wrote.
  private func resolve(name: WikiName, from page: Page) -> LinkResolution {
    let (wanted, anchor) = (name.name, name.anchor)
    if wanted.isEmpty { return .place(Place(page: page.id, anchor: anchor)) }
    if let target = self.page(named: wanted, near: page) {
      return .place(Place(page: target.id, anchor: anchor))
    }
    if case .page(let target) = find(wanted) { return .place(Place(page: target.id, anchor: anchor)) }
    return otherPaths.contains(wanted) || otherNames.contains(wanted) ? .file : .missing
  }

  /// The page of a file, whose name may be written in capitals or not; of several the one with just this path,
  /// else the one in the same section, else the first.
  private func page(named wanted: String, near page: Page) -> Page? {
    let path = "/" + PagePath.withoutEnding(wanted).lowercased()
    let matches = pages(named: PagePath.name(of: wanted).lowercased()).compactMap {
      let own = "/" + PagePath.withoutEnding($0.path).lowercased()
      return own.hasSuffix(path) ? (page: $0, isWhole: own == path) : nil
    }
    let best =
      matches.first(where: \.isWhole) ?? matches.first { $0.page.section == page.section } ?? matches.first
    return best?.page
  }

  private func target(at path: String) -> Page? {
    if path.isEmpty { return welcome }
    for candidate in [path, path + ".md", path + "/index.md", path + "/_index.md"] {
      if let page = page(path: candidate) ?? page(candidate) { return page }
    }
    if let section = sections.first(where: {
      $0.name == path || path == $0.name + "/index.md" || path == $0.name + "/_index.md"
    }) {
      return section.pages.first
    }
    return nil
  }

  /// `scheme:` as RFC 3986 has it.
  static func hasScheme(_ destination: String) -> Bool {
    guard let colon = destination.utf8.firstIndex(of: UInt8(ascii: ":")), colon != destination.startIndex
    else {
      return false
    }
    return destination.utf8[..<colon].allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
    }
  }

  /// Base and path with `.` and `..` resolved; nil where it leaves the content.
  private static func joined(_ base: [String], _ path: String) -> String? {
    var parts = base
    for part in path.split(separator: "/") {
      if part == ".." {
        if parts.popLast() == nil { return nil }
      } else if part != "." {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  private static func decodingPercents(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        source[index + 1].isHexadecimalDigit, source[index + 2].isHexadecimalDigit,
        let value = UInt8(String(decoding: source[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isHexadecimalDigit: Bool {
    (0x30...0x39).contains(self) || (0x61...0x66).contains(self | 0x20)
  }
}
