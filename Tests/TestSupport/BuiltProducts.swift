package import Foundation

/// The paths of the built executables and of the repository.
package enum BuiltProducts {
  /// The folder of the executables, which also contains the bundle of tests.
  package static let folder: URL = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    return bundle?.deletingLastPathComponent()
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  }()

  /// The path of the executable `portfolio-tui`.
  package static let program = folder.appending(path: "portfolio-tui").path

  /// The path of the executable `portfolio-tui-serve`.
  package static let service = folder.appending(path: "portfolio-tui-serve").path

  /// The root of the repository.
  package static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}
