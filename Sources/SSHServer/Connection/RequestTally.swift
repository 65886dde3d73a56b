/// Counts requests that honest clients do not repeat often.
struct RequestTally {
  enum Kind {
    case authentication
    /// A second channel.
    case refusedOpen
    /// An environment variable. All of them are refused.
    case environment
    /// Any other request that is refused.
    case refusedRequest
  }

  private var authentications = 0
  private var refusedOpens = 0
  private var environment = 0
  private var refusedRequests = 0
  /// The age of the connection. A client may send a keep-alive request every second.
  var age = Duration.zero

  mutating func count(_ kind: Kind) {
    switch kind {
    case .authentication: authentications += 1
    case .refusedOpen: refusedOpens += 1
    case .environment: environment += 1
    case .refusedRequest: refusedRequests += 1
    }
  }

  /// Whether there were too many of any kind.
  var isExcessive: Bool {
    authentications > FixedLimits.authenticationTries || refusedOpens > FixedLimits.refusedOpens
      || environment > FixedLimits.environmentRequests
      || refusedRequests > FixedLimits.refusedRequests + Int(age.components.seconds)
  }
}
