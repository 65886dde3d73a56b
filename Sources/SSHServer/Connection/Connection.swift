internal import CLibSSH
internal import CSystem
internal import Glibc
internal import Visit

/// One visitor's connection, from the key exchange to the end, in one thread and one loop.
///
/// The library's callbacks only note what happened; the loop does the work, and never writes more than the
/// visitor takes: one frame at most is on its way.
final class Connection {
  let session: ssh_session
  private let socket: Int32
  /// Orders of the parent's come in, records go out.
  private var control: Int32
  private let service: any VisitService
  private let limits: ServiceLimits
  private let watchdog: Watchdog
  private let start = Instant.now
  private var event: ssh_event?
  private var serverCallbacks: UnsafeMutablePointer<ssh_server_callbacks_struct>
  private var channelCallbacks: UnsafeMutablePointer<ssh_channel_callbacks_struct>
  private let counters: UnsafeMutablePointer<ssh_counter_struct>

  // What the callbacks note.
  var channel: ssh_channel?
  var terminal: VisitRequest.Terminal?
  var request: VisitRequest?
  var newSize: (columns: Int, rows: Int)?
  var input: [UInt8] = []
  var isInputEnded = false
  var isClosed = false
  var isLetIn = false
  var tally = RequestTally()

  // What the loop knows.
  private var visit: (any Visit)?
  private var unwritten: ArraySlice<UInt8> = []
  private var unwrittenError: ArraySlice<UInt8> = []
  private var isShown = false
  private var lastProgress = Instant.now
  private var budget: InputBudget
  /// Set when the status is sent: the client is given a moment to close its side.
  private var leaving: (reason: EndReason, end: Instant)?
  private var reason: EndReason?
  /// Packets that had been sent when output was last handed to the library: while there are no more, it
  /// keeps the output back, because keys are being exchanged again.
  private var packetsAtWrite: UInt64?
  /// How many packets the library has just sent by itself.
  private var answers = 0
  /// Keys are being exchanged again: over when so many packets have come in, at this time at the latest.
  private var exchange: (packets: UInt64, end: Instant)?
  /// When the visit ends whatever the visitor still has to take.
  private var lastMoment: Instant?
  /// What `poll` said of the network: the client has ended its side; the connection is broken.
  private var isHalfClosed = false
  private var isBroken = false
  /// Why it is ended from outside.
  private var outsideReason = EndReason.drain
  /// When the service ends, once it has said so.
  private var drainEnd: Instant?

  init?(
    acceptor: Acceptor, socket: Int32, control: Int32, service: any VisitService, limits: ServiceLimits
  ) {
    watchdog = Watchdog(limit: limits.watchdog)
    guard let session = watchdog.guarding({ acceptor.session(over: socket, limits) }) else {
      return nil
    }
    self.session = session
    self.socket = socket
    self.control = control
    self.service = service
    self.limits = limits
    budget = InputBudget(bytesPerSecond: limits.inputBytesPerSecond)
    serverCallbacks = .allocate(capacity: 1)
    channelCallbacks = .allocate(capacity: 1)
    counters = .allocate(capacity: 2)
    counters.initialize(repeating: ssh_counter_struct(), count: 2)
    let own = Unmanaged.passUnretained(self).toOpaque()
    serverCallbacks.initialize(to: .noting(to: own))
    channelCallbacks.initialize(to: .noting(to: own))
    ssh_set_server_callbacks(session, serverCallbacks)
    ssh_set_message_callback(session, Connection.refuseMessage, own)
    ssh_set_counters(session, counters, counters + 1)
  }

  deinit {
    if let event { ssh_event_free(event) }
    ssh_free(session)
    serverCallbacks.deallocate()
    channelCallbacks.deallocate()
    counters.deallocate()
  }

  /// What went over the socket, and which packets that was.
  private var socketCounter: ssh_counter_struct { counters[0] }
  private var packetCounter: ssh_counter_struct { counters[1] }

  /// Meets the visitor until the end, and says why it came.
  func run() -> EndReason {
    let reason = exchangeKeys() ?? meet()
    var record = Record(.ended, first: socketCounter.in_bytes, second: socketCounter.out_bytes)
    record.reason = reason
    report(record)
    return reason
  }

  // MARK: The key exchange

  /// Exchanges keys; the reason where that is the end.
  private func exchangeKeys() -> EndReason? {
    let deadline = Instant.now + limits.grace
    while true {
      let result = watchdog.guarding { ssh_handle_key_exchange(session) }
      // A client may send all that it wants in one breath: the library then goes on to the visit, and never says
      // that the keys are exchanged.
      if result == clibssh_ok || isLetIn { break }
      guard result == clibssh_again else {
        return Instant.now >= deadline ? .grace : networkReason ?? .protocol
      }
      switch wait(until: deadline) {
      case .ready: break
      case .timeout: return .grace
      case .order:
        obey()
        if let reason { return reason }
      }
    }
    var record = Record(.exchanged, first: microseconds)
    record.client = ClientKind(banner: ssh_get_clientbanner(session).map { String(cString: $0) } ?? "")
    report(record)
    guard let event = ssh_event_new(), ssh_event_add_session(event, session) == clibssh_ok else {
      return .resources
    }
    self.event = event
    return nil
  }

  private enum Wake {
    case ready, timeout, order
  }

  /// Waits for the socket or an order.
  private func wait(until deadline: Instant) -> Wake {
    acknowledgeAtOnce()
    let isWriting = ssh_get_poll_flags(session) & clibssh_write_pending != 0
    var polled = [
      pollfd(
        fd: socket, events: Int16(POLLIN | (isWriting ? POLLOUT : 0)) | csystem_poll_half_closed, revents: 0),
      pollfd(fd: control, events: Int16(POLLIN), revents: 0),
    ]
    // A visitor who sent more than a second's share is heard again when the second is over.
    let now = Instant.now
    let pause = budget.pause(received: socketCounter.in_bytes, now: now)
    if pause > .zero { polled[0].events &= ~Int16(POLLIN) }
    let left = deadline - now
    let count = poll(&polled, 2, (pause > .zero ? min(left, pause) : left).pollTimeout)
    if polled[0].revents & (csystem_poll_half_closed | Int16(POLLHUP)) != 0 { isHalfClosed = true }
    if polled[0].revents & Int16(POLLERR) != 0 { isBroken = true }
    if polled[1].revents != 0 { return .order }
    if count == 0 { return Instant.now >= deadline ? .timeout : .ready }
    return .ready
  }

  /// A client that waits for an acknowledgement before it sends more shall not wait for a timer of ours.
  private func acknowledgeAtOnce() {
    if isShown { return }
    _ = csystem_set_tcp(socket, TCP_QUICKACK, 1)
  }

  /// What the network says about the end, if it says anything.
  private var networkReason: EndReason? {
    if isBroken { return .reset }
    return isHalfClosed || ssh_get_disconnect_message(session) != nil ? .eof : nil
  }

  // MARK: The visit

  private func meet() -> EndReason {
    let graceEnd = start + limits.grace
    lastProgress = .now
    while true {
      let elapseAt = visit?.timeout.map { Instant.now + $0 }
      let ends = [
        visit == nil ? graceEnd : nil, elapseAt, leaving?.end, lastMoment, exchange?.end,
        isOutputWaiting ? stallEnd : nil,
      ]
      let deadline = ends.compactMap { $0 }.min() ?? .now + .seconds(3600)
      let wasWaiting = isOutputWaiting
      // What was asked for with the last of the keys is not waited for.
      let isAsked = visit == nil && request != nil
      if !isAsked, wait(until: deadline) == .order { obey() }
      let now = Instant.now
      if !wasWaiting { lastProgress = now }
      if visit == nil, now >= graceEnd { end(.grace) }
      if let leaving, now >= leaving.end { end(leaving.reason) }
      if let lastMoment, now >= lastMoment { end(outsideReason) }
      if let exchange, packetCounter.in_packets >= exchange.packets { self.exchange = nil }
      if let exchange, now >= exchange.end { end(.protocol) }
      if let elapseAt, now >= elapseAt { visit?.elapse() }
      if isOutputWaiting, now >= stallEnd { end(packetsAtWrite == nil ? .stall : .protocol) }
      let sent = packetCounter.out_packets
      let result = watchdog.guarding { ssh_event_dopoll(event, 0) }
      answers = Int(packetCounter.out_packets - sent)
      take()
      if result == clibssh_error || ssh_get_status(session) & (clibssh_closed | clibssh_closed_error) != 0 {
        end(leaving?.reason ?? (isInputEnded || isClosed ? .eof : networkReason ?? .protocol))
      }
      if let reason {
        watchdog.guarding { ssh_disconnect(session) }
        return reason
      }
      pump()
    }
  }

  /// The first reason counts.
  private func end(_ reason: EndReason) {
    if self.reason == nil { self.reason = reason }
  }

  /// Takes what the callbacks noted.
  private func take() {
    tally.pass(seconds: Int((Instant.now - start).components.seconds))
    if tally.isExcessive || request == nil && packetCounter.in_packets > FixedLimits.packetsBeforeRequest {
      return end(.protocol)
    }
    if isClosed { return end(leaving?.reason ?? .eof) }
    if visit == nil, let request { begin(request) }
    guard let visit, leaving == nil else { return }
    if answers > 0, newSize == nil, input.isEmpty, !isInputEnded { probe() }
    if let newSize {
      self.newSize = nil
      visit.resize(columns: newSize.columns, rows: newSize.rows)
    }
    if !input.isEmpty {
      visit.receive(input)
      input.removeAll(keepingCapacity: true)
    }
    if isInputEnded { visit.endInput() }
  }

  /// The library answered what was no request of a visitor's: perhaps keys are being exchanged again, and then
  /// the exchange is given as long as the first. It has begun where the library keeps back what is sent now, and
  /// our half of it is done where it sent three packets at once.
  private func probe() {
    guard packetsAtWrite == nil, exchange == nil else { return }
    let end = Instant.now + limits.grace
    let (sent, received) = (packetCounter.out_packets, packetCounter.in_packets)
    _ = watchdog.guarding { ssh_send_ignore(session, "") }
    if packetCounter.out_packets == sent {
      packetsAtWrite = sent
      exchange = (received + 2, end)
    } else if answers + Int(packetCounter.out_packets - sent) > 3 {
      // It may have met the visitor's half meanwhile.
      exchange = (packetCounter.in_packets + 1, end)
    }
  }

  private func begin(_ request: VisitRequest) {
    visit = service.begin(request)
    announceDrain()
    lastProgress = .now
    var record = Record(.began)
    record.term = TermKind(term: request.terminal?.term)
    record.first = UInt64(clamping: request.terminal?.columns ?? 0)
    record.second = UInt64(clamping: request.terminal?.rows ?? 0)
    report(record)
  }

  private func obey() {
    var byte: UInt8 = 0
    let count = read(control, &byte, 1)
    // The end of the parent is the end of the visit, and nothing more will come from it.
    if count == 0 { control = -1 }
    let order = count == 1 ? Order(rawValue: byte) : .end
    if order == .drain {
      drainEnd = .now + limits.drain
      return announceDrain()
    }
    outsideReason = order == .full ? .full : .drain
    lastMoment = .now + FixedLimits.lastMoment
    guard let visit else { return end(outsideReason) }
    visit.conclude(order == .full ? EndReason.full.refusal : "The service ends here.")
  }

  private func announceDrain() {
    guard let drainEnd, let visit else { return }
    let seconds = max(1, ((drainEnd - .now).milliseconds + 500) / 1000)
    visit.announce("The service ends in \(seconds) second\(seconds == 1 ? "" : "s")")
  }

  // MARK: Output

  private var isOutputWaiting: Bool {
    !unwritten.isEmpty || !unwrittenError.isEmpty || isSending
  }

  /// Whether the library still holds some of what it was handed.
  private var isSending: Bool {
    if let packetsAtWrite, packetCounter.out_packets == packetsAtWrite { return true }
    packetsAtWrite = nil
    return ssh_get_poll_flags(session) & clibssh_write_pending != 0
  }

  /// When output that does not move is the end; an exchange of keys is given as long as the first.
  private var stallEnd: Instant {
    lastProgress + (packetsAtWrite == nil ? limits.stall : limits.grace)
  }

  /// Hands on what the visitor takes now; when all is said, the status and the end.
  private func pump() {
    guard let visit, let channel, leaving == nil else { return }
    while !isSending {
      if unwritten.isEmpty, unwrittenError.isEmpty {
        unwritten = visit.nextOutput()[...]
        unwrittenError = visit.nextError()[...]
        lastProgress = .now
      }
      if unwritten.isEmpty, unwrittenError.isEmpty { break }
      guard write(to: channel) else { return }
    }
    if let ending = visit.ending, unwritten.isEmpty, unwrittenError.isEmpty, !isSending {
      leave(channel, ending)
    }
  }

  /// Writes a piece; false where the visitor takes nothing now.
  private func write(to channel: ssh_channel) -> Bool {
    let window = Int(ssh_channel_window_size(channel))
    guard window > 0 else { return false }
    let isError = unwritten.isEmpty
    let piece = (isError ? unwrittenError : unwritten).prefix(min(window, 1 << 15))
    let packets = packetCounter.out_packets
    let count = watchdog.guarding {
      piece.withUnsafeBytes {
        isError
          ? ssh_channel_write_stderr(channel, $0.baseAddress, UInt32($0.count))
          : ssh_channel_write(channel, $0.baseAddress, UInt32($0.count))
      }
    }
    guard count > 0 else { return false }
    if packetCounter.out_packets == packets { packetsAtWrite = packets }
    if isError {
      unwrittenError = unwrittenError.dropFirst(Int(count))
    } else {
      unwritten = unwritten.dropFirst(Int(count))
    }
    lastProgress = .now
    if !isShown {
      isShown = true
      report(Record(.shown, first: microseconds))
    }
    return true
  }

  /// The order matters: the status, the end of the output, the close; then the client closes its side, and
  /// only then is the connection cut. Else output is lost.
  private func leave(_ channel: ssh_channel, _ ending: VisitEnding) {
    let (status, reason): (Int32, EndReason) =
      switch ending {
      case .finished(let status): (status, isInputEnded && terminal != nil ? .eof : .quit)
      case .idle: (1, .idle)
      case .expired: (1, .age)
      case .concluded: (1, outsideReason)
      }
    watchdog.guarding {
      ssh_channel_request_send_exit_status(channel, status)
      ssh_channel_send_eof(channel)
      ssh_channel_close(channel)
    }
    leaving = (reason, .now + FixedLimits.leave)
  }

  /// Microseconds since the connection began.
  private var microseconds: UInt64 { UInt64((Instant.now - start).microseconds) }

  private func report(_ record: Record) {
    let bytes = record.bytes
    _ = csystem_send(control, bytes, bytes.count)
  }
}

extension Connection {
  /// Notes something of which there may be too much: then the rest of it is not even answered.
  func count(_ note: (inout RequestTally) -> Void) {
    note(&tally)
    if tally.isExcessive { shutdown(socket, Int32(SHUT_RDWR)) }
  }

  /// The one channel; nil refuses another.
  func openChannel() -> ssh_channel? {
    guard channel == nil, let opened = ssh_channel_new(session) else {
      count { $0.refuseOpen() }
      return nil
    }
    ssh_set_channel_callbacks(opened, channelCallbacks)
    channel = opened
    return opened
  }
}
