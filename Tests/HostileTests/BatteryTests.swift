import Foundation
import Glibc
import Testing

/// The battery of hostile visitors against the service as it was built: `Tests/Hostile`, scaled down.
///
/// It is Python because it must speak SSH wrongly; each case has the number of the table that it is from.
struct BatteryTests {
  @Test func everyHostileVisitorIsWithstood() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [Self.battery.path, Self.service.path, "--jobs", "4"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    // A thread of the tests blocks every signal, and the battery would inherit that.
    var none = sigset_t()
    sigemptyset(&none)
    var before = sigset_t()
    pthread_sigmask(SIG_SETMASK, &none, &before)
    try process.run()
    pthread_sigmask(SIG_SETMASK, &before, nil)
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = text.split(separator: "\n").map(String.init)
    let failed = lines.filter { $0.contains(" FAILED") }
    #expect(failed.isEmpty, "\(failed.joined(separator: "\n"))")
    #expect(process.terminationStatus == 0, "\(text)")
    // Some need to look into the visitors' processes, which only root may.
    #expect(lines.filter { $0.contains(" ok ") }.count > (geteuid() == 0 ? 50 : 35))
  }

  private static let battery = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Hostile")

  private static let service: URL = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let folder =
      bundle?.deletingLastPathComponent()
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appending(path: "portfolio-tui-serve")
  }()
}
