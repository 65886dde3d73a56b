import Commands
import Glibc
import SSHServer
import Visit

/// The program of the service.
enum ServeProgram {
  static func main(_ arguments: [String]) -> Int32 {
    Program.prepareProcess()
    if arguments.first == "health" { return checkHealth(Array(arguments.dropFirst())) }
    do {
      let options = try ServeOptions(arguments) { name in getenv(name).map { String(cString: $0) } }
      if options.printsHelp { return printHelp() }
      if options.printsVersion {
        return Program.print("portfolio-tui \(Program.version), libssh \(Client.libraryVersion)\n")
      }
      if options.printsLimits { return Program.print(options.limitLines) }
      return try serve(options)
    } catch let failure as ServiceFailure {
      return Program.complain(failure.message, status: 1)
    } catch let failure as Failure {
      return Program.complain(failure.message ?? "it cannot serve", status: failure.status)
    } catch {
      return Program.complain("it cannot serve", status: 1)
    }
  }

  private static func printHelp() -> Int32 {
    Program.printHelp(
      "portfolio-tui serve [OPTION...]",
      [
        "An SSH service for anybody: `ssh -p 2222 HOST` opens the portfolio, `ssh -p 2222 HOST ls` prints.",
        "Each option can be a variable instead: `--host-key` is `PORTFOLIO_HOST_KEY`.",
      ], ServeOptions.table.rows)
  }

  private static func serve(_ options: ServeOptions) throws -> Int32 {
    let publicName = options.publicName ?? defaultName(options.configuration.addresses)
    let terminals = PortfolioService.Terminals()
    var pageCount = 0
    let server = try Server(options.configuration) { () throws(ServiceFailure) in
      do throws(Failure) {
        let content = try ServedContent(folder: options.content)
        pageCount = content.pageCount
        let service = PortfolioService(
          content: content, terminals: terminals, publicName: publicName,
          limits: options.configuration.limits.visit)
        return (service, content.faults)
      } catch {
        throw ServiceFailure(error.message ?? "the content cannot be read")
      }
    }
    let invitation = publicName?.invitation ?? "ssh HOST"
    let age = server.key.isNew ? "made just now" : "as before"
    _ = Program.print(
      """
      Serving \(pageCount) \(pageCount == 1 ? "page" : "pages"). Visitors type: \(invitation)
      Host key \(server.key.fingerprint) (\(age), \(server.key.path))

      """)
    return server.run()
  }

  /// This machine's name, and the port of the first address.
  private static func defaultName(_ addresses: [String]) -> PublicName? {
    var buffer = [CChar](repeating: 0, count: 256)
    gethostname(&buffer, buffer.count - 1)
    let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let port = addresses.first.flatMap { $0.split(separator: ":").last }.map(String.init) ?? "2222"
    return PublicName("\(name):\(port)") ?? PublicName("localhost:\(port)")
  }

  private static func checkHealth(_ arguments: [String]) -> Int32 {
    guard arguments.count < 2, arguments.first?.hasPrefix("-") != true else {
      return Program.complain("'health' takes one HOST:PORT", status: 2)
    }
    let address = arguments.first ?? "127.0.0.1:2222"
    guard let name = PublicName(address) else {
      return Program.complain("'\(address)' is no HOST:PORT", status: 2)
    }
    if let fault = Client.check(host: name.host, port: name.port, within: .seconds(2)) {
      return Program.complain(fault, status: 1)
    }
    return 0
  }
}
