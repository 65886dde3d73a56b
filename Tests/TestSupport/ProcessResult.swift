import CTestSupport
package import Foundation
import Glibc

/// The output of a program that has ended, and its status.
package struct ProcessResult {
  /// The exit status, or 128 plus the number of the signal that ended the program.
  package var status: Int32
  package var output: Data
  package var error: String
  package var isSignalled: Bool
  /// Whether the program was killed because it ran longer than the deadline.
  package var isOverdue: Bool

  /// Runs a program to its end, with pipes as its output. Its input is a file.
  ///
  /// See ``ChildProcess/init(_:_:input:environment:folder:)`` for the other parameters.
  package init(
    _ program: String, _ arguments: [String], input: Data = Data(), environment: [String: String] = [:],
    folder: String = "/", within limit: Duration = deadline
  ) throws {
    let pipes = try (0..<2).map { _ in try OutputPipe() }
    let process = try ChildProcess(
      program, arguments, input: .bytes(input), output: pipes[0].takeWriter(),
      error: pipes[1].takeWriter(), environment: environment, folder: folder)
    process.closeOutput()
    let end = ContinuousClock.now + limit
    // A background process of a shell may hold the pipes longer than the shell runs.
    while process.isRunning, ContinuousClock.now < end { OutputPipe.read(pipes, milliseconds: 10) }
    isOverdue = process.isRunning
    if isOverdue { process.signal(SIGKILL) }
    status = process.waitForExit() ?? -1
    OutputPipe.read(pipes, milliseconds: 0)
    isSignalled = process.endingSignal != nil
    output = pipes[0].data
    error = String(decoding: pipes[1].data, as: UTF8.self)
  }

  package var text: String { String(decoding: output, as: UTF8.self) }
  package var lines: [String] { text.split(separator: "\n").map(String.init) }
  package var hasEscape: Bool { output.contains(0x1B) || error.utf8.contains(0x1B) }
}

/// A pipe that collects what a program writes.
private final class OutputPipe {
  private var (reader, writer): (Int32, Int32) = (-1, -1)
  private(set) var data = Data()

  init() throws {
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { throw POSIXError(.EMFILE) }
    (reader, writer) = (ends[0], ends[1])
    _ = fcntl(reader, F_SETFL, O_NONBLOCK)
  }

  deinit { for descriptor in [reader, writer] where descriptor >= 0 { close(descriptor) } }

  /// The end to write to, which the caller closes.
  func takeWriter() -> Int32 {
    defer { writer = -1 }
    return writer
  }

  /// Waits for output, and reads all there is. Returns at once when every pipe has ended.
  static func read(_ pipes: [OutputPipe], milliseconds: Int32) {
    var polled = pipes.filter { $0.reader >= 0 }.map {
      pollfd(fd: $0.reader, events: Int16(POLLIN), revents: 0)
    }
    // All pipes have ended, so only wait for the end of the process.
    if polled.isEmpty { usleep(500) } else { poll(&polled, nfds_t(polled.count), milliseconds) }
    for pipe in pipes { pipe.read() }
  }

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while reader >= 0 {
      let count = Glibc.read(reader, &buffer, buffer.count)
      if count < 0 { return }
      if count == 0 {
        close(reader)
        reader = -1
      }
      data.append(contentsOf: buffer[..<max(0, count)])
    }
  }
}
