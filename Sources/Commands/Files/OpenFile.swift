internal import Glibc

/// A file descriptor that is closed with its last reference.
final class OpenFile: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// The size in bytes; 0 if it cannot be determined.
  var size: Int { state?.size ?? 0 }

  /// What changes when a file is written to.
  struct State: Equatable {
    var size: Int
    var seconds: Int
    var nanoseconds: Int
  }

  /// The present state; nil if it cannot be determined.
  var state: State? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    return State(
      size: Int(status.st_size), seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
  }

  /// Reads into a buffer from an offset; returns the number of bytes, 0 at the end, or nil after an error. The descriptor's
  /// own offset, which another process may share, is neither used nor changed.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      if errno != EINTR { return nil }
    }
  }
}
