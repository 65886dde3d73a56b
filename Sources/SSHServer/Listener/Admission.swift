internal import Visit

/// Decides which connections are admitted, before any of their bytes is read, by the number of connections and
/// visitors in total and for each source.
///
/// A source is a ``NetworkAddress/block``. A connection is half-open until it requests a shell or a command; then
/// it counts as a visitor. The caller numbers connections in the order of their arrival, and reports their progress.
struct Admission {
  var limits: ServiceLimits
  private var sources: [NetworkAddress: Source] = [:]
  private var connections: [Int: Connection] = [:]
  private(set) var halfOpen = 0
  private(set) var visitors = 0

  /// The number of sources for which counts are stored.
  var sourceCount: Int { sources.count }

  private struct Source {
    var connections = 0
    var halfOpen = 0
    /// The tokens that are left of the rate limit (a token bucket), in millionths of a connection.
    var credit: Int
    var updated: Instant
  }

  private struct Connection {
    var source: NetworkAddress
    var start: Instant
    var isHalfOpen = true
    /// Whether the client has sent nothing yet.
    var isSilent = true

    /// The age for eviction. It is tripled for silent connections, because honest clients send something after one
    /// round trip.
    func weightedAge(_ now: Instant) -> Duration { (now - start) * (isSilent ? 3 : 1) }
  }

  enum Decision: Equatable {
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

  /// Decides whether another connection of a source is admitted, and counts it against the source's rate limit.
  mutating func decide(on address: NetworkAddress, now: Instant) -> Decision {
    let block = address.block
    let (whole, full) = (1_000_000, limits.ratePerSource * 1_000_000)
    var source = sources[block] ?? Source(credit: full, updated: now)
    // The bucket is full after a second.
    let elapsed = min(now - source.updated, .seconds(1))
    source.credit = min(full, source.credit + elapsed.microseconds * limits.ratePerSource)
    source.updated = now
    defer { sources[block] = source }
    if sources.count > Self.maximumSources { forgetQuietSources(now) }
    if source.connections >= limits.perSource || source.halfOpen >= limits.halfOpenPerSource
      || source.credit < whole
    {
      return .refuse(.perSource)
    }
    source.credit -= whole
    if visitors >= limits.visitors { return .refuse(.full) }
    if halfOpen >= limits.halfOpen, let victim = oldestOfHeaviestSource(now) {
      return .admitInsteadOf(victim)
    }
    return .admit
  }

  /// Counts a connection that was admitted.
  mutating func add(_ connection: Int, from address: NetworkAddress, now: Instant) {
    connections[connection] = Connection(source: address.block, start: now)
    sources[address.block]?.connections += 1
    sources[address.block]?.halfOpen += 1
    halfOpen += 1
  }

  /// Records that a connection has sent a first byte.
  mutating func recordFirstByte(of connection: Int) { connections[connection]?.isSilent = false }

  /// Counts a half-open connection as a visitor from now on; false if the limit of visitors is exceeded.
  mutating func beginVisit(of connection: Int) -> Bool {
    guard let found = connections[connection], found.isHalfOpen else { return true }
    connections[connection]?.isHalfOpen = false
    sources[found.source]?.halfOpen -= 1
    halfOpen -= 1
    visitors += 1
    return visitors <= limits.visitors
  }

  /// Removes a connection that has ended; does nothing if it was removed before.
  mutating func remove(_ connection: Int) {
    guard let found = connections.removeValue(forKey: connection) else { return }
    sources[found.source]?.connections -= 1
    if found.isHalfOpen {
      sources[found.source]?.halfOpen -= 1
      halfOpen -= 1
    } else {
      visitors -= 1
    }
  }

  /// The half-open connection to evict: the oldest of the source that has the most.
  private func oldestOfHeaviestSource(_ now: Instant) -> Int? {
    connections.filter(\.value.isHalfOpen).min { left, right in
      let (a, b) = (sources[left.value.source]?.halfOpen ?? 0, sources[right.value.source]?.halfOpen ?? 0)
      if a != b { return a > b }
      let (older, younger) = (left.value.weightedAge(now), right.value.weightedAge(now))
      return older == younger ? left.key < right.key : older > younger
    }?.key
  }

  /// Beyond this number, sources without connections are removed.
  private static let maximumSources = 10_000

  /// Removes sources without connections whose token bucket is full: they are treated like new sources anyway.
  private mutating func forgetQuietSources(_ now: Instant) {
    sources = sources.filter { $0.value.connections > 0 || now - $0.value.updated < .seconds(1) }
  }
}
