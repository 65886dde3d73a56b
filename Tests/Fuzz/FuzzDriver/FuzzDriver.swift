import Foundation

/// Runs libFuzzer on a function until its time is up, with the arguments of the program.
///
/// SwiftPM requires an entry point in Swift, so libFuzzer's `main` cannot be that of a program.
///
/// - Parameter test: gets bytes and their number. Returns 0, or -1 to reject an input. A property that does not hold ends
///   the process, and libFuzzer saves the input.
package func fuzz(_ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt) -> Never {
  var count = CommandLine.argc
  var arguments = CommandLine.unsafeArgv
  exit(runFuzzer(&count, &arguments, test))
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
