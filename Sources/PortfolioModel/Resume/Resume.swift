/// The résumé of a portfolio. Its parts and fields are those of JSON Resume (jsonresume.org/schema).
package struct Resume: Sendable {
  /// A part with the pages that are its entries.
  package struct Part: Sendable {
    package let kind: ResumePart
    /// The title of the first section in it.
    package let title: String
    package var pages: [Page]
  }

  package let person: Person
  /// The parts in the order in which they are printed. None is empty.
  package private(set) var parts: [Part] = []
  /// The résumé file from which the pages were made; nil if there is none.
  package let document: ResumeDocument?

  /// Assigns each section to the part that its field `resume` names. Without that field, a section whose pages have
  /// organizations is work, and a section whose pages have dates is publications.
  package init(_ portfolio: Portfolio) {
    person = portfolio.person
    document = portfolio.resumeDocument
    for section in portfolio.sections where !section.pages.isEmpty {
      let kind = section.resumePart ?? Self.likelyPart(of: section)
      if kind == .none { continue }
      if kind != .other, let index = parts.firstIndex(where: { $0.kind == kind }) {
        parts[index].pages += section.pages
      } else {
        parts.append(Part(kind: kind, title: section.title, pages: section.pages))
      }
    }
    let order = ResumePart.allCases
    parts = order.flatMap { kind in parts.filter { $0.kind == kind } }
  }

  private static func likelyPart(of section: Section) -> ResumePart {
    if section.pages.contains(where: { $0.fields.resume.organization != nil }) { return .work }
    return section.pages.contains { $0.fields.date != nil } ? .publications : .none
  }

  /// The entries of a part; for ``ResumePart/other``, the entries of all such parts.
  package func pages(of kind: ResumePart) -> [Page] { parts.filter { $0.kind == kind }.flatMap(\.pages) }

  /// The résumé with some of its entries. Parts without an entry are left out.
  package func filtered(_ isKept: (Page) -> Bool) -> Resume {
    var resume = self
    resume.parts = parts.compactMap { part in
      let pages = part.pages.filter(isKept)
      return pages.isEmpty ? nil : Part(kind: part.kind, title: part.title, pages: pages)
    }
    return resume
  }

  /// Whether a portfolio has a résumé: it has fields of a person, or a section is a part of a résumé.
  ///
  /// The title, the summary and the address of a portfolio do not count, because every site has them.
  package static func exists(in portfolio: Portfolio) -> Bool {
    let person = portfolio.person
    if person.name != nil || person.email != nil || person.headline != nil { return true }
    if !person.skills.isEmpty || !person.profiles.isEmpty { return true }
    return portfolio.sections.contains { section in
      section.resumePart.map { $0 != .none } == true || likelyPart(of: section) == .work
    }
  }
}
