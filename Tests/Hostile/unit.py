"""The server as a service of systemd: with the account, the sandbox and the limits of the package's unit.

Each server gets copies of the units of the installed package under names of its own. The service's copy differs in
its options and its log, and in that systemd does not start it again; that of the socket differs in its address.
LimitNPROC has the value of TasksMax, since a container may have no controller for that one.
"""

import contextlib
import itertools
import os
import pwd
import re
import select
import signal
import socket
import subprocess
import threading
import time

from server import Server, wait_for

PACKAGE = "portfolio-tui"
INSTALLED = "/lib/systemd/system"
UNITS = "/run/systemd/system"
counter = itertools.count(1)


def systemctl(*words, seconds=90):
    return subprocess.run(["systemctl", *words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=seconds)


def quoted(word):
    """A word of a command line in a unit file, see systemd.service(5)."""
    for character, written in ("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$"):
        word = word.replace(character, written)
    escapes = "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in word)
    return f'"{escapes}"'


def replace(text, setting, *values):
    """Replaces the lines of a setting in a unit file: with none, its lines are removed."""
    section, value = setting.split(".")
    text = re.sub(rf"^{value}=.*\n", "", text, flags=re.MULTILINE)
    lines = "".join(f"{value}={one}\n" for one in values)
    return text.replace(f"[{section}]\n", f"[{section}]\n{lines}", 1)


class Unit:
    """A process that systemd started, with those parts of the interface of subprocess.Popen that are used."""

    def __init__(self, name):
        self.name, self.returncode = name, None
        self.pid = int(self.show("MainPID")["MainPID"])
        self.descriptor = os.pidfd_open(self.pid) if self.pid else None

    def show(self, *names):
        output = systemctl("show", self.name, "-p", ",".join(names)).stdout
        return dict(line.split("=", 1) for line in output.splitlines())

    def poll(self):
        if self.returncode is None and (self.descriptor is None or select.select([self.descriptor], [], [], 0)[0]):
            self.returncode = self.result()
        return self.returncode

    def result(self):
        """The status of the process; 0 when systemd has started another one already, as it does after a good end."""
        def ended():
            found = self.show("ExecMainPID", "ExecMainStatus", "ExecMainCode", "ExecMainExitTimestampMonotonic")
            return found if (self.pid and found["ExecMainPID"] != str(self.pid)
                             or found["ExecMainExitTimestampMonotonic"] != "0") else None
        found = wait_for(ended, 10)
        if not found or self.pid and found["ExecMainPID"] != str(self.pid):
            return 0
        status = int(found["ExecMainStatus"])
        return status if found["ExecMainCode"] == "1" else -status

    def wait(self, timeout=None):
        if self.descriptor is not None and not select.select([self.descriptor], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(self.name, timeout)
        return self.poll()

    def send_signal(self, number):
        if self.descriptor is not None and self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.descriptor, number)

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)


class UnitServer(Server):
    """One run of the service in a unit, as a context manager."""

    in_unit = True
    place = "/srv"            # the service sees nothing in /tmp and /root

    def __init__(self, executable, number=0, *rest, **options):
        super().__init__(executable, number, *rest, **options)
        self.name = f"hostile-{number}-{os.getpid()}-{next(counter)}"
        self.state = f"hostile-{number}-{os.getpid()}"
        self.metrics_address = f"/run/{self.name}/metrics"
        self.service, self.socket = (self.read(kind) for kind in ("service", "socket"))
        self.program = re.search(r"^ExecStart=(.*)$", self.service, re.MULTILINE)[1].split()
        self.account = pwd.getpwnam(re.search(r"^User=(.*)$", self.service, re.MULTILINE)[1])
        self.log = None       # where the service writes its log

    @staticmethod
    def read(kind):
        with open(f"{INSTALLED}/{PACKAGE}.{kind}") as file:
            return file.read()

    def own(self, path):
        os.chown(path, self.account.pw_uid, self.account.pw_gid, follow_symlinks=False)

    def command(self):
        return [*self.program, "--metrics", self.metrics_address, *self.options()]

    def use_state_folder(self):
        return [f"/var/lib/{self.state}"]

    def connect_metrics(self):
        link, end = socket.socket(socket.AF_UNIX), time.monotonic() + 5
        link.settimeout(5)
        while True:
            try:
                link.connect(self.metrics_address)
                return link
            except BlockingIOError:           # the queue of a Unix socket is full
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)

    def write_units(self, words):
        service, sockets = self.service, f"{self.name}.socket"
        environment = [quoted(f"{key}={value}") for key, value in (self.environment or {}).items()]
        for setting, values in {
            "Unit.Requires": [sockets], "Unit.After": [sockets], "Unit.StartLimitIntervalSec": ["0"],
            "Service.ExecStartPre": [], "Service.ExecReload": [], "Service.Restart": ["no"],
            "Service.ExecStart": [" ".join(map(quoted, words))],
            "Service.LimitNPROC": re.findall(r"^TasksMax=(\d+)$", service, re.MULTILINE),
            "Service.StateDirectory": [self.state], "Service.RuntimeDirectory": [self.name],
            "Service.StandardOutput": [f"file:{self.log}"],
            "Service.Environment": environment,
            "Service.BindReadOnlyPaths": [f"{folder}:{path}" for folder, path in self.mounted.items()],
        }.items():
            service = replace(service, setting, *values)
        texts = {"service": service, "socket": replace(self.socket, "Socket.ListenStream", "%s:%d" % self.address)}
        for kind, text in texts.items():
            with open(f"{UNITS}/{self.name}.{kind}", "w") as file:
                file.write(text)
        systemctl("daemon-reload")

    def start(self, ready=20):
        if not self.log:
            if self.stderr:
                self.log = f"/proc/{os.getpid()}/fd/{self.stderr}"
            else:
                self.log = f"{self.folder}/{self.name}.log"
                os.mkfifo(self.log)
                # Open for writing as well, so that it does not end with the service.
                pipe = os.fdopen(os.open(self.log, os.O_RDWR), "rb")
                threading.Thread(target=self.read_log, args=(pipe,), daemon=True).start()
            self.write_units(self.command())
        done = systemctl("start", f"{self.name}.service", seconds=ready + 60)
        self.process = Unit(f"{self.name}.service")
        if done.returncode != 0:
            raise RuntimeError(f"the server did not start: {self.tail()} {done.stderr}")

    def run(self, words, seconds=10):
        self.log = f"{self.folder}/{self.name}.log"
        self.write_units(words)
        try:
            started = systemctl("start", f"{self.name}.service", seconds=seconds).returncode == 0
            self.process = Unit(f"{self.name}.service")
            if started:
                raise subprocess.TimeoutExpired(words, seconds)
            with open(self.log, errors="replace") as file:
                return self.process.poll(), "", file.read()
        finally:
            self.stop()

    def stop(self):
        if self.process:
            for _ in range(2):
                self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(5)
        systemctl("stop", f"{self.name}.socket", f"{self.name}.service")
        systemctl("reset-failed", f"{self.name}.service")
        for kind in "service", "socket":
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f"{UNITS}/{self.name}.{kind}")
