import Foundation
import TestSupport
import Testing

/// Runs the hostile visitors of `Tests/Hostile`, scaled down, against the service as it was built.
///
/// They are written in Python because they must break the rules of SSH. Each case has the number of a row of the
/// table in `Tests/README.md`.
struct BatteryTests {
  @Test func withstandsEveryHostileVisitor() async throws {
    let result = try await Self.run()
    #expect(result.status == 0, "\(result.text)\(result.error)")
    let failed = result.lines.filter { $0.contains(" FAILED") }
    #expect(failed.isEmpty, "\(failed.joined(separator: "\n"))")
    // Some cases inspect the visitors' processes.
    let passed = result.lines.count { $0.contains(" ok ") }
    #expect(passed >= (Capabilities.inspectsOtherAccounts ? 55 : 38), "\(passed) cases passed")
  }

  /// Runs the cases on a thread of its own: they take minutes, and Swift runs only as many tests at once as there
  /// are cores.
  private static func run() async throws -> ProcessResult {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            try ProcessResult(
              "python3",
              [
                BuiltProducts.repository.appending(path: "Tests/Hostile").path, BuiltProducts.service,
                "--jobs", "4",
              ],
              within: .seconds(900))
          })
      }
    }
  }
}
