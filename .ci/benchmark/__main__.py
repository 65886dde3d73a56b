"""Measures this program beside its peers and prints the README's tables: `python3 .ci/benchmark`.

Needs a release build. `--install` first installs the peers from Debian and PyPI; peers that are not installed are
listed as missing. All jobs take about ten minutes, in which the machine should be idle. `--short` measures nothing:
it runs every job once at a small size and checks the output.
"""
import argparse
import datetime
import os
import platform
import re
import subprocess
import sys

sys.dont_write_bytecode = True  # No __pycache__ beside the scripts.

import peers
import pictures
import pipes
import screens
import ssh
from measure import ENOUGH, figure, medians, note


NOTES = f"""Medians of alternating runs; a crowd of visitors is one run. A dash: missing, failed, or over {ENOUGH:.0f} s
for one run. `cat` renders nothing and is not ranked; w3m reads HTML that cmark-gfm made. The visitors are one process
on the same machine, each with an address of its own in 127.0.0.0/8; a crowd presses a key a second each, and the
first byte after it is the answer. They log in by the method "none", to sshd with a key."""


def machine():
    def line(path, start):
        with open(path) as file:
            found = next((row for row in file if row.startswith(start)), "?")
        return re.split("[:=]", found, maxsplit=1)[-1].strip().strip('"')

    memory = int(line("/proc/meminfo", "MemTotal").split()[0]) / (1 << 20)
    system = f"{line('/etc/os-release', 'PRETTY_NAME')}, Linux {platform.release().split('-')[0]}"
    return (f"{line('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores, {memory:.0f} GiB, {system}, "
            f"load {os.getloadavg()[0]:.1f} at the start")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--install", action="store_true", help="install the peers first")
    options.add_argument("--short", action="store_true", help="check the jobs, measure nothing")
    options.add_argument("--program", default=os.path.join(peers.ROOT, ".build/release/portfolio-tui"), help="another build")
    options.add_argument("jobs", nargs="*", metavar="pipe|screen|pictures|ssh", help="these only")
    chosen = options.parse_args()
    jobs = {"pipe": pipes, "screen": screens, "pictures": pictures, "ssh": ssh}
    unknown = [name for name in chosen.jobs if name not in jobs]
    if unknown:
        options.error(f"there is no job '{unknown[0]}'")
    program = os.path.abspath(chosen.program)
    if not os.access(program, os.X_OK):
        sys.exit(f"{program} is not there: swift build -c release")
    if chosen.install:
        peers.install()
    peers.build()
    folder = os.path.join(peers.ROOT, ".build", "benchmark")
    os.makedirs(folder, exist_ok=True)
    # Without a folder for state the program opens each page at its top, not where the run before left it.
    env = {"PATH": os.environ["PATH"] + ":/usr/sbin", "LANG": "C.UTF-8", "HOME": folder, "TERM": "xterm-256color",
           "XDG_STATE_HOME": "/dev/null"}
    about = machine()
    if not chosen.short and os.getloadavg()[0] > 0.5:
        note("the machine is busy: the figures will be worse than they are, and uneven")
    for name, job in jobs.items():
        if chosen.jobs and name not in chosen.jobs:
            continue
        if chosen.short:
            job.check(program, folder, env)
            print(f"{name}: as it must be", flush=True)
        else:
            print(f"{job.measure(program, folder, env)}\n", flush=True)
    if not chosen.short:
        describe = ["git", "-C", peers.ROOT, "describe", "--always", "--dirty"]
        commit = subprocess.run(describe, capture_output=True, text=True).stdout.strip()
        start = medians({"true": ["true"]}, 100, env)["true"]
        print(f"{datetime.date.today()}, commit {commit}; {about}. An empty program takes {figure(start)} ms.")
        print(f"{peers.versions(program)}.\n{NOTES}")
    print(f"Missing: {', '.join(peers.missing(program)) or 'nothing'}.")


main()
