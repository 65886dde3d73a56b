"""Cases 57 to 83: SSH connection and channels, after the key exchange."""

import multiprocessing
import os
import select
import signal
import socket
import struct
import subprocess
import threading
import time

import cable
import honest
import wire
from server import NAME, cpu_seconds, gone, process_status, resident, wait_for
from trial import NOT_COVERED, case
from wire import Raw, message

MARGIN = 6            # seconds to add for a busy machine
UINT = 2**32 - 1
SIZES = [(0, 0), (1, 1), (2, 1), (10, 3), (500, 200), (65535, 65535), (80, 0), (0, 24),
         (2**31, 2**31), (UINT, UINT), (UINT, 24), (80, 2**31 - 1), (2000, 2000)]
SMALL = 96 * 1024     # KiB that a child may use, whatever the size of its window


def first_screen(trial, connection=None, seconds=None):
    """Opens the first screen; returns the connection."""
    connection = connection or trial.connect()
    connection.reach("shell")
    connection.until(lambda: honest.shows(connection), seconds or trial.deadline)
    return connection


def closed_or_answering(trial, connection, text):
    """Requires that a session after an attack on itself has ended, or still ends with q."""
    with trial.closing() as ended:
        honest.quit_session(connection, trial.deadline)
    trial.check(not ended or not ended[0].startswith("q ended"), f"{text}: {ended}")


def ends_with_child(trial, connection, child, seconds, text):
    """Requires that the server closes the connection and that its child ends."""
    left = wire.still_open([connection.socket], seconds)
    trial.check(not left, f"{text}: still open after {seconds:.0f} s")
    trial.wait(lambda: gone(child), 5, f"{text}: the child still runs")


@case(57, "CHANNEL_OPEN with hostile packet sizes", watchdog=2, grace=5, per_source_rate=1000)
def packet_sizes(trial):
    """Maximum packet 0, 1, 9, 10, 11, 2^32-1: the child ends within 3 s or works; the service works."""
    visitors = {}
    for size in (0, 1, 9, 10, 11, 12, UINT):
        connection = trial.connect(state="auth")
        connection.packet = size
        child = trial.server.child_of(connection)
        with trial.closing():
            connection.reach("channel")
            connection.send(message(wire.CHANNEL_REQUEST, connection.channel, "pty-req", True,
                                    b"xterm", 80, 24, 0, 0, b"\0"))
            connection.send(message(wire.CHANNEL_REQUEST, connection.channel, "shell", True))
        visitors[size] = connection, child
    end = time.monotonic() + trial.limit("watchdog") + trial.pick(1, MARGIN)
    for size, (connection, child) in visitors.items():
        with trial.closing() as ended:
            try:
                connection.until(lambda: honest.shows(connection), max(1, end - time.monotonic()))
                ended.append("works")
            except wire.Late:
                pass
        trial.check(ended, f"packet size {size}: neither ended nor served")
        if child:
            trial.check(resident(child) < 2**18, f"packet size {size}: {resident(child)} KiB")
        connection.close()
    trial.wait(lambda: all(gone(child) for _, child in visitors.values() if child), 15,
               "a child still runs")


@case(58, "window 0 with output pending", stall=2, grace=5)
def window_zero(trial):
    """Ends after 30 s without progress, with its child. A visitor who only reads for so long stays."""
    stuck, quiet = [], first_screen(trial)
    quiet.settle(0.3)
    silence = time.monotonic()
    for window in (0, 1, 100):
        connection = trial.connect(state="auth")
        connection.window, connection.auto_adjust = window, False
        connection.reach("shell")
        connection.type(b"jjjj")
        stuck.append((connection, trial.server.child_of(connection)))
    printing = trial.connect(state="auth")
    printing.window, printing.auto_adjust = 0, False
    printing.reach("channel").request("exec", b"cat page-1")
    stuck.append((printing, trial.server.child_of(printing)))
    for connection, child in stuck:
        ends_with_child(trial, connection, child, trial.limit("stall") + MARGIN,
                        f"window {connection.window}")
    quiet_for = time.monotonic() - silence
    trial.check(quiet.settle(max(0.1, trial.limit("stall") + 1 - quiet_for)), "a reading visitor was disconnected")
    drawn = len(quiet.output)
    with trial.closing() as ended:
        quiet.type(b"j")
        quiet.until(lambda: len(quiet.output) > drawn)
        honest.quit_session(quiet)
    trial.check(not ended, f"a key after {trial.limit('stall') + 1} s of reading ends the session: {ended}")


@case(59, "a window of 2^32-1 and a socket never read", stall=3, grace=5)
def never_reading(trial):
    """At most 256 KiB pending and 40 MiB resident; ends after 30 s."""
    calm = first_screen(trial)
    usual = resident(trial.server.child_of(calm))
    greedy = trial.connect(state="auth", receive_buffer=4096, deadline=0.5)
    greedy.window, greedy.packet, greedy.columns, greedy.rows = UINT, UINT, 500, 200
    greedy.deadline = trial.deadline
    greedy.reach("shell")
    greedy.deadline = 0.5
    child, most, start, sizes = trial.server.child_of(greedy), 0, time.monotonic(), 0
    limit = trial.limit("stall") + MARGIN + trial.pick(30, 6)   # the buffers of the sockets fill first
    with trial.closing():
        while not gone(child) and time.monotonic() - start < limit:
            try:
                greedy.resize(500 - sizes % 2, 200)
                greedy.type(b"\x0c")
            except wire.Late:
                break                             # the server stopped reading within a packet
            sizes += 1
            most = max(most, resident(child))
            wait_for(lambda: gone(child), 0.01)
    trial.wait(lambda: gone(child), limit, f"still running after {limit:.0f} s")
    growth = most - usual
    trial.check(growth <= 16 * 1024, f"the child grew by {growth // 1024} MiB")
    if trial.full:
        trial.check(most <= 40 * 1024, f"the child held {most // 1024} MiB")
    trial.note(f"child at most {most // 1024} MiB, usually {usual // 1024}")
    honest.quit_session(calm)


@case(60, "hostile window adjustments", grace=5, per_source_rate=1000)
def window_adjustments(trial):
    """Overflow, a byte at a time, unknown channels: closed or ignored; other visitors do not wait."""
    overflow = first_screen(trial)
    with trial.closing():
        overflow.adjust(UINT)
        overflow.adjust(UINT)
        overflow.type(b"j")
    closed_or_answering(trial, overflow, "overflow")

    single = trial.connect(state="auth")
    single.window, single.auto_adjust = 0, False
    single.reach("shell")
    with trial.closing():
        for _ in range(trial.pick(20000, 500)):
            single.adjust(1)
        single.settle()
        single.adjust(2**20)
    closed_or_answering(trial, single, "a byte at a time")

    unknown = first_screen(trial)
    with trial.closing():
        for channel in (1, 7, 2**31, UINT):
            unknown.send(message(wire.WINDOW_ADJUST, channel, 1000))
        unknown.send(message(wire.WINDOW_ADJUST))
        unknown.send(message(wire.WINDOW_ADJUST, unknown.channel))
    closed_or_answering(trial, unknown, "unknown channels")

    early = trial.connect(state="auth")
    with trial.closing():
        early.send(message(wire.WINDOW_ADJUST, 0, 1000))
        first_screen(trial, early)


@case(61, "thousands of channels", grace=5, per_source_rate=1000)
def many_channels(trial):
    """One session channel; after 16 refused ones, the connection is closed."""
    for state in ("auth", "channel", "shell"):
        connection = trial.connect(state=state)
        with trial.closing():                     # one at a time
            for number in range(trial.pick(20000, 100)):
                connection.send(connection.channel_open(number=number + 1))
                connection.wait(wire.OPEN_CONFIRMATION, wire.OPEN_FAILURE)
        confirmed, refused = (connection.seen.count(kind) for kind in (
            wire.OPEN_CONFIRMATION, wire.OPEN_FAILURE))
        trial.check(confirmed <= 1, f"{confirmed} channels on one connection")
        trial.check(refused <= 20, f"{refused} refusals, and no disconnect")
        trial.all_closed([connection.socket], MARGIN, "connections after too many opens")
    flood = trial.connect(state="auth")
    with trial.closing():                         # as fast as possible
        for number in range(trial.pick(20000, 1000)):
            flood.send(flood.channel_open(number=number + 1))
    with trial.closing():
        flood.drain(MARGIN)
    trial.check(flood.seen.count(wire.OPEN_CONFIRMATION) <= 1, "many channels at once")
    trial.all_closed([flood.socket], MARGIN, "connections after too many opens")

    looping, opens = trial.connect(state="channel"), 0
    with trial.closing():
        for opens in range(40):
            looping.send(message(wire.CHANNEL_CLOSE, looping.channel))
            looping.open_channel()
    trial.check(opens <= 20, f"{opens} channels opened and closed")

    same = trial.connect(state="channel")
    with trial.closing():
        same.send(same.channel_open(number=0))
        trial.check(same.wait(wire.OPEN_CONFIRMATION, wire.OPEN_FAILURE)[0] == wire.OPEN_FAILURE,
                    "the same channel twice")
    closed = trial.connect(state="channel")
    with trial.closing():
        closed.send(message(wire.CHANNEL_CLOSE, closed.channel))
        for number in (closed.channel, 1, 99, UINT):
            closed.send(message(wire.CHANNEL_DATA, number, b"q" * 1000))
            closed.send(message(wire.EXTENDED_DATA, number, 1, b"x"))
            closed.send(message(wire.CHANNEL_EOF, number))
            closed.send(message(wire.CHANNEL_CLOSE, number))
        closed.settle()
    trial.all_closed([closed.socket], MARGIN, "connections without a channel")
    stray = first_screen(trial)
    with trial.closing():
        for number in (1, 99, UINT):
            stray.send(message(wire.CHANNEL_DATA, number, b"q" * 1000))
    closed_or_answering(trial, stray, "data on unknown channels")


@case(62, "port forwarding of every kind", grace=8, per_source_rate=1000)
def forwardings(trial):
    """All refused; memory does not grow."""
    address = (b"127.0.0.1", 22, b"127.0.0.1", 4242)
    opens = {"direct-tcpip": address, "forwarded-tcpip": address, "x11": (b"127.0.0.1", 6000),
             "auth-agent@openssh.com": (), "auth-agent": (), "tun@openssh.com": (2, UINT),
             "direct-streamlocal@openssh.com": (b"/run/docker.sock", b"", 0),
             "forwarded-streamlocal@openssh.com": (b"/run/docker.sock", b""),
             "": (), "x" * 30000: ()}
    for state in ("auth", "shell"):
        connection = trial.connect(state=state)
        with trial.closing() as ended:
            for kind, fields in opens.items():
                connection.send(message(wire.CHANNEL_OPEN, kind, 5, 2**20, 2**15, *fields))
                answer = connection.wait(wire.OPEN_CONFIRMATION, wire.OPEN_FAILURE)
                trial.check(answer[0] == wire.OPEN_FAILURE, f"{kind} was opened")
        trial.check(not ended, f"closed at {kind!r:.40} instead of a refusal: {ended}")
    for state in ("auth", "shell"):
        connection = trial.connect(state=state)
        child = trial.server.child_of(connection)
        usual, most, count = resident(child), 0, trial.pick(20000, 1000)
        with trial.closing():
            for number in range(count):
                connection.send(message(wire.GLOBAL_REQUEST, "tcpip-forward", True, b"0.0.0.0",
                                        1024 + number))
                connection.wait(wire.REQUEST_SUCCESS, wire.REQUEST_FAILURE)
                if number % 100 == 0:
                    most = max(most, resident(child))
            for request in ("cancel-tcpip-forward", "streamlocal-forward@openssh.com",
                            "hostkeys-prove-00@openssh.com", "no-more-sessions@openssh.com", "x"):
                connection.send(message(wire.GLOBAL_REQUEST, request, True, b"/tmp/x", 1))
        trial.check(wire.REQUEST_SUCCESS not in connection.seen, "a forwarding was granted")
        trial.check(most - usual <= 4096, f"{most - usual} KiB for {count} forwardings")
        connection.close()


# RFC 4254 defines no reply for these, so silence is accepted as well.
WITHOUT_REPLY = ("signal", "xon-xoff", "exit-status", "exit-signal")
CHANNEL_REQUESTS = {
    "auth-agent-req@openssh.com": (), "x11-req": (False, b"MIT-MAGIC-COOKIE-1", b"00" * 16, 0),
    "signal": (b"KILL",), "break": (1000,), "xon-xoff": (True,), "exit-status": (0,),
    "exit-signal": (b"SEGV", True, b"", b""), "eow@openssh.com": (), "unknown@example.com": (b"x" * 100,),
    "": (), "\x1b]0;pwned\x07": (),
}


@case(63, "unknown requests", grace=8, per_source_rate=1000)
def unknown_requests(trial):
    """Each gets a failure reply; memory does not grow."""
    faults = []
    for kind, fields in CHANNEL_REQUESTS.items():
        connection = first_screen(trial)
        with trial.closing() as ended:
            try:
                if connection.request(kind, *fields, seconds=1 if kind in WITHOUT_REPLY else None):
                    faults.append(f"{kind!r} was granted")
            except wire.Late:
                if kind not in WITHOUT_REPLY:
                    faults.append(f"{kind!r}: no reply")
        if ended:
            faults.append(f"{kind!r}: {ended} instead of a failure")
        else:
            connection.request(kind, *fields, reply=False)
            closed_or_answering(trial, connection, repr(kind))
        connection.close()
    trial.check(not faults, "; ".join(faults))
    flood = first_screen(trial)
    child = trial.server.child_of(flood)
    usual, most = resident(child), 0
    with trial.closing():
        for number in range(trial.pick(20000, 2000)):
            kind = trial.random.choice(list(CHANNEL_REQUESTS))
            flood.send(message(wire.CHANNEL_REQUEST, flood.channel, kind, number % 2 == 0, Raw(bytes(40))))
            while flood.readable():
                flood.receive()
            most = max(most, resident(child))
    trial.check(most - usual <= 4096, f"the child grew by {most - usual} KiB")


VARIABLES = {"LD_PRELOAD": "/tmp/evil.so", "TERMINFO": "/tmp", "TERMINFO_DIRS": "/tmp", "PATH": "/tmp",
             "LANG": "xx_YY", "LC_ALL": "C", "TERM": "dumb", "SWIFT_BACKTRACE": "enable=yes",
             "LINES": "1", "COLUMNS": "1", "HOME": "/tmp", "NCURSES_NO_UTF8_ACS": "1",
             "PORTFOLIO_CONTENT": "/etc", "A=B": "x", "": "", "\x1b[2J": "\x1b[2J"}


@case(64, "environment variables", grace=8)
def environment(trial):
    """None is ever set; after 32, the connection is closed."""
    setting = trial.connect(state="channel")
    for name, value in VARIABLES.items():
        setting.request("env", name, value)
    first_screen(trial, setting)
    with open(f"/proc/{trial.server.child_of(setting)}/environ", "rb") as file:
        found = file.read()
    trial.check(b"evil" not in found and b"xx_YY" not in found, "a variable was set")
    honest.quit_session(setting)

    flood = trial.connect(state="channel")
    child = trial.server.child_of(flood)
    with trial.closing():
        for number in range(trial.pick(10000, 200)):
            flood.send(message(wire.CHANNEL_REQUEST, flood.channel, "env", False,
                               f"LC_{number}", b"x" * 30000))
            trial.check(resident(child) < 2**18, "the child grows")
        flood.drain(MARGIN)
    trial.all_closed([flood.socket], MARGIN, "connections after 200 variables")


TERMS = (b"", b"x" * 100000, b"../../../../etc/passwd", b"\x1b]0;pwned\x07", b"xterm-kitty", b"dumb",
         b"vt100", b"linux", b"tmux-256color", b"xterm\0evil", b"\xff\xfe")


@case(65, "hostile pty requests", grace=8, per_source_rate=1000)
def pty_requests(trial):
    """Sizes are clamped or refused; there is one pty."""
    for columns, rows in SIZES:
        connection = trial.connect(state="channel")
        connection.columns, connection.rows = columns, rows
        with trial.closing() as ended:
            connection.reach("shell")
            # A window smaller than 20x6 shows that it is too small.
            connection.until(lambda: honest.ALTERNATE_SCREEN in connection.output)
            child = trial.server.child_of(connection)
            trial.check(resident(child) < SMALL, f"{columns}x{rows}: {resident(child)} KiB")
            honest.quit_session(connection)
        trial.check(not ended or "pty" in ended[0], f"{columns}x{rows}: {ended}")
        connection.close()
    for term in TERMS:
        connection = trial.connect(state="channel")
        connection.term = term
        with trial.closing() as ended:
            connection.reach("shell")
            connection.until(lambda: NAME.encode() in connection.output)
            connection.settle(0.1)
            # An unknown terminal gets lines instead of a screen, so q must be a line.
            plain = honest.ALTERNATE_SCREEN not in connection.output
            honest.quit_session(connection, keys=b"q\r" if plain else b"q")
        trial.check(not ended or len(term) > 1000 or "pty" in ended[0], f"TERM {term!r:.40}: {ended}")
        connection.close()
    for modes in (b"\x80" * 65536, b"\x01\0\0", b"", b"\x35" + bytes(4) * 9000, bytes(64000), b"\xff" * 99):
        connection = trial.connect(state="channel")
        with trial.closing():
            connection.request_pty(modes)
            connection.state = "pty"
            first_screen(trial, connection)
        connection.close()
    again = ("pty-req", b"xterm", 100, 30, 0, 0, b"\0")
    twice = trial.connect(state="pty")
    with trial.closing():
        trial.check(not twice.request(*again), "two ptys")
        first_screen(trial, twice)
        trial.check(not twice.request(*again), "a pty after the shell")
        honest.quit_session(twice)
    for fields in ((), (b"xterm", 80), (Raw(b"\xff\xff\xff\xff"),)):
        connection = trial.connect(state="channel")
        with trial.closing():
            connection.send(message(wire.CHANNEL_REQUEST, connection.channel, "pty-req", True, *fields))
            connection.settle(0.2)
            first_screen(trial, connection)
        connection.close()


@case(66, "thousands of window changes", grace=8)
def window_changes(trial):
    """100,000 within 2 s, before the pty, after the close: combined into few redraws."""
    connection = first_screen(trial, trial.connect(deadline=30))
    child = trial.server.child_of(connection)
    drawn, spent, start = len(connection.output), cpu_seconds(child), time.monotonic()
    count = trial.pick(100000, 5000)
    with trial.closing() as ended:
        for number in range(count):
            connection.resize(*trial.random.choice(SIZES + [(80, 24), (120, 40), (200, 60)]))
            while number % 200 == 0 and connection.readable():
                connection.receive()
        connection.resize(80, 24)
        connection.settle()
    took = time.monotonic() - start
    screens = (len(connection.output) - drawn) / 4000
    # At most 20 redraws a second; one of 500x200 has as many bytes as a dozen small ones.
    trial.check(screens < 250 * took + 250, f"{screens:.0f} screens of output in {took:.1f} s")
    trial.check(resident(child) < SMALL, f"the child has {resident(child)} KiB")
    trial.note(f"{count} in {took:.1f} s, {screens:.0f} screens, {cpu_seconds(child) - spent:.1f} s of CPU")
    if not ended:
        closed_or_answering(trial, connection, "a storm of window changes")

    early = trial.connect(state="channel")
    with trial.closing():
        for columns, rows in SIZES:
            early.resize(columns, rows)
        first_screen(trial, early)
        honest.quit_session(early)
    late = first_screen(trial)
    with trial.closing():
        honest.quit_session(late)
        for columns, rows in SIZES:
            late.resize(columns, rows)
    wrong = first_screen(trial)
    with trial.closing():
        wrong.send(message(wire.CHANNEL_REQUEST, wrong.channel, "window-change", False, 80))
        wrong.send(message(wire.CHANNEL_REQUEST, wrong.channel, "window-change", False))
    closed_or_answering(trial, wrong, "truncated window changes")


@case(67, "shells and commands in wrong numbers and orders", grace=8, per_source_rate=1000)
def shells_and_commands(trial):
    """A shell without a pty gets the overview as text and status 0; a second request is refused."""
    text = trial.connect(state="channel")
    trial.check(text.request("shell"), "a shell without a pty is refused")
    text.until(lambda: text.channel_closed)
    trial.check(text.status == 0 and NAME.encode() in text.output, f"overview: status {text.status}")
    trial.check(b"\x1b" not in text.output, "an escape in the overview")
    command = trial.connect()
    trial.check(command.execute("help") == 0 and command.output, "help")
    trial.check(b"\x1b" not in command.output, "an escape in the output of a command")

    def second(kind, *fields, first=("shell",), pty=True):
        connection = trial.connect(state="pty" if pty else "channel")
        with trial.closing():
            connection.request(*first)
            trial.check(not connection.request(kind, *fields), f"{kind} after {first[0]} was granted")
        if pty and first == ("shell",):
            connection.until(lambda: honest.shows(connection))
            closed_or_answering(trial, connection, f"{kind} after {first[0]}")
        connection.close()
    second("shell")
    second("exec", b"ls")
    second("subsystem", b"sftp")
    second("shell", first=("exec", b"ls"), pty=False)
    second("exec", b"ls", first=("exec", b"help"), pty=False)
    both = trial.connect(state="channel")
    with trial.closing():                        # both at once, without reading an answer
        for _ in range(20):
            both.send(message(wire.CHANNEL_REQUEST, both.channel, "exec", True, b"help"))
            both.send(message(wire.CHANNEL_REQUEST, both.channel, "shell", True))
        both.drain(MARGIN)
    trial.check(both.seen.count(wire.CHANNEL_SUCCESS) <= 1, "two requests were granted")


COMMANDS = [b"; rm -rf /", b"$(id)", b"`id`", b"a\nb", b"\x1b]0;pwned\x07\x1b[2J", b"x" * 250000,
            b"ls\0; id", b"\xff\xfe\xc0\x9b31m", b"scp -t /tmp", b"scp -f /etc/passwd",
            b"rsync --server -e.LsfxC . /tmp", b"git-upload-pack '/x'", b"/usr/lib/openssh/sftp-server",
            b"", b"   ", b"bash -i", b"serve", b"check /etc", b"init /tmp/x", b"--content /etc ls",
            b"cat ../../etc/passwd", b"cat /etc/passwd", b"cat -", b"ls --watch", b"-oProxyCommand=id",
            b"--visitor", b"health 127.0.0.1:22", b"cat " + b"../" * 1000 + b"etc/passwd",
            b"'unclosed", b"\"", b"grep", b"cat", b"\xc2\x9b31mx", "\u202egnp.sl".encode()]


@case(68, "hostile commands", grace=8, per_source_rate=1000)
def hostile_commands(trial):
    """Visitors' commands work; everything else gets a filtered error and status 2. scp must not hang."""
    faults = []
    for command in COMMANDS:
        connection = trial.connect(state="channel")
        with trial.closing() as ended:
            try:
                connection.execute(command)
            except wire.Late:
                ended.append("it hangs")
        # Blanks may count as no command, which shows the overview; libssh ends a command at a NUL.
        allowed = (0, 2) if b"\0" in command or not command.strip() else (2,)
        if ended and len(command) <= 30000:
            faults.append(f"{command!r:.40}: {ended[0]}")
        elif not ended and (connection.status not in allowed
                            or connection.status and not connection.errors):
            faults.append(f"{command!r:.40}: status {connection.status}, told {connection.errors!r:.40}")
        told = bytes(connection.output + connection.errors)
        if any(word in told for word in (b"\x1b", b"\0", b"\xc2\x9b", b"root:", b"uid=",
                                         "\u202e".encode())):
            faults.append(f"{command!r:.40} printed {told!r:.100}")
        told.decode()                            # the message is valid UTF-8
        connection.close()
    trial.check(not faults, "; ".join(faults))
    for command, holds in ((b"ls", b"page-1"), (b"cat page-1", b"Paragraph 1"), (b"help", b"cat"),
                           (b"version", b"."), (b"grep words wrap", b"page-1"), (b"resume", b"")):
        connection = trial.connect()
        status = connection.execute(command)
        trial.check(status == 0 and holds in connection.output,
                    f"{command}: {status} {connection.errors!r:.100}")
    upload = trial.connect(state="channel")
    with trial.closing():                        # a client that waits for the first byte of scp
        upload.send(message(wire.CHANNEL_REQUEST, upload.channel, "exec", True, b"scp -t /tmp"))
        upload.type(b"C0644 5 evil\nevil!\0")
        upload.until(lambda: upload.channel_closed)


@case(69, "subsystems", grace=8)
def subsystems(trial):
    """All subsystems are refused."""
    for name in (b"sftp", b"netconf", b"x" * 100000, b"", b"\x1b[2J", b"publickey@vandyke.com"):
        connection = trial.connect(state="channel")
        with trial.closing() as ended:
            trial.check(not connection.request("subsystem", name), f"{name!r:.30} was granted")
            first_screen(trial, connection)
            honest.quit_session(connection)
        trial.check(not ended or len(name) > 30000, f"{name!r:.30}: {ended}")


@case(70, "repeated key exchanges", grace=4, stall=4, per_source_rate=1000)
def rekeying(trial):
    """Their number is limited; an unfinished one is closed after 10 s."""
    eager, rekeys = first_screen(trial), 0
    with trial.closing() as ended:
        for rekeys in range(trial.pick(1000, 50)):
            eager.rekey()
            eager.type(b"j")
    if not ended:
        closed_or_answering(trial, eager, "rekeying")
    trial.note(f"{rekeys + 1} rekeys" + (f", then {ended[0]!r}" if ended else ""))

    pending = first_screen(trial)
    with trial.closing() as ended:
        for key in b"jkjk" * 20:
            pending.type(bytes([key]))
        pending.rekey()
    if not ended:
        closed_or_answering(trial, pending, "rekeying with output pending")

    unfinished = {}
    for what in ("KEXINIT", "ECDH_INIT"):
        connection = first_screen(trial)
        with trial.closing():
            connection.exchange_kexinit()
            if what == "ECDH_INIT":
                connection.send(connection.ecdh_init())
        unfinished[connection.socket] = what
    growing = trial.connect(state="auth")
    growing.window, growing.auto_adjust = UINT, False
    first_screen(trial, growing)
    child = trial.server.child_of(growing)
    usual, most, end = resident(child), 0, time.monotonic() + 3
    with trial.closing():
        growing.exchange_kexinit()
        while time.monotonic() < end:             # each key would draw a frame
            growing.type(b"4\x0c1\x0c")
            most = max(most, resident(child))
    unfinished[growing.socket] = "KEXINIT, and keys"
    trial.check(most - usual <= 16384, f"the child grew by {most - usual} KiB during a key exchange")
    limit = trial.limit("grace") + MARGIN
    left = wire.still_open(unfinished, limit)
    trial.check(not left, f"unfinished after {[unfinished[link] for link in left]},"
                          f" still open after {limit} s")


def begun_by_the_server(trial, connection):
    """Redraws screens until the server starts a key exchange."""
    end = time.monotonic() + trial.deadline
    while True:
        connection.type(b"\x0c")
        try:
            connection.server_kexinit = connection.wait(wire.KEXINIT, seconds=0.05)
            return connection
        except wire.Late:
            if time.monotonic() > end:
                raise


@case(71, "a key exchange that the server starts", grace=4, max_key_bytes=65536, per_source_rate=1000,
      full=dict(max_key_bytes=65536))   # A GiB of screens would not test more.
def refusing_new_keys(trial):
    """A client that refuses is disconnected; one that takes part stays."""
    willing = begun_by_the_server(trial, first_screen(trial))
    willing.send(willing.kexinit())
    willing.exchange_keys()
    willing.exchange_newkeys()
    honest.quit_session(willing)
    refusing = begun_by_the_server(trial, first_screen(trial))
    child = trial.server.child_of(refusing)
    with trial.closing():
        for _ in range(20):
            refusing.type(b"\x0c")
    ends_with_child(trial, refusing, child, trial.limit("grace") + MARGIN, "new keys refused")


@case(72, "IGNORE, DEBUG and UNIMPLEMENTED at line rate", grace=8, per_source_rate=1000)
def ignore_flood(trial):
    """At most 1 MiB a second is read from a connection, or the limit of processor time ends it."""
    seconds = trial.pick(70, 4)
    kinds = [message(wire.IGNORE, bytes(30000)), message(wire.DEBUG, False, bytes(200), b""),
             message(wire.UNIMPLEMENTED, 7)]
    for state in ("shell", "auth"):
        connection = trial.connect(state=state)
        connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
        child, start, sent = trial.server.child_of(connection), time.monotonic(), 0
        busy, spent, read = cpu_seconds(child), 0, 0
        with trial.closing() as ended:
            while time.monotonic() - start < seconds:
                batch = b"".join(connection.seal(connection.frame(trial.random.choice(kinds)))
                                 for _ in range(8))
                sent += write_until(connection, batch, start + seconds)
                spent = max(spent, cpu_seconds(child) - busy)
                unread = trial.server.unread(connection)
                read = read if unread is None else sent - unread
        took = time.monotonic() - start
        trial.note(f"{state}: {read / 2**20:.1f} MiB read in {took:.1f} s, {spent:.1f} s of CPU"
                   + (f", then {ended[0]!r}" if ended else ""))
        # Bytes that were read, without those in the sockets' buffers. The bytes of a second may come at once.
        trial.check(read <= (took * 1.25 + 2) * 2**20, f"{read / 2**20:.1f} MiB read in {took:.1f} s")
        connection.close()


def write_until(connection, data, end):
    """Sends as much as the server reads until `end`; returns the number of bytes."""
    view = memoryview(data)
    connection.socket.settimeout(0.5)
    while view and time.monotonic() < end:
        try:
            view = view[connection.socket.send(view):]
        except socket.timeout:
            continue
        except OSError as error:
            raise wire.Closed(str(error)) from None
    return len(data) - len(view)


@case(73, "EOF, half close, CLOSE, and a long DISCONNECT", grace=8)
def endings(trial):
    """The session ends within 1 s; the message is not in the log."""
    def end_by(action, name, answers=True):
        connection = first_screen(trial)
        child = trial.server.child_of(connection)
        with trial.closing():
            action(connection)
            connection.drain(0.2)
        trial.wait(lambda: gone(child), trial.pick(1, trial.deadline) + (0 if answers else 6),
                   f"{name}: the session continues")
        connection.close()

    def by(kind):
        return lambda connection: connection.send(message(kind, connection.channel))
    end_by(by(wire.CHANNEL_EOF), "EOF", answers=False)
    end_by(by(wire.CHANNEL_CLOSE), "CLOSE without EOF")
    end_by(lambda connection: connection.socket.shutdown(socket.SHUT_WR), "half close")
    end_by(lambda connection: connection.disconnect(b"\x1b]0;pwned\x07\n" * 2000), "DISCONNECT of 30 KB")
    end_by(lambda connection: connection.send(message(wire.DISCONNECT)), "DISCONNECT without a text")
    end_by(lambda connection: connection.type(b"q"), "q, and no answer to CLOSE", answers=False)
    end_by(lambda connection: connection.close(), "FIN")
    end_by(lambda connection: connection.reset(), "RST")


@case(74, "a network that fails", grace=8, seconds=120)
def silent_network(trial):
    """TCP keep-alive (2 x 15 s) and TCP_USER_TIMEOUT close after 45 s, without a byte of SSH."""
    context = multiprocessing.get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    pulling = context.Process(target=pull_the_cable, args=(trial, writer))
    pulling.start()
    writer.close()                                # raises EOFError when the other process ends
    connection = first_screen(trial)
    connection.settle(0.3)

    def keepalive():
        kind, left = trial.server.server_side(connection)[5].split(":")
        return kind == "02" and int(left, 16) / 100     # timer 2 is keep-alive; in hundredths of a second
    left = trial.wait(keepalive, 5, "the connection has no keep-alive timer")
    trial.check(left <= 15.5, f"the first keep-alive probe comes after {left} s")
    output = len(connection.output)
    connection.settle(1)
    trial.check(len(connection.output) == output, "the server sent bytes without a key")
    honest.quit_session(connection)
    trial.check(reader.poll(100), "a pulled cable ends no connection")
    faults, note = reader.recv()
    pulling.join()
    trial.check(not faults, faults)
    trial.note(note)


def pull_the_cable(trial, writer):
    """Runs in a process with its own network; sends (fault, note)."""
    try:
        wires = cable.Cable(moves=not trial.in_unit)   # systemd makes the socket in its own namespace
    except (OSError, subprocess.CalledProcessError) as error:
        writer.send(("", f"network namespaces are not possible: {error}"))
        return
    try:
        with trial.start_server(listen=(cable.SERVER, 7474)) as trial.server:
            with wires.other_end():
                quiet, typing = (wire.Wire(trial.address) for _ in range(2))
            children = []
            for connection in (quiet, typing):
                first_screen(trial, connection).settle(0.2)
                children.append(trial.server.child_of(connection))
            wires.pull()
            start = time.monotonic()
            typing.type(b"j")
            wait_for(lambda: all(map(gone, children)), 60)
            took = time.monotonic() - start
            left = sum(not gone(child) for child in children)
            writer.send((f"{left} of 2 visitors' processes still run after {took:.0f} s" if left else
                         f"ended after only {took:.0f} s" if took < 25 else "",
                         f"ended {took:.0f} s after the cable was pulled"))
    except Exception as error:
        writer.send((f"{type(error).__name__} {error}", ""))
    finally:
        wires.end()


@case(75, "a reader of 1 KB/s with constant redraws", grace=8, stall=5)
def slow_reader(trial):
    """Frames are dropped, the newest is shown, and the visitor does not lag behind."""
    slow = trial.connect(state="auth")
    slow.window, slow.auto_adjust = 2000, False
    slow.reach("shell")
    child, end = trial.server.child_of(slow), time.monotonic() + trial.pick(60, 7)
    usual, most = resident(child), 0
    while time.monotonic() < end:                 # 1 KB a second
        slow.adjust(500)
        for _ in range(20):
            slow.type(trial.random.choice([b"j", b"k", b"\x0c", b"4", b"1"]))
        tick = time.monotonic() + 0.5
        try:
            while True:
                slow.receive(max(0, tick - time.monotonic()))
        except wire.Late:
            pass
        most = max(most, resident(child))
    trial.check(most - usual <= 8192, f"the child grew by {most - usual} KiB")
    before, start = len(slow.output), time.monotonic()
    slow.adjust(2**24)
    honest.quit_session(slow)
    took, backlog = time.monotonic() - start, len(slow.output) - before
    trial.check(took <= trial.pick(2, trial.deadline), f"{took:.1f} s behind")
    trial.check(backlog <= 256 * 1024, f"{backlog} bytes were waiting")
    trial.note(f"{backlog} bytes behind, {took * 1000:.0f} ms")


@case(76, "idle visitors", idle=4, idle_warning=2, max_age=9, grace=5, per_source_rate=1000,
      full=dict(idle=1200, idle_warning=60, max_age=1500))
def idle_visitors(trial):
    """A warning, then closed with a line that says how to return; and an absolute limit."""
    idle, warning, age = (trial.limit(name) for name in ("idle", "idle_warning", "max_age"))
    start = time.monotonic()
    quiet, busy = first_screen(trial), first_screen(trial)
    quiet.settle(0.3)
    drawn, busy_ended = len(quiet.output), []

    def keep_typing():                            # so it is not idle
        try:
            while busy.settle(0.5) and not busy.channel_closed:
                busy.type(b"jk")
        except wire.Closed:
            pass
        busy_ended.append(time.monotonic() - start)
    thread = threading.Thread(target=keep_typing, daemon=True)
    thread.start()
    quiet.until(lambda: len(quiet.output) > drawn, idle - warning + MARGIN)
    when = time.monotonic() - start
    trial.check(when >= idle - warning - 0.6, f"something was drawn after {when:.1f} s")
    said = len(quiet.output)
    with trial.closing():
        quiet.until(lambda: quiet.channel_closed, warning + MARGIN)
    took = time.monotonic() - start
    trial.check(idle - 0.6 <= took <= idle + MARGIN, f"closed after {took:.1f} s")
    last = bytes(quiet.output[said:])
    trial.check(b"ssh" in last and b"\x1b[?1049l" in last, f"the last line names no way back: {last!r:.200}")
    quiet.close()
    thread.join(max(0, age + MARGIN - (time.monotonic() - start)))
    trial.check(busy_ended, f"a session continues after {age} s")
    trial.check(busy_ended[0] >= age - 1, f"a busy session ended after {busy_ended[0]:.1f} s")
    trial.wait(lambda: {"idle", "max_age"} <= set(trial.server.reasons()), 5,
               f"reasons {sorted(set(trial.server.reasons()))}")


@case(77, "a held arrow key in every session", grace=10, per_source_rate=1000, seconds=130)
def arrow_keys(trial):
    """200 sessions: the 99th percentile from key to frame is at most 100 ms on 2 cores."""
    visitors = [first_screen(trial, seconds=30) for _ in range(trial.pick(190, 12))]
    for visitor in visitors:
        visitor.settle(0.1)
    took = []
    for turn in range(trial.pick(50, 10)):
        sent, frames = {}, select.poll()

        def collect(wait):
            ready = frames.poll(wait)
            now = time.monotonic()                # when the frame arrived, even if it is read later
            for number, _ in ready:
                frames.unregister(number)
                took.append(now - sent.pop(number))
            return ready
        for visitor in visitors:
            visitor.type((b"\x1b[B", b"\x1b[A")[turn % 2])
            sent[visitor.fileno()] = time.monotonic()
            frames.register(visitor.fileno(), select.POLLIN)
            collect(0)
        while sent:
            trial.check(collect(trial.deadline * 1000), f"{len(sent)} of {len(visitors)} keys without a frame")
        # A frame may arrive in parts. If the next key were sent before the last part, two keys could be handled at once,
        # and a step down and up changes nothing.
        for visitor in visitors:
            visitor.settle(trial.pick(0.001, 0.02))
    worst = sorted(took)[int(len(took) * 0.99)]
    trial.check(worst <= trial.pick(0.1, trial.deadline), f"p99 {worst * 1000:.0f} ms")
    trial.note(f"{len(visitors)} sessions, p99 {worst * 1000:.0f} ms")
    for visitor in visitors:
        honest.quit_session(visitor)


@case(78, "more visitors at once than the limit", honest=False, max_visitors=8, grace=10,
      per_source_rate=1000)
def more_than_the_limit(trial):
    """200 are served, 100 are told "full" within 2 s; another is served when one leaves."""
    limit = trial.limit("max_visitors")
    inside, outside = [], []
    for _ in range(limit + limit // 2):
        start = time.monotonic()
        with trial.closing() as ended:
            try:
                inside.append(first_screen(trial, seconds=30))
            except (ConnectionError, wire.Late) as error:
                ended.append(f"{type(error).__name__} {error}")
        if ended:
            outside.append((time.monotonic() - start, ended[0]))
    trial.check(len(inside) == limit, f"{len(inside)} visitors with a limit of {limit}")
    trial.check(all(took < trial.pick(2, trial.deadline) for took, _ in outside),
                f"refused after {max(outside)[0]:.1f} s")
    trial.check(all("full" in text for _, text in outside),
                f"told {outside[0][1]!r}")
    trial.note(f"told {outside[0][1]!r}")
    honest.quit_session(inside[0])
    inside[0].close()
    end = time.monotonic() + trial.pick(1, trial.deadline)
    while True:                                   # soon: not before the child has ended
        try:
            inside.append(first_screen(trial))
            break
        except (wire.Closed, ConnectionError) as error:
            trial.check(time.monotonic() < end, f"no visitor is served after one has left: {error}")
    for visitor in inside[1:]:
        honest.quit_session(visitor)
        visitor.close()
    trial.no_children()


@case(79, "signals to one child of many", grace=6, max_age=8, stall=2, per_source_rate=1000,
      full=dict(max_age=60, max_log_lines=10_000))   # All connect within a second.
def signals_to_children(trial):
    """The others are not affected; a stopped child is killed at its deadline."""
    visitors = [first_screen(trial, seconds=30) for _ in range(trial.pick(100, 10))]
    victims = dict(zip((signal.SIGSEGV, signal.SIGILL, signal.SIGABRT, signal.SIGKILL, signal.SIGSTOP),
                       visitors))
    for number, victim in victims.items():
        child = trial.server.child_of(victim)
        os.kill(child, number)
        if number != signal.SIGSTOP:
            trial.wait(lambda: gone(child), trial.deadline, f"{number.name}: the child still runs")
            trial.all_closed([victim.socket], trial.deadline, number.name)
    for visitor in visitors[5:]:
        honest.quit_session(visitor)
    for name in ("SEGV", "ILL", "ABRT"):
        trial.wait(lambda: f"signal:{name}" in trial.server.reasons(), 3,
                   f"signal:{name} is not in the log: {set(trial.server.reasons())}")
    limit = trial.limit("max_age") + trial.limit("stall") + 5 + MARGIN   # the deadline of the listener
    trial.wait(lambda: gone(child), limit, f"the stopped child still exists after {limit} s")


@case(80, "a visitor who tries to escape to a shell", grace=8, per_source_rate=1000)
def trying_to_leave(trial):
    """There is no shell and no job control."""
    for keys in (b"\x1a", b"\x1c", b":!sh\r", b"!sh\r", b"\r~.", b"~!", b"\x1a" * 200, b"\x1c" * 200,
                 b"\x1d", b"\x00", b"\x04", b"|sh\r", b"/\x1a\x1c\r", b"e", b"v", b"\x13\x11"):
        connection = first_screen(trial)
        child = trial.server.child_of(connection)
        with trial.closing():
            connection.type(keys)
            connection.settle(0.1)
            state = process_status(child).get("State", "")
            trial.check("T" not in state, f"{keys!r:.20} stopped the child")
            with open(f"/proc/{child}/task/{child}/children") as file:
                trial.check(not file.read(), f"{keys!r:.20} started a process")
            connection.type(b"\x1b\x1b\x1b")
            connection.settle(0.1)
            honest.insist_on_quitting(connection)
        for word in (b"uid=", b"$ ", b"# \x1b", b"sh:"):
            trial.check(word not in connection.output[-400:], f"{keys!r:.20}: {word!r}")
        connection.close()
    storm = first_screen(trial)
    with trial.closing():
        for _ in range(1000):
            storm.type(b"\x03")
        storm.drain(trial.deadline)
    trial.all_closed([storm.socket], trial.deadline, "Ctrl-C storms")


# Messages that only the server may send, and both ends of the range.
ROLES = (wire.SERVICE_ACCEPT, wire.ECDH_REPLY, wire.USERAUTH_SUCCESS, wire.USERAUTH_FAILURE,
         wire.USERAUTH_BANNER, wire.OPEN_CONFIRMATION, wire.OPEN_FAILURE, wire.CHANNEL_SUCCESS,
         wire.REQUEST_SUCCESS, 60, 61, 0, 255)


def wrong_body(random, connection):
    """Returns a body: empty, random, or correct fields with more bytes after them."""
    return random.choice([b"", random.randbytes(random.randrange(1, 80)),
                          struct.pack(">I", connection.channel) + random.randbytes(8),
                          wire.field(b"ssh-userauth") + random.randbytes(20)])


@case(81, "every message in every state", grace=3, per_source_rate=1000, seconds=130,
      full=dict(max_half_open=3000))
def each_message_in_each_state(trial):
    """0 to 255 in each state, with trailing data, and messages of the other role: closed or UNIMPLEMENTED."""
    left = []
    before = ("banner", "kexinit", "ecdh", "newkeys", "service")
    for state in before + ("auth", "channel", "shell"):
        others = range(256) if trial.full else trial.random.sample(range(256), 5)
        for number in sorted({*ROLES, *others}):
            connection = trial.connect(state=state)
            with trial.closing():
                connection.send(bytes([number]) + wrong_body(trial.random, connection))
                if state in before:
                    # Whatever the server did with the message: without "none", no channel may open.
                    connection.send(connection.channel_open())
                    connection.send(message(wire.CHANNEL_REQUEST, 0, "shell", True))
                connection.settle(0.02)
            seen = connection.seen
            if state == "ecdh" and wire.NEWKEYS in seen:
                seen = seen[:seen.index(wire.NEWKEYS)]   # the rest is encrypted with a key that we do not have
            let_in = {wire.OPEN_CONFIRMATION, wire.USERAUTH_SUCCESS} & set(seen)
            trial.check(state not in before or number == wire.USERAUTH_REQUEST or not let_in,
                        f"message {number} in state {state} opened a channel")
            if state in ("auth", "shell"):
                connection.close()
            else:
                left.append(connection.socket)
    trial.all_closed(left, trial.limit("grace") + MARGIN)
    for extra in (b"\0", bytes(100), trial.random.randbytes(1000)):
        connection = trial.connect(state="newkeys")
        with trial.closing():                    # correct messages with more bytes after them
            connection.send(message(wire.SERVICE_REQUEST, "ssh-userauth", Raw(extra)))
            connection.wait(wire.SERVICE_ACCEPT)
            connection.send(connection.auth_request("none", Raw(extra)))
            connection.wait(wire.USERAUTH_SUCCESS)
            connection.send(connection.channel_open() + extra)
            answer = connection.wait(wire.OPEN_CONFIRMATION)
            (connection.channel,) = struct.unpack(">I", answer[5:9])
            connection.request("pty-req", b"xterm", 80, 24, 0, 0, b"\0", Raw(extra))
            connection.request("shell", Raw(extra))
            connection.until(lambda: honest.shows(connection))
        connection.close()


def mutated(random, payload):
    """Returns a message with some changes: a byte, a cut, an insertion, a length, another number."""
    data = bytearray(payload)
    for _ in range(random.choice((1, 1, 1, 3, 8))):
        at = random.randrange(len(data)) if data else 0
        kind = random.randrange(6)
        if kind == 0 and data:
            data[at] = random.randrange(256)
        elif kind == 1:
            del data[at:]
        elif kind == 2:
            data[at:at] = random.randbytes(random.randrange(1, 40))
        elif kind == 3 and len(data) > 5:
            at = random.randrange(len(data) - 4)
            data[at:at + 4] = struct.pack(">I", random.choice((0, 1, 255, 2**16, 2**31, UINT)))
        elif kind == 4 and data:
            data[0] = random.choice((20, 30, 50, 80, 90, 93, 94, 95, 96, 97, 98, 99))
        elif data:
            del data[at:at + random.randrange(1, 9)]
    return bytes(data) or b"\0"


def sequence(random, connection):
    """Yields messages of a visitor in random order, some of them mutated."""
    channel = connection.channel
    parts = [
        connection.channel_open(), message(wire.WINDOW_ADJUST, channel, 1000),
        message(wire.CHANNEL_REQUEST, channel, "pty-req", True, b"xterm", 80, 24, 0, 0, b"\0"),
        message(wire.CHANNEL_REQUEST, channel, "shell", True),
        message(wire.CHANNEL_REQUEST, channel, "exec", True, b"ls"),
        message(wire.CHANNEL_REQUEST, channel, "env", False, b"LANG", b"C"),
        message(wire.CHANNEL_REQUEST, channel, "window-change", False, 100, 30, 0, 0),
        message(wire.CHANNEL_DATA, channel, random.choice([b"j", b"/words\r", b"\x1b[", b"s"])),
        message(wire.EXTENDED_DATA, channel, 1, b"x"), message(wire.CHANNEL_EOF, channel),
        message(wire.CHANNEL_CLOSE, channel), message(wire.IGNORE, b"x"),
        message(wire.GLOBAL_REQUEST, "keepalive@openssh.com", True), connection.auth_request("none"),
        connection.kexinit(), message(wire.NEWKEYS), message(wire.SERVICE_REQUEST, "ssh-connection"),
    ]
    for part in random.choices(parts, k=random.randrange(1, 20)):
        yield mutated(random, part) if random.random() < 0.6 else part


@case(82, "mutated sequences of messages", grace=3, per_source_rate=1000, seconds=130)
def mutated_sequences(trial):
    """The listener does not fail, and no child is left over."""
    left, count = [], trial.pick(100000, 600)
    for number in range(count):
        connection = trial.connect(state=trial.random.choice(("auth", "channel", "pty", "shell")))
        with trial.closing():
            for payload in sequence(trial.random, connection):
                connection.send(payload)
        end = trial.random.choice((connection.close, connection.reset, None))
        if end:
            end()
        else:
            left.append(connection)
        if len(left) > 20:
            left.pop(0).close()
        del trial.opened[:-30]
        trial.check(number % 50 or trial.server.alive(), f"the listener died at sequence {number}")
    crashes = [reason for reason in trial.server.reasons() if reason.startswith("signal")]
    trial.check(not crashes, f"children crashed: {crashes[:5]}")
    trial.note(f"{count} sequences")


@case(83, "CVE-2018-10933: the client says that it is authenticated", grace=3)
def already_authenticated(trial):
    """The server opens no channel."""
    connections = []
    for state in ("newkeys", "service"):
        for success in (message(wire.USERAUTH_SUCCESS), message(wire.USERAUTH_SUCCESS, b"x")):
            connection = trial.connect(state=state)
            with trial.closing():
                connection.send(success)
                connection.send(connection.channel_open())
                connection.settle()
            trial.check(wire.OPEN_CONFIRMATION not in connection.seen, f"a channel in state {state}")
            connections.append(connection.socket)
    trial.all_closed(connections, trial.limit("grace") + MARGIN)
