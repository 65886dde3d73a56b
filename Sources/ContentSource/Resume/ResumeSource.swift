internal import JSON
internal import PortfolioModel

/// What a résumé file holds, before it becomes pages: the same for each format.
struct ResumeSource {
  /// A section with its entries.
  struct Section {
    var name: String
    var title: String
    var schema: ResumeSchema
    var entries: [LocatedJSON]
  }

  var format: String
  var text: ResumeText
  var dates: ResumeEntry.DateRule
  /// The members that describe the person.
  var person: [LocatedJSON.Member] = []
  var sections: [Section] = []
  /// The members that are no section and not about the person.
  var others: [LocatedJSON.Member] = []
  var faults: [ResumeEntry.Fault] = []
  /// The members of a JSON Resume, by which it is written back; nil for other formats.
  var document: [LocatedJSON.Member]?

  mutating func add(fault message: String, line: Int) {
    faults.append(ResumeEntry.Fault(line: line, message: message))
  }
}
