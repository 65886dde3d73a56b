import ContentSource
import Foundation
import FuzzDriver
import PortfolioModel

/// Loads random résumé files.
@main
enum FuzzResume {
  static func main() { fuzz(fuzzResume) }
}

/// Reads the fuzzer's bytes as a résumé in JSON and in YAML. Checks that paths stay in their folder, that a folder of the
/// pages shows all of them, and that faults name a line of the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzResume(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count <= 4096 else { return -1 }
  let content = Array(UnsafeBufferPointer(start: bytes, count: count))
  for name in ["resume.json", "cv.yaml"] { check(ContentTree(resume: content, name: name), content) }
  return 0
}

private func check(_ tree: ContentTree, _ content: [UInt8]) {
  let lines = content.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
  for problem in tree.problems where !(1...lines + 1).contains(problem.line ?? 0) {
    fatalError("a fault outside of the file: \(problem)")
  }
  for file in tree.files {
    let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.hasPrefix(".") && !$0.isEmpty && $0.utf8.count < 256 })
    else { fatalError("path: \(file.path.debugDescription)") }
  }
  let portfolio = Portfolio(tree)
  let folder = Portfolio(ContentTree(files: tree.files))
  guard folder.leftOut.isEmpty, folder.pages.map(\.id) == portfolio.pages.map(\.id) else {
    fatalError("\(folder.pages.map(\.id)) \(portfolio.pages.map(\.id)) \(folder.leftOut.map(\.path))")
  }
  // The program wrote their front matter itself.
  let faults = folder.problems.filter { $0.line != nil }
  guard faults.isEmpty else { fatalError("\(faults)") }
  _ = Resume(portfolio).markdown
}
