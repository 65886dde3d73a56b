package import Foundation
package import Testing

/// Compares results with files in the source tree, or writes those files if the variable `RECORD` is 1.
package enum Recorder {
  package static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  /// Records an issue that names the first line that differs from the file.
  package static func expect(
    _ actual: some Sequence<UInt8>, equals file: URL, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let actual = Data(actual)
    if isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try actual.write(to: file)
      return
    }
    let expected = try Data(contentsOf: file)
    if actual == expected { return }
    let (new, old) = (lines(actual), lines(expected))
    let number = zip(new, old).prefix { $0 == $1 }.count
    let shown = [new, old].map { number < $0.count ? $0[number].debugDescription : "the end" }
    Issue.record(
      "\(file.lastPathComponent):\(number + 1): \(shown[0]), recorded is \(shown[1])",
      sourceLocation: sourceLocation)
  }

  package static func expect(
    _ actual: String, equals file: URL, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try expect(actual.utf8, equals: file, sourceLocation: sourceLocation)
  }

  private static func lines(_ data: Data) -> [String] {
    data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
