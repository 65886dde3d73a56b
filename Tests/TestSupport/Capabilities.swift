import Foundation

/// The permissions of the tests on this machine.
package enum Capabilities {
  /// Whether the tests may inspect processes of other accounts (CAP_SYS_PTRACE, see capabilities(7)). In containers,
  /// root often lacks that permission.
  package static let inspectsOtherAccounts = effective & 1 << 19 != 0

  private static let effective: UInt64 = {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("CapEff:") }
    return line?.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) } ?? 0
  }()
}
