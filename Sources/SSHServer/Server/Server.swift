internal import CSystem
package import Visit

/// A service over SSH: runs a ``Visit`` for each visitor in a forked process.
///
/// Everything that may fail happens in the initializer. Then the caller prints ``key``, and calls ``run()``
/// once. The program must have one thread, because visitors' processes are forked from it.
package final class Server {
  private let setup: Setup

  /// Reads the content, and returns the service that shows it and the problems of the content as sentences.
  package typealias Load = () throws(ServiceFailure) -> (service: any VisitService, faults: [String])

  /// Opens the sockets, gives up privileges, loads the content, and tries the sandbox.
  package init(_ settings: ServiceSettings, load: @escaping Load) throws(ServiceFailure) {
    setup = try Setup(settings, load: load)
  }

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
