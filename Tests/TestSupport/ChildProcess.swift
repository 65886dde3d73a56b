import CTestSupport
package import Foundation
import Glibc

/// A program that a test has started.
///
/// Its output goes to files, so that it never blocks on a test that does not read; see ``ProcessResult`` for a
/// program that runs to its end. It inherits no other descriptor, no blocked signal and no variable of the tests.
/// It is killed with the last reference to it, or when the tests end.
package final class ChildProcess {
  package enum Input {
    /// `/dev/null`.
    case nothing
    case bytes(Data)
    /// A pipe that stays open and empty until ``send(_:)-([UInt8])`` or ``endInput()``.
    case open
    case descriptor(Int32)
  }

  package let identifier: Int32
  /// Unlinked files, unless the caller passed other descriptors.
  private var (outputFile, errorFile): (Int32, Int32)
  /// The end of the input pipe to write to, or -1.
  private var input: Int32 = -1
  /// The status from waitpid(2); nil while the process runs.
  private var rawStatus: Int32?

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: a path, or a name that is looked up in `/usr/bin` and `/usr/sbin`.
  ///   - environment: all variables of the program but `PATH` and `TERM`, which have defaults.
  ///   - folder: its working directory.
  package convenience init(
    _ program: String, _ arguments: [String], input: Input = .nothing, environment: [String: String] = [:],
    folder: String = "/"
  ) throws {
    try self.init(
      program, arguments, input: input, output: try Self.makeFile(), error: try Self.makeFile(),
      environment: environment, folder: folder)
  }

  /// Starts a program that writes to given descriptors, which are closed with this object.
  init(
    _ program: String, _ arguments: [String], input: Input, output: Int32, error: Int32,
    environment: [String: String], folder: String
  ) throws {
    (outputFile, errorFile) = (output, error)
    let inputFile = try Self.open(input, writer: &self.input)
    defer { close(inputFile) }
    let candidates = program.hasPrefix("/") ? [program] : ["/usr/bin/" + program, "/usr/sbin/" + program]
    guard let path = candidates.first(where: { access($0, X_OK) == 0 }) else { throw POSIXError(.ENOENT) }
    let variables = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TERM": "xterm-256color"]
      .merging(environment) { $1 }
    identifier = try Self.spawn(
      path, [program] + arguments, variables.map { "\($0)=\($1)" }, folder: folder,
      descriptors: [inputFile, outputFile, errorFile])
    ExitCleanup.add(process: identifier)
  }

  deinit {
    if isRunning {
      kill(identifier, SIGKILL)
      waitpid(identifier, nil, 0)
    }
    ExitCleanup.remove(process: identifier)
    endInput()
    closeOutput()
  }

  // MARK: Starting

  /// Runs `path` with the given descriptors as 0, 1 and 2.
  private static func spawn(
    _ path: String, _ arguments: [String], _ variables: [String], folder: String, descriptors: [Int32]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addchdir_np(&actions, folder)
    for (number, descriptor) in descriptors.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    // Threads of Swift's concurrency runtime block signals, and a child would inherit that mask.
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var process: pid_t = 0
    var argumentList = arguments.map { strdup($0) } + [nil]
    var variableList = variables.map { strdup($0) } + [nil]
    defer { for pointer in argumentList + variableList { free(pointer) } }
    let fault = posix_spawn(&process, path, &actions, &attributes, &argumentList, &variableList)
    guard fault == 0 else { throw POSIXError(POSIXErrorCode(rawValue: fault) ?? .EINVAL) }
    return process
  }

  /// A new unlinked file that holds `data`.
  private static func makeFile(_ data: Data = Data()) throws -> Int32 {
    var template = Array((NSTemporaryDirectory() + "portfolio-XXXXXX").utf8CString)
    let file = mkostemp(&template, O_APPEND | O_CLOEXEC)
    guard file >= 0 else { throw POSIXError(.EACCES) }
    unlink(template)
    var written = 0
    while written < data.count {
      let count = data.withUnsafeBytes { bytes in
        bytes.baseAddress.map { write(file, $0 + written, bytes.count - written) } ?? -1
      }
      guard count > 0 else { throw POSIXError(.ENOSPC) }
      written += count
    }
    lseek(file, 0, SEEK_SET)
    return file
  }

  /// The descriptor that the program reads; `writer` is set to the other end of a pipe.
  private static func open(_ input: Input, writer: inout Int32) throws -> Int32 {
    switch input {
    case .nothing: return Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
    case .bytes(let data): return try makeFile(data)
    case .open:
      var ends: [Int32] = [-1, -1]
      guard pipe2(&ends, O_CLOEXEC) == 0 else { throw POSIXError(.EMFILE) }
      writer = ends[1]
      return ends[0]
    case .descriptor(let descriptor): return fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    }
  }

  // MARK: Output and input

  /// What the program has written to standard output so far.
  package var output: Data { Self.contents(of: outputFile) }
  package var text: String { String(decoding: output, as: UTF8.self) }
  /// What the program has written to standard error so far.
  package var error: String { String(decoding: Self.contents(of: errorFile), as: UTF8.self) }

  private static func contents(of file: Int32) -> Data {
    var information = stat()
    guard fstat(file, &information) == 0, information.st_size > 0 else { return Data() }
    var data = Data(count: Int(information.st_size))
    let count = data.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    return data.prefix(max(0, count))
  }

  /// Closes this process's copies of the descriptors that the program writes to.
  func closeOutput() {
    for file in [outputFile, errorFile] where file >= 0 { close(file) }
    (outputFile, errorFile) = (-1, -1)
  }

  package func send(_ bytes: [UInt8]) { _ = write(input, bytes, bytes.count) }
  package func send(_ text: String) { send(Array(text.utf8)) }

  package func endInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  // MARK: The end

  /// Sends a signal to the process, unless it has ended.
  package func signal(_ number: Int32) { if isRunning { kill(identifier, number) } }

  package var isRunning: Bool {
    var status: Int32 = 0
    if rawStatus == nil, waitpid(identifier, &status, WNOHANG) == identifier { rawStatus = status }
    return rawStatus == nil
  }

  /// The signal that ended the process.
  package var endingSignal: Int32? { rawStatus.flatMap { $0 & 0x7F == 0 ? nil : $0 & 0x7F } }

  /// Waits for the end of the process.
  ///
  /// - Returns: the exit status, or 128 plus the number of the signal that ended it; nil if it still runs.
  @discardableResult
  package func waitForExit(within limit: Duration = deadline) -> Int32? {
    guard eventually(within: limit, { !isRunning }) else { return nil }
    return endingSignal.map { 128 + $0 } ?? rawStatus.map { $0 >> 8 & 0xFF }
  }
}
