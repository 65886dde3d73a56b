"""An SSH-2 client that can send any packet, well-formed or not, in any state.

`reach` performs the handshake up to a state; after that, `send`, `frame` and `seal` give full control
over the bytes. Nothing here is repeated, and every wait has a deadline.
"""

import hashlib
import os
import select
import socket
import struct
import time

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

# The message numbers (RFC 4250, section 4.1.2) that the cases use.
DISCONNECT, IGNORE, UNIMPLEMENTED, DEBUG, SERVICE_REQUEST, SERVICE_ACCEPT, EXT_INFO = range(1, 8)
KEXINIT, NEWKEYS, ECDH_INIT, ECDH_REPLY = 20, 21, 30, 31
USERAUTH_REQUEST, USERAUTH_FAILURE, USERAUTH_SUCCESS, USERAUTH_BANNER = range(50, 54)
GLOBAL_REQUEST, REQUEST_SUCCESS, REQUEST_FAILURE = 80, 81, 82
(CHANNEL_OPEN, OPEN_CONFIRMATION, OPEN_FAILURE, WINDOW_ADJUST, CHANNEL_DATA, EXTENDED_DATA,
 CHANNEL_EOF, CHANNEL_CLOSE, CHANNEL_REQUEST, CHANNEL_SUCCESS, CHANNEL_FAILURE) = range(90, 101)

ALGORITHMS = (
    b"curve25519-sha256,kex-strict-c-v00@openssh.com",
    b"ssh-ed25519",
    b"aes256-gcm@openssh.com", b"aes256-gcm@openssh.com",
    b"hmac-sha2-256-etm@openssh.com", b"hmac-sha2-256-etm@openssh.com",
    b"none", b"none",
    b"", b"",
)


class Closed(Exception):
    """The server ended the connection; the text is that of its DISCONNECT, if it sent one."""


class Late(Exception):
    """The server did not answer within the deadline."""


class Raw(bytes):
    """A field that is written without a length."""


def field(value):
    """Encodes a field (RFC 4251, section 5): bytes as a string, a bool as a byte, an int as a uint32."""
    if isinstance(value, Raw):
        return bytes(value)
    if isinstance(value, bool):
        return bytes([value])
    if isinstance(value, int):
        return struct.pack(">I", value)
    if isinstance(value, str):
        value = value.encode()
    return struct.pack(">I", len(value)) + value


def message(number, *values):
    return bytes([number]) + b"".join(field(value) for value in values)


def mpint(data):
    data = data.lstrip(b"\0")
    return field(b"\0" + data if data and data[0] & 0x80 else data)


def strings(data, count):
    """Returns the first `count` strings of a message."""
    found, offset = [], 0
    for _ in range(count):
        (length,) = struct.unpack_from(">I", data, offset)
        found.append(bytes(data[offset + 4:offset + 4 + length]))
        offset += 4 + length
    return found


class GCM:
    """aes256-gcm@openssh.com (RFC 5647): the length is not encrypted, the nonce counts packets."""

    def __init__(self, key, nonce):
        self.aead = AESGCM(key)
        self.fixed = nonce[:4]
        self.counter = int.from_bytes(nonce[4:], "big")

    def nonce(self):
        value = self.fixed + self.counter.to_bytes(8, "big")
        self.counter = (self.counter + 1) % 2**64
        return value


def connect(address, source=None, receive_buffer=None, deadline=10):
    """Opens a TCP connection from `source`, which on the loopback interface may be any 127.x.y.z."""
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    link = socket.socket(family, socket.SOCK_STREAM)
    link.settimeout(deadline)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if receive_buffer:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    if source:
        # IP_BIND_ADDRESS_NO_PORT: the port is chosen by connect, so that many connections can share ports.
        link.setsockopt(socket.IPPROTO_IP, 24, 1)
        link.bind((source, 0))
    try:
        link.connect(address)
    except OSError:
        link.close()
        raise
    return link


def reset(link):
    """Closes the connection with a TCP RST."""
    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    link.close()


def still_open(links, seconds):
    """Discards input until the server has closed all `links`; returns those still open after `seconds`."""
    end = time.monotonic() + seconds
    left = {link.fileno(): link for link in links if link.fileno() >= 0}
    poller = select.poll()
    for number in left:
        poller.register(number, select.POLLIN)
    while left and time.monotonic() < end:
        for number, _ in poller.poll(max(0, (end - time.monotonic()) * 1000)):
            left[number].setblocking(False)
            try:
                gone = not left[number].recv(65536)
            except BlockingIOError:
                gone = False
            except OSError:
                gone = True
            if gone:
                poller.unregister(number)
                del left[number]
    return list(left.values())


class Wire:
    """One connection. It keeps the output, errors and exit status of its channel."""

    STATES = ("connected", "banner", "kexinit", "ecdh", "newkeys", "service", "auth", "channel",
              "pty", "shell")

    def __init__(self, address, source=None, deadline=10, receive_buffer=None, preamble=b""):
        self.deadline = deadline
        self.socket = connect(address, source, receive_buffer, deadline)
        self.local_address = self.socket.getsockname()
        self.state = "connected"
        self.buffer = bytearray()
        self.sealing = self.opening = self.session_id = None
        self.sent = 0                 # packets since the last NEWKEYS
        self.server_banner = None
        self.algorithms = ALGORITHMS
        self.my_banner = b"SSH-2.0-visitor"
        self.user = b"visitor"
        self.window, self.packet = 2**21, 2**15   # what `open_channel` announces
        self.auto_adjust = True
        self.channel = 0              # the server's number of our channel
        self.received = 0             # bytes of channel data since the last adjustment
        self.output, self.errors = bytearray(), bytearray()
        self.status = None
        self.channel_closed = False
        self.seen = []                # the numbers of all messages received
        self.columns, self.rows, self.term = 80, 24, b"xterm-256color"
        if preamble:
            self.write(preamble)

    # --- bytes

    def fileno(self):
        return self.socket.fileno()

    def close(self):
        self.socket.close()

    def reset(self):
        reset(self.socket)

    def write(self, data):
        try:
            self.socket.settimeout(self.deadline)
            self.socket.sendall(data)
        except socket.timeout:
            raise Late("the server does not read") from None
        except OSError as error:
            raise Closed(str(error)) from None

    def fill(self, count, end):
        """Reads until the buffer holds `count` bytes."""
        while len(self.buffer) < count:
            left = end - time.monotonic()
            if left <= 0:
                raise Late(f"no answer in state {self.state}")
            try:
                self.socket.settimeout(left)
                data = self.socket.recv(65536)
            except socket.timeout:
                continue
            except OSError as error:
                raise Closed(str(error)) from None
            if not data:
                raise Closed("closed")
            self.buffer += data

    def take(self, count):
        data = bytes(self.buffer[:count])
        del self.buffer[:count]
        return data

    def readable(self):
        """Whether there is unread input."""
        return bool(self.buffer or select.select([self.socket], [], [], 0)[0])

    # --- packets

    def frame(self, payload, length=None, padding=None):
        """Returns a packet before encryption; `length` and `padding` may be wrong."""
        block = 16 if self.sealing else 8
        head = 1 if self.sealing else 5
        fill = block - (head + len(payload)) % block
        fill += block if fill < 4 else 0
        body = bytes([fill if padding is None else padding]) + payload + os.urandom(fill)
        return struct.pack(">I", len(body) if length is None else length) + body

    def seal(self, packet):
        """Encrypts a packet, unless keys are still to be exchanged."""
        self.sent += 1
        if not self.sealing:
            return packet
        return packet[:4] + self.sealing.aead.encrypt(self.sealing.nonce(), packet[4:], packet[:4])

    def send(self, payload):
        self.write(self.seal(self.frame(payload)))

    def receive(self, seconds=None):
        """Returns the payload of the next packet."""
        end = time.monotonic() + (self.deadline if seconds is None else seconds)
        self.fill(4, end)
        (length,) = struct.unpack(">I", self.buffer[:4])
        if length > 2**18:
            raise Closed(f"a packet of {length} bytes")
        if self.opening:
            self.fill(4 + length + 16, end)
            head, sealed = self.take(4), self.take(length + 16)
            try:
                body = self.opening.aead.decrypt(self.opening.nonce(), sealed, head)
            except InvalidTag:
                raise Closed("the server's packet has a wrong authentication tag") from None
        else:
            self.fill(4 + length, end)
            self.take(4)
            body = self.take(length)
        payload = body[1:len(body) - body[0]] if body else b""
        if not payload:
            raise Closed("the server's packet is empty")
        self.note(payload)
        return payload

    def note(self, payload):
        """Records what a packet says about the channel."""
        number = payload[0]
        self.seen.append(number)
        if number == DISCONNECT:
            raise Closed(strings(payload[5:], 1)[0].decode(errors="replace"))
        if number == CHANNEL_DATA:
            self.arrived(strings(payload[5:], 1)[0], self.output)
        elif number == EXTENDED_DATA:
            self.arrived(strings(payload[9:], 1)[0], self.errors)
        elif number == CHANNEL_CLOSE:
            self.channel_closed = True
        elif number == CHANNEL_REQUEST and b"exit-status" in payload:
            (self.status,) = struct.unpack(">I", payload[-4:])

    def arrived(self, data, kept):
        kept += data
        self.received += len(data)
        if self.auto_adjust and self.received > self.window // 2:
            self.adjust(self.received)
            self.received = 0

    def wait(self, *numbers, seconds=None):
        """Returns the first packet with one of these numbers; others are recorded and skipped."""
        end = time.monotonic() + (self.deadline if seconds is None else seconds)
        while True:
            payload = self.receive(max(0, end - time.monotonic()))
            if payload[0] in numbers:
                return payload

    def until(self, condition, seconds=None):
        """Reads packets until the condition holds."""
        end = time.monotonic() + (self.deadline if seconds is None else seconds)
        while not condition():
            self.receive(max(0, end - time.monotonic()))

    def drain(self, seconds):
        """Reads packets; returns True when the server has closed the connection in time."""
        end = time.monotonic() + seconds
        try:
            while True:
                self.receive(max(0, end - time.monotonic()))
        except Closed:
            return True
        except Late:
            return False

    def settle(self, seconds=0.5):
        """Reads until the server sends nothing for `seconds`; returns False when it has closed."""
        try:
            while True:
                self.receive(seconds)
        except Late:
            return True
        except Closed:
            return False

    # --- the handshake, one step for each state

    def reach(self, state):
        """Performs the handshake up to `state`."""
        steps = (self.exchange_banners, self.exchange_kexinit, self.exchange_keys,
                 self.exchange_newkeys, self.request_service, self.authenticate,
                 self.open_channel, self.request_pty, self.request_shell)
        for at in range(self.STATES.index(self.state), self.STATES.index(state)):
            steps[at]()
            self.state = self.STATES[at + 1]
        return self

    def exchange_banners(self):
        self.write(self.my_banner + b"\r\n")
        end = time.monotonic() + self.deadline
        while not self.server_banner:
            while b"\n" not in self.buffer:
                self.fill(len(self.buffer) + 1, end)
            line = self.take(self.buffer.index(b"\n") + 1).rstrip(b"\r\n")
            if line.startswith(b"SSH-"):
                self.server_banner = line

    def kexinit(self, follows=False):
        self.my_kexinit = message(KEXINIT, Raw(os.urandom(16)), *self.algorithms,
                                  Raw(bytes([follows]) + bytes(4)))
        return self.my_kexinit

    def exchange_kexinit(self):
        self.send(self.kexinit())
        self.server_kexinit = self.wait(KEXINIT)

    def server_algorithms(self):
        return [names.split(b",") for names in strings(self.server_kexinit[17:], 10)]

    def ecdh_init(self):
        self.private = X25519PrivateKey.generate()
        self.public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return message(ECDH_INIT, self.public)

    def exchange_keys(self):
        self.send(self.ecdh_init())
        self.finish_keys(self.wait(ECDH_REPLY))

    def finish_keys(self, reply):
        """Derives the keys (RFC 4253, section 7.2) and verifies the host key's signature."""
        host_key, theirs, signature = strings(reply[1:], 3)
        secret = mpint(self.private.exchange(X25519PublicKey.from_public_bytes(theirs)))
        digest = hashlib.sha256(
            b"".join(field(part) for part in (
                self.my_banner, self.server_banner, self.my_kexinit, self.server_kexinit,
                host_key, self.public, theirs)) + secret).digest()
        Ed25519PublicKey.from_public_bytes(strings(host_key, 2)[1]).verify(
            strings(signature, 2)[1], digest)
        self.session_id = self.session_id or digest

        def derive(letter, size):
            return hashlib.sha256(secret + digest + letter + self.session_id).digest()[:size]

        self.next_sealing = GCM(derive(b"C", 32), derive(b"A", 12))
        self.next_opening = GCM(derive(b"D", 32), derive(b"B", 12))

    def exchange_newkeys(self):
        self.send(message(NEWKEYS))
        self.sealing, self.sent = self.next_sealing, 0
        self.wait(NEWKEYS)
        self.opening = self.next_opening

    def rekey(self):
        self.exchange_kexinit()
        self.exchange_keys()
        self.exchange_newkeys()

    def request_service(self):
        self.send(message(SERVICE_REQUEST, "ssh-userauth"))
        self.wait(SERVICE_ACCEPT)

    def auth_request(self, method, *fields, user=None):
        return message(USERAUTH_REQUEST, self.user if user is None else user, "ssh-connection",
                       method, *fields)

    def authenticate(self):
        self.send(self.auth_request("none"))
        if self.wait(USERAUTH_SUCCESS, USERAUTH_FAILURE)[0] != USERAUTH_SUCCESS:
            raise Closed("'none' was refused")

    def channel_open(self, kind="session", number=0):
        return message(CHANNEL_OPEN, kind, number, self.window, self.packet)

    def open_channel(self):
        self.send(self.channel_open())
        answer = self.wait(OPEN_CONFIRMATION, OPEN_FAILURE)
        if answer[0] == OPEN_FAILURE:
            raise Closed("the channel was refused")
        (self.channel,) = struct.unpack(">I", answer[5:9])

    def request(self, kind, *fields, reply=True, seconds=None):
        """Sends a channel request; returns the answer as True or False, None when no reply was requested."""
        self.send(message(CHANNEL_REQUEST, self.channel, kind, reply, *fields))
        if reply:
            answer = self.wait(CHANNEL_SUCCESS, CHANNEL_FAILURE, seconds=seconds)
            return answer[0] == CHANNEL_SUCCESS
        return None

    def request_pty(self, modes=b"\0"):
        if not self.request("pty-req", self.term, self.columns, self.rows, 0, 0, modes):
            raise Closed("the pty was refused")

    def request_shell(self):
        if not self.request("shell"):
            raise Closed("the shell was refused")

    def execute(self, command, seconds=None):
        """Runs a command without a pty to its end; returns the exit status."""
        self.reach("channel")
        if not self.request("exec", command):
            raise Closed("the command was refused")
        self.until(lambda: self.channel_closed, seconds)
        return self.status

    def resize(self, columns, rows):
        self.request("window-change", columns, rows, 0, 0, reply=False)

    def type(self, keys):
        self.send(message(CHANNEL_DATA, self.channel, keys))

    def adjust(self, size):
        self.send(message(WINDOW_ADJUST, self.channel, size))

    def close_channel(self):
        self.send(message(CHANNEL_CLOSE, self.channel))

    def disconnect(self, text=b"bye"):
        self.send(message(DISCONNECT, 11, text, b""))
