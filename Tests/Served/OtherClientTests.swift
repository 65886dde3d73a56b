import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// Visits with clients other than OpenSSH's: they see the same, and are not asked for a password.
struct OtherClientTests {
  private let service: Service
  private let home: TemporaryFolder

  init() throws {
    service = try Service.shared.get()
    home = try TemporaryFolder()
  }

  /// A client program, which takes its own options and then the command.
  struct Client: CustomTestStringConvertible, Sendable {
    var name: String
    var program: String
    /// The options for a visit at a port of 127.0.0.1 whose host key has a fingerprint.
    var options: @Sendable (_ hasTerminal: Bool, _ port: Int, _ fingerprint: String) -> [String]

    var testDescription: String { name }
    var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }
  }

  static let clients = [
    Client(name: "dropbear", program: "/usr/bin/dbclient") { hasTerminal, port, _ in
      // `-y` twice: the host key is neither checked nor saved.
      ["-y", "-y", hasTerminal ? "-t" : "-T", "-p", "\(port)", "visitor@127.0.0.1"]
    },
    Client(name: "putty", program: "/usr/bin/plink") { hasTerminal, port, fingerprint in
      [
        "-batch", "-ssh", "-hostkey", fingerprint, hasTerminal ? "-t" : "-T", "-P", "\(port)",
        "visitor@127.0.0.1",
      ]
    },
  ].filter(\.isInstalled)

  private var fingerprint: String {
    service.child.text.firstMatch(of: #/SHA256:\S+/#).map { String($0.output) } ?? ""
  }

  private func run(_ client: Client, _ words: String) throws -> ChildProcess {
    try ChildProcess(
      client.program, client.options(false, service.port, fingerprint) + [words],
      environment: ["HOME": home.path])
  }

  @Test(arguments: clients)
  func showsTheFirstScreenAndFollowsKeys(client: Client) throws {
    let own = try Terminal(columns: 100, rows: 30)
    #expect(own.wait { $0.line(29).hasPrefix(" j/k select") })
    let visit = try Terminal(
      client.options(true, service.port, fingerprint), columns: 100, rows: 30,
      environment: ["HOME": home.path],
      program: client.program)
    #expect(visit.wait { $0.text == own.text }, "\(visit.text)")
    visit.send("3\r")
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k scroll") }, "\(visit.text)")
    visit.send("q")
    #expect(visit.ended() == 0)
    #expect(service.child.error.contains("client=\(client.name)"))
  }

  @Test(
    arguments: clients,
    ["ls", "cat principles", "resume --format json", "grep nothinglikethis", "nowhere", "$(id)"])
  func printsWhatTheOwnerSeesWithTheSameStatus(client: Client, words: String) throws {
    let own = try ChildProcess(BuiltProducts.program, words.split(separator: " ").map(String.init))
    let visit = try run(client, words)
    #expect(visit.waitForExit() == own.waitForExit())
    #expect(visit.output == own.output)
    #expect(visit.error.hasSuffix(own.error), "\(visit.error)")
    #expect(!visit.error.lowercased().contains("password"))
  }

  // MARK: Libraries

  /// Debian's Python, which finds Debian's libraries.
  private static let python = "/usr/bin/python3"

  static let libraries = ["paramiko", "asyncssh"].filter { library in
    let child = try? ChildProcess(python, ["-W", "ignore", "-c", "import \(library)"])
    return child?.waitForExit() == 0
  }

  /// Programs that run a command and end with its status, or visit the first screen without a command.
  private static let programs = [
    "paramiko": """
    import socket, sys, paramiko
    transport = paramiko.Transport(socket.create_connection(("127.0.0.1", int(sys.argv[1]))))
    transport.start_client(timeout=10)
    transport.auth_none("visitor")
    channel = transport.open_session()
    channel.settimeout(10)
    if len(sys.argv) > 2:
        channel.exec_command(sys.argv[2])
        sys.stdout.buffer.write(channel.makefile("rb").read())
        sys.stderr.buffer.write(channel.makefile_stderr("rb").read())
    else:
        channel.get_pty("xterm-256color", 100, 30)
        channel.invoke_shell()
        seen = b""
        while b"quit" not in seen:
            seen += channel.recv(65536)
        sys.stdout.buffer.write(seen)
        channel.resize_pty(80, 24)
        channel.send("q")
    sys.exit(channel.recv_exit_status())
    """,
    "asyncssh": """
    import asyncio, sys, asyncssh
    async def visit():
        async with asyncssh.connect("127.0.0.1", int(sys.argv[1]), username="visitor", known_hosts=None,
                                    config=None, client_keys=None, agent_path=None) as connection:
            if len(sys.argv) > 2:
                result = await connection.run(sys.argv[2], encoding=None)
                sys.stdout.buffer.write(result.stdout)
                sys.stderr.buffer.write(result.stderr)
                return result.exit_status
            process = await connection.create_process(
                term_type="xterm-256color", term_size=(100, 30), encoding=None)
            seen = b""
            while b"quit" not in seen:
                seen += await process.stdout.read(65536)
            sys.stdout.buffer.write(seen)
            process.change_terminal_size(80, 24)
            process.stdin.write(b"q")
            return (await process.wait()).exit_status
    sys.exit(asyncio.run(asyncio.wait_for(visit(), 10)))
    """,
  ]

  private func run(library: String, _ words: String...) throws -> ChildProcess {
    let program = try #require(Self.programs[library])
    return try ChildProcess(
      Self.python, ["-W", "ignore", "-c", program, "\(service.port)"] + words,
      environment: ["HOME": home.path])
  }

  @Test(arguments: libraries)
  func showsTheFirstScreenToALibrary(library: String) throws {
    let visit = try run(library: library)
    #expect(visit.waitForExit() == 0, "\(visit.error)")
    #expect(visit.text.contains("\u{1B}[?1049h") && visit.text.contains("Replay-safe event platform"))
    #expect(service.child.error.contains("client=\(library)"))
  }

  @Test(arguments: libraries, ["ls", "cat principles", "grep nothinglikethis", "nowhere"])
  func printsWhatTheOwnerSeesToALibrary(library: String, words: String) throws {
    let own = try ChildProcess(BuiltProducts.program, words.split(separator: " ").map(String.init))
    let visit = try run(library: library, words)
    #expect(visit.waitForExit() == own.waitForExit(), "\(visit.error)")
    #expect(visit.output == own.output)
    #expect(visit.error == own.error)
  }
}
