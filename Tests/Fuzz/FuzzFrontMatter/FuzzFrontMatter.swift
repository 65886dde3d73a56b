import Foundation
import ContentSource
import PortfolioModel

/// SwiftPM names the entry itself, so libFuzzer's own `main` cannot be it.
@main
enum FuzzFrontMatter {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runFuzzer(&count, &arguments, fuzzFrontMatter))
  }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Any bytes are a file of content: a faulty one is a problem that says where, and the others stay.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrontMatter(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count <= 4096 else { return -1 }
  let content = Array(UnsafeBufferPointer(start: bytes, count: count))
  let healthy = ContentTree.File(
    path: "articles/healthy.md", bytes: Array("---\ntitle: Healthy\n---\nText\n".utf8))
  var files = [healthy]
  for path in ["index.md", "articles/fuzzed.md", "experience/index.md", "experience/fuzzed.md"] {
    files.append(ContentTree.File(path: path, bytes: content))
    // The same with the marks that the fuzzer would take long to find.
    for mark in ["---\n", "+++\n"] {
      let path = path.replacing(".md", with: mark.hasPrefix("-") ? "-yaml.md" : "-toml.md")
      let marked = Array(mark.utf8) + content + Array(("\n" + mark).utf8)
      files.append(ContentTree.File(path: path, bytes: marked))
    }
  }
  let portfolio = Portfolio(ContentTree(files: files))
  let pages = portfolio.sections.flatMap(\.pages)
  guard pages.contains(where: { $0.id == "articles/healthy" }) else { fatalError("the healthy page is gone") }
  return 0
}
