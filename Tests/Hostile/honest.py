"""The honest visitor: sees the first screen and quits, over and over, beside an attack."""

import multiprocessing
import time

import wire
from server import NAME

ALTERNATE_SCREEN = b"\x1b[?1049h"


def shows(connection, word=NAME):
    """Whether the first screen has come."""
    return ALTERNATE_SCREEN in connection.output and word.encode() in connection.output


def visit(address, source, deadline=10, word=NAME, preamble=b""):
    """One visit; the seconds until the first screen. Raises when anything goes wrong."""
    start = time.monotonic()
    connection = wire.Wire(address, source, deadline, preamble=preamble)
    try:
        connection.reach("shell")
        connection.until(lambda: shows(connection, word), deadline)
        took = time.monotonic() - start
        quit_session(connection, deadline)
        return took
    finally:
        connection.close()


def quit_session(connection, deadline=10, keys=b"q"):
    """Types q and reads to the end of the channel, which must report status 0; then closes it too."""
    connection.type(keys)
    connection.until(lambda: connection.channel_closed, deadline)
    connection.close_channel()
    if connection.status != 0:
        raise wire.Closed(f"q ended with status {connection.status}")


def insist_on_quitting(connection, deadline=10):
    """Types q again each second: one that comes at once behind an escape is another key."""
    end = time.monotonic() + deadline
    while True:
        try:
            return quit_session(connection, deadline=min(1, max(0.1, end - time.monotonic())))
        except wire.Late:
            if time.monotonic() >= end:
                raise


class HonestVisitor:
    """Visits in a process of its own, so that the attack's work does not slow it down."""

    def __init__(self, address, source, deadline=10, preamble=b"", pause=0.3):
        context = multiprocessing.get_context("fork")
        self.stop = context.Event()
        self.reader, writer = context.Pipe(duplex=False)
        self.process = context.Process(target=self.run, daemon=True, args=(
            address, source, deadline, preamble, pause, writer))
        self.process.start()
        writer.close()

    def run(self, address, source, deadline, preamble, pause, writer):
        took, faults = [], []
        while True:
            last = self.stop.is_set()     # one visit begins when the attack is at its height
            start = time.monotonic()
            try:
                took.append(visit(address, source, deadline, preamble=preamble))
            except Exception as error:
                faults.append(f"{type(error).__name__} {error} after {time.monotonic() - start:.1f} s")
            if last:
                break
            self.stop.wait(pause)
        writer.send((took, faults))

    def finish(self, seconds=40):
        """(seconds of each visit, faults)"""
        self.stop.set()
        if not self.reader.poll(seconds):
            self.process.kill()
            return [], ["the honest visitor got stuck"]
        result = self.reader.recv()
        self.process.join()
        return result
