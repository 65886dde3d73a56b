internal import CSystem
internal import Visit

/// What is served: the service made of the content as it was when it was last read.
struct LoadedContent {
  private let load: Server.Load
  /// Memory of a visit beyond what is loaded, in bytes.
  private let visitMemory: Int
  private(set) var service: any VisitService
  /// What is wrong with the content; the rest of it is served.
  private(set) var faults: [String]
  /// The most address space of a visitor's process, in bytes: it begins with everything that is loaded.
  private(set) var memoryLimit = 0

  init(_ limits: ServiceLimits, load: @escaping Server.Load) throws(ServiceFailure) {
    self.load = load
    visitMemory = limits.memoryMiB << 20
    (service, faults) = try load()
  }

  /// Reads the content again; when that fails, the last one stays.
  mutating func reload() throws(ServiceFailure) {
    (service, faults) = try load()
    measureMemory()
  }

  /// Sets ``memoryLimit`` by what is loaded now.
  mutating func measureMemory() { memoryLimit = Int(csystem_address_space()) + visitMemory }
}
