internal import Visit

/// Who may come in: counts connections by their source, and decides before a byte of theirs is read.
struct Admission {
  private let limits: ServiceLimits
  private var sources: [NetworkAddress: Tally] = [:]
  private var connections: [Int: Place] = [:]
  /// How many sources are remembered.
  var sourceCount: Int { sources.count }
  private(set) var halfOpen = 0
  private(set) var visitors = 0

  private struct Tally {
    var connections = 0
    var halfOpen = 0
    /// What is left of the rate, in millionths of a connection.
    var credit: Int
    var updated: Instant
  }

  private struct Place {
    var source: NetworkAddress
    var start: Instant
    var isHalfOpen = true
    /// Whether no byte has come yet.
    var isSilent = true

    /// Silence counts three times: an honest client speaks after one round trip.
    func age(_ now: Instant) -> Duration { (now - start) * (isSilent ? 3 : 1) }
  }

  enum Verdict: Equatable {
    case admit
    /// Admit, but end this half-open connection first.
    case admitInsteadOf(Int)
    case refuse(EndReason)
  }

  init(_ limits: ServiceLimits) {
    self.limits = limits
  }

  mutating func reserveCapacity(_ count: Int) {
    sources.reserveCapacity(count)
    connections.reserveCapacity(count)
  }

  /// Whether another connection of a source may come in.
  mutating func judge(_ source: NetworkAddress, now: Instant) -> Verdict {
    let block = source.block
    let full = limits.ratePerSource * 1_000_000
    var tally = sources[block] ?? Tally(credit: full, updated: now)
    // No more than a second's worth is kept.
    let elapsed = min(now - tally.updated, .seconds(1))
    tally.credit = min(full, tally.credit + elapsed.microseconds * limits.ratePerSource)
    tally.updated = now
    defer { sources[block] = tally }
    if sources.count > 10_000 { forgetQuietSources(now) }
    if tally.connections >= limits.perSource || tally.halfOpen >= limits.halfOpenPerSource
      || tally.credit < 1_000_000
    {
      return .refuse(.perSource)
    }
    tally.credit -= 1_000_000
    if visitors >= limits.visitors { return .refuse(.full) }
    if halfOpen >= limits.halfOpen, let victim = oldestOfTheHeaviest(now) { return .admitInsteadOf(victim) }
    return .admit
  }

  /// A connection has come in. Numbers grow with time.
  mutating func begin(_ connection: Int, of source: NetworkAddress, now: Instant) {
    connections[connection] = Place(source: source.block, start: now)
    sources[source.block]?.connections += 1
    sources[source.block]?.halfOpen += 1
    halfOpen += 1
  }

  /// A first byte has come.
  mutating func hear(_ connection: Int) { connections[connection]?.isSilent = false }

  /// A half-open connection has asked for something; false where there are as many visitors as there may be.
  mutating func settle(_ connection: Int) -> Bool {
    guard let place = connections[connection], place.isHalfOpen else { return true }
    connections[connection]?.isHalfOpen = false
    sources[place.source]?.halfOpen -= 1
    halfOpen -= 1
    visitors += 1
    return visitors <= limits.visitors
  }

  mutating func end(_ connection: Int) {
    guard let place = connections.removeValue(forKey: connection) else { return }
    sources[place.source]?.connections -= 1
    if place.isHalfOpen {
      sources[place.source]?.halfOpen -= 1
      halfOpen -= 1
    } else {
      visitors -= 1
    }
  }

  private func oldestOfTheHeaviest(_ now: Instant) -> Int? {
    let halfOpen = connections.filter(\.value.isHalfOpen)
    return halfOpen.min { left, right in
      let (a, b) = (sources[left.value.source]?.halfOpen ?? 0, sources[right.value.source]?.halfOpen ?? 0)
      if a != b { return a > b }
      let (older, younger) = (left.value.age(now), right.value.age(now))
      return older == younger ? left.key < right.key : older > younger
    }?.key
  }

  /// A source without connections whose rate has recovered is as one never seen.
  private mutating func forgetQuietSources(_ now: Instant) {
    sources = sources.filter { $0.value.connections > 0 || now - $0.value.updated < .seconds(1) }
  }
}
