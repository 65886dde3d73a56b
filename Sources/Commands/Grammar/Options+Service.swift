internal import Visit

extension OptionDefinition {
  /// The options of `serve`.
  static let service: [OptionDefinition] = settings + limits.map(\.option)

  private static let settings: [OptionDefinition] = [
    .text(
      "--listen", "ADDRESS:PORT", "where visitors connect, more than once; :2222 is every address",
      for: .only(["serve"])
    ) {
      // A variable may name several.
      $0.service.addresses += $1.split(separator: " ").map(String.init)
    },
    .file("--host-key", "Ed25519 host key; else one in the state folder is created", for: .only(["serve"])) {
      $0.service.hostKey = $1
    },
    .text("--user", "NAME", "account that root switches to", for: .only(["serve"])) { $0.service.user = $1 },
    .text(
      "--metrics", "ADDRESS:PORT", "where Prometheus reads metrics, on this machine; or the path of a socket",
      for: .only(["serve"])
    ) { $0.service.metrics = $1 },
    .text(
      "--proxy-protocol", "ADDRESSES", "proxies that send PROXY headers: 10.0.0.1,10.1.0.0/16",
      mustBe: "addresses or networks with commas between them", for: .only(["serve"]),
      parse: { (text: String) -> [Network]? in
        let networks = text.split(separator: ",").map { Network(String($0)) }
        return networks.isEmpty || networks.contains { $0 == nil } ? nil : networks.compactMap { $0 }
      }
    ) { $0.service.proxies = $1 },
    .choice("--log", "FORMAT", "format of the log on standard error", for: .only(["serve"])) {
      $0.service.logFormat = $1
    },
    .flag("--limits", "print the limits in force, and exit", for: .only(["serve"])) {
      $0.printsLimits = true
    },
  ]

  /// A limit of the service: an option, and how to read its value back.
  struct Limit: Sendable {
    let option: OptionDefinition
    let value: @Sendable (ServiceLimits) -> Int

    /// The option's name without the hyphens.
    var name: String { String(option.long.dropFirst(2)) }

    fileprivate static func count(
      _ name: String, _ range: ClosedRange<Int>, _ help: String,
      _ value: @escaping @Sendable (ServiceLimits) -> Int,
      _ set: @escaping @Sendable (inout ServiceLimits, Int) -> Void
    ) -> Limit {
      Limit(name, range, help, for: ["serve"], value, set)
    }

    fileprivate static func seconds(
      _ name: String, _ range: ClosedRange<Int>, _ help: String, for commands: [String] = ["serve"],
      _ value: @escaping @Sendable (ServiceLimits) -> Duration,
      _ set: @escaping @Sendable (inout ServiceLimits, Duration) -> Void
    ) -> Limit {
      Limit(name, range, "seconds " + help, for: commands, { Int(value($0).components.seconds) }) {
        set(&$0, .seconds($1))
      }
    }

    private init(
      _ name: String, _ range: ClosedRange<Int>, _ help: String, for commands: [String],
      _ value: @escaping @Sendable (ServiceLimits) -> Int,
      _ set: @escaping @Sendable (inout ServiceLimits, Int) -> Void
    ) {
      option = .number("--" + name, range, help, standard: value(ServiceLimits()), for: .only(commands)) {
        set(&$0.service.limits, $1)
      }
      self.value = value
    }
  }

  /// All limits, in the order of the help.
  static let limits: [Limit] = [
    .count("max-visitors", 1...100_000, "visitors at once", { $0.visitors }) { $0.visitors = $1 },
    .count("max-half-open", 1...100_000, "half-open connections: nothing was requested yet", { $0.halfOpen })
    {
      $0.halfOpen = $1
    },
    .count("per-source", 1...100_000, "connections of one address (IPv6: of one /64)", { $0.perSource }) {
      $0.perSource = $1
    },
    .count(
      "per-source-half-open", 1...100_000, "half-open connections of one address", { $0.halfOpenPerSource }
    ) {
      $0.halfOpenPerSource = $1
    },
    .count("per-source-rate", 1...100_000, "new connections of one address a second", { $0.ratePerSource }) {
      $0.ratePerSource = $1
    },
    .seconds("grace", 1...3600, "from the connection to the first request", { $0.grace }) { $0.grace = $1 },
    .seconds(
      "idle", 1...86_400, "that a visitor may press no key", for: ["serve", Scope.page], { $0.visit.idle }
    ) {
      $0.visit.idle = $1
      $0.visit.warning = min($0.visit.warning, $1 / 2)
    },
    .seconds("idle-warning", 0...86_400, "between a warning and that end", { $0.visit.warning }) {
      $0.visit.warning = $1
    },
    .seconds("max-age", 1...604_800, "of a visit in all", { $0.visit.age }) { $0.visit.age = $1 },
    .seconds("stall", 1...3600, "that output may wait for a visitor", { $0.stall }) { $0.stall = $1 },
    .seconds("watchdog", 1...60, "that one call of the SSH library may take", { $0.watchdog }) {
      $0.watchdog = $1
    },
    .seconds("drain", 0...3600, "for visitors to leave when the service stops", { $0.drain }) {
      $0.drain = $1
    },
    .seconds("max-processor", 1...3600, "of processor time of a visit", { $0.processor }) {
      $0.processor = $1
    },
    .count(
      "max-input", 1024...(1 << 30), "bytes a second that a visitor may send", { $0.inputBytesPerSecond }
    ) {
      $0.inputBytesPerSecond = $1
    },
    .count(
      "max-key-bytes", 65_536...(1 << 40), "bytes until the transport's keys are replaced", { $0.keyBytes }
    ) {
      $0.keyBytes = $1
    },
    .seconds("max-key-age", 10...86_400, "until the transport's keys are replaced", { $0.keyAge }) {
      $0.keyAge = $1
    },
    .count("max-memory", 16...65_536, "MiB of memory of a visit", { $0.memoryMiB }) { $0.memoryMiB = $1 },
    .count("max-log-lines", 1...100_000, "lines of the log a second", { $0.logLines }) { $0.logLines = $1 },
  ]
}

extension ServiceLimits {
  /// The limits in force, a line each.
  var text: String { OptionDefinition.limits.map { "\($0.name) \($0.value(self))\n" }.joined() }
}
