import Foundation
import Testing

@testable import TerminalEmulator

/// However a visit ends, nothing of it is left, and the visitor knows why.
struct EndingTests {
  private func started(_ service: Service, _ words: String = "") throws -> Terminal {
    let visit = try words.isEmpty ? service.terminal() : service.terminal(words)
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k") }, "\(visit.text)")
    return visit
  }

  @Test func aClientThatIsKilledLeavesNoProcess() throws {
    let service = try Service()
    let visits = try (0..<3).map { _ in try started(service) }
    #expect(service.visitors.count == 3)
    visits[0].signal(SIGKILL)
    #expect(Child.wait { service.visitors.count == 2 })
    visits[1].vanish()
    #expect(Child.wait { service.visitors.count == 1 })
    visits[2].send("3\r")
    #expect(visits[2].wait { $0.line(29).hasPrefix(" j/k scroll") })
    visits[2].send("q")
    #expect(visits[2].ended() == 0)
    #expect(Child.wait { service.visitors.isEmpty })
    #expect(service.log.count { $0.contains("event=session_end") } == 3)
    #expect(service.log.count { $0.contains("reason=quit") } == 1)
  }

  @Test func theEndOfTheInputEndsAScreen() throws {
    let service = try Service()
    let visit = try service.ssh(options: ["-tt"], input: .nothing)
    #expect(visit.ended() != nil)
    let open = try service.ssh(options: ["-tt"], input: .open)
    #expect(Child.wait { open.text.contains("quit") })
    open.endInput()
    #expect(open.ended() == 0)
    #expect(open.text.contains("\u{1B}[?1049l"))
    #expect(Child.wait { service.visitors.isEmpty })
    #expect(service.waitForLog("reason=eof"))
  }

  @Test func anEndOfInputInMidLineIsAnswered() throws {
    let service = try Service.shared.get()
    let visit = try service.ssh(" --linear", input: .bytes(Data("4".utf8)))
    let own = try Child(Terminal.program.path, ["--linear"], input: .bytes(Data("4".utf8)))
    #expect(visit.ended() == own.ended())
    #expect(visit.output == own.output)
  }

  // MARK: Time

  @Test func anIdleVisitorIsWarnedAndThenToldHowToComeBack() throws {
    let service = try Service(["--idle", "2", "--idle-warning", "1", "--public-name", "example.com"])
    let visit = try started(service, "projects/replay-safe-event-platform")
    #expect(visit.wait(for: "Are you still there? The visit ends soon unless a key is pressed"))
    visit.send("j")
    #expect(visit.wait { !$0.text.contains("Are you still there?") })
    #expect(visit.wait(for: "Are you still there?"))
    #expect(visit.ended() == 1)
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
    let text = visit.lines.joined()
    #expect(text.contains("The visit ended because no key was pressed for a long time."), "\(visit.text)")
    #expect(text.contains("ssh -t example.com projects/replay-safe-event-platform"), "\(visit.text)")
    #expect(service.waitForLog("reason=idle"))
  }

  @Test func anIdleVisitorWithoutAScreenIsToldToo() throws {
    let service = try Service(["--idle", "1", "--idle-warning", "1"])
    let visit = try service.terminal(rows: 100, term: "dumb")
    #expect(visit.ended() == 1)
    #expect(visit.text.contains("The visit ended because nothing was typed for a long time."), "\(visit.text)")
  }

  @Test func aVisitHasAnEnd() throws {
    let service = try Service(["--max-age", "1"])
    let visit = try started(service)
    while visit.isRunning, visit.takeWithin(milliseconds: 50) || service.log.count < 4 { visit.send("j") }
    #expect(visit.ended() == 1)
    #expect(visit.text.contains("The visit ended because it reached its maximum length."), "\(visit.text)")
    #expect(service.waitForLog("reason=max_age"))
  }

  @Test func whoAsksForNothingIsSentAway() throws {
    let service = try Service(["--grace", "1"])
    let visit = try service.ssh(options: ["-N"], input: .open)
    #expect(visit.ended() == 255)
    #expect(service.waitForLog("reason=grace"))
    let silent = try #require(Socket(port: service.port))
    #expect(silent.receive().hasPrefix("SSH-2.0-portfolio-tui\r\n"))
    #expect(Child.wait { service.visitors.isEmpty })
  }

  // MARK: Limits

  @Test func whenItIsFullTheNextIsToldAndComesInWhenSomebodyLeaves() throws {
    let service = try Service(["--max-visitors", "2"])
    let visits = try (0..<2).map { _ in try started(service) }
    let refused = try service.ssh("ls", options: ["-o", "LogLevel=INFO"])
    #expect(refused.ended() == 255)
    #expect(
      refused.error.contains("There are as many visitors here as there may be. Try again soon."),
      "\(refused.error)")
    visits[0].send("q")
    #expect(visits[0].ended() == 0)
    #expect(
      Child.wait {
        let visit = try? service.ssh("version")
        return visit?.ended() == 0
      })
    visits[1].send("q")
    #expect(visits[1].ended() == 0)
  }

  @Test func aSourceThatComesTooOftenIsTold() throws {
    let service = try Service(["--per-source", "1"], limits: [])
    let visit = try started(service)
    let refused = try service.ssh("ls", options: ["-o", "LogLevel=INFO"])
    #expect(refused.ended() == 255)
    #expect(refused.error.contains("There are too many connections from your address."), "\(refused.error)")
    visit.send("q")
    #expect(visit.ended() == 0)
    #expect(Child.wait { service.log.contains { $0.contains("event=session_end") } })
    let next = try service.ssh("version")
    #expect(next.ended() == 0)
  }

  // MARK: The end of the service

  @Test func theServiceWaitsForItsVisitorsToLeave() throws {
    let service = try Service()
    let visit = try started(service)
    service.child.signal(SIGTERM)
    #expect(visit.wait(for: "The service ends in 30 seconds"), "\(visit.text)")
    #expect(!Socket.isTaken(service.port))
    visit.send("3\r")
    #expect(visit.wait { $0.text.contains("┌ Replay-safe") })
    #expect(service.child.isRunning)
    visit.send("q")
    #expect(visit.ended() == 0)
    #expect(service.child.ended() == 0)
    #expect(service.log.last?.contains("event=stopped") == true)
  }

  @Test func afterThatTimeTheyAreSentAwayWithASentence() throws {
    let service = try Service(["--drain", "1", "--public-name", "example.com"])
    let visit = try started(service, "projects/replay-safe-event-platform")
    service.child.signal(SIGTERM)
    #expect(visit.ended() == 1)
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
    #expect(visit.text.contains("The service ends here."), "\(visit.text)")
    #expect(service.child.ended() == 0)
    #expect(service.log.contains { $0.contains("reason=drain") })
  }

  @Test func theSecondSignalEndsItAtOnce() throws {
    let service = try Service()
    let visit = try started(service)
    service.child.signal(SIGTERM)
    #expect(service.waitForLog("event=drain"))
    service.child.signal(SIGTERM)
    #expect(service.child.ended() == 0)
    #expect(visit.ended() == 1)
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
  }

  @Test func visitorsEndWithAServiceThatIsKilled() throws {
    let service = try Service()
    let visit = try started(service)
    let processes = service.visitors
    #expect(processes.count == 1)
    service.child.signal(SIGKILL)
    #expect(visit.ended() != nil)
    #expect(Child.wait { processes.allSatisfy { kill($0, 0) != 0 } })
  }

  @Test(arguments: [SIGKILL, SIGSEGV, SIGSTOP])
  func aVisitorsProcessThatFallsIsNobodyElsesMatter(number: Int32) throws {
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
    #expect(try service.letsIn())
    visits[1].send("q")
    #expect(visits[1].ended() == 0)
    kill(victim, SIGKILL)
  }
}
