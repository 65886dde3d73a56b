"""The context of a case: a server with its limits, unused addresses, and the checks before and after."""

import contextlib
import itertools
import random

import wire
from honest import HonestVisitor, visit
from server import DEFAULTS, REASONS, Server, cpu_seconds, wait_for
from unit import UnitServer

CASES = {}
NOT_COVERED = {}


class Failure(Exception):
    """The server did not behave as the case requires."""


class Skipped(Exception):
    """The case cannot run here; the text says why."""


def case(number, name, honest=True, server=True, proxy=None, seconds=100, full=None, **limits):
    """Registers a case. `limits` are the small limits of the server, `full` those for --full.

    Without `server`, the case starts the server itself; without `honest`, no honest visitor runs beside it.
    With `proxy`, the address of a trusted proxy, the honest visitor comes through that proxy.
    """
    def register(function):
        CASES[number] = dict(number=number, name=name, function=function, honest=honest,
                             server=server, proxy=proxy, seconds=seconds, limits=limits,
                             full=full or {})
        return function
    return register


class Trial:
    """A case that is running."""

    def __init__(self, definition, executable, full, seed, defaults=DEFAULTS, in_unit=False):
        self.definition = definition
        self.number = definition["number"]
        self.executable = executable
        self.in_unit = in_unit
        self.full = full
        self.random = random.Random(f"{seed}/{self.number}")
        self.limits = definition["full"] if full else definition["limits"]
        self.defaults = defaults
        self.deadline = 10
        self.notes = []
        self.opened = []
        self.server = None
        self.addresses = itertools.count(1)

    # --- for the case

    def pick(self, full, small):
        return full if self.full else small

    def limit(self, name):
        return self.limits.get(name, self.defaults[name])

    def source(self):
        """Returns an address that was not used recently."""
        number = next(self.addresses)
        return f"127.{self.number}.{number // 250 % 250}.{number % 250 + 1}"

    @property
    def honest_source(self):
        return self.definition["proxy"] or f"127.{self.number + 100}.0.7"

    @property
    def honest_preamble(self):
        return b"PROXY TCP4 203.0.113.7 192.0.2.1 4242 22\r\n" if self.definition["proxy"] else b""

    @property
    def address(self):
        return self.server.address

    def connect(self, source=None, state="connected", **options):
        """Opens a connection, by default from an unused address; it is closed after the case."""
        options.setdefault("deadline", self.deadline)
        connection = wire.Wire(self.address, source or self.source(), **options)
        self.opened.append(connection)
        return connection.reach(state)

    def link(self, source=None, **options):
        """Opens a TCP connection without SSH; it is closed after the case."""
        link = wire.connect(self.address, source or self.source(), **options)
        self.opened.append(link)
        return link

    def visit(self, source=None, **options):
        """Makes an honest visit now; returns the seconds until the first screen."""
        if source is None:
            options.setdefault("preamble", self.honest_preamble)
        try:
            return visit(self.address, source or self.honest_source, self.deadline, **options)
        except (wire.Closed, wire.Late, OSError) as error:
            raise Failure(f"an honest visitor was not served: {type(error).__name__} {error}") \
                from error

    def note(self, text):
        self.notes.append(text)

    def check(self, holds, text):
        if not holds:
            raise Failure(text)

    def wait(self, condition, seconds, text):
        value = wait_for(condition, seconds)
        self.check(value, text)
        return value

    def all_closed(self, links, seconds, what="connections"):
        """Requires that the server closes all these connections in time."""
        links = list(links)
        left = wire.still_open(links, seconds)
        self.check(not left, f"{len(left)} of {len(links)} {what} still open after {seconds:.0f} s")

    @contextlib.contextmanager
    def closing(self):
        """Accepts that the server closes the connection inside; the list then holds its last message."""
        ended = []
        try:
            yield ended
        except wire.Closed as closed:
            ended.append(str(closed))

    # --- before and after the case

    def start_server(self, **options):
        proxy = self.definition["proxy"]
        kind = UnitServer if self.in_unit else Server
        return kind(self.executable, self.number, self.limits,
                    ["--proxy-protocol", proxy] if proxy else [], **options)

    def run(self):
        if not self.definition["server"]:
            self.definition["function"](self)
            return
        with self.start_server() as self.server:
            try:
                for _ in range(2):
                    self.visit()          # warm up: some memory is allocated only once
                before = self.measure()
                took = self.attack()
                for connection in self.opened:
                    connection.close()
                took.append(self.visit())
                self.check_speed(took)
                self.check_after(before)
            finally:
                for connection in self.opened:
                    connection.close()

    def attack(self):
        """Runs the case beside the honest visitor; returns the seconds of each visit."""
        honest = self.definition["honest"] and HonestVisitor(
            self.address, self.honest_source, self.deadline, self.honest_preamble)
        try:
            self.definition["function"](self)
        finally:
            took, faults = honest.finish() if honest else ([], [])
        self.check(not faults, f"the honest visitor failed: {faults[:2]}"
                               f" ({len(faults)} of {len(faults) + len(took)})")
        return took

    def measure(self):
        self.no_children()
        return dict(descriptors=self.server.descriptors(), memory=self.server.memory())

    def no_children(self, seconds=15):
        if not wait_for(lambda: not self.server.children(), seconds):
            left = [f"{pid} {cpu_seconds(pid):.1f} s of CPU" for pid in self.server.children()[:5]]
            self.check(False, f"children left over: {', '.join(left)}")

    def check_speed(self, took):
        self.note(f"first screen {min(took) * 1000:.0f}-{max(took) * 1000:.0f} ms, {len(took)} visits")
        if self.full:
            self.check(sorted(took)[int(len(took) * 0.99)] <= 0.5, "an honest visitor waited > 500 ms")

    def check_after(self, before):
        """Requires that the service still works, that nothing is left over, and that nothing has grown."""
        self.check(self.server.alive(), f"the listener died: {self.server.tail()}")
        self.no_children()
        flat = wait_for(lambda: self.server.descriptors() == before["descriptors"], 3)
        self.check(flat, f"the listener's descriptors: {before['descriptors']} before, "
                         f"{self.server.descriptors()} after")
        growth = self.server.memory() - before["memory"]
        self.check(growth <= 4096, f"the listener grew by {growth} KiB")
        self.check(not self.server.dirty_lines(),
                   f"log lines with control characters or too long: {self.server.dirty_lines()[:1]!r:.300}")
        odd = [reason for reason in self.server.reasons() if not REASONS.fullmatch(reason)]
        self.check(not odd, f"unknown end reasons: {odd[:3]}")
