internal import JSON
internal import PortfolioModel

extension ContentTree {
  /// Whether a file is a résumé by its name: those of JSON Resume and of RenderCV.
  package static func isResume(_ name: String) -> Bool {
    let lower = name.lowercased()
    return [".json", ".yaml", ".yml"].contains { lower.hasSuffix($0) }
  }

  /// A tree of the pages that a résumé file makes. Faults of the file are among its problems; a file that
  /// cannot be read has no pages.
  package init(resume bytes: [UInt8], name: String) {
    self.init()
    generator = "résumé"
    title = name
    isSingleFile = true
    do throws(ResumeEntry.Fault) {
      let source = try ResumeSource(bytes, name: name)
      generator = source.format
      let pages = ResumePages(source)
      isResume = source.isRecognized
      files = pages.files
      resumeDocument = pages.document
      origins = pages.lines.mapValues { Origin(path: name, line: $0) }
      problems = pages.faults.map { Problem(name, $0.line, $0.message) }
    } catch {
      problems = [Problem(name, error.line, error.message)]
    }
  }
}
