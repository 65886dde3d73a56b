import Testing

@testable import SSHServer
@testable import Visit

/// Records of a visitor's process survive the control socket, and any bytes are read as harmless values.
struct RecordTests {
  private static let kinds: [Record.Kind] = [.exchanged, .began, .shown, .ended]

  @Test func aRecordIsReadAsItWasWritten() throws {
    for kind in Self.kinds {
      for reason in EndReason.allCases {
        var record = Record(kind, first: .max - UInt64(reason.rawValue), second: 0x0102_0304_0506_0708)
        record.reason = reason
        record.client = .dropbear
        record.term = .tmux
        #expect(record.bytes.count == Record.size)
        let copy = try #require(Record(([0, 0] + record.bytes)[2...]))
        #expect(copy.kind == kind && copy.reason == reason)
        #expect(copy.client == .dropbear && copy.term == .tmux)
        #expect(copy.first == record.first && copy.second == record.second)
      }
    }
  }

  @Test func rejectsEveryOtherLength() {
    let bytes = Record(.began).bytes
    for count in 0..<bytes.count { #expect(Record(bytes[..<count]) == nil) }
    #expect(Record((bytes + [0])[...]) == nil)
  }

  @Test func unknownValuesBecomeKnownOnes() {
    var bytes = Record(.began).bytes
    for kind in UInt8.min...UInt8.max {
      bytes[0] = kind
      #expect((Record(bytes[...]) == nil) == !(1...5).contains(kind))
    }
    bytes[0] = 4
    for value in UInt8.min...UInt8.max {
      (bytes[1], bytes[2], bytes[3]) = (value, value, value)
      let record = Record(bytes[...])
      #expect(record != nil)
      if EndReason(rawValue: value) == nil { #expect(record?.reason == .protocol) }
      if ClientKind(rawValue: value) == nil { #expect(record?.client == .other) }
      if TermKind(rawValue: value) == nil { #expect(record?.term == .other) }
    }
  }

  @Test func reasonsHaveDistinctNames() {
    let names = EndReason.allCases.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names { #expect(name.allSatisfy { ("a"..."z").contains($0) || $0 == "_" }, "\(name)") }
  }

  @Test func kindsAreNamedAsTheirCases() {
    let clients = (0...UInt8.max).compactMap(ClientKind.init)
    #expect(clients.map(\.name) == clients.map { "\($0)" })
    let terms = (0...UInt8.max).compactMap(TermKind.init(rawValue:))
    #expect(terms.map(\.name) == terms.map { "\($0)" })
    #expect(clients.count == 10 && terms.count == 9)
  }

  @Test(arguments: [
    ("SSH-2.0-OpenSSH_9.2p1 Debian-2", ClientKind.openSSH), ("SSH-2.0-PuTTY_Release_0.78", .putty),
    ("SSH-2.0-dropbear_2022.83", .dropbear), ("SSH-2.0-paramiko_2.12.0", .paramiko),
    ("SSH-2.0-AsyncSSH_2.10.1", .asyncssh), ("SSH-2.0-libssh_0.10.6", .libssh),
    ("SSH-2.0-libssh2_1.10.0", .libssh2), ("SSH-2.0-Go", .go), ("SSH-2.0-JSCH_0.2", .jsch),
    ("SSH-2.0-\u{1B}]0;x\u{7}", .other), ("", .other),
  ])
  func recognizesClientsByTheirBanners(banner: String, kind: ClientKind) {
    #expect(ClientKind(banner: banner) == kind)
  }

  @Test(arguments: [
    (nil, TermKind.none), ("xterm-256color", .xterm), ("xterm-kitty", .xterm), ("screen.linux", .screen),
    ("tmux-256color", .tmux), ("linux", .linux), ("rxvt-unicode", .rxvt), ("vt100", .vt), ("dumb", .dumb),
    ("", .other), ("\u{1B}[2J", .other),
  ])
  func recognizesTerminalsByTheirNames(term: String?, kind: TermKind) {
    #expect(TermKind(term: term) == kind)
  }
}
