import Glibc

/// How long a test waits for something that happens at once on an idle machine. Exceeding it means that no
/// progress is made.
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
