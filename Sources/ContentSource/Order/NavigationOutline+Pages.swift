internal import PortfolioModel

extension NavigationOutline {
  /// The navigation of Eleventy, in which each page may name the one above it. Pages of which none is above the first
  /// are left out.
  init(of files: [PageFile]) {
    var below: [String: [PageFile]] = [:]
    for file in files {
      guard let navigation = file.navigation else { continue }
      below[navigation.parent ?? "", default: []].append(file)
    }
    for (parent, files) in below {
      below[parent] = files.sorted { left, right in
        let (first, second) = (left.page.fields.weight ?? 0, right.page.fields.weight ?? 0)
        return first == second ? NaturalOrder.precedes(left.page.title, right.page.title) : first < second
      }
    }
    var known: Set<String> = []
    add(below: "", below, &known)
  }

  private mutating func add(below parent: String, _ pages: [String: [PageFile]], _ known: inout Set<String>) {
    // A page may name itself, or one below it.
    guard known.insert(parent).inserted else { return }
    for file in pages[parent] ?? [] {
      let start = entries.count
      add(title: nil, path: file.page.path)
      guard let key = file.navigation?.key, !key.isEmpty else { continue }
      add(below: key, pages, &known)
      if start + 1 < entries.count {
        append(Group(title: file.page.title, entries: start..<entries.count))
        append(Group(title: file.page.title, entries: start + 1..<entries.count))
      }
    }
  }
}
