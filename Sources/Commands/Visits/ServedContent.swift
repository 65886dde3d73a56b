internal import Markdown
internal import PortfolioModel
internal import PortfolioUI
internal import Visit

/// The content of a service, loaded and parsed before the first visit.
///
/// It is one object because a visitor's process is forked from the service. Changing a reference count there
/// copies a page of memory (copy-on-write), so a visit should hold few references.
package final class ServedContent: Sendable {
  let portfolio: Portfolio
  /// The list with which each visit begins.
  let list: PageList
  private let documents: [String: Document]
  private let complex: Set<String>
  let pictures: ServedPictures
  /// The files that visitors may take.
  let files: ContentFiles
  /// The hyphenation dictionaries of the languages of the pages.
  let dictionaries: HyphenationDictionaries

  /// Loads a folder, or the bundled content if `folder` is nil.
  ///
  /// The pages of a folder are parsed in a forked process first. The pages that are too complex for its
  /// limits are not parsed here; ``faults`` lists them.
  /// - Parameter language: the language to show of content in several; nil for its first.
  package init(folder: String?, language: String? = nil) throws(Failure) {
    portfolio = try Run.portfolio(in: folder, showsDrafts: false, language: language)
    complex = folder == nil ? [] : try ParseGuard.tooComplex(among: portfolio.allFiles)
    var documents: [String: Document] = [:]
    var pictures = ServedPictures(content: folder, bases: portfolio.fileFolders)
    // The pages keep their numbers of words, which visits would otherwise write to shared memory.
    for page in portfolio.allFiles { _ = page.wordCount }
    list = PageList(portfolio)
    for page in portfolio.allFiles where !complex.contains(page.path) {
      let document = page.document
      documents[page.path] = document
      pictures.add(document, of: page, in: portfolio)
    }
    self.documents = documents
    self.pictures = pictures
    files = ContentFiles(content: folder, of: portfolio)
    dictionaries = HyphenationDictionaries(of: Set(portfolio.allFiles.map(\.language)))
  }

  /// The number of pages.
  package var pageCount: Int { portfolio.pages.count }

  /// The problems of the content, each as a path and a sentence. They may contain untrusted text.
  package var faults: [String] {
    portfolio.problems.map(\.description) + complex.sorted().map { "\($0): is too complex to be shown" }
      + files.faults
  }

  // A visit asks for pictures and for files to take by numbers of one sequence: pictures have the first ones.

  /// Opens a file by the number with which a visit asks for it, in the service's own process.
  func openFile(_ number: Int) -> Int32? {
    number < pictures.count ? pictures.open(number) : files.open(number - pictures.count)
  }

  /// Opens a file to take by its number in ``files``, in a visit.
  /// - Parameter service: opens a file by its number; nil if no visit is served.
  func openFile(_ number: Int, _ service: (any VisitFiles)?) -> Int32? {
    service?.open(pictures.count + number)
  }

  /// Returns the document of a page; nil if the page is too complex.
  func document(of page: Page) -> Document? { documents[page.path] }
}
