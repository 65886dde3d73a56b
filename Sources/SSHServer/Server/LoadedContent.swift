internal import CSystem
internal import Visit

/// The visit service, created from the content when it was last read.
struct LoadedContent {
  private let load: Server.Load
  private var loaded: Server.Loaded
  /// The number of times that the content was loaded.
  private(set) var generation = 1
  /// The maximum address space of a visitor's process, in bytes. It includes the loaded content.
  private(set) var memoryLimit = 0

  init(load: @escaping Server.Load) throws(ServiceFailure) {
    self.load = load
    loaded = try load()
  }

  var service: any VisitService { loaded.service }
  /// The settings that were read with the content.
  var settings: ServiceSettings { loaded.settings }
  /// The problems of the content and of the settings. Everything without a problem is served.
  var faults: [String] { loaded.faults }

  /// Reads the content and the settings again. If that fails, the previous ones stay.
  mutating func reload() throws(ServiceFailure) {
    loaded = try load()
    generation += 1
    measureMemory()
  }

  /// Sets ``memoryLimit`` from the address space that this process uses now.
  mutating func measureMemory() {
    memoryLimit = Int(csystem_address_space()) + settings.limits.memoryMiB << 20
  }
}

extension ServiceSettings {
  /// Sentences that name the settings that differ from those of a running service and need a restart.
  func changesForRestart(from running: ServiceSettings) -> [String] {
    let rows: [(name: String, differs: Bool)] = [
      ("listen", addresses != running.addresses), ("host-key", hostKey != running.hostKey),
      ("user", user != running.user), ("metrics", metrics != running.metrics),
      ("proxy-protocol", proxies != running.proxies), ("log", logFormat != running.logFormat),
    ]
    return rows.filter(\.differs).map { "the new value of '\($0.name)' applies after a restart" }
  }
}
