/// The limits of a service that its owner can set.
package struct ServiceLimits: Sendable, Equatable {
  /// Visitors at once.
  package var visitors = 200
  /// Half-open connections at once: those that have not asked for anything yet.
  package var halfOpen = 100
  /// Connections of one source: an IPv4 address, or a /64 of IPv6.
  package var perSource = 20
  /// Half-open connections of one source.
  package var halfOpenPerSource = 10
  /// New connections of one source a second; also the size of a burst.
  package var ratePerSource = 20
  /// Time from the connection to the first request.
  package var grace: Duration = .seconds(10)
  /// How long a visitor may stay.
  package var visit = VisitLimits()
  /// How long output may wait for a visitor who does not read.
  package var stall: Duration = .seconds(30)
  /// How long one call of the SSH library may take.
  package var watchdog: Duration = .seconds(3)
  /// How long visitors have to leave when the service stops.
  package var drain: Duration = .seconds(30)
  /// Processor time of one visit.
  package var processor: Duration = .seconds(60)
  /// Bytes a second that one visitor may send.
  package var inputBytesPerSecond = 1 << 20
  /// Bytes after which the transport's keys are replaced.
  package var keyBytes = 1 << 30
  /// Time after which the transport's keys are replaced.
  package var keyAge: Duration = .seconds(3600)
  /// Memory of one visit beyond what the service has loaded, in MiB.
  package var memoryMiB = 256
  /// Log lines a second; further lines are counted.
  package var logLines = 100

  package init() {}
}
