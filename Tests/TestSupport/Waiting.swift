import Glibc

/// The maximum time that a test waits for an event. On an idle machine such events happen at once, so exceeding it
/// means that the program hangs.
package let deadline = Duration.seconds(10)

/// Polls a condition until it holds.
///
/// - Returns: whether it held within `limit`.
package func eventually(within limit: Duration = deadline, _ holds: () throws -> Bool) rethrows -> Bool {
  let end = ContinuousClock.now + limit
  while try !holds() {
    if ContinuousClock.now > end { return false }
    usleep(2000)
  }
  return true
}
