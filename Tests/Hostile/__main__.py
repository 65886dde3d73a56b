"""Runs the hostile cases 39-98 and 106 by number against the served program.

    python3 Tests/Hostile SERVER [--cases 39,57-60] [--full] [--jobs N] [--seed N] [--list]
    python3 Tests/Hostile --unit [...]

By default the limits of the server are small, so that each case takes seconds; --full runs the cases at
full size and requires that the honest visitor waits at most 500 ms. Each case runs in a process of its
own, with its own server. With --unit, systemd starts each server as the unit of the installed package says;
`.ci/package-test` runs this in a container, since it needs root and changes the network of the machine.
"""

import argparse
import contextlib
import multiprocessing
import multiprocessing.connection
import os
import resource
import signal
import sys
import time
import traceback

sys.dont_write_bytecode = True

import cases_channels
import cases_files
import cases_system
import cases_transport
import server
from trial import CASES, NOT_COVERED, Failure, Skipped, Trial

MODULES = cases_transport, cases_channels, cases_system, cases_files   # imported for the cases they register


def numbers(text):
    """Parses case numbers such as `39,57-60`."""
    found = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def run_case(number, options, defaults, writer):
    """Runs a case in its own process and sends (verdict, text)."""
    os.setpgid(0, 0)
    server.subreaper()
    trial = Trial(CASES[number], options.server, options.full, options.seed, defaults, options.unit)
    try:
        trial.run()
        verdict, text = "ok", ", ".join(trial.notes)
    except (Skipped, server.NeedsRoot) as reason:
        verdict, text = "skipped", str(reason)
    except Failure as failure:
        verdict, text = "FAILED", str(failure)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in place if "cases_" in frame.filename] or place
        verdict = "FAILED"
        text = f"{type(error).__name__} {error} (line {ours[-1].lineno}: {ours[-1].line})"
        if options.verbose:
            text += "\n" + traceback.format_exc()
    if options.verbose and trial.server:
        text += "".join(f"\n    {line}" for line in trial.server.lines[-options.verbose:])
    writer.send((verdict, text))


class Running:
    """A case that is running."""

    def __init__(self, number, options, defaults):
        context = multiprocessing.get_context("fork")
        self.number, self.start = number, time.monotonic()
        self.limit = CASES[number]["seconds"] * (100 if options.full else 1)
        self.reader, writer = context.Pipe(duplex=False)
        self.process = context.Process(target=run_case, args=(number, options, defaults, writer))
        self.process.start()
        writer.close()

    def result(self):
        """Returns (verdict, text) when the case has ended, otherwise None."""
        if self.reader.poll():
            try:
                result = self.reader.recv()
            except EOFError:
                result = "FAILED", "the process of the case died"
        elif time.monotonic() - self.start > self.limit:
            result = "FAILED", f"still running after {self.limit} s"
        else:
            return None
        self.process.join(3)
        with contextlib.suppress(OSError):
            os.killpg(self.process.pid, signal.SIGKILL)   # the process group of the case
        self.process.join()
        return result


def run_all(chosen, options):
    """Runs the cases, `--jobs` at a time, the longest first; returns the numbers of those that failed."""
    defaults = server.limits_of(options.server)
    waiting = sorted(chosen, key=lambda number: -CASES[number]["seconds"])
    running, failed = [], []
    while waiting or running:
        while waiting and len(running) < options.jobs:
            running.append(Running(waiting.pop(0), options, defaults))
        multiprocessing.connection.wait([case.reader for case in running], 0.5)
        for case in list(running):
            if result := case.result():
                running.remove(case)
                verdict, text = result
                took = time.monotonic() - case.start
                print(f"{case.number} {verdict}" + (": " if verdict == "FAILED" else f" {took:.1f} s: ")
                      + CASES[case.number]["name"] + (f" - {text}" if text else ""), flush=True)
                if verdict == "FAILED":
                    failed.append(case.number)
    return failed


def main():
    parser = argparse.ArgumentParser(prog="Tests/Hostile", description="hostile cases 39-98 and 106")
    parser.add_argument("server", nargs="?", help="the executable portfolio-tui-serve")
    parser.add_argument("--cases", type=numbers, help="such as 39,57-60")
    parser.add_argument("--full", action="store_true", help="run the cases at full size and check the times")
    parser.add_argument("--jobs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="list the cases, and what is not covered")
    parser.add_argument("--unit", action="store_true", help="start the server in the unit of the package")
    parser.add_argument("--verbose", type=int, default=0, metavar="LINES",
                        help="print the last lines of each server's log as well")
    options = parser.parse_args()
    if options.list:
        for number in sorted(CASES):
            print(number, CASES[number]["name"])
        for what, why in NOT_COVERED.items():
            print(f"not covered: {what}: {why}")
        return 0
    if options.unit and not options.server:
        options.server = "/usr/bin/portfolio-tui-serve"
    if not options.server:
        parser.error("name the executable of the server")
    options.server = os.path.abspath(options.server)
    chosen = [number for number in options.cases or sorted(CASES) if number in CASES]
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    start = time.monotonic()
    failed = run_all(chosen, options)
    print(f"{len(chosen)} cases, {len(failed)} failed" + (f": {sorted(failed)}" if failed else "")
          + f", {time.monotonic() - start:.0f} s, seed {options.seed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
