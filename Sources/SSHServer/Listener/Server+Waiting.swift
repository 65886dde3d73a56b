internal import CSystem
internal import Glibc
internal import Visit

/// Descriptors that are waited for a moment: refused clients, PROXY headers, first bytes, metrics.
extension Server {
  func wait(for descriptor: Int32, _ purpose: Waiting.Purpose, during limit: Duration) {
    waiting[descriptor] = Waiting(purpose: purpose, end: .now + limit)
    watch(descriptor, .waiting)
  }

  func drop(_ descriptor: Int32) {
    waiting[descriptor] = nil
    forget(descriptor)
    close(descriptor)
  }

  func goOn(with descriptor: Int32) {
    switch waiting[descriptor]?.purpose {
    case .farewell?: discard(descriptor)
    case .proxy?: readProxyHeader(descriptor)
    case .firstByte(let id, let source)?:
      admission.hear(id)
      begin(descriptor, id, source)
    case .metrics?: answerMetrics(descriptor)
    case nil: break
    }
  }

  /// What a refused client sends is thrown away unread; were it left, the sentence could be lost.
  func discard(_ descriptor: Int32) {
    let count = csystem_receive(descriptor, &scratch, scratch.count, 0)
    if count == 0 || count < 0 && errno != EAGAIN { drop(descriptor) }
  }

  func readProxyHeader(_ socket: Int32) {
    var buffer = [UInt8](repeating: 0, count: ProxyHeader.maximumBytes)
    let count = csystem_receive(socket, &buffer, buffer.count, 1)
    guard count > 0 else { return drop(socket) }
    switch ProxyHeader.parse(Array(buffer[..<count])) {
    case .incomplete:
      // What lies there would wake us again and again: only more of it shall.
      watch(socket, .waiting, again: true)
    case .malformed:
      metrics.countConnection("malformed")
      drop(socket)
    case .header(let header):
      guard csystem_receive(socket, &buffer, header.length, 0) == header.length else {
        return drop(socket)
      }
      waiting[socket] = nil
      forget(socket)
      judge(socket, header.source ?? .local)
    }
  }

  // MARK: Metrics

  func acceptMetrics(_ listener: Int32) {
    let client = accept4(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue))
    if client >= 0 { wait(for: client, .metrics, during: FixedLimits.shortWait) }
  }

  /// Whatever was asked, the answer is the same.
  func answerMetrics(_ client: Int32) {
    discard(client)
    guard waiting[client] != nil else { return }
    metrics.visitors = admission.visitors
    metrics.preAuthentication = admission.halfOpen
    let body = metrics.text
    let head =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: \(body.utf8.count)\r\n"
      + "Connection: close\r\n\r\n"
    let bytes = Array((head + body).utf8)
    _ = csystem_send(client, bytes, bytes.count)
    shutdown(client, Int32(SHUT_WR))
    waiting[client]?.purpose = .farewell
  }
}
