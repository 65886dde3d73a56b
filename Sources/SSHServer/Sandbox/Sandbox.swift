internal import CSeccomp
internal import CSystem
internal import Glibc
internal import Visit

/// Confines a visitor's process: resource limits, no new privileges, no access to files (Landlock), and a
/// seccomp filter that kills the process at any system call that a visit does not need.
///
/// It is made once, before the first fork; each visitor's process calls ``enter(processor:memory:)`` before it
/// reads the first byte. At every start, ``breaches(memory:)`` tests that the filter works on this system.
struct Sandbox {
  /// The seccomp filter as BPF instructions. It is compiled once, because compiling took 5 % of a visit's processor
  /// time. It is raw memory because each process writes its process ID into it; an array would be copied before.
  private let filter: UnsafeMutableBufferPointer<sock_filter>
  /// The index of the instruction that compares an argument with the process ID.
  private let processIndex: Int

  /// The system calls that are allowed with any arguments: for open descriptors, memory and the time.
  private static let calls = """
    poll ppoll sendto recvfrom recvmsg read write writev pread64 lseek ftruncate close shutdown newfstatat fstat
    getpid gettid getuid geteuid getgid getegid getrandom getsockopt futex sched_yield
    brk mmap munmap mremap mprotect madvise
    rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack clock_gettime gettimeofday alarm restart_syscall
    exit exit_group
    """.split { $0 == " " || $0 == "\n" }
  /// The requests of `ioctl` that ncurses and libssh make.
  private static let controls: [UInt] = [
    UInt(TCGETS), UInt(TCSETS), UInt(TCSETSW), UInt(TIOCGWINSZ), UInt(FIONREAD), UInt(FIONBIO),
  ]

  /// The value in the compiled filter that is replaced by the process ID. No process has this ID.
  private static let placeholder = UInt32(Int32.max)

  /// Compiles the filter; nil when the system has no seccomp.
  init?() {
    guard let filter = cseccomp_new() else { return nil }
    defer { cseccomp_free(filter) }
    for name in Self.calls where cseccomp_allow(filter, String(name)) != 0 { return nil }
    for control in Self.controls where cseccomp_allow_where(filter, "ioctl", 1, control) != 0 { return nil }
    // Flags only: F_SETOWN and F_SETSIG could make a descriptor send a signal to the service.
    for command in [F_GETFD, F_SETFD, F_GETFL, F_SETFL]
    where cseccomp_allow_where(filter, "fcntl", 1, UInt(command)) != 0 { return nil }
    // Options of TCP only. Other options could bind a socket to a device or attach a program to it.
    guard cseccomp_allow_where(filter, "setsockopt", 1, UInt(csystem_tcp)) == 0 else { return nil }
    // A process may send a signal to itself, which `abort` needs.
    guard cseccomp_allow_where(filter, "tgkill", 0, UInt(Self.placeholder)) == 0 else { return nil }
    let room = 1024
    let program = [sock_filter](unsafeUninitializedCapacity: room) { buffer, count in
      count = Int(cseccomp_compile(filter, buffer.baseAddress, Int32(room)))
    }
    let indices = program.indices.filter { program[$0].k == Self.placeholder }
    guard indices.count == 1 else { return nil }
    self.filter = .allocate(capacity: program.count)
    _ = self.filter.initialize(from: program)
    processIndex = indices[0]
  }

  /// Confines this process permanently; false if the filter could not be installed.
  /// - Parameters:
  ///   - processor: processor time, in whole seconds.
  ///   - memory: address space, in bytes.
  func enter(processor: Duration, memory: Int) -> Bool {
    setLimit(RLIMIT_CPU, Int(processor.components.seconds))
    setLimit(RLIMIT_AS, memory)
    setLimit(RLIMIT_CORE, 0)
    setLimit(RLIMIT_FSIZE, FixedLimits.fileBytes)
    setLimit(RLIMIT_NOFILE, FixedLimits.descriptors)
    // The exit status must show the signal that ended the process, so remove handlers.
    for number in [SIGSEGV, SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGTRAP] { signal(number, SIG_DFL) }
    guard csystem_forbid_new_privileges() == 0 else { return false }
    // Older kernels have no Landlock. That is safe, because the filter denies opening files, too.
    _ = csystem_deny_files()
    filter[processIndex].k = UInt32(getpid())
    return cseccomp_enter(filter.baseAddress, Int32(filter.count)) == 0
  }

  private func setLimit(_ resource: __rlimit_resource, _ value: Int) {
    var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
    setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
  }

  // MARK: Proof

  /// Attacks from within a visitor's process. Each name completes the sentence "a visitor could".
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

  /// Returns the names of the attempts that succeed in a confined process; empty if the sandbox works. Each attempt
  /// is made in a forked process, which SIGSYS must end.
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

  /// The version of Landlock's interface that the kernel has; 0 for none. It is tested in a forked process.
  static var landlockLevel: Int {
    let child = fork()
    if child == 0 { _exit(csystem_forbid_new_privileges() == 0 ? csystem_deny_files() : 0) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    return child > 0 ? Int(status >> 8 & 0xFF) : 0
  }
}
