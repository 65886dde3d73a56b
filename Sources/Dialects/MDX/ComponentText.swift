/// Texts in the attributes of components that are shown beside their titles.
enum ComponentText {
  /// The name of a parameter or of a field that a component documents, as in Mintlify: `<ParamField path="id">`.
  static func field(of tag: JSXTag) -> String? {
    guard tag.name.hasSuffix("Field") || tag.name == "Param" || tag.name == "Property" else { return nil }
    return tag["path", "query", "body", "header", "name"]
  }

  /// What is shown behind the title of a component: the type of a field, or a description.
  static func details(of tag: JSXTag) -> String {
    var details: [String] = []
    if field(of: tag) != nil {
      details = [
        tag["type"], tag.isMarked("required") ? "required" : nil, tag["default"].map { "default \($0)" },
      ]
      .compactMap(\.self)
    } else if tag["label", "title", "name"] != nil, let description = tag["description", "tip"] {
      details = [description]
    }
    return details.isEmpty ? "" : ": " + MarkdownText.escaped(details.joined(separator: ", "))
  }

  /// The sign of an icon that answers a question, as in a table; empty for one that decorates a text.
  static func icon(_ name: String) -> String {
    switch name {
    case "check", "circle-check", "check-circle", "square-check", "yes": "✓"
    case "xmark", "circle-xmark", "x", "times", "close", "no": "✗"
    default: ""
    }
  }

  /// What the closing tag of a component becomes: the text that appears over a word.
  static func end(of tag: JSXTag) -> String {
    guard tag.name == "Tooltip", let tip = tag["tip", "content", "text", "title"] else { return "" }
    return " (\(MarkdownText.escaped(tip)))"
  }
}
