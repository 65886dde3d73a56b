import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// The ends of visits and of the service: no process is left, and the visitor is told the reason.
struct EndingTests {
  private func started(_ service: Service, _ words: String = "") throws -> Terminal {
    let visit = try words.isEmpty ? service.terminal() : service.terminal(words)
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k") }, "\(visit.text)")
    return visit
  }

  @Test func endsTheProcessOfAKilledClient() throws {
    let service = try Service()
    let visits = try (0..<3).map { _ in try started(service) }
    #expect(service.visitors.count == 3)
    visits[0].signal(SIGKILL)
    #expect(eventually { service.visitors.count == 2 })
    visits[1].vanish()
    #expect(eventually { service.visitors.count == 1 })
    visits[2].send("3\r")
    #expect(visits[2].wait { $0.line(29).hasPrefix(" j/k scroll") })
    visits[2].send("q")
    #expect(visits[2].ended() == 0)
    #expect(eventually { service.visitors.isEmpty })
    #expect(service.log.count { $0.contains("event=session_end") } == 3)
    #expect(service.log.count { $0.contains("reason=quit") } == 1)
  }

  @Test func endsAScreenAtTheEndOfItsInput() throws {
    let service = try Service()
    let visit = try service.ssh(options: ["-tt"], input: .nothing)
    #expect(visit.waitForExit() != nil)
    let open = try service.ssh(options: ["-tt"], input: .open)
    #expect(eventually { open.text.contains("quit") })
    open.endInput()
    #expect(open.waitForExit() == 0)
    #expect(open.text.contains("\u{1B}[?1049l"))
    #expect(eventually { service.visitors.isEmpty })
    #expect(service.waitForLog("reason=eof"))
  }

  @Test func answersALineThatEndsWithTheInput() throws {
    let service = try Service.shared.get()
    let visit = try service.ssh(" --linear", input: .bytes(Data("4".utf8)))
    let own = try ChildProcess(BuiltProducts.program, ["--linear"], input: .bytes(Data("4".utf8)))
    #expect(visit.waitForExit() == own.waitForExit())
    #expect(visit.output == own.output)
  }

  // MARK: Time

  @Test func warnsAnIdleVisitorAndTellsHowToComeBack() throws {
    let service = try Service(["--idle", "2", "--idle-warning", "1", "--public-name", "example.com"])
    let visit = try started(service, "projects/replay-safe-event-platform")
    #expect(visit.wait(for: "The visit ends soon unless a key is pressed"))
    visit.send("j")
    #expect(visit.wait { !$0.text.contains("The visit ends soon") })
    #expect(visit.wait(for: "The visit ends soon"))
    #expect(visit.ended() == 1)
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
    let text = visit.lines.joined()
    #expect(text.contains("The visit ended because no key was pressed for a long time."), "\(visit.text)")
    #expect(text.contains("ssh -t example.com projects/replay-safe-event-platform"), "\(visit.text)")
    #expect(service.waitForLog("reason=idle"))
  }

  @Test func tellsAnIdleVisitorWithoutAScreen() throws {
    let service = try Service(["--idle", "1", "--idle-warning", "1"])
    let visit = try service.terminal(rows: 100, term: "dumb")
    #expect(visit.ended() == 1)
    #expect(
      visit.text.contains("The visit ended because nothing was typed for a long time."), "\(visit.text)")
  }

  @Test func endsAVisitAtItsMaximumAge() throws {
    let service = try Service(["--max-age", "1"])
    let visit = try started(service)
    while visit.isRunning, visit.readOutput(withinMilliseconds: 50) || service.log.count < 4 {
      visit.send("j")
    }
    #expect(visit.ended() == 1)
    #expect(visit.text.contains("The visit ended because it reached its maximum length."), "\(visit.text)")
    #expect(service.waitForLog("reason=max_age"))
  }

  @Test func endsAConnectionThatRequestsNothing() throws {
    let service = try Service(["--grace", "1"])
    let visit = try service.ssh(options: ["-N"], input: .open)
    #expect(visit.waitForExit() == 255)
    #expect(service.waitForLog("reason=grace"))
    let silent = try #require(Socket(port: service.port))
    #expect(silent.receive().hasPrefix("SSH-2.0-portfolio-tui\r\n"))
    #expect(eventually { service.visitors.isEmpty })
  }

  // MARK: Limits

  @Test func refusesVisitorsWhileFullAndAdmitsThemAfterwards() throws {
    let service = try Service(["--max-visitors", "2"])
    let visits = try (0..<2).map { _ in try started(service) }
    let refused = try service.ssh("ls", options: ["-o", "LogLevel=INFO"])
    #expect(refused.waitForExit() == 255)
    #expect(
      refused.error.contains("The service is full: it has as many visitors as it accepts. Try again soon."),
      "\(refused.error)")
    visits[0].send("q")
    #expect(visits[0].ended() == 0)
    #expect(
      eventually {
        let visit = try? service.ssh("version")
        return visit?.waitForExit() == 0
      })
    visits[1].send("q")
    #expect(visits[1].ended() == 0)
  }

  @Test func refusesTooManyConnectionsOfOneAddress() throws {
    let service = try Service(["--per-source", "1"], limits: [])
    let visit = try started(service)
    let refused = try service.ssh("ls", options: ["-o", "LogLevel=INFO"])
    #expect(refused.waitForExit() == 255)
    #expect(refused.error.contains("There are too many connections from your address."), "\(refused.error)")
    visit.send("q")
    #expect(visit.ended() == 0)
    #expect(eventually { service.log.contains { $0.contains("event=session_end") } })
    let next = try service.ssh("version")
    #expect(next.waitForExit() == 0)
  }

  // MARK: The end of the service

  @Test func waitsForItsVisitorsAfterSIGTERM() throws {
    let service = try Service()
    let visit = try started(service)
    service.child.signal(SIGTERM)
    #expect(visit.wait(for: "The service ends in 30 seconds"), "\(visit.text)")
    #expect(!Socket.isTaken(service.port))
    visit.send("3\r")
    #expect(visit.wait { $0.text.contains("│  Replay-safe") })
    #expect(service.child.isRunning)
    visit.send("q")
    #expect(visit.ended() == 0)
    #expect(service.child.waitForExit() == 0)
    #expect(service.log.last?.contains("event=stopped") == true)
  }

  @Test func endsVisitsAfterTheDrainTime() throws {
    let service = try Service(["--drain", "1", "--public-name", "example.com"])
    let visit = try started(service, "projects/replay-safe-event-platform")
    service.child.signal(SIGTERM)
    #expect(visit.ended() == 1)
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
    #expect(visit.text.contains("The service is shutting down."), "\(visit.text)")
    #expect(service.child.waitForExit() == 0)
    #expect(service.log.contains { $0.contains("reason=drain") })
  }

  @Test func endsAtOnceAfterASecondSIGTERM() throws {
    let service = try Service()
    let visit = try started(service)
    service.child.signal(SIGTERM)
    #expect(service.waitForLog("event=drain"))
    service.child.signal(SIGTERM)
    #expect(service.child.waitForExit() == 0)
    #expect(visit.ended() == 1)
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
  }

  @Test func endsVisitsWithAKilledService() throws {
    let service = try Service()
    let visit = try started(service)
    let processes = service.visitors
    #expect(processes.count == 1)
    service.child.signal(SIGKILL)
    #expect(visit.ended() != nil)
    #expect(eventually { processes.allSatisfy { !Service.isAlive($0) } })
  }

  @Test(arguments: [SIGKILL, SIGSEGV, SIGSTOP])
  func keepsOtherVisitsWhenOneProcessDies(number: Int32) throws {
    let service = try Service()
    let visits = try (0..<2).map { _ in try started(service) }
    let victim = try #require(service.visitors.min())
    kill(victim, number)
    visits[1].send("3\r")
    #expect(visits[1].wait { $0.line(29).hasPrefix(" j/k scroll") })
    if number != SIGSTOP {
      #expect(visits[0].ended() == 255)
      #expect(service.waitForLog(number == SIGKILL ? "reason=rlimit" : "reason=signal:SEGV"))
      #expect(!visits[0].text.contains("Fatal error") && !visits[0].text.contains("Thread 0"))
    }
    #expect(try service.admitsAVisitor())
    visits[1].send("q")
    #expect(visits[1].ended() == 0)
    kill(victim, SIGKILL)
  }
}
