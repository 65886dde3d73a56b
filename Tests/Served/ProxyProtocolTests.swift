import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// The PROXY protocol, through which a proxy announces the address of a visitor.
struct ProxyProtocolTests {
  @Test(arguments: [
    ("PROXY TCP4 192.0.2.7 10.0.0.1 4660 22\r\n", "192.0.2.7"), ("PROXY UNKNOWN\r\n", "local"),
    ("PROXY TCP6 2001:db8::7 ::1 4660 22\r\n", "2001:db8::7"),
    ("\r\n\r\n\0\r\nQUIT\n!\u{11}\0\u{0C}\u{40}\0\u{2}\u{7}\u{0A}\0\0\u{1}\u{12}\u{34}\0\u{16}", "64.0.2.7"),
  ])
  func logsTheAddressThatAProxyAnnounces(header: String, source: String) throws {
    let service = try Service(["--proxy-protocol", "10.0.0.0/8,127.0.0.1"])
    let socket = try #require(Socket(port: service.port))
    // In two parts; the visitor's first bytes follow in the second one.
    socket.send(String(header.prefix(9)))
    socket.send(String(header.dropFirst(9)) + "SSH-2.0-x\r\n")
    #expect(socket.receive { $0.contains("\n") }.hasPrefix("SSH-2.0-portfolio-tui\r\n"))
    shutdown(socket.descriptor, Int32(SHUT_RDWR))
    #expect(service.waitForLog("event=session_end id=1 source=\(source) "), "\(service.log)")
  }

  @Test(arguments: ["SSH-2.0-x\r\n", "PROXY TCP4 1 2 3 4\r\n", "GET / HTTP/1.0\r\n\r\n", ""])
  func closesConnectionsOfAProxyWithoutAHeader(header: String) throws {
    let service = try Service(["--proxy-protocol", "127.0.0.1"])
    let socket = try #require(Socket(port: service.port))
    socket.send(header)
    #expect(socket.receive() == "")
    #expect(!service.log.contains { $0.contains("session_end") })
  }

  @Test func ignoresAProxyThatIsNotTrusted() throws {
    let service = try Service(["--proxy-protocol", "192.0.2.0/24"])
    let socket = try #require(Socket(port: service.port))
    socket.send("PROXY TCP4 192.0.2.7 10.0.0.1 4660 22\r\nSSH-2.0-x\r\n")
    #expect(socket.receive() == "")
    #expect(!service.log.contains { $0.contains("192.0.2.7") })
  }
}
