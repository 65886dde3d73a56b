internal import PortfolioModel

/// The names of Dendron's notes, whose dots separate folders: `lang.swift.optionals.md` is the page `lang/swift/optionals`.
enum DendronNames {
  /// Gives each note the location that its name stands for. A note that has others below it is the index of their
  /// section, and `root.md` is the welcome page.
  static func apply(to tree: inout ContentTree, hasOneRoot: Bool) {
    let names = tree.files.map { parts(of: $0.location) }
    let sections = Set(names.filter { $0.name.count > 1 }.map { $0.name[0] })
    for (index, parts) in names.enumerated() {
      let (folder, name) = (parts.folder, parts.name)
      guard tree.looseSections.contains(PathName.slug(of: folder)) else { continue }
      if name.count > 1 {
        tree.files[index].location = name.joined(separator: "/") + ".md"
      } else if name == ["root"], hasOneRoot {
        tree.files[index].location = "index.md"
      } else if sections.contains(name[0]) {
        tree.files[index].location = name[0] + "/index.md"
      }
    }
  }

  private static func parts(of location: String) -> (folder: String, name: [String]) {
    let slash = location.lastIndex(of: "/")
    let file = slash.map { String(location[$0...].dropFirst()) } ?? location
    let name = PagePath.withoutExtension(file).split(separator: ".").map(String.init)
    return (slash.map { String(location[..<$0]) } ?? "", name.isEmpty ? [file] : name)
  }
}
