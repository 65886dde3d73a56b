"""Jobs over SSH: only one server and the client that loads it run at a time."""
import contextlib
import json
import os
import pwd
import re
import resource
import signal
import socket
import statistics
import subprocess
import time

import documents
import peers
from measure import Failure, Table, note
from screens import Terminal

OURS = "portfolio-tui"
POST_QUANTUM = "mlkem768x25519-sha256"


class Server:
    """A server and its command. `key` is for a server that demands a login; `text` is on the first screen."""

    def __init__(self, name, argv, port, text=b"", key=None):
        self.name, self.argv, self.port, self.text, self.key = name, argv, port, text, key
        self.process, self.size = None, 1

    @contextlib.contextmanager
    def running(self, env, folder):
        log = open(os.path.join(folder, re.sub(r"\W+", "-", self.name) + ".log"), "ab")
        self.process = subprocess.Popen(
            self.argv, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        try:
            self.wait()
            yield
        finally:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            log.close()

    def wait(self):
        for _ in range(200):
            if self.process.poll() is not None:
                raise Failure(f"{self.name} ended with status {self.process.returncode}")
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as link:
                if link.recv(4) == b"SSH-":
                    return
            time.sleep(0.05)
        raise Failure(f"{self.name} does not answer on port {self.port}")

    def load(self, mode, *options):
        """Returns the command of the client that simulates the visitors."""
        login = ["-k", self.key, "-u", pwd.getpwuid(os.getuid()).pw_name] if self.key else []
        full = ["-m", os.fsdecode(self.text), "-b", str(self.size)]
        return [peers.find("visitors"), mode, "-p", str(self.port)] + full + login + [str(option) for option in options]

    def visits(self, *options):
        done = subprocess.run(self.load("visit", *options), capture_output=True, text=True, timeout=180)
        if done.returncode or not done.stdout:
            raise Failure(f"{self.name}: {done.stderr.strip()}")
        result = json.loads(done.stdout)
        if not result["visits"]:
            raise Failure(f"{self.name}: no visit: {(done.stderr.splitlines() or [''])[0]}")
        if result["failures"]:
            note(f"{self.name}: {result['failures']} of {result['visits'] + result['failures']} visits failed: "
                 f"{(done.stderr.splitlines() or [''])[0]}")
        return result

    def calibrate(self, folder):
        """Measures the bytes of the first screen: later screens are complete with nearly as many, and the text."""
        path = os.path.join(folder, "screen")
        result = json.loads(subprocess.run(self.load("probe", "-o", path), capture_output=True, timeout=60).stdout)
        with open(path, "rb") as file:
            screen = file.read()
        if not screen or self.text not in screen:
            raise Failure(f"{self.name}: no first screen ({len(screen)} bytes)")
        self.size = int(result["bytes"] * 0.95)

    def stock(self, env):
        """Returns the ms from the start of OpenSSH's `ssh` to the first screen."""
        options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "GlobalKnownHostsFile=/dev/null",
                   "IdentitiesOnly=yes", "IdentityAgent=none", "LogLevel=ERROR"]
        user = pwd.getpwuid(os.getuid()).pw_name if self.key else "visitor"
        argv = [peers.find("ssh"), "-F", "none", "-p", str(self.port)] + [part for option in options for part in ("-o", option)]
        terminal = Terminal(argv + ["-i", self.key or "/dev/null", f"{user}@127.0.0.1"], env)
        try:
            return terminal.until(self.text, self.size)
        finally:
            terminal.close()

    def tree(self):
        parents = {}
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                with contextlib.suppress(OSError):
                    with open(f"/proc/{entry}/stat") as file:
                        parents.setdefault(int(file.read().rsplit(")", 1)[1].split()[1]), []).append(int(entry))
        found = [self.process.pid]
        for pid in found:
            found += parents.get(pid, [])
        return found

    def memory(self):
        """Returns the memory of the server and all its children (Pss) in KiB."""
        total = 0
        for pid in self.tree():
            try:
                with open(f"/proc/{pid}/smaps_rollup") as file:
                    total += int(re.search(r"^Pss:\s+(\d+)", file.read(), re.M).group(1))
            except PermissionError:
                return None
            except (OSError, AttributeError):
                continue  # It has ended.
        return total

    def cpu(self):
        """Returns the processor time of the server and all its children, ended ones included, in ms."""
        with open(f"/proc/{self.process.pid}/status") as file:
            if int(re.search(r"^SigIgn:\s+(\w+)", file.read(), re.M).group(1), 16) >> (signal.SIGCHLD - 1) & 1:
                raise Failure(f"{self.name} does not wait for its children: their time is not known")
        ticks = 0
        for pid in self.tree():
            with contextlib.suppress(OSError), open(f"/proc/{pid}/stat") as file:
                ticks += sum(map(int, file.read().rsplit(")", 1)[1].split()[11:15]))
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def port():
    with socket.socket() as link:
        link.bind(("127.0.0.1", 0))
        return link.getsockname()[1]


def servers(program, folder):
    """Returns the installed servers, ours first."""
    lacking = [name for name in ("visitors", "ssh", "ssh-keygen") if not peers.find(name)]
    if lacking:
        note(f"no SSH without {', '.join(lacking)}")
        return []
    page = documents.page(folder, 8_000)
    key = os.path.join(folder, "key")
    if not os.path.exists(key):
        subprocess.run([peers.find("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    found = []
    ours = program + "-serve"
    if os.access(ours, os.X_OK):
        number = port()
        found.append(Server(OURS, [
            ours, "--listen", f"127.0.0.1:{number}", "--host-key", key, "--max-visitors", "3000", "--max-half-open", "3000",
            "--per-source", "3000", "--per-source-half-open", "3000", "--per-source-rate", "100000", "--log", "logfmt",
        ] + (["--user", "nobody"] if os.getuid() == 0 else []), number, b"quit"))
    if peers.find("wish"):
        number = port()
        found.append(Server("wish", [peers.find("wish"), page, f"127.0.0.1:{number}", key], number, b"q quits"))
    if peers.find("sshd") and peers.find("less"):
        number = port()
        if os.getuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)  # As Debian's service does.
        # Visitors log in as the current user with a key of this run; SHLVL keeps bash from reading .bashrc.
        config = documents.write(os.path.join(folder, "sshd_config"), "\n".join([
            f"Port {number}", "ListenAddress 127.0.0.1", f"HostKey {key}", f"AuthorizedKeysFile {key}.pub", "PidFile none",
            "StrictModes no", "UsePAM no", "UseDNS no", "PermitRootLogin prohibit-password", "PasswordAuthentication no",
            "KbdInteractiveAuthentication no", "PrintMotd no", "PrintLastLog no", "Compression no", "MaxStartups 3000:30:3000",
            "SetEnv SHLVL=2 LESSHISTFILE=-", f"ForceCommand {peers.find('less')} {page}", ""]))
        prompt = os.path.basename(page).encode()
        found.append(Server("sshd + less", [peers.find("sshd"), "-D", "-e", "-f", config], number, prompt, key))
    return found


def ask(client, command=None):
    if command:
        client.stdin.write(command + "\n")
        client.stdin.flush()
    line = client.stdout.readline()
    if not line:
        raise Failure("the client of the visitors ended")
    # -1 stands for a median of nothing.
    return {name: None if value == -1 else value for name, value in json.loads(line).items()}


def hold(server, visitors, seconds, idle=0):
    """Runs visitors who stay, press keys and resize their windows. Returns the measurements by name."""
    time.sleep(1)
    alone = server.memory()
    command = server.load("hold", "-n", visitors)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as client:
        opened = ask(client)
        time.sleep(2)
        seen = {"open": opened["open"], "idle": None}
        if idle:
            before = server.cpu()
            time.sleep(idle)
            seen["idle"] = (server.cpu() - before) / idle / 10
        seen["keys"] = ask(client, f"keys {seconds}")
        used = server.memory()
        seen["memory"] = (used - alone) / visitors if used and alone else None
        seen["resize"] = ask(client, "resize 120 40")
        seen["end"] = ask(client, "quit")
    if server.process.poll() is not None:
        raise Failure(f"{server.name} died")
    keys = seen["keys"]["pressed"] - seen["keys"]["answered"]
    if keys or seen["resize"]["answered"] < visitors:
        note(f"{server.name}: {keys} keys and {visitors - seen['resize']['answered']} resizes of {visitors} not answered")
    if min(opened["open"], seen["keys"]["open"]) < visitors:
        note(f"{server.name}: {opened['open']} of {visitors} visitors came in, {seen['keys']['open']} stayed")
    return seen


def check(program, folder, env):
    """Runs every job once at a small size: checks this program, and prints notes on the peers."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    every = servers(program, folder)
    assert every or not os.access(program + "-serve", os.X_OK), "our server is there, but nothing to visit it with"
    for server in every:
        try:
            with server.running(env, folder):
                server.calibrate(folder)
                visits = server.visits("-n", 4, "-c", 20)
                stock = server.stock(env)
                seen = hold(server, 10, 3)
            if (visits["visits"], visits["failures"]) != (20, 0) or stock <= 0:
                raise Failure(f"{server.name}: {visits}")
            if seen["open"] != 10 or seen["keys"]["answered"] != seen["keys"]["pressed"] or seen["resize"]["answered"] != 10 \
                    or seen["end"]["left"] != 10:
                raise Failure(f"{server.name}: {seen}")
        except Failure as failure:
            assert server.name != OURS, failure
            note(failure)


def measure(program, folder, env):
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    every = servers(program, folder)
    # The table has our column even if our server is not built.
    names = [OURS] + [server.name for server in every if server.name != OURS]
    table = Table("over SSH", names)
    library, stock, rates, costs = ({name: [] for name in names} for _ in range(4))
    quantum_library, quantum_costs = [], []
    crowds = {100: {}, 200: {}, 1000: {}}

    def attempt(server, job):
        try:
            with server.running(env, folder):
                if server.size == 1:
                    server.calibrate(folder)
                job(server)
        except (Failure, subprocess.TimeoutExpired, ValueError) as failure:
            note(f"{server.name}: {failure}")

    def visit(server):
        library[server.name].append(server.visits("-n", 1, "-c", 15)["first"])
        stock[server.name] += [server.stock(env) for _ in range(7)]
        before = server.cpu()
        result = server.visits("-n", 16, "-s", 4)
        rates[server.name].append(result["per_second"])
        time.sleep(0.5)
        costs[server.name].append((server.cpu() - before) / max(1, result["visits"]))
        if server.name == OURS:
            # libssh before 0.12 lacks this key exchange; then the rows have no figures.
            with contextlib.suppress(Failure):
                quantum_library.append(server.visits("-n", 1, "-c", 15, "-x", POST_QUANTUM)["first"])
                before = server.cpu()
                result = server.visits("-n", 16, "-s", 4, "-x", POST_QUANTUM)
                time.sleep(0.5)
                quantum_costs.append((server.cpu() - before) / max(1, result["visits"]))

    for _ in range(3):
        for server in every:
            attempt(server, visit)
    for visitors, crowd in crowds.items():
        for server in every:
            idle = 4 if visitors == 1000 else 0
            seconds = 1 if visitors == 200 else 10
            attempt(server, lambda server: crowd.update({server.name: hold(server, visitors, seconds, idle)}))

    def add(label, pick, source, **options):
        table.add(label, {name: pick(source[name]) if source.get(name) else None for name in names}, **options)

    add("connect to first screen, ms", statistics.median, library)
    add("the same with the `ssh` of OpenSSH, ms", statistics.median, stock)
    add("visits a second, 16 at once (more is better)", statistics.median, rates, more_is_better=True)
    add("processor time a visit, ms", statistics.median, costs)
    add(f"{POST_QUANTUM}: connect to first screen, ms", statistics.median, {OURS: quantum_library})
    add("the same: processor time a visit, ms", statistics.median, {OURS: quantum_costs})
    for visitors, crowd in crowds.items():
        at = f"{visitors:,} visitors: "
        if visitors == 200:
            add(at + "all resize at once, all answered, ms", lambda seen: seen["resize"]["all"], crowd)
            continue
        add(at + "memory of each, Pss, KiB", lambda seen: seen["memory"], crowd)
        add(at + "key to answer, median, ms", lambda seen: seen["keys"]["p50"], crowd)
        add(at + "key to answer, 99th of 100, ms", lambda seen: seen["keys"]["p99"], crowd)
        add(at + "bytes of an answer", lambda seen: seen["keys"]["bytes"], crowd)
        add(at + "all resize at once, all answered, ms", lambda seen: seen["resize"]["all"], crowd)
    add("1,000 visitors, idle: % of one core", lambda seen: seen["idle"], crowds[1000])
    return table
