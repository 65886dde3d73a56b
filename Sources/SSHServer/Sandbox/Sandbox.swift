internal import CSeccomp
internal import CSystem
internal import Glibc
internal import Visit

/// Takes from a visitor's process what it does not need: nearly everything.
struct Sandbox {
  /// The filter as the kernel takes it, made once: making it took 5 % of a visit's processor time. A process
  /// writes its own number into it, where an array would be copied for that.
  private let filter: UnsafeMutableBufferPointer<sock_filter>
  /// The instruction of the filter that compares with the process's own number.
  private let ownNumber: Int

  /// What a process may call that reads and writes what it has, and keeps its memory.
  private static let calls = """
    poll ppoll sendto recvfrom read write writev pread64 lseek ftruncate close shutdown newfstatat fstat
    getpid gettid getuid geteuid getgid getegid getrandom getsockopt futex sched_yield
    brk mmap munmap mremap mprotect madvise
    rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack clock_gettime gettimeofday alarm restart_syscall
    exit exit_group
    """.split { $0 == " " || $0 == "\n" }
  /// What of terminals' and sockets' controls ncurses and the library ask for.
  private static let controls: [UInt] = [
    UInt(TCGETS), UInt(TCSETS), UInt(TCSETSW), UInt(TIOCGWINSZ), UInt(FIONREAD), UInt(FIONBIO),
  ]

  /// What stands in the filter instead of the process's own number: more than any process has.
  private static let anyNumber = UInt32(Int32.max)

  /// Makes the filter; nil where the system cannot.
  init?() {
    guard let filter = cseccomp_new() else { return nil }
    defer { cseccomp_free(filter) }
    for name in Self.calls where cseccomp_allow(filter, String(name)) != 0 { return nil }
    for control in Self.controls where cseccomp_allow_where(filter, "ioctl", 1, control) != 0 { return nil }
    // Flags only: with an owner and a signal a descriptor could be made to kill the parent.
    for command in [F_GETFD, F_SETFD, F_GETFL, F_SETFL]
    where cseccomp_allow_where(filter, "fcntl", 1, UInt(command)) != 0 { return nil }
    // TCP's own options only: nothing that binds a socket to a device or attaches a program.
    guard cseccomp_allow_where(filter, "setsockopt", 1, UInt(csystem_tcp)) == 0 else { return nil }
    // A process may end itself.
    guard cseccomp_allow_where(filter, "tgkill", 0, UInt(Self.anyNumber)) == 0 else { return nil }
    let room = 1024
    let program = [sock_filter](unsafeUninitializedCapacity: room) { buffer, count in
      count = Int(cseccomp_compile(filter, buffer.baseAddress, Int32(room)))
    }
    let places = program.indices.filter { program[$0].k == Self.anyNumber }
    guard places.count == 1 else { return nil }
    self.filter = .allocate(capacity: program.count)
    _ = self.filter.initialize(from: program)
    ownNumber = places[0]
  }

  /// Shuts this process in, for ever. False where the filter could not be set.
  func enter(processor: Duration, memory: Int) -> Bool {
    setLimit(RLIMIT_CPU, Int(processor.components.seconds))
    setLimit(RLIMIT_AS, memory)
    setLimit(RLIMIT_CORE, 0)
    setLimit(RLIMIT_FSIZE, FixedLimits.fileBytes)
    setLimit(RLIMIT_NOFILE, FixedLimits.descriptors)
    // A fault of ours ends the process as what it is.
    for number in [SIGSEGV, SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGTRAP] { signal(number, SIG_DFL) }
    guard csystem_drop_privileges_for_ever() == 0 else { return false }
    _ = csystem_deny_files()
    filter[ownNumber].k = UInt32(getpid())
    return cseccomp_enter(filter.baseAddress, Int32(filter.count)) == 0
  }

  private func setLimit(_ resource: __rlimit_resource, _ value: Int) {
    var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
    setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
  }

  // MARK: Proof

  /// What a process that was taken over would try.
  private static let attempts: [(name: String, attempt: @Sendable (_ parent: pid_t) -> Void)] = [
    ("open a file", { _ in _ = open("/etc/passwd", O_RDONLY) }),
    ("write a file", { _ in _ = open("/tmp/portfolio-tui-was-here", O_WRONLY | O_CREAT, 0o600) }),
    ("make a socket", { _ in _ = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }),
    (
      "connect",
      { _ in
        var address = sockaddr()
        _ = connect(0, &address, 16)
      }
    ),
    (
      "start a program",
      { _ in
        var arguments: [UnsafeMutablePointer<CChar>?] = [nil]
        execv("/bin/true", &arguments)
      }
    ),
    ("make a process", { _ in if fork() == 0 { _exit(0) } }),
    ("trace its parent", { _ = csystem_trace($0) }),
    ("kill its parent", { _ = kill($0, 0) }),
  ]

  /// What a shut-in process could still do; nothing where the sandbox holds. Each attempt is made by a
  /// process of its own.
  func breaches(memory: Int) -> [String] {
    Self.attempts.compactMap { name, attempt in
      let child = fork()
      if child == 0 {
        let parent = getppid()
        guard enter(processor: .seconds(1), memory: memory) else { _exit(3) }
        attempt(parent)
        _exit(0)
      }
      var status: Int32 = 0
      while waitpid(child, &status, 0) == -1, errno == EINTR {}
      return child > 0 && status & 0x7F == SIGSYS ? nil : name
    }
  }

  /// Which Landlock the kernel has; 0 for none.
  static var landlockLevel: Int {
    let child = fork()
    if child == 0 { _exit(csystem_drop_privileges_for_ever() == 0 ? csystem_deny_files() : 0) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    return child > 0 ? Int(status >> 8 & 0xFF) : 0
  }
}
