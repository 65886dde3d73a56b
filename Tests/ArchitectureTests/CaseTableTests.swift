import Foundation
import TestSupport
import Testing

/// The table of hostile cases in `Tests/README.md` lists every case of `Tests/Hostile`.
struct CaseTableTests {
  private static let tests = BuiltProducts.repository.appending(path: "Tests")

  @Test func listsEveryCaseOfTheBattery() throws {
    let folder = Self.tests.appending(path: "Hostile")
    let sources = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.lastPathComponent.hasPrefix("cases_") }
    let cases = try sources.flatMap { file in
      try String(contentsOf: file, encoding: .utf8).matches(of: #/(?m)^@case\(([0-9]+),/#).map {
        String($0.1)
      }
    }
    let table = try String(contentsOf: Self.tests.appending(path: "README.md"), encoding: .utf8)
    let rows = table.matches(of: #/(?m)^\| ([0-9]+) \|/#).map { String($0.1) }
    #expect(cases.count > 50)
    #expect(Set(cases).subtracting(rows).isEmpty)
    #expect(Set(rows).count == rows.count)
  }
}
