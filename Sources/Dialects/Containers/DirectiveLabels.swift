/// The labels of a page of MyST, to which links of other pages may lead: `(name)=` before a heading, and the options
/// `:name:` and `:label:` of directives.
package enum DirectiveLabels {
  private static let options = [":name: ", ":label: "].map { Array($0.utf8) }
  private static let largestCount = 1000

  /// Returns the labels in their order. Those in blocks of code are among them, because these may be directives, too.
  package static func labels(in body: ArraySlice<UInt8>) -> [String] {
    var labels: [String] = []
    for line in body.split(separator: UInt8(ascii: "\n")) where labels.count < largestCount {
      let text = line.trimmed
      if let label = Directives.label(text) {
        labels.append(label)
      } else if let option = options.first(where: { text.starts(with: $0) }) {
        labels.append(String(decoding: text.dropFirst(option.count).trimmed, as: UTF8.self))
      }
    }
    return labels
  }
}
