internal import CSystem
package import Visit

/// A service over SSH: runs a ``Visit`` for each visitor in a forked process.
///
/// Everything that may fail happens in the initializer. Then the caller prints ``key``, and calls ``run()``
/// once. The program must have one thread, because visitors' processes are forked from it.
package final class Server {
  private let setup: Setup

  /// Reads the settings and the content.
  package typealias Load = () throws(ServiceFailure) -> Loaded

  /// What ``Load`` returns.
  package struct Loaded {
    let service: any VisitService
    let settings: ServiceSettings
    let faults: [String]

    /// - Parameters:
    ///   - service: shows the content.
    ///   - settings: the settings, of which a reload applies the limits.
    ///   - faults: the problems of the content and of the settings, as sentences.
    package init(service: any VisitService, settings: ServiceSettings, faults: [String]) {
      self.service = service
      self.settings = settings
      self.faults = faults
    }
  }

  /// Opens the sockets, gives up privileges, loads the content, and tries the sandbox.
  package init(_ settings: ServiceSettings, load: @escaping Load) throws(ServiceFailure) {
    setup = try Setup(settings, load: load)
  }

  /// Tests the settings, the content, the host key and the sandbox.
  /// - Returns: the fingerprint of the host key, nil if the first start will generate one; and the faults of the content
  ///   and the settings, which a service reports and runs without.
  /// - Throws: why a service with these settings would not start.
  package static func check(
    _ settings: ServiceSettings, load: @escaping Load
  ) throws(ServiceFailure) -> (fingerprint: String?, faults: [String]) {
    try Setup.check(settings, load: load)
  }

  /// The DNS records (SSHFP) of the host key, which is generated if it does not exist.
  package static func hostKeyRecords(
    _ settings: ServiceSettings, host: String
  ) throws(ServiceFailure) -> String {
    try HostKey(settings).records(host: host)
  }

  /// The port of the first socket that systemd passes; nil without one.
  package static var inheritedPort: UInt16? { Socket.inheritedPort }

  /// The host key, for the owner to see.
  package var key: (path: String, fingerprint: String, isNew: Bool) {
    (setup.hostKey.path, setup.hostKey.fingerprint, setup.hostKey.isNew)
  }

  /// Serves until a signal ends the service; returns the exit status.
  package func run() -> Int32 {
    // Fill the free lists of the allocator before the first fork, so that later allocations are contiguous. An
    // object of a visit between shared objects would copy their page.
    csystem_fill_free_chunks()
    // With it a visit takes a tenth less processor time; without it the service runs as well.
    _ = csystem_move_text_to_huge_pages()
    return ServiceLoop(setup).run()
  }
}
