import Glibc
import Testing
import Visit

@testable import SSHServer

struct WatchdogTests {
  /// Runs a call under a watchdog of one second in a forked process; the status of waitpid(2).
  private func status(of call: () -> Void) -> Int32 {
    status(of: { (watchdog: Watchdog) in watchdog.guarding(call) })
  }

  /// Runs a function with a watchdog of one second in a forked process; the status of waitpid(2).
  private func status(of run: (Watchdog) -> Void) -> Int32 {
    let child = fork()
    if child == 0 {
      // The threads of tests block signals.
      var none = sigset_t()
      sigemptyset(&none)
      sigprocmask(SIG_SETMASK, &none, nil)
      run(Watchdog(limit: .seconds(1)))
      _exit(0)
    }
    var status: Int32 = -1
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    return status
  }

  @Test func endsACallThatKeepsTheProcessorBusy() {
    #expect(status(of: { () in while true {} }) & 0x7F == SIGALRM)
  }

  @Test func endsACallThatBeganAfterTheAlarmWasSet() {
    let result = status(of: { watchdog in
      watchdog.guarding {}
      let end = Instant.now + .milliseconds(500)
      while Instant.now < end {}
      watchdog.guarding { while true {} }
    })
    #expect(result & 0x7F == SIGALRM)
  }

  @Test func doesNotEndWhatIsNotWatched() {
    let result = status(of: { watchdog in
      watchdog.guarding {}
      let end = Instant.now + .milliseconds(1500)
      while Instant.now < end {}
      watchdog.guarding {}
    })
    #expect(result == 0)
  }

  @Test func givesACallWithoutAProcessorMoreTime() {
    #expect(
      status(of: { () in
        let end = Instant.now + .milliseconds(1200)
        while Instant.now < end { poll(nil, 0, 50) }
      }) == 0)
  }
}
