/// The branches of a condition: `{% if a %}…{% elsif b %}…{% else %}…{% endif %}`, `{% case a %}{% when 1 %}…{% endcase %}`.
struct TemplateBranches {
  /// A tag that begins a branch, and what it encloses.
  struct Branch {
    let tag: TemplateTag
    var nodes: [TemplateTree.Node] = []
    /// The offset at which the next tag of the condition begins.
    var end: Int
  }

  private(set) var branches: [Branch]

  /// Nil for other tags.
  init?(_ tag: TemplateTag, _ children: [TemplateTree.Node], closing: TemplateTag) {
    guard tag.kind == .statement, ["if", "unless", "case"].contains(tag.name) else { return nil }
    branches = [Branch(tag: tag, end: closing.range.lowerBound)]
    for child in children {
      if case .tag(let next, _, closing: nil) = child, Self.alternatives.contains(next.name) {
        branches[branches.count - 1].end = next.range.lowerBound
        branches.append(Branch(tag: next, end: closing.range.lowerBound))
      } else {
        branches[branches.count - 1].nodes.append(child)
      }
    }
  }

  private static let alternatives: Set<String> = ["elsif", "elseif", "elif", "else", "when"]

  /// Whether each branch is shown: true if that is certain, nil if it depends on unknown values.
  /// - Parameter variables: the texts that are known before the first branch.
  func areShown(_ bytes: [UInt8], _ variables: [String: String]) -> [Bool?] {
    var isDecided = false
    var isUncertain = false
    return branches.enumerated().map { index, branch in
      if isDecided { return false }
      let content = bytes[branch.tag.content].dropFirst(branch.tag.name.utf8.count).trimmed
      let isTrue: Bool?
      switch branch.tag.name {
      // Only spaces and comments stand before the first branch of a `case`.
      case "case": return nil
      case "else": isTrue = true
      case "unless" where index == 0: isTrue = LiquidCondition(content, variables).isTrue.map { !$0 }
      case "when": isTrue = isCase(content, bytes, variables)
      default: isTrue = LiquidCondition(content, variables).isTrue
      }
      if isTrue == true { isDecided = true }
      if isTrue == nil { isUncertain = true }
      // Behind a branch that may be shown, another one is not certain.
      return isUncertain && isTrue == true ? nil : isTrue
    }
  }

  /// Whether a value in a list is that of the `case`.
  private func isCase(_ list: ArraySlice<UInt8>, _ bytes: [UInt8], _ variables: [String: String]) -> Bool? {
    let tag = branches[0].tag
    let value = bytes[tag.content].dropFirst(tag.name.utf8.count).trimmed
    let results = list.split { $0 == UInt8(ascii: ",") }.map {
      LiquidCondition((Array(value) + " == ".utf8 + $0.trimmed)[...], variables).isTrue
    }
    if results.contains(true) { return true }
    return results.contains(nil) ? nil : false
  }
}
