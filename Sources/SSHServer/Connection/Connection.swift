internal import CSystem
internal import Glibc
internal import Visit

/// One visitor's connection, from the key exchange to the end. It runs in the visitor's own process, in one
/// thread and one loop, with the other types of this folder: ``SSHSession`` handles packets and records
/// requests, ``ConnectionPoll`` waits, ``KeyReexchange`` watches packet counts, ``Deadlines`` limits every
/// wait, and ``OutputPump`` moves the output of the visit.
///
/// The caller makes a connection over an accepted socket and calls ``run()`` once.
final class Connection {
  private let session: SSHSession
  private let socket: Int32
  private var parent: ParentLink
  private var poll: ConnectionPoll
  private let service: any VisitService
  private let limits: ServiceLimits
  private let asksForFiles: Bool
  private let start = Instant.now
  private var visit: (any Visit)?
  private var pump: OutputPump
  private var reexchange: KeyReexchange
  private var deadlines: Deadlines
  private var endReason: EndReason?
  /// Why the service ends the visit, when it does.
  private var conclusionReason = EndReason.drain
  /// When the service ends, once it has announced that.
  private var drainEnd: Instant?
  private var hasSentOutput = false

  /// Returns nil when there is no memory for a session.
  /// - Parameters:
  ///   - socket: the accepted connection, non-blocking.
  ///   - control: the socket to the parent, non-blocking.
  ///   - asksForFiles: whether the parent answers requests for files.
  init?(
    acceptor: Acceptor, socket: Int32, control: Int32, service: any VisitService, limits: ServiceLimits,
    asksForFiles: Bool = true
  ) {
    guard let session = SSHSession(acceptor: acceptor, socket: socket, limits: limits) else { return nil }
    self.session = session
    self.socket = socket
    self.service = service
    self.limits = limits
    self.asksForFiles = asksForFiles
    parent = ParentLink(control)
    poll = ConnectionPoll(socket: socket, bytesPerSecond: limits.inputBytesPerSecond)
    pump = OutputPump(now: start)
    reexchange = KeyReexchange(limit: limits.grace)
    deadlines = Deadlines(limits, start: start)
  }

  /// Serves the visitor until the connection ends; returns the reason, which is also reported to the parent.
  func run() -> EndReason {
    let reason = exchangeKeys() ?? serve()
    session.stopWatchdog()
    var record = Record(.ended, first: session.bytesReceived, second: session.bytesSent)
    record.reason = reason
    parent.send(record)
    return reason
  }

  /// The time since the connection began, for records.
  private var microseconds: UInt64 { UInt64((Instant.now - start).microseconds) }

  // MARK: The key exchange

  /// Exchanges keys. Returns nil, or the reason if the connection ended during the exchange.
  private func exchangeKeys() -> EndReason? {
    let deadline = start + limits.grace
    exchange: while true {
      switch session.exchangeKeys() {
      case .done: break exchange
      case .failed: return Instant.now >= deadline ? .grace : networkReason ?? .protocol
      case .pending: break
      }
      switch wait(until: deadline) {
      case .network: break
      case .timeout: return .grace
      case .order: handleOrder()
      }
      if let endReason { return endReason }
    }
    // The arithmetic of the exchange needs a deep stack, and what follows does not.
    csystem_release_stack()
    var record = Record(.exchanged, first: microseconds)
    record.client = ClientKind(banner: session.clientBanner)
    parent.send(record)
    return session.prepareEvents() ? nil : .resources
  }

  private func wait(until deadline: Instant) -> ConnectionPoll.Event {
    // Until the first screen, the client waits for acknowledgements before it sends more: do not delay them.
    if !hasSentOutput { _ = csystem_set_tcp(socket, TCP_QUICKACK, 1) }
    let isWriting = session.isWritePending
    // While a visitor is idle, no timer is set.
    if !isWriting { session.stopWatchdog() }
    return poll.wait(
      until: deadline, control: parent.descriptor, isWriting: isWriting, bytesReceived: session.bytesReceived)
  }

  /// `reset` if the TCP connection was reset; `eof` if the client has ended it or sent SSH_MSG_DISCONNECT; nil
  /// otherwise.
  private var networkReason: EndReason? {
    if poll.isReset { return .reset }
    return poll.isHalfClosed || session.isDisconnected ? .eof : nil
  }

  // MARK: The loop

  private func serve() -> EndReason {
    pump.restart(now: .now)
    while true {
      updateDeadlines()
      let wasWaiting = deadlines.isOutputWaiting
      let elapseTime = visit?.timeout.map { Instant.now + $0 }
      let deadline = [deadlines.next, elapseTime].compactMap { $0 }.min() ?? .now + .seconds(3600)
      // The first request may arrive in the same packet as NEWKEYS: handle it without waiting.
      let hasRequest = visit == nil && session.requests.visit != nil
      if !hasRequest, wait(until: deadline) == .order { handleOrder() }
      while let order = parent.removeEarlyOrder() { handle(order) }
      let now = Instant.now
      if !wasWaiting { pump.restart(now: now) }
      updateDeadlines()
      if let reason = deadlines.reached(at: now) { end(reason) }
      if let elapseTime, now >= elapseTime { visit?.elapse() }
      let packetsSent = session.packets.sent
      let isOpen = session.handlePackets()
      handleRequests(answers: session.packets.sent - packetsSent)
      if !isOpen { end(reasonOfClosure) }
      if let endReason {
        session.disconnect()
        return endReason
      }
      let isFirstOutput = !hasSentOutput
      sendOutput()
      // The first screen needs a deeper stack than the next ones: terminfo is read for it.
      if isFirstOutput, hasSentOutput { csystem_release_stack() }
    }
  }

  /// Ends the connection after this iteration. If it is called again, the first reason stays.
  private func end(_ reason: EndReason) {
    if endReason == nil { endReason = reason }
  }

  private var reasonOfClosure: EndReason {
    if let reason = deadlines.closeReason { return reason }
    let hasEnded = session.requests.isInputEnded || session.requests.isChannelClosed
    return hasEnded ? .eof : networkReason ?? .protocol
  }

  /// Sets the deadlines that depend on packets and output.
  private func updateDeadlines() {
    reexchange.update(session.packets)
    deadlines.update(reexchange: reexchange, waitingSince: isOutputWaiting ? pump.lastProgress : nil)
  }

  // MARK: Requests

  /// Handles the requests that the callbacks recorded.
  /// - Parameter answers: the number of packets that libssh has just sent by itself.
  private func handleRequests(answers: UInt64) {
    session.requests.tally.age = Instant.now - start
    let hasNoRequest = session.requests.visit == nil
    if session.requests.tally.isExcessive
      || hasNoRequest && session.packets.received > FixedLimits.packetsBeforeRequest
    {
      return end(.protocol)
    }
    if session.requests.isChannelClosed {
      guard deadlines.closeReason != nil else { return end(.eof) }
      // The client ends the connection. PuTTY reports a failure if the service does that first.
      return deadlines.shortenClose(now: .now)
    }
    if visit == nil, let request = session.requests.visit { begin(request) }
    guard let visit, deadlines.closeReason == nil else { return }
    if answers > 0, !session.requests.hasActivity, reexchange.needsProbe { probe(answers: answers) }
    if let size = session.requests.newSize {
      session.requests.newSize = nil
      visit.resize(columns: size.columns, rows: size.rows)
    }
    if !session.requests.input.isEmpty {
      visit.receive(session.requests.input)
      session.requests.removeInput()
    }
    if session.requests.isInputEnded { visit.endInput() }
  }

  private func probe(answers: UInt64) {
    let before = session.packets
    session.sendIgnore()
    reexchange.recordProbe(before: before, after: session.packets, answers: answers, now: .now)
  }

  private func begin(_ request: VisitRequest) {
    visit = service.begin(request, files: self)
    deadlines.endRequest()
    announceDrain()
    pump.restart(now: .now)
    var record = Record(.began)
    record.term = TermKind(term: request.terminal?.term)
    record.first = UInt64(clamping: request.terminal?.columns ?? 0)
    record.second = UInt64(clamping: request.terminal?.rows ?? 0)
    parent.send(record)
  }

  // MARK: Orders of the parent

  private func handleOrder() { handle(parent.receive()) }

  private func handle(_ order: Order) {
    // A late answer, for which no visit waits.
    if order == .file || order == .noFile { return }
    if order == .drain {
      drainEnd = .now + limits.drain
      return announceDrain()
    }
    conclusionReason = order == .full ? .full : .drain
    guard let visit else { return end(conclusionReason) }
    deadlines.beginConclusion(conclusionReason, now: .now)
    visit.conclude(order == .full ? EndReason.full.refusal : "The service is shutting down.")
  }

  private func announceDrain() {
    guard let drainEnd, let visit else { return }
    let seconds = max(1, ((drainEnd - .now).milliseconds + 500) / 1000)
    visit.announce("The service ends in \(seconds) second\(seconds == 1 ? "" : "s")")
  }

  // MARK: Output

  /// Whether any output has not left the process yet.
  private var isOutputWaiting: Bool {
    !pump.isEmpty || reexchange.isHoldingOutput || session.isWritePending
  }

  /// Sends as much output as the client accepts now, and the exit status after the last output of the visit.
  private func sendOutput() {
    guard let visit, session.hasChannel, deadlines.closeReason == nil else { return }
    pump.pump(from: visit, into: self, now: .now)
    if let ending = visit.ending, !isOutputWaiting { closeChannel(after: ending) }
  }

  /// Closes the channel. The connection stays open for a while, so that the client receives all output.
  private func closeChannel(after ending: VisitEnding) {
    let hasLeft = session.requests.isInputEnded && session.requests.terminal != nil
    let (status, reason): (Int32, EndReason) =
      switch ending {
      case .finished(let status): (status, hasLeft ? .eof : .quit)
      case .idle: (1, .idle)
      case .expired: (1, .age)
      case .concluded: (1, conclusionReason)
      }
    session.closeChannel(status: status)
    deadlines.beginClose(reason, now: .now)
  }
}

extension Connection: OutputChannel {
  var isBusy: Bool {
    reexchange.update(session.packets)
    return reexchange.isHoldingOutput || session.isWritePending
  }

  var window: Int { session.window }

  func write(_ bytes: ArraySlice<UInt8>, isError: Bool) -> Int {
    let before = session.packets
    let count = session.write(bytes, isError: isError)
    guard count > 0 else { return 0 }
    reexchange.recordWrite(before: before, after: session.packets)
    if !hasSentOutput {
      hasSentOutput = true
      parent.send(Record(.shown, first: microseconds))
    }
    return count
  }
}

extension Connection: VisitFiles {
  func open(_ number: Int) -> Int32? {
    asksForFiles ? parent.file(number, within: FixedLimits.shortWait) : nil
  }
}
