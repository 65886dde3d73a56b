"""Jobs on a pseudo-terminal of 100 columns and 30 rows."""
import fcntl
import os
import pty
import random
import re
import select
import signal
import statistics
import struct
import termios
import time

import documents
import peers
from measure import Failure, Table, note, shuffled

COLUMNS, ROWS = 100, 30
# Queries of programs, and the replies of a terminal.
ANSWERS = [(re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"), (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
           (re.compile(rb"\x1b\[>0?c"), b"\x1b[>0;0;0c"), (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;0$y"),
           (re.compile(rb"\x1b\]10;\?"), b"\x1b]10;rgb:c000/c000/c000\x1b\\"),
           (re.compile(rb"\x1b\]11;\?"), b"\x1b]11;rgb:0000/0000/0000\x1b\\")]
KEYS = {"w3m": (b"J", b"K")}  # Others scroll a line with j and k.
QUIET = {"frogmouth": 1.2}  # Seconds without a byte after which a screen stands still.
ROUNDS = {"frogmouth": 3}


class Terminal:
    """A program on a terminal, with the time at which it was started, its bytes, and the time of the last one."""

    def __init__(self, argv, env, term="xterm-256color"):
        reader, writer = os.pipe()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.write(writer, struct.pack("d", time.monotonic()))
                os.execvpe(argv[0], argv, dict(env, TERM=term))
            finally:
                os._exit(127)
        os.close(writer)
        self.start = struct.unpack("d", os.read(reader, 8))[0]
        os.close(reader)
        self.output, self.last = b"", self.start

    def read(self, wait):
        """Reads once and replies to queries. Returns False if nothing arrives in time."""
        if not select.select([self.file], [], [], max(0, wait))[0]:
            return False
        try:
            chunk = os.read(self.file, 1 << 16)
        except OSError:
            raise Failure("the program ended") from None
        self.last = time.monotonic()
        self.output += chunk
        for question, answer in ANSWERS:
            for _ in question.finditer(chunk):
                os.write(self.file, answer)
        return True

    def settle(self, quiet, limit=15):
        """Reads until nothing comes for that many seconds after the first byte; the ms from the start to the last byte."""
        begin, before = time.monotonic(), len(self.output)
        while time.monotonic() - begin < limit:
            if not self.read(quiet if len(self.output) > before else limit) and len(self.output) > before:
                return (self.last - self.start) * 1000
        raise Failure(f"no standing screen within {limit} s")

    def until(self, text, size, limit=15):
        """Reads until the output holds the text and that many bytes; the ms since the start."""
        while len(self.output) < size or text not in self.output:
            if not self.read(self.start + limit - time.monotonic()):
                raise Failure(f"no full screen within {limit} s")
        return (self.last - self.start) * 1000

    def press(self, key, quiet=0.08):
        """The ms from the key to the last byte of its answer, and the bytes."""
        before, begin = len(self.output), time.monotonic()
        os.write(self.file, key)
        if not self.read(2):
            raise Failure("no answer to a key")
        while self.read(quiet):
            pass
        return (self.last - begin) * 1000, len(self.output) - before

    def close(self):
        os.close(self.file)  # Hangs up.
        for _ in range(100):
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                return
            time.sleep(0.01)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def commands(program, folder):
    page = documents.page(folder, 8_000)
    with open(page, encoding="utf-8") as file:
        text = file.read()
    root = os.path.join(folder, "one")
    documents.write(os.path.join(root, "posts", "page.md"), text)
    every = {"portfolio-tui": [program, "--content", root, "posts/page"]}
    every |= {name: peers.command(peers.SCREEN, name, page) for name in peers.SCREEN}
    return {name: command for name, command in every.items() if command}


def once(name, argv, env, presses, pick=random.Random(7)):
    """First full screen in ms, its bytes, and the pairs of time and bytes of each key."""
    terminal = Terminal(argv, env)
    try:
        first = terminal.settle(QUIET.get(name, 0.3))
        size = len(terminal.output)
        for text in (b"Opening", b"words"):
            if text not in terminal.output:
                raise Failure(f"{name}: the first screen lacks '{text.decode()}'")
        down, up = KEYS.get(name, (b"j", b"k"))
        answers = []
        for turn in range(presses):
            time.sleep(pick.uniform(0, 0.05))  # So that no key keeps step with a program's timer.
            answers.append(terminal.press(up if turn % 2 else down))
        return first, size, answers
    finally:
        terminal.close()


def beside_list(program, folder, env, term="xterm-256color"):
    """The bytes of scrolling a page by a line while the list stands beside it; the median of 12 keys."""
    root = documents.blog(os.path.join(folder, "list"), 30)
    terminal = Terminal([program, "--content", root, "posts/post-0"], env, term)
    try:
        terminal.settle(0.3)
        return round(statistics.median(terminal.press(b"j")[1] for _ in range(12)))
    finally:
        terminal.close()


def large(program, folder, env):
    """The first full screen of a folder of 6,200 pages, in ms; the median of 5 runs."""
    root = documents.blog(os.path.join(folder, "large"), 6200, 5000)
    times = []
    for _ in range(5):
        terminal = Terminal([program, "--content", root], env)
        try:
            times.append(terminal.settle(0.5))
        finally:
            terminal.close()
    return statistics.median(times)


def check(program, folder, env):
    assert 0 < beside_list(program, folder, env) < 4000, "a line is not scrolled"
    for name, argv in commands(program, folder).items():
        try:
            once(name, argv, env, 4)
        except Failure as failure:
            assert name != "portfolio-tui", failure
            note(f"{name}: {failure}")


def measure(program, folder, env):
    every = commands(program, folder)
    table = Table(f"terminal of {COLUMNS}x{ROWS}, page of 8 KB", list(every))
    runs = {name: [] for name in every}
    for turn in range(9):
        for name in shuffled(every, turn):
            if turn < ROUNDS.get(name, 9):
                try:
                    runs[name].append(once(name, every[name], env, 6))
                except Failure as failure:
                    note(f"{name}: {failure}")
    middle = lambda values: statistics.median(values) if values else None
    count = lambda values: round(statistics.median(values)) if values else None
    keys = {name: [key for run in runs[name] for key in run[2]] for name in every}
    table.add("first full screen, ms", {name: middle([run[0] for run in runs[name]]) for name in every})
    table.add("its bytes", {name: count([run[1] for run in runs[name]]) for name in every})
    table.add("a key's whole answer, ms", {name: middle([key[0] for key in keys[name]]) for name in every})
    table.add("its bytes", {name: count([key[1] for key in keys[name]]) for name in every})
    table.add("a line scrolled beside the list, bytes", {"portfolio-tui": beside_list(program, folder, env)})
    margins = beside_list(program, folder, env, "xterm-ghostty")
    table.add("the same on a terminal with left and right margins", {"portfolio-tui": margins})
    table.add("6,200 pages of 5 KB: first full screen, ms", {"portfolio-tui": large(program, folder, env)})
    return table
