internal import CLibSSH
internal import Glibc
internal import Visit

/// One SSH connection in libssh. Every call of the library that handles a visitor's bytes goes through this
/// type and runs under the watchdog.
///
/// libssh calls back while it handles packets, which also happens inside calls that write. The callbacks only
/// accept or refuse requests and record them in ``requests``; the connection's loop handles them afterwards.
///
/// The owner calls ``exchangeKeys()`` until it succeeds, then ``prepareEvents()`` once, then
/// ``handlePackets()`` whenever the socket is ready. No call waits for the network.
final class SSHSession {
  private let session: ssh_session
  private let socket: Int32
  private let watchdog: Watchdog
  private let serverCallbacks: UnsafeMutablePointer<ssh_server_callbacks_struct>
  private let channelCallbacks: UnsafeMutablePointer<ssh_channel_callbacks_struct>
  /// The bytes of the socket; the packets of the session.
  private let counters: UnsafeMutablePointer<ssh_counter_struct>
  private var event: ssh_event?
  private var channel: ssh_channel?
  /// The client's requests. Only the callbacks and the connection's loop change them, never at the same time.
  var requests = ClientRequests()

  /// Returns nil when there is no memory for a session.
  init?(acceptor: Acceptor, socket: Int32, limits: ServiceLimits) {
    watchdog = Watchdog(limit: limits.watchdog)
    guard let session = watchdog.guarding({ acceptor.session(over: socket, limits) }) else { return nil }
    self.session = session
    self.socket = socket
    serverCallbacks = .allocate(capacity: 1)
    channelCallbacks = .allocate(capacity: 1)
    counters = .allocate(capacity: 2)
    counters.initialize(repeating: ssh_counter_struct(), count: 2)
    let own = Unmanaged.passUnretained(self).toOpaque()
    serverCallbacks.initialize(to: .recording(in: own))
    channelCallbacks.initialize(to: .recording(in: own))
    ssh_set_server_callbacks(session, serverCallbacks)
    // Without this callback libssh keeps every message that it does not handle, in a list without a limit.
    ssh_set_message_callback(session, Self.refuseMessage, own)
    ssh_set_counters(session, counters, counters + 1)
  }

  deinit {
    if let event { ssh_event_free(event) }
    ssh_free(session)
    serverCallbacks.deallocate()
    channelCallbacks.deallocate()
    counters.deallocate()
  }

  // MARK: State

  /// The number of bytes received from the socket.
  var bytesReceived: UInt64 { counters[0].in_bytes }
  /// The number of bytes sent to the socket.
  var bytesSent: UInt64 { counters[0].out_bytes }
  var packets: PacketCounts { PacketCounts(sent: counters[1].out_packets, received: counters[1].in_packets) }

  /// Whether bytes wait for the socket to become writable.
  var isWritePending: Bool { ssh_get_poll_flags(session) & clibssh_write_pending != 0 }
  var hasChannel: Bool { channel != nil }
  /// How many bytes the client accepts on the channel now; 0 without a channel.
  var window: Int { channel.map { Int(ssh_channel_window_size($0)) } ?? 0 }
  /// The client's identification line; untrusted.
  var clientBanner: String { ssh_get_clientbanner(session).map { String(cString: $0) } ?? "" }
  /// Whether the client has sent SSH_MSG_DISCONNECT.
  var isDisconnected: Bool { ssh_get_disconnect_message(session) != nil }

  // MARK: Packets

  enum ExchangeState {
    case done, pending, failed
  }

  /// Continues the first key exchange with the packets that have arrived.
  func exchangeKeys() -> ExchangeState {
    let result = watchdog.guarding { ssh_handle_key_exchange(session) }
    // A client may send its requests together with NEWKEYS. libssh then handles them as well, and does not
    // report the end of the exchange.
    if result == clibssh_ok || requests.isAuthenticated { return .done }
    return result == clibssh_again ? .pending : .failed
  }

  /// Sets up ``handlePackets()``; false when there is no memory.
  func prepareEvents() -> Bool {
    guard let event = ssh_event_new(), ssh_event_add_session(event, session) == clibssh_ok else {
      return false
    }
    self.event = event
    return true
  }

  /// Handles the packets that have arrived; false when the connection has ended.
  func handlePackets() -> Bool {
    let result = watchdog.guarding { ssh_event_dopoll(event, 0) }
    return result != clibssh_error
      && ssh_get_status(session) & (clibssh_closed | clibssh_closed_error) == 0
  }

  /// Hands bytes to the library; returns how many it accepted.
  /// - Parameter bytes: no more than ``window``. libssh waits for a larger window without a limit.
  func write(_ bytes: ArraySlice<UInt8>, isError: Bool) -> Int {
    let count = watchdog.guarding {
      bytes.withUnsafeBytes {
        isError
          ? ssh_channel_write_stderr(channel, $0.baseAddress, UInt32($0.count))
          : ssh_channel_write(channel, $0.baseAddress, UInt32($0.count))
      }
    }
    return max(0, Int(count))
  }

  /// Sends SSH_MSG_IGNORE, which every client discards (RFC 4253, section 11.2).
  func sendIgnore() { _ = watchdog.guarding { ssh_send_ignore(session, "") } }

  /// Sends the exit status, EOF and the close of the channel, in this order. The connection must stay open until
  /// the client has closed its side; otherwise the client loses output that was sent before.
  func closeChannel(status: Int32) {
    watchdog.guarding {
      ssh_channel_request_send_exit_status(channel, status)
      ssh_channel_send_eof(channel)
      ssh_channel_close(channel)
    }
  }

  /// Ends the connection.
  func disconnect() { watchdog.guarding { ssh_disconnect(session) } }

  /// Ends the supervision of calls.
  func stopWatchdog() { watchdog.stop() }

  // MARK: For the callbacks

  /// Counts a request against the limit for its kind. Beyond the limit, no more packets of the client are read.
  func count(_ kind: RequestTally.Kind) {
    requests.tally.count(kind)
    if requests.tally.isExcessive { shutdown(socket, Int32(SHUT_RDWR)) }
  }

  /// Opens the only channel of a connection; nil if it is open already, which refuses the second channel.
  func openChannel() -> ssh_channel? {
    guard channel == nil, let opened = ssh_channel_new(session) else {
      count(.refusedOpen)
      return nil
    }
    ssh_set_channel_callbacks(opened, channelCallbacks)
    channel = opened
    return opened
  }
}
