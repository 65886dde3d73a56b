/// The limits of a service that its owner can set.
///
/// Each property has a row in the table of options (`OptionDefinition.limits` in `Commands`).
package struct ServiceLimits: Sendable, Equatable {
  /// The maximum number of visitors at a time.
  package var visitors = 200
  /// The maximum number of half-open connections, which have not requested anything yet.
  package var halfOpen = 100
  /// The maximum number of connections of one source: an IPv4 address, or an IPv6 network of length 64.
  package var perSource = 20
  /// The maximum number of half-open connections of one source.
  package var halfOpenPerSource = 10
  /// The maximum number of new connections of one source a second, and in one burst.
  package var ratePerSource = 20
  /// The time from the connection to the first request.
  package var grace: Duration = .seconds(10)
  /// How long a visit may last.
  package var visit = VisitLimits()
  /// How long output may wait for a visitor who does not read it.
  package var stall: Duration = .seconds(30)
  /// How long one call of the SSH library may take.
  package var watchdog: Duration = .seconds(3)
  /// How long visitors may stay after a signal to stop the service.
  package var drain: Duration = .seconds(30)
  /// The processor time of one visit.
  package var processor: Duration = .seconds(60)
  /// The number of bytes that one visitor may send a second.
  package var inputBytesPerSecond = 1 << 20
  /// The number of bytes after which the session keys are replaced.
  package var keyBytes = 1 << 30
  /// The time after which the session keys are replaced.
  package var keyAge: Duration = .seconds(3600)
  /// The memory of one visit in MiB, in addition to the memory of the service.
  package var memoryMiB = 256
  /// The number of log lines a second; lines beyond it are only counted.
  package var logLines = 100

  package init() {}
}
