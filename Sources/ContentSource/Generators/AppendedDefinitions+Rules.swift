internal import Dialects

extension AppendedDefinitions {
  /// The definitions of links to the rules of a book, to which all its pages may refer by their identifiers.
  init(ofRulesIn tree: ContentTree, _ site: Site) {
    self.init()
    guard site.dialect.contains(.ruleIdentifiers) else { return }
    for file in tree.files where FileSystem.contains(Array("r[".utf8), in: file.bytes[...]) {
      for rule in Dialect.rules(in: file.bytes) {
        add(Array("[\(rule.name)]: </\(file.path)#\(rule.anchor)>".utf8))
      }
    }
  }
}
