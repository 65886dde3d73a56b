import ContentSource
import Foundation
import FuzzDriver
import PortfolioModel

/// Loads random front matter.
@main
enum FuzzFrontMatter {
  static func main() { fuzz(fuzzFrontMatter) }
}

/// Loads a portfolio in which all files but one hold the fuzzer's bytes, and checks that this one is intact, that no
/// byte of the others is lost or invented, and that a date is one of the calendar.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrontMatter(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count <= 4096 else { return -1 }
  let content = Array(UnsafeBufferPointer(start: bytes, count: count))
  let healthy = ContentTree.File(
    path: "articles/healthy.md", bytes: Array("---\ntitle: Healthy\n---\nText\n".utf8))
  var files = [healthy]
  for path in ["index.md", "articles/fuzzed.md", "experience/index.md", "experience/fuzzed.md"] {
    files.append(ContentTree.File(path: path, bytes: content))
    // Between fences, which the fuzzer would take long to find.
    for (fence, format) in [("---\n", "yaml"), ("+++\n", "toml"), (";;;\n", "json")] {
      let path = path.replacing(".md", with: "-\(format).md")
      let fenced = Array(fence.utf8) + content + Array(("\n" + fence).utf8)
      files.append(ContentTree.File(path: path, bytes: fenced))
    }
  }
  // As a date, and as a field that may hide its page.
  let line = Array(content.prefix { $0 != UInt8(ascii: "\n") }.prefix(128))
  for key in ["date", "draft", "status", "publishDate"] {
    let text = Array("---\n\(key): ".utf8) + line + Array("\ntitle: T\n---\n".utf8)
    files.append(ContentTree.File(path: "fields/\(key).md", bytes: text))
  }
  let name = String(decoding: line, as: UTF8.self)
  files.append(ContentTree.File(path: "names/\(name).md", bytes: []))
  var tree = ContentTree(files: files)
  tree.generator = ["plain folder", "Pelican", "MkDocs", "Hexo"][count % 4]
  let portfolio = Portfolio(
    tree, visibility: Portfolio.Visibility(showsDrafts: true))
  guard portfolio.page("articles/healthy")?.title == "Healthy" else {
    fatalError("the healthy page is missing")
  }
  for page in portfolio.allFiles {
    let front = page.file[..<page.bodyOffset]
    guard front.count + page.body.count == page.file.count,
      page.body.isEmpty || page.bodyLine == 1 + front.count(where: { $0 == UInt8(ascii: "\n") })
    else { fatalError("\(page.path): the text is not the rest of the file") }
    for date in [page.fields.date, page.fields.publishes].compactMap({ $0 }) {
      guard CalendarDate(date.description) == date.withoutTime else {
        fatalError("\(page.path): \(date) is no date")
      }
    }
  }
  return 0
}
