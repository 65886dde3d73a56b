import Commands
import Glibc
import SSHServer

/// The program of the service.
enum ServeProgram {
  static func main(_ arguments: [String]) -> Int32 {
    Program.prepareProcess()
    if arguments.first == "health" { return checkHealth(Array(arguments.dropFirst())) }
    do {
      let options = try ServeOptions(arguments) { name in getenv(name).map { String(cString: $0) } }
      if options.printsHelp { return Program.print(ServeOptions.help) }
      if options.printsVersion {
        return Program.print("portfolio-tui \(Program.version), libssh \(Client.libraryVersion)\n")
      }
      if options.printsLimits { return Program.print(options.limitLines) }
      return try serve(options)
    } catch let failure as ServeFailure {
      return Program.complain(failure.message, status: 2)
    } catch let failure as ServiceFailure {
      return Program.complain(failure.message, status: 1)
    } catch let failure as Failure {
      return Program.complain(failure.message ?? "it cannot serve", status: failure.status)
    } catch {
      return Program.complain("it cannot serve", status: 1)
    }
  }

  private static func serve(_ options: ServeOptions) throws -> Int32 {
    let limits = options.configuration.limits
    let visitLimits = VisitLimits(
      idle: limits.idle * 1000, warning: limits.idleWarning * 1000, age: limits.age * 1000)
    let publicName = options.publicName ?? defaultName(options.configuration.addresses)
    let entries = VisitorService.terminalEntries()
    func service() throws -> (service: PortfolioService, content: ServedContent) {
      let content = try ServedContent(folder: options.content)
      let visitors = VisitorService(
        content: content, entries: entries, publicName: publicName, limits: visitLimits)
      return (PortfolioService(visitors), content)
    }
    let first = try service()
    for fault in first.content.faults { _ = Program.complain(fault, status: 0) }
    // Nothing of the environment is a visitor's, or of use to one.
    let server = try Server(
      options.configuration, service: first.service, faults: first.content.faults.count,
      reload: { try? service().service })
    let invitation = PublicName(publicName)?.invitation ?? "ssh HOST"
    let age = server.key.isNew ? "made just now" : "as before"
    let pages = first.content.pageCount
    _ = Program.print(
      """
      Serving \(pages) \(pages == 1 ? "page" : "pages"). Visitors type: \(invitation)
      Host key \(server.key.fingerprint) (\(age), \(server.key.path))

      """)
    return server.run()
  }

  /// This machine's name, and the port of the first address.
  private static func defaultName(_ addresses: [String]) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    gethostname(&buffer, buffer.count - 1)
    let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let port = addresses.first.flatMap { $0.split(separator: ":").last }.map(String.init) ?? "2222"
    let host = PublicName(name) == nil ? "localhost" : name
    return "\(host):\(port)"
  }

  private static func checkHealth(_ arguments: [String]) -> Int32 {
    guard arguments.count < 2, arguments.first?.hasPrefix("-") != true else {
      return Program.complain("'health' takes one HOST:PORT", status: 2)
    }
    if let fault = Client.check(arguments.first ?? "127.0.0.1:2222", seconds: 2) {
      return Program.complain(fault, status: 1)
    }
    return 0
  }
}
