import Visit

/// One row of the table of limits: the option, its range, and its field.
struct ServiceLimit: Sendable {
  /// Without the hyphens.
  let name: String
  let range: ClosedRange<Int>
  let help: String
  let get: @Sendable (ServiceLimits) -> Int
  let set: @Sendable (inout ServiceLimits, Int) -> Void

  private static func count(
    _ name: String, _ field: any WritableKeyPath<ServiceLimits, Int> & Sendable, _ range: ClosedRange<Int>,
    _ help: String
  ) -> ServiceLimit {
    ServiceLimit(
      name: name, range: range, help: help, get: { $0[keyPath: field] }, set: { $0[keyPath: field] = $1 })
  }

  private static func seconds(
    _ name: String, _ field: any WritableKeyPath<ServiceLimits, Duration> & Sendable,
    _ range: ClosedRange<Int>, _ help: String
  ) -> ServiceLimit {
    ServiceLimit(
      name: name, range: range, help: "seconds " + help,
      get: { Int($0[keyPath: field].components.seconds) }, set: { $0[keyPath: field] = .seconds($1) })
  }

  /// All rows, in the order of the help.
  static let all: [ServiceLimit] = [
    count("max-visitors", \.visitors, 1...100_000, "visitors at once"),
    count("max-half-open", \.halfOpen, 1...100_000, "connections that have not asked for anything"),
    count("per-source", \.perSource, 1...100_000, "connections of one address (IPv6: of one /64)"),
    count("per-source-half-open", \.halfOpenPerSource, 1...100_000, "half-open ones of those"),
    count("per-source-rate", \.ratePerSource, 1...100_000, "new ones of those a second"),
    seconds("grace", \.grace, 1...3600, "until something is asked for"),
    seconds("idle", \.visit.idle, 1...86_400, "without a key"),
    seconds("idle-warning", \.visit.warning, 0...86_400, "before that with a warning"),
    seconds("max-age", \.visit.age, 1...604_800, "of a visit in all"),
    seconds("stall", \.stall, 1...3600, "that output may wait for a visitor"),
    seconds("watchdog", \.watchdog, 1...60, "that one call of the SSH library may take"),
    seconds("drain", \.drain, 0...3600, "for visitors to leave when the service ends"),
    seconds("max-processor", \.processor, 1...3600, "of processor time of a visit"),
    count("max-input", \.inputBytesPerSecond, 1024...(1 << 30), "bytes a second that a visitor may send"),
    count("max-key-bytes", \.keyBytes, 65_536...(1 << 40), "bytes under one key of the transport"),
    seconds("max-key-age", \.keyAge, 10...86_400, "of one key of the transport"),
    count("max-memory", \.memoryMiB, 16...65_536, "MiB of memory of a visit"),
    count("max-log-lines", \.logLines, 1...100_000, "lines of the log a second"),
  ]
}
