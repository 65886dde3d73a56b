internal import Glibc

/// `serve` and `health`: replaces this process by `portfolio-tui-serve`, which is a separate program so that other
/// commands do not load the SSH library.
func runService(_ run: Run) throws(Failure) {
  if run.options.printsLimits {
    let text = run.options.service.limits.text
    return try run.output.write { $0 += text.utf8 }
  }
  let words = ["portfolio-tui-serve"] + [run.command?.name ?? "serve"] + run.arguments
  var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
  // Try the folder of this program first, because the two programs are installed together.
  var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
  let length = readlink("/proc/self/exe", &path, path.count - 1)
  if length > 0 {
    let own = String(decoding: path[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    execv("\(folder)/portfolio-tui-serve", &arguments)
  }
  execvp("portfolio-tui-serve", &arguments)
  throw .failed("cannot start portfolio-tui-serve; it must be in the folder of portfolio-tui, or on the PATH")
}
