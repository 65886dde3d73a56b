import Glibc
import Testing

@testable import SSHServer
@testable import Visit

/// Addresses and networks are parsed, written and compared, and the limits' sources are their blocks.
struct NetworkAddressTests {
  @Test(arguments: [
    ("192.0.2.7", "192.0.2.7"), ("2001:db8::7", "2001:db8::7"), ("2001:0DB8:0:0::7", "2001:db8::7"),
    ("::ffff:192.0.2.7", "192.0.2.7"), ("::", "::"), ("::1", "::1"),
  ])
  func parsesAndWritesAddresses(text: String, written: String) throws {
    #expect(try #require(NetworkAddress(text)).text == written)
  }

  @Test(arguments: [
    "", "localhost", "192.0.2", "192.0.2.7.1", "192.0.2.256", " 192.0.2.7", "1", "2001:db8", ":::",
    "fe80::1%lo",
    "192.0.2.7\n", "192.0.2.7\0",
  ])
  func rejectsTextThatIsNotAnAddress(text: String) { #expect(NetworkAddress(text) == nil) }

  @Test func theBlockIsTheAddressOrItsNetworkOf64Bits() throws {
    #expect(try #require(NetworkAddress("192.0.2.7")).block.text == "192.0.2.7")
    #expect(try #require(NetworkAddress("2001:db8:1:2:3:4:5:6")).block.text == "2001:db8:1:2::")
    #expect(try #require(NetworkAddress("::ffff:192.0.2.7")).block.text == "192.0.2.7")
    #expect(NetworkAddress.local.block == .local)
    #expect(NetworkAddress.local.text == "local")
  }

  @Test func readsTheAddressOfASocket() {
    var storage = sockaddr_storage()
    #expect(NetworkAddress(storage) == .local)
    storage.ss_family = sa_family_t(AF_UNIX)
    #expect(NetworkAddress(storage) == .local)
    var four = sockaddr_in()
    four.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, "192.0.2.7", &four.sin_addr)
    withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: four, as: sockaddr_in.self) }
    #expect(NetworkAddress(storage).text == "192.0.2.7")
    var six = sockaddr_in6()
    six.sin6_family = sa_family_t(AF_INET6)
    inet_pton(AF_INET6, "::ffff:192.0.2.7", &six.sin6_addr)
    withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: six, as: sockaddr_in6.self) }
    #expect(NetworkAddress(storage).text == "192.0.2.7")
  }

  @Test(arguments: [
    (
      "10.0.0.0/8", ["10.0.0.0", "10.255.255.255", "::ffff:10.1.1.1"], ["11.0.0.0", "9.255.255.255", "::10"]
    ),
    ("192.0.2.128/25", ["192.0.2.128", "192.0.2.255"], ["192.0.2.127", "192.0.3.128"]),
    ("192.0.2.7", ["192.0.2.7"], ["192.0.2.6"]),
    ("192.0.2.7/31", ["192.0.2.6", "192.0.2.7"], ["192.0.2.8"]),
    ("0.0.0.0/0", ["0.0.0.0", "255.255.255.255"], ["::", "2001:db8::1"]),
    ("2001:db8::/33", ["2001:db8::", "2001:db8:7fff::1"], ["2001:db8:8000::", "10.0.0.1"]),
    ("::/0", ["::1", "2001:db8::"], ["10.0.0.1"]),
    ("::1", ["::1"], ["::2", "127.0.0.1"]),
  ])
  func aNetworkContainsItsAddresses(text: String, inside: [String], outside: [String]) throws {
    let network = try #require(Network(text))
    for address in inside { #expect(network.contains(try #require(NetworkAddress(address))), "\(address)") }
    for address in outside { #expect(!network.contains(try #require(NetworkAddress(address))), "\(address)") }
    #expect(!network.contains(.local))
  }

  @Test(arguments: [
    "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "::/129", "all",
  ])
  func rejectsTextThatIsNotANetwork(text: String) { #expect(Network(text) == nil) }
}
