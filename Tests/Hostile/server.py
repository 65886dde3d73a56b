"""The server under test: starts it in its own folder, reads its log, counts its resources."""

import array
import contextlib
import ctypes
import fcntl
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

NAME = "Honestina"   # a word of the content that the first screen shows

# The default limits of the server, for when `limits_of` cannot read them.
DEFAULTS = dict(max_visitors=200, max_half_open=100, per_source=20, per_source_half_open=10,
                per_source_rate=20, grace=10, idle=1200, idle_warning=60, max_age=7200, stall=30,
                watchdog=3, drain=30)

REASONS = re.compile(r"quit|eof|rst|idle|max_age|grace|per_source|early_drop|protocol|watchdog"
                     r"|signal:[A-Z0-9]+|rlimit|drain|full|stall|busy")

INDEX = f"""---
name: {NAME}
title: {NAME}
headline: {NAME} waits for visitors
---

{NAME} writes services that stay up.

## Second heading

"""

PAGE = """---
title: Page {number}
date: 2026-01-{number:02}
---

# Page {number}

""" + "\n\n".join(f"Paragraph {n}: some words that wrap when the window is narrow." for n in range(40))


def write_content(folder, name=NAME, pages=9):
    """Writes a small portfolio that the server's account can read."""
    os.makedirs(f"{folder}/articles", exist_ok=True)
    with open(f"{folder}/index.md", "w") as file:
        file.write(INDEX.replace(NAME, name))
    for number in range(1, pages + 1):
        with open(f"{folder}/articles/page-{number}.md", "w") as file:
            file.write(PAGE.format(number=number))


def write_host_key(path):
    key = Ed25519PrivateKey.generate()
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))


def free_port(host="127.0.0.1", start=0):
    """Returns a free port below the range that the kernel assigns to clients."""
    for attempt in range(2000):
        port = 10000 + (start * 131 + os.getpid() + attempt * 17) % 22000
        with socket.socket() as probe:
            with contextlib.suppress(OSError):
                probe.bind((host, port))
                return port
    raise RuntimeError("no free port")


def fields(line):
    """Parses a logfmt line."""
    return {key: value[1:-1] if value.startswith('"') else value
            for key, value in re.findall(r'([\w.]+)=("(?:[^"\\]|\\.)*"|\S*)', line)}


def process_status(pid):
    """Returns /proc/PID/status as a dictionary, empty when the process has ended."""
    try:
        with open(f"/proc/{pid}/status") as file:
            return dict(line.rstrip("\n").split(":", 1) for line in file)
    except OSError:
        return {}


def gone(pid):
    return "Z" in process_status(pid).get("State", "Z")


def cpu_seconds(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            parts = file.read().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid):
    """Returns the resident memory in KiB."""
    return int(process_status(pid).get("VmRSS", "0 kB").split()[0])


LIMITS = {"Max open files": resource.RLIMIT_NOFILE, "Max processes": resource.RLIMIT_NPROC,
          "Max address space": resource.RLIMIT_AS, "Max core file size": resource.RLIMIT_CORE,
          "Max file size": resource.RLIMIT_FSIZE, "Max cpu time": resource.RLIMIT_CPU}


def limits_of_process(pid, column=1):
    """Returns the resource limits of a process: hard ones, or soft ones (column 0); -1 for unlimited."""
    with open(f"/proc/{pid}/limits") as file:
        text = file.read()
    return {name: int(re.search(rf"{name} +(\S+) +(\S+)", text)[1 + column].replace("unlimited", "-1"))
            for name in LIMITS}


def links_of(pid):
    """Yields the number and the target of each descriptor of a process."""
    with contextlib.suppress(OSError):
        for number in os.listdir(f"/proc/{pid}/fd"):
            with contextlib.suppress(OSError):
                yield number, os.readlink(f"/proc/{pid}/fd/{number}")


def wait_for(condition, seconds, interval=0.02):
    """Polls until the condition holds; returns its last value."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value or time.monotonic() > end:
            return value
        time.sleep(interval)


class NeedsRoot(Exception):
    """Only root with CAP_SYS_PTRACE may inspect the processes; in a container root often lacks it."""


def inspects_other_accounts():
    """Whether this process has CAP_SYS_PTRACE (19, see capabilities(7))."""
    return bool(int(process_status("self")["CapEff"], 16) & 1 << 19)


def subreaper():
    """Makes this process the parent of orphans, so that children of a killed server can be counted."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


class Server:
    """One run of the server, as a context manager."""

    in_unit = False           # see UnitServer
    place = None              # where its folder is made: where temporary files are

    def __init__(self, executable, number=0, limits=None, arguments=(), listen=None, folder=None,
                 environment=None, inherited=None, stderr=None, host_key=None):
        self.executable = executable
        self.folder = folder or tempfile.mkdtemp(prefix=f"hostile-{number}-", dir=self.place)
        self.keep_folder = folder is not None
        os.chmod(self.folder, 0o755)
        self.content = f"{self.folder}/content"
        self.host_key = f"{self.folder}/host_key" if host_key is None else host_key   # "" for that of the state folder
        self.address = listen or ("127.0.0.1", free_port(start=number))
        self.metrics_address = ("127.0.0.1", free_port(start=number + 500))
        self.limits = dict(limits or {})
        self.arguments = list(arguments)
        self.environment = environment
        self.inherited = inherited      # a listening socket to pass to the server by LISTEN_FDS
        self.stderr = stderr
        self.mounted = {}               # folders that this run sees at other paths
        self.lines = []
        self.process = None

    def __enter__(self):
        if not os.path.exists(self.content):
            write_content(self.content)
        if not os.path.exists(self.host_key):
            write_host_key(self.host_key)
            self.own(self.host_key)
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        if not self.keep_folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def pid(self):
        return self.process.pid

    def own(self, path):
        """Gives a file to the account that reads the host key: here the one that starts the server."""

    def command(self):
        listen = [] if self.inherited else ["--listen", "%s:%d" % self.address]
        user = ["--user", "nobody"] if os.getuid() == 0 else []
        wrapper = []
        if self.mounted:
            mounts = "".join(f"mount --bind {folder} {path} && " for folder, path in self.mounted.items())
            wrapper = ["unshare", "-m", "sh", "-c", mounts + 'exec "$@"', "sh"]
        return [*wrapper, self.executable, *listen, *user, "--metrics", "%s:%d" % self.metrics_address,
                *self.options()]

    def options(self):
        """Returns the options that do not depend on how the server is started."""
        key = ["--host-key", self.host_key] if self.host_key else []
        limits = [word for name, value in self.limits.items()
                  for word in ("--" + name.replace("_", "-"), str(value))]
        return [*key, "--content", self.content, "--log", "logfmt", *limits, *self.arguments]

    def use_state_folder(self):
        """Makes the server use a new state folder; returns the folders where it may put a host key."""
        self.environment = {"PATH": os.environ["PATH"], "HOME": f"{self.folder}/home",
                            "XDG_STATE_HOME": f"{self.folder}/state"}
        return [f"{self.folder}/home", f"{self.folder}/state"]

    def run(self, words, seconds=10, **options):
        """Runs a command that is expected to end; returns (status, standard output, standard error)."""
        return run_once(*words, seconds=seconds, **options)

    def start(self, ready=20):
        command, options = self.command(), {}
        if self.inherited:
            number = self.inherited.fileno()
            options = dict(pass_fds=[3], preexec_fn=lambda: os.dup2(number, 3, inheritable=True))
            command = ["/bin/sh", "-c", 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"', "sh", *command]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self.stderr or subprocess.PIPE,
            stderr=subprocess.STDOUT, env=self.environment, **options)
        if self.stderr:
            started = wait_for(self.answers, ready)
        else:
            threading.Thread(target=self.read_log, args=(self.process.stdout,), daemon=True).start()
            started = wait_for(lambda: self.events("listening") or self.process.poll() is not None,
                               ready) and self.process.poll() is None
        if not started:
            raise RuntimeError("the server did not start: " + self.tail())

    def answers(self):
        with contextlib.suppress(OSError), socket.create_connection(self.address, 1):
            return True

    def read_log(self, pipe):
        for line in pipe:
            self.lines.append(line.decode(errors="surrogateescape").rstrip("\n"))

    def tail(self):
        return " | ".join(self.lines[-5:])[-800:]

    def stop(self):
        """Ends the server and its children at once."""
        if not self.process or self.process.poll() is not None:
            return
        left = self.children()
        for _ in range(2):
            self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for pid in left:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)

    # --- the log

    def events(self, name=None, **wanted):
        found = [fields(line) for line in list(self.lines)]
        return [event for event in found
                if (not name or event.get("event") == name)
                and all(event.get(key) == str(value) for key, value in wanted.items())]

    def ids(self, source):
        """Returns the numbers of a source's connections."""
        return {event["id"] for event in self.events(source=source) if "id" in event}

    def reasons(self, source=None):
        """Returns the reasons why connections (of a source) ended."""
        wanted = {"source": source} if source else {}
        return [event.get("reason", "") for event in self.events("session_end", **wanted)]

    def dirty_lines(self):
        """Returns log lines that contain a control character or are too long."""
        return [line for line in list(self.lines)
                if len(line) > 2048 or re.search("[\x00-\x1f\x7f-\x9f\udc80-\udcff]", line)]

    # --- resources

    def children(self):
        try:
            with open(f"/proc/{self.pid}/task/{self.pid}/children") as file:
                return [int(pid) for pid in file.read().split()]
        except OSError:
            return []

    def server_side(self, connection):
        """Returns the row of /proc/net/tcp for the server's end of a connection."""
        def written(host, port):
            return f"{socket.inet_aton(host)[::-1].hex().upper()}:{port:04X}"
        ends = [written(*self.address), written(*connection.local_address)]
        with open("/proc/net/tcp") as file:
            return next((row for row in map(str.split, file) if row[1:3] == ends), None)

    def unread(self, connection):
        """Returns the number of bytes that the server has not read yet; None when it has closed."""
        row = self.server_side(connection)
        if not row:
            return None
        sent = array.array("i", [0])
        fcntl.ioctl(connection.socket, 0x5411, sent)     # SIOCOUTQ
        return int(row[4].split(":")[1], 16) + sent[0]

    def link_of(self, connection):
        """Returns the name in /proc of the server's end of a connection."""
        row = self.server_side(connection)
        return row and f"socket:[{row[9]}]"

    def child_of(self, connection):
        """Returns the process that serves a connection, None when there is none."""
        if not inspects_other_accounts():
            raise NeedsRoot("children cannot be inspected: needs root and CAP_SYS_PTRACE")
        def find():
            link = self.link_of(connection)
            for pid in self.children() if link else []:
                if any(name == link for _, name in links_of(pid)):
                    return pid
            return None
        return wait_for(find, 5)

    def zombies(self):
        return [pid for pid in self.children() if "Z" in process_status(pid).get("State", "")]

    def descriptors(self):
        """The number of the listener's descriptors; 0 where it may not be inspected."""
        return sum(1 for _ in links_of(self.pid))

    def memory(self):
        return resident(self.pid)

    def alive(self):
        return self.process.poll() is None

    def signal(self, number):
        os.kill(self.pid, number)

    def set_limit(self, name, value, pid=None):
        """Sets a soft limit, by its name in `LIMITS`, of the server or of a child."""
        pid = pid or self.pid
        # Run as the account of that process: root may lack CAP_SYS_RESOURCE.
        user, group = (int(process_status(pid)[key].split()[0]) for key in ("Uid", "Gid"))
        kind, hard = LIMITS[name], limits_of_process(pid)[name]
        code = f"import resource; resource.prlimit({pid}, {kind}, ({value}, {hard}))"
        account = dict(user=user, group=group, extra_groups=[]) if not os.getuid() else {}
        subprocess.run(["/usr/bin/python3", "-c", code], check=True, **account)

    def connect_metrics(self):
        return socket.create_connection(self.metrics_address, 5)

    def metrics(self):
        """Reads the metrics: a dictionary from name with labels to value."""
        with self.connect_metrics() as link:
            link.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
            text = b""
            while data := link.recv(65536):
                text += data
        rows = (row.rsplit(" ", 1) for row in text.decode().splitlines()
                if row.startswith("portfolio_"))
        return {row[0]: float(row[1]) for row in rows}


def run_once(*command, seconds=20, **options):
    """Runs a command; returns (status, standard output, standard error)."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds,
                          **options)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def limits_of(executable):
    """Reads the limits that the server prints for `--limits`."""
    found = dict(DEFAULTS)
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        for line in run_once(executable, "--limits")[1].splitlines():
            match = re.match(r"(?:--)?([a-z-]+)[ =]+(\d+)\b", line)
            if match:
                found[match[1].replace("-", "_")] = int(match[2])
    return found
