"""Runs of a program, medians of alternating runs, and tables of them."""
import fcntl
import os
import random
import select
import signal
import statistics
import sys
import time

ENOUGH = 12.0  # Seconds: a program that is expected to take longer for one run is left out of the row.
SHARE = 5.0  # Seconds that one program may use up for one row.


class Failure(Exception):
    pass


def note(text):
    """Prints to standard error: standard output holds only the tables."""
    print(f"note: {text}", file=sys.stderr, flush=True)


def run(argv, env, keep=False, limit=60):
    """Runs a command with its output to a pipe. Returns the time in ms, and the output if asked for."""
    reader, writer = os.pipe()
    fcntl.fcntl(reader, fcntl.F_SETPIPE_SZ, 1 << 20)
    actions = [(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0), (os.POSIX_SPAWN_DUP2, writer, 1),
               (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)]
    chunks, start = [], time.perf_counter()
    pid = os.posix_spawnp(argv[0], argv, env, file_actions=actions)
    os.close(writer)
    while True:
        if not select.select([reader], [], [], max(0, start + limit - time.perf_counter()))[0]:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(reader)
            raise Failure(f"{argv[0]} took longer than {limit} s")
        chunk = os.read(reader, 1 << 20)
        if not chunk:
            break
        if keep:
            chunks.append(chunk)
    status = os.waitpid(pid, 0)[1]
    spent = (time.perf_counter() - start) * 1000
    os.close(reader)
    if status:
        raise Failure(f"{' '.join(argv)} ended with status {status}")
    return spent, b"".join(chunks)


def shuffled(names, turn):
    """Returns a different order for each turn, since a program that runs after a large one finds cold caches."""
    return random.Random(turn).sample(list(names), len(names))


def medians(commands, rounds, env, expected={}):
    """Returns the medians of alternating runs in ms by name; None for programs that fail or take too long."""
    times = {name: [] for name in commands if expected.get(name, 0) < ENOUGH * 1000}
    spent, failed = dict.fromkeys(times, 0.0), set()
    for turn in range(rounds):
        for name in shuffled(times, turn):
            if name in failed or spent[name] > SHARE * 1000:
                continue
            try:
                times[name].append(run(commands[name], env)[0])
                spent[name] += times[name][-1]
            except Failure as failure:
                failed.add(name)
                note(failure)
    return {name: statistics.median(times[name]) if name not in failed and times.get(name) else None for name in commands}


def figure(value):
    if isinstance(value, str):
        return value
    if value is None:
        return "–"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.2f}" if value < 9.995 else f"{value:.1f}" if value < 99.95 else f"{value:,.0f}"


class Table:
    """A table with a row for each job and a column for each program; the last column is the ratio to the best peer."""

    def __init__(self, title, names, unranked=()):
        self.names, self.unranked = names, unranked
        self.lines = ["| " + " | ".join([title] + names + ["to the best peer"]) + " |",
                      "| --- |" + " ---: |" * (len(names) + 1)]

    def add(self, job, values, more_is_better=False):
        """Adds a row. `values` by program: a number, a text, or None if it could not be measured."""
        numbers = {name: value for name, value in values.items() if isinstance(value, (int, float))}
        ours = numbers.get(self.names[0])
        theirs = [numbers[name] for name in self.names[1:] if name in numbers and name not in self.unranked]
        ratio = ""
        if theirs and ours is not None:
            best = max(theirs) if more_is_better else min(theirs)
            ratio = f"{ours / best:.2f}" if best > 0 else ""
        cells = [figure(values[name]) if name in values else "" for name in self.names]
        self.lines.append("| " + " | ".join([job] + cells + [ratio]) + " |")

    def __str__(self):
        return "\n".join(self.lines)
