/// A heading of the page, as a table of contents lists it.
package struct Heading: Sendable, Equatable {
  /// 1 to 6.
  package var level: Int
  /// Its words.
  package var title: String
  /// What `#anchor` names it: the author's `{#id}`, else GitHub's rule; unique in the page.
  package var anchor: String
  /// The source line, from 1.
  package var line: Int
}

extension Document {
  /// The headings outside quotes and lists, in order.
  package var outline: [Heading] {
    var taken: [String: Int] = [:]
    return blocks.compactMap { block in
      guard case .heading(let level, let inlines, let id) = block.kind else { return nil }
      let title = inlines.plainText
      let name = id ?? Self.anchor(for: title)
      var anchor = name
      // The number last given to a name: the search goes on there, so that it stays linear.
      var number = taken[name] ?? 0
      while taken[anchor] != nil {
        number += 1
        anchor = "\(name)-\(number)"
      }
      taken[name] = number
      taken[anchor] = taken[anchor] ?? 0
      return Heading(level: level, title: title, anchor: anchor, line: block.line)
    }
  }

  /// GitHub's anchor: lower case, spaces as hyphens, punctuation but `-` and `_` gone.
  package static func anchor(for title: String) -> String {
    var anchor = ""
    for scalar in title.lowercased().unicodeScalars {
      if scalar == " " {
        anchor += "-"
      } else if scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
        || scalar.properties.numericType != nil
      {
        anchor.unicodeScalars.append(scalar)
      }
    }
    return anchor
  }
}
