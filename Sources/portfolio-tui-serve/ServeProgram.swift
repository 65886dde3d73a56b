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
    case .serve(let settings):
      do throws(ServiceFailure) {
        return try serve(settings)
      } catch {
        return Program.complain(error.message, status: 1)
      }
    }
  }

  private static func serve(_ settings: ServiceRun.Settings) throws(ServiceFailure) -> Int32 {
    let publicName = settings.publicName ?? defaultName(settings.service.addresses)
    let terminals = PortfolioService.Terminals()
    var pageCount = 0
    let server = try Server(settings.service) { () throws(ServiceFailure) in
      do throws(Failure) {
        let content = try ServedContent(folder: settings.content)
        pageCount = content.pageCount
        let service = PortfolioService(
          content: content, terminals: terminals, publicName: publicName,
          limits: settings.service.limits.visit)
        return (service, content.faults)
      } catch {
        throw ServiceFailure(error.message ?? "the content cannot be read")
      }
    }
    let invitation = publicName?.invitation ?? "ssh HOST"
    let origin = server.key.isNew ? "created now" : "existing"
    _ = Program.print(
      """
      Serving \(pageCount) \(pageCount == 1 ? "page" : "pages"). Visitors type: \(invitation)
      Host key \(server.key.fingerprint) (\(origin), \(server.key.path))

      """)
    return server.run()
  }

  /// The default public name: the name of this machine and the port of the first address.
  private static func defaultName(_ addresses: [String]) -> PublicName? {
    var buffer = [CChar](repeating: 0, count: 256)
    gethostname(&buffer, buffer.count - 1)
    let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let port = addresses.first.flatMap { $0.split(separator: ":").last }.map(String.init) ?? "2222"
    return PublicName("\(name):\(port)") ?? PublicName("localhost:\(port)")
  }
}
