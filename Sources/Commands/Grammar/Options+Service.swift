internal import Visit

extension OptionDefinition {
  /// The options of `serve`.
  static let service: [OptionDefinition] = settings + limits.map({ $0.option })

  private static let settings: [OptionDefinition] = [
    .text(
      "--listen", "ADDRESS:PORT",
      "address to accept visitors on, :2222 by default (port 2222 of every address); may be repeated",
      mustBe: "an address and a port", for: .only(["serve"]),
      parse: { text in
        // A variable may hold several, separated by spaces.
        let addresses = text.split(separator: " ").map(String.init)
        return addresses.isEmpty ? nil : addresses
      }
    ) { $0.service.addresses += $1 },
    .file(
      "--host-key", "Ed25519 host key; by default a key in the state folder, created at the first start",
      for: .only(["serve"])
    ) { $0.service.hostKey = $1 },
    .text("--user", "NAME", "account to switch to, if started by root", for: .only(["serve"])) {
      $0.service.user = $1
    },
    .text(
      "--metrics", "ADDRESS:PORT",
      "loopback address that serves metrics to Prometheus, or the path of a Unix socket",
      for: .only(["serve"])
    ) { $0.service.metrics = $1 },
    .text(
      "--proxy-protocol", "ADDRESSES",
      "proxies that send PROXY headers: addresses or networks, 10.0.0.1,10.1.0.0/16",
      mustBe: "addresses or networks, separated by commas", for: .only(["serve"]),
      parse: networks
    ) { $0.service.proxies = $1 },
    .choice("--log", "FORMAT", "format of the log on standard error", for: .only(["serve"])) {
      $0.service.logFormat = $1
    },
    .flag(
      "--check", "test the configuration, the content, the host key and the sandbox, and exit",
      for: .only(["serve"])
    ) { $0.checksService = true },
    .flag(
      "--print-sshfp", "print the DNS records (SSHFP) of the host key and exit", for: .only(["serve"])
    ) { $0.printsHostKeyRecords = true },
    .flag("--limits", "print the limits in force and exit", for: .only(["serve"])) {
      $0.printsLimits = true
    },
  ]

  /// Parses networks separated by commas; nil if one of them is none, or if there is none.
  @Sendable private static func networks(_ text: String) -> [Network]? {
    var networks: [Network] = []
    for part in text.split(whereSeparator: { $0 == "," || $0 == " " }) {
      guard let network = Network(String(part)) else { return nil }
      networks.append(network)
    }
    return networks.isEmpty ? nil : networks
  }

  /// A limit of the service: the option that sets it, and a function that returns its value, in the unit of
  /// the option's help.
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

  /// The limits of the service in the order of the help: each property of ``ServiceLimits`` has a row.
  static let limits: [Limit] = [
    .count("max-visitors", 1...100_000, "visitors at once", { $0.visitors }) { $0.visitors = $1 },
    .count(
      "max-half-open", 1...100_000, "connections at once that have not requested anything yet",
      { $0.halfOpen }
    ) { $0.halfOpen = $1 },
    .count(
      "per-source", 1...100_000, "connections at once from one address (IPv6: one /64 network)",
      { $0.perSource }
    ) { $0.perSource = $1 },
    .count(
      "per-source-half-open", 1...100_000, "of these, connections that have not requested anything yet",
      { $0.halfOpenPerSource }
    ) { $0.halfOpenPerSource = $1 },
    .count(
      "per-source-rate", 1...100_000, "new connections a second from one address", { $0.ratePerSource }
    ) { $0.ratePerSource = $1 },
    .seconds("grace", 1...3600, "from the connection to the first request", { $0.grace }) { $0.grace = $1 },
    .seconds(
      "idle", 1...86_400, "without a key before a visit ends", for: ["serve", Scope.page], { $0.visit.idle }
    ) { $0.visit.idle = $1 },
    .seconds(
      "idle-warning", 0...86_400, "between a warning and the end of an idle visit", { $0.visit.warning }
    ) { $0.visit.warning = $1 },
    .seconds("max-age", 1...604_800, "that a visit may last", { $0.visit.age }) { $0.visit.age = $1 },
    .seconds("stall", 1...3600, "that output may wait for a visitor who does not read", { $0.stall }) {
      $0.stall = $1
    },
    .seconds("watchdog", 1...60, "that one call of the SSH library may take", { $0.watchdog }) {
      $0.watchdog = $1
    },
    .seconds("drain", 0...3600, "for visitors to leave when the service stops", { $0.drain }) {
      $0.drain = $1
    },
    .seconds("max-processor", 1...3600, "of processor time for a visit", { $0.processor }) {
      $0.processor = $1
    },
    .count(
      "max-input", 1024...(1 << 30), "bytes a second that a visitor may send", { $0.inputBytesPerSecond }
    ) { $0.inputBytesPerSecond = $1 },
    .count("max-key-bytes", 65_536...(1 << 40), "bytes until the session keys are replaced", { $0.keyBytes })
    { $0.keyBytes = $1 },
    .seconds("max-key-age", 10...86_400, "until the session keys are replaced", { $0.keyAge }) {
      $0.keyAge = $1
    },
    .count("max-memory", 16...65_536, "MiB of memory for a visit", { $0.memoryMiB }) { $0.memoryMiB = $1 },
    .count("max-log-lines", 1...100_000, "log lines a second", { $0.logLines }) { $0.logLines = $1 },
  ]
}

extension ServiceLimits {
  /// The names and values of all limits, one to a line, as `--limits` prints them.
  var text: String { OptionDefinition.limits.map { "\($0.name) \($0.value(self))\n" }.joined() }
}
