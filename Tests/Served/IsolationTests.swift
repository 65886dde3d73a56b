import Foundation
import TestSupport
import Glibc
import Testing

@testable import TerminalEmulator

/// A visitor's process is separated from the service.
struct IsolationTests {
  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func ignoresTheSignalsThatEndTheService(number: Int32) throws {
    let service = try Service()
    let visit = try service.terminal()
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k") })
    let visitor = try #require(service.visitors.first)
    kill(visitor, number)
    visit.send("3\r")
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k scroll") }, "\(visit.text)")
    visit.send("q")
    #expect(visit.ended() == 0)
    #expect(service.waitForLog("reason=quit"))
  }

  @Test(.enabled(if: Capabilities.inspectsOtherAccounts, "needs CAP_SYS_PTRACE"))
  func givesAVisitNoStandardStreamOfTheService() throws {
    let service = try Service()
    let visit = try service.terminal()
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k") })
    let visitor = try #require(service.visitors.first)
    for descriptor in 0...2 {
      let path = try FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/\(visitor)/fd/\(descriptor)")
      #expect(path == "/dev/null")
    }
  }

  @Test func answersThreeThousandLinesAtOnce() throws {
    let service = try Service()
    let lines = "l\n" + String(repeating: "1\n", count: 3000)
    let visit = try service.ssh("--", "--linear", input: .bytes(Data(lines.utf8)))
    #expect(visit.waitForExit() == 0)
    #expect(service.waitForLog("reason=quit"))
    #expect(!service.child.error.contains("reason=signal"))
    #expect(
      service.log.allSatisfy { $0.hasPrefix("time=") || $0.hasPrefix("Serving") || $0.hasPrefix("Host key") })
  }
}
