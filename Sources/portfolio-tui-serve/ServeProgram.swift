import Commands
import Glibc
import SSHServer
import Visit

/// The program `portfolio-tui-serve`: connects the command line and the portfolio to the SSH server.
enum ServeProgram {
  /// Runs a command line (without the program's name) and returns the exit status.
  static func main(_ arguments: [String]) -> Int32 {
    Program.prepareProcess()
    switch ServiceRun.start(arguments) {
    case .finished(let status): return status
    case .version:
      return Program.print("portfolio-tui \(Program.version), libssh \(Client.libraryVersion)\n")
    case .health(let host, let port):
      let fault = Client.check(host: host, port: port, within: .seconds(2))
      return fault.map { Program.complain($0, status: 1) } ?? 0
    case .serve(let settings): return status { () throws(ServiceFailure) in try serve(settings) }
    case .check(let settings): return status { () throws(ServiceFailure) in try check(settings) }
    case .hostKeyRecords(let settings):
      return status { () throws(ServiceFailure) in
        let name = settings.publicName ?? defaultName(settings.service.addresses)
        let host = name.map { $0.host + "." } ?? "HOST."
        return Program.print(try Server.hostKeyRecords(settings.service, host: host))
      }
    }
  }

  private static func status(_ body: () throws(ServiceFailure) -> Int32) -> Int32 {
    do throws(ServiceFailure) {
      return try body()
    } catch {
      return Program.complain(error.message, status: 1)
    }
  }

  /// Loads the content and the configuration: at the first call those of `settings`, then as they are now.
  private static func loader(
    _ settings: ServiceRun.Settings, pageCount: @escaping (Int) -> Void = { _ in }
  ) -> Server.Load {
    let defaultName = defaultName(settings.service.addresses)
    let terminals = PortfolioService.Terminals()
    var start: ServiceRun.Settings? = settings
    return { () throws(ServiceFailure) in
      do throws(Failure) {
        let current: ServiceRun.Settings
        if let start { current = start } else { current = try settings.reread() }
        start = nil
        let content = try ServedContent(folder: current.content, language: current.language)
        pageCount(content.pageCount)
        let service = PortfolioService(
          content: content, terminals: terminals,
          publicName: current.publicName ?? defaultName,
          limits: current.service.limits.visit, looks: current.looks)
        return Server.Loaded(
          service: service, settings: current.service, faults: current.faults + content.faults)
      } catch {
        throw ServiceFailure(error.message ?? "the content cannot be read")
      }
    }
  }

  /// Tests the settings. A fault of the configuration fails, because the service would run without that setting; faults of
  /// pages are printed.
  private static func check(_ settings: ServiceRun.Settings) throws(ServiceFailure) -> Int32 {
    var pages = 0
    let (fingerprint, faults) = try Server.check(settings.service, load: loader(settings) { pages = $0 })
    for fault in faults { _ = Program.complain(fault, status: 1) }
    guard settings.faults.isEmpty else { return 1 }
    let key = fingerprint ?? "that the first start creates"
    return Program.print(
      "The service can start: \(pages) \(pages == 1 ? "page" : "pages"), host key \(key)\n")
  }

  private static func serve(_ settings: ServiceRun.Settings) throws(ServiceFailure) -> Int32 {
    let publicName = settings.publicName ?? defaultName(settings.service.addresses)
    var pageCount = 0
    let server = try Server(settings.service, load: loader(settings) { pageCount = $0 })
    let invitation = publicName?.invitation ?? "ssh HOST"
    let origin = server.key.isNew ? "created now" : "existing"
    _ = Program.print(
      """
      Serving \(pageCount) \(pageCount == 1 ? "page" : "pages"). Visitors type: \(invitation)
      Host key \(server.key.fingerprint) (\(origin), \(server.key.path))

      """)
    return server.run()
  }

  /// The default public name: the name of this machine, or `localhost` if only this machine is served, and the port of the
  /// first socket from systemd, or else of the first address.
  private static func defaultName(_ addresses: [String]) -> PublicName? {
    var buffer = [CChar](repeating: 0, count: 256)
    gethostname(&buffer, buffer.count - 1)
    let inherited = Server.inheritedPort
    let isLocal = inherited == nil && addresses.allSatisfy { $0.hasPrefix("127.") || $0.hasPrefix("[::1]:") }
    let name =
      isLocal
      ? "localhost" : String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let port =
      inherited.map(String.init) ?? addresses.first.flatMap { $0.split(separator: ":").last }.map(
        String.init)
      ?? "2222"
    return PublicName("\(name):\(port)") ?? PublicName("localhost:\(port)")
  }
}
