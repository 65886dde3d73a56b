internal import CSystem
internal import Visit

/// The visit service, created from the content when it was last read.
struct LoadedContent {
  private let load: Server.Load
  /// The memory that a visit may use in addition to the loaded content, in bytes.
  private let visitMemory: Int
  private(set) var service: any VisitService
  /// The number of times that the content was loaded.
  private(set) var generation = 1
  /// The problems of the content. Everything without a problem is served.
  private(set) var faults: [String]
  /// The maximum address space of a visitor's process, in bytes. It includes the loaded content.
  private(set) var memoryLimit = 0

  init(_ limits: ServiceLimits, load: @escaping Server.Load) throws(ServiceFailure) {
    self.load = load
    visitMemory = limits.memoryMiB << 20
    (service, faults) = try load()
  }

  /// Reads the content again. If that fails, the previous content stays.
  mutating func reload() throws(ServiceFailure) {
    (service, faults) = try load()
    generation += 1
    measureMemory()
  }

  /// Sets ``memoryLimit`` from the address space that this process uses now.
  mutating func measureMemory() { memoryLimit = Int(csystem_address_space()) + visitMemory }
}
