internal import Glibc

/// `serve` and `health`: an executable of their own, so that no other run pays for the SSH library.
func runServe(_ run: Run) throws(Failure) {
  var words = ["portfolio-tui-serve"]
  if run.command == "health" { words.append("health") }
  if let folder = run.options.content { words += ["--content", folder] }
  words += run.operands
  var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
  // Beside this program first: what was built or installed together belongs together.
  var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
  let length = readlink("/proc/self/exe", &path, path.count - 1)
  if length > 0 {
    let own = String(decoding: path[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    execv("\(folder)/portfolio-tui-serve", &arguments)
  }
  execvp("portfolio-tui-serve", &arguments)
  throw .failed("cannot start portfolio-tui-serve: it must lie beside portfolio-tui, or on the PATH")
}
