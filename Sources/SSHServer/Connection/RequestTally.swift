/// Counts what a client has no honest reason to repeat.
struct RequestTally {
  private var authentications = 0
  private var refusedOpens = 0
  private var environment = 0
  private var refused = 0
  /// A client that asks whether we are alive once a second has a reason.
  private var seconds = 0

  mutating func authenticate() { authentications += 1 }
  mutating func refuseOpen() { refusedOpens += 1 }
  mutating func setEnvironment() { environment += 1 }
  mutating func refuse() { refused += 1 }

  mutating func pass(seconds: Int) { self.seconds = seconds }

  /// Whether it was too much of something.
  var isExcessive: Bool {
    authentications > FixedLimits.authenticationTries || refusedOpens > FixedLimits.refusedOpens
      || environment > FixedLimits.environmentRequests || refused > FixedLimits.refusedRequests + seconds
  }
}
