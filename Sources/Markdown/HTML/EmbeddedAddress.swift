/// The addresses of embedded videos and documents.
enum EmbeddedAddress {
  /// The address at which a person watches what a frame embeds: YouTube and Vimeo have other addresses for frames.
  static func page(for address: String) -> String {
    for (mark, page) in players {
      guard let range = address.firstRange(of: mark) else { continue }
      let id = address[range.upperBound...].prefix { !"?&#/\"".contains($0) }
      if !id.isEmpty { return page + id }
    }
    return address.hasPrefix("//") ? "https:" + address : address
  }

  private static let players = [
    ("youtube.com/embed/", "https://www.youtube.com/watch?v="),
    ("youtube-nocookie.com/embed/", "https://www.youtube.com/watch?v="),
    ("player.vimeo.com/video/", "https://vimeo.com/"),
  ]

  /// A short name for an address: its last part, or its host.
  static func name(of address: String) -> String {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    let parts = path.split(separator: "/")
    guard let last = parts.last else { return address }
    if parts.count < 3, address.contains("://") { return String(last) }
    return address.contains("watch?v=") ? String(address.suffix(while: { $0 != "=" })) : String(last)
  }
}

extension StringProtocol {
  fileprivate func firstRange(of mark: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(mark) { return index..<self.index(index, offsetBy: mark.count) }
      index = self.index(after: index)
    }
    return nil
  }
}

extension String {
  /// The characters at the end for which a condition holds.
  fileprivate func suffix(while condition: (Character) -> Bool) -> Substring {
    var start = endIndex
    while start > startIndex, condition(self[index(before: start)]) { start = index(before: start) }
    return self[start...]
  }
}
