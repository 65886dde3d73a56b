"""The honest visitor, who opens the first screen and quits, again and again, during an attack."""

import multiprocessing
import time

import wire
from server import NAME

ALTERNATE_SCREEN = b"\x1b[?1049h"


def shows(connection, word=NAME):
    """Whether the first screen has been received."""
    return ALTERNATE_SCREEN in connection.output and word.encode() in connection.output


def visit(address, source, deadline=10, word=NAME, preamble=b""):
    """Makes one visit; returns the seconds until the first screen. Raises when anything fails."""
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
    """Types q, reads until the server closes the channel with status 0, and closes it."""
    connection.type(keys)
    connection.until(lambda: connection.channel_closed, deadline)
    connection.close_channel()
    if connection.status != 0:
        raise wire.Closed(f"q ended with status {connection.status}")


def insist_on_quitting(connection, deadline=10):
    """Types q again each second: directly after an escape byte it would be read as Alt-q."""
    end = time.monotonic() + deadline
    while True:
        try:
            return quit_session(connection, deadline=min(1, max(0.1, end - time.monotonic())))
        except wire.Late:
            if time.monotonic() >= end:
                raise


class HonestVisitor:
    """Makes visits in a separate process, so that the work of the attack does not slow them down."""

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
            last = self.stop.is_set()     # one more visit, begun at the height of the attack
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
        """Ends the visits; returns (seconds of each visit, faults)."""
        self.stop.set()
        if not self.reader.poll(seconds):
            self.process.kill()
            return [], ["the honest visitor did not finish"]
        result = self.reader.recv()
        self.process.join()
        return result
