extension Resume {
  /// A selection of entries, and the extent in which they are written.
  package struct Selection: Sendable {
    package var resume: Resume
    package var extent: Extent

    package init(resume: Resume, extent: Extent) {
      self.resume = resume
      self.extent = extent
    }
  }

  /// Selects the entries that fit on a screen: as many entries as possible, then as many highlights as possible.
  ///
  /// Entries of a small weight are chosen first, then those that last until now, then the newest. The summary of the
  /// person, the addresses and the skills are left out, in this order, where they would fill the screen alone.
  /// - Parameters:
  ///   - rows: the height of the screen.
  ///   - height: the number of rows that a text in Markdown takes.
  package func fitted(rows: Int, height: (String) -> Int) -> Selection {
    var extent = Extent()
    extent.highlights = [:]
    let head = filtered { _ in false }
    func fits(_ extent: Extent, _ kept: Set<String>) -> Bool {
      height(filtered { kept.contains($0.id) }.markdown(extent)) <= rows
    }
    extent.hasSummary = false
    // A long summary must not displace entries, so it is tried last.
    let summaryRows = height(head.markdown(Extent())) - height(head.markdown(extent))
    extent.hasSummary = summaryRows <= rows / 3
    if !fits(extent, []) { extent.hasSummary = false }
    if !fits(extent, []) { extent.hasContacts = false }
    if !fits(extent, []) { extent.hasSkills = false }

    let ranked = rankedEntries
    var kept: Set<String> = []
    var misses = 0
    for page in ranked where misses < Self.maximumMisses {
      kept.insert(page.id)
      if fits(extent, kept) {
        misses = 0
      } else {
        kept.remove(page.id)
        misses += 1
      }
    }
    for page in ranked where kept.contains(page.id) {
      for count in 1..<(page.fields.resume.highlights.count + 1) {
        var longer = extent
        longer.highlights?[page.id] = count
        if !fits(longer, kept) { break }
        extent = longer
      }
    }
    if !extent.hasSummary {
      var longer = extent
      longer.hasSummary = true
      if fits(longer, kept) { extent = longer }
    }
    return Selection(resume: filtered { kept.contains($0.id) }, extent: extent)
  }

  /// The maximum number of consecutive entries that do not fit before the search ends. Trying one renders a screen.
  private static let maximumMisses = 64

  /// The entries of all parts, the most important first.
  private var rankedEntries: [Page] {
    let entries = parts.flatMap(\.pages).enumerated().map { (offset: $0, page: $1) }
    return entries.sorted { left, right in
      let (a, b) = (left.page.fields, right.page.fields)
      if a.importance != b.importance { return (a.importance ?? .infinity) < (b.importance ?? .infinity) }
      if a.resume.period.isCurrent != b.resume.period.isCurrent { return a.resume.period.isCurrent }
      let dates = [a, b].map { $0.resume.period.end ?? $0.date ?? $0.resume.period.start }
      if dates[0] != dates[1] {
        guard let first = dates[0], let second = dates[1] else { return dates[0] != nil }
        return first > second
      }
      return left.offset < right.offset
    }.map(\.page)
  }
}
