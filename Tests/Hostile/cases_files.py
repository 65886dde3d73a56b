"""Case 106: files to take, which a visitor reads from a descriptor of the listener."""

import os
import signal
import threading
import time

import wire
from server import resident, wait_for
from trial import case

MIB = 1 << 20
MARGIN = 6            # seconds to add for a busy machine

# Names that are refused, each with a word of the sentence and the exit status.
REFUSED = [(b"../index.md", b"not in the folder", 1), (b"files/../../index.md", b"not in the folder", 1),
           (b"/etc/passwd", b"not in the folder", 1), (b"x/../../../etc/passwd", b"not in the folder", 1),
           (b"pipe", b"not a regular file", 1), (b"vast.iso", b"larger than 16 MiB", 1),
           (b"outside", b"leads out", 1), (b"draft", b"leads out", 1), (b"inner", b"is a folder", 1),
           (b"big.bim", b"did you mean 'big.bin'", 2), (b"nothing-like-it", b"no file", 2),
           (b"'a\x1b[2J'", b"no file", 2), (b"''", b"no file", 2), (b"x" * 20000, b"no file", 2)]


def write_files(server):
    """Writes the folder `files`, and makes the service load it."""
    folder = f"{server.content}/files"
    os.makedirs(f"{folder}/inner")
    for name, data in (("big.bin", os.urandom(8 * MIB)), ("small.txt", b"\x1b]0;x\x07 as it is\r\n\0"),
                       ("inner/deep.txt", b"deep"), ("grows.bin", b"a" * 2 * MIB),
                       ("shrinks.bin", b"b" * 2 * MIB)):
        with open(f"{folder}/{name}", "wb") as file:
            file.write(data)
    with open(f"{folder}/vast.iso", "wb") as file:
        file.truncate(2 << 30)
    os.mkfifo(f"{folder}/pipe")
    os.symlink("/etc/passwd", f"{folder}/outside")
    os.symlink("../index.md", f"{folder}/draft")
    server.signal(signal.SIGHUP)
    wait_for(lambda: server.events("reload", generation=2), 10)
    return folder


def get(trial, name, slowly=False):
    """Requests a file; returns the connection. A slow reader announces a small window and never enlarges it."""
    connection = trial.connect(state="auth")
    if slowly:
        connection.window, connection.auto_adjust = 1 << 16, False
    connection.reach("channel")
    trial.check(connection.request("exec", b"get " + name), "the command was refused")
    return connection


@case(106, "files to take", grace=8, stall=4, per_source_rate=1000)
def files_to_take(trial):
    """Only listed files are sent, a pty is refused, memory is constant, and the stall limit holds."""
    folder = write_files(trial.server)
    with open(f"{folder}/big.bin", "rb") as file:
        big = file.read()

    for name, sentence, status in REFUSED:
        visitor = trial.connect()
        told = visitor.execute(b"get " + name)
        trial.check(told == status and sentence in visitor.errors and not visitor.output,
                    f"get {name!r:.40}: status {told}, {visitor.errors!r:.80}")
    for name, data in ((b"big.bin", big), (b"files/inner/deep.txt", b"deep"),
                       (b"small.txt", b"\x1b]0;x\x07 as it is\r\n\0")):
        visitor = trial.connect()
        trial.check(visitor.execute(b"get " + name, 30) == 0 and visitor.output == data,
                    f"{name}: {len(visitor.output)} bytes, {visitor.errors!r:.80}")

    typist = trial.connect(state="pty")
    trial.check(typist.request("exec", b"get small.txt"), "the command was refused")
    typist.until(lambda: typist.channel_closed)
    trial.check(typist.status == 1 and b"get small.txt > small.txt" in typist.output
                and b"as it is\r\n\0" not in typist.output, f"on a pty: {typist.output!r:.100}")

    changing_files(trial, folder)
    slow_readers(trial, big)


def changing_files(trial, folder):
    """A file that grows or shrinks while it is sent ends in a sentence and status 1."""
    for name, change in (("grows.bin", lambda path: open(path, "ab").write(b"more")),
                         ("shrinks.bin", lambda path: os.truncate(path, 4096))):
        visitor = get(trial, name.encode(), slowly=True)
        visitor.until(lambda: len(visitor.output) == 1 << 16)
        change(f"{folder}/{name}")
        visitor.adjust(1 << 26)
        visitor.until(lambda: visitor.channel_closed)
        trial.check(visitor.status == 1 and b"changed" in visitor.errors and len(visitor.output) <= 2 * MIB,
                    f"{name}: status {visitor.status}, {visitor.errors!r:.80}")


def slow_readers(trial, big):
    """A hundred readers of 64 KB a second: no child grows, each is served to the end or until it stops reading."""
    first = get(trial, b"big.bin", slowly=True)
    first.until(lambda: len(first.output) == 1 << 16)
    usual = max(map(resident, trial.server.children()))
    readers = [first] + [get(trial, b"big.bin", slowly=True) for _ in range(trial.pick(99, 19))]
    stop, lively = threading.Event(), readers[::2]
    faults = []

    def read(reader):
        try:
            while not stop.wait(0.5):
                reader.adjust(1 << 15)
                wanted = len(reader.output) + (1 << 15)
                reader.until(lambda: len(reader.output) >= wanted)
        except (wire.Closed, wire.Late, OSError) as error:
            faults.append(f"{type(error).__name__} {error}")

    threads = [threading.Thread(target=read, args=[reader]) for reader in lively]
    for thread in threads:
        thread.start()
    # The others never read beyond their window: the stall limit ends them.
    most, start = 0, time.monotonic()
    while trial.server.reasons().count("stall") < len(readers) - len(lively):
        trial.check(time.monotonic() - start < trial.limit("stall") + MARGIN + 10,
                    f"only {trial.server.reasons().count('stall')} stalled readers were ended")
        most = max([most, *map(resident, trial.server.children())])
        time.sleep(0.1)
    stop.set()
    for thread in threads:
        thread.join()
    trial.check(not faults, f"{len(faults)} readers were not served: {faults[:2]}")
    for reader in lively[:3]:
        reader.adjust(1 << 26)
        reader.until(lambda: reader.channel_closed, 30)
        trial.check(reader.status == 0 and reader.output == big, "a slow reader did not get the whole file")
    for reader in readers:
        reader.close()
    trial.check(most - usual < 2048, f"a child grew from {usual} to {most} KiB")
    trial.note(f"children held {usual} KiB at first, at most {most}")
