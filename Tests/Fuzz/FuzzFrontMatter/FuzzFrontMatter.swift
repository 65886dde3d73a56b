import ContentSource
import Foundation
import PortfolioModel

/// Calls libFuzzer's driver: its own `main` cannot be the entry point of a SwiftPM executable.
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

/// Loads a portfolio in which all files but one hold the fuzzer's bytes, and checks that this one is intact.
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
    for fence in ["---\n", "+++\n"] {
      let path = path.replacing(".md", with: fence.hasPrefix("-") ? "-yaml.md" : "-toml.md")
      let fenced = Array(fence.utf8) + content + Array(("\n" + fence).utf8)
      files.append(ContentTree.File(path: path, bytes: fenced))
    }
  }
  let portfolio = Portfolio(ContentTree(files: files))
  guard portfolio.page("articles/healthy")?.title == "Healthy" else {
    fatalError("the healthy page is missing")
  }
  return 0
}
