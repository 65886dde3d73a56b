"""Cases 84 to 98: the operating system and operations."""

import contextlib
import ctypes
import fcntl
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import threading
import time

import honest
import injection
import soak
import wire
from cases_channels import MARGIN, first_screen
from server import (NAME, NeedsRoot, cpu_seconds, gone, limits_of_process, links_of, process_status,
                    run_once, wait_for, write_content, write_host_key)
from trial import NOT_COVERED, Failure, Skipped, case


@contextlib.contextmanager
def limited(server, name, value):
    """Changes a resource limit of the listener inside the context."""
    usual = limits_of_process(server.pid, column=0)[name]
    server.set_limit(name, value)
    try:
        yield
    finally:
        server.set_limit(name, usual)


def try_visit(trial, **options):
    """Returns True when an honest visit works now."""
    with contextlib.suppress(Failure):
        trial.visit(trial.source(), **options)
        return True


@case(84, "accept without a free descriptor", honest=False, grace=3, per_source_rate=1000)
def no_descriptors(trial):
    """The listener keeps one in reserve, closes the newest connection, and does not spin."""
    server = trial.server
    if not server.descriptors():
        raise NeedsRoot("the listener cannot be inspected: needs CAP_SYS_PTRACE")
    highest = max(int(number) for number, _ in links_of(server.pid))
    for room in (1, 2, 4):                        # none for accept, none for the child, enough for one child
        with limited(server, "Max open files", highest + room):
            links = [trial.link() for _ in range(30)]
            spent, start = cpu_seconds(server.pid), time.monotonic()
            left = wire.still_open(links, 2)
            busy = (cpu_seconds(server.pid) - spent) / (time.monotonic() - start)
            trial.check(len(left) < 30, "no connection is closed while no descriptor is free")
            trial.check(busy < 0.6, f"the listener uses {busy:.0%} of a core")
            trial.all_closed(links, trial.limit("grace") + MARGIN)
            trial.check(server.alive(), "the listener died")
        trial.wait(lambda: try_visit(trial), trial.deadline, "no visit works after the shortage")


@case(85, "fork fails", honest=False, grace=3, per_source_rate=1000)
def fork_fails(trial):
    """The visitor is told "busy"; the listener keeps running and counts it in a metric."""
    if process_status(trial.server.pid)["Uid"].split()[0] == "0":
        raise Skipped("the limit of processes does not apply to root")
    with limited(trial.server, "Max processes", 1):
        told = []
        for _ in range(10):
            start = time.monotonic()
            with trial.closing() as ended:
                try:
                    trial.connect(state="auth")
                except (ConnectionError, wire.Late) as error:
                    ended.append(f"{type(error).__name__} {error}")
            trial.check(ended and not ended[0].startswith("Late"), f"without a process: {ended}")
            trial.check(time.monotonic() - start < 2 + MARGIN, "the refusal takes too long")
            told += ended
        trial.check(trial.server.alive(), "the listener died")
    trial.check(all("busy" in text for text in told), f"told {told[0]!r}")
    dropped = [value for name, value in trial.server.metrics().items()
               if name.startswith("portfolio_dropped_total") and "busy" in name]
    trial.check(dropped == [10], f"the metric says {dropped}")
    trial.wait(lambda: try_visit(trial), trial.deadline, "no visit works after the shortage")


@case(86, "no memory for a child", grace=8)
def child_without_memory(trial):
    """Only that child ends. (Its address space is limited; another is killed, as the kernel would.)"""
    others = [first_screen(trial) for _ in range(3)]
    poor = first_screen(trial)
    child = trial.server.child_of(poor)
    size = int(process_status(child)["VmSize"].split()[0]) * 1024
    trial.server.set_limit("Max address space", size, pid=child)
    with trial.closing():
        for columns in range(100, 500, 20):
            poor.resize(columns, 200)
            poor.type(b"4\x1b[B\r")
            poor.settle(0.02)
    killed = first_screen(trial)
    os.kill(trial.server.child_of(killed), signal.SIGKILL)
    trial.all_closed([killed.socket], trial.deadline)
    for visitor in others:
        honest.quit_session(visitor)


@case(87, "a log that cannot be written", server=False, grace=3, per_source_rate=1000)
def log_goes_nowhere(trial):
    """A full pipe, a full disk, a closed pipe: lines are dropped, and the listener does not block."""
    blocked, write_end = os.pipe()
    fcntl.fcntl(write_end, 1031, 4096)            # F_SETPIPE_SZ
    broken_read, broken = os.pipe()
    full = os.open("/dev/full", os.O_WRONLY)
    for name, target in (("pipe full", write_end), ("disk full", full), ("reader gone", broken)):
        with trial.start_server(stderr=target) as trial.server:
            if name == "reader gone":
                os.close(broken_read)
            for _ in range(trial.pick(2000, 150)):
                with contextlib.suppress(OSError):
                    wire.reset(wire.connect(trial.address, trial.source()))
            for _ in range(3):
                trial.visit()
            trial.check(trial.server.alive(), f"{name}: the listener died")
            trial.no_children()
            if name == "pipe full":
                os.read(blocked, 65536)
                time.sleep(1)                     # the number of dropped lines is logged each second
                trial.visit()
                text = os.read(blocked, 65536).decode()
                trial.check("dropped" in text and text.endswith("\n"),
                            f"after the pipe was read: {text!r:.200}")
    for number in (blocked, write_end, broken, full):
        os.close(number)


def refused_start(trial, folder, key, name):
    """Requires that the server refuses this key, says why, and does not change it; returns the fault."""
    def state():
        return os.path.lexists(key) and (os.lstat(key).st_mode, os.lstat(key).st_mtime_ns)
    before = state()
    probe = trial.start_server(folder=folder, host_key=key)
    try:
        status, _, errors = probe.run(probe.command())
    except subprocess.TimeoutExpired:
        return f"host key {name}: the server starts"
    if status != 1 or key not in errors or len(errors) > 1000 or "Fatal" in errors:
        return f"host key {name}: status {status}, told {errors!r:.300}"
    if state() != before:
        return f"host key {name}: the file was changed or made"
    return None


@case(88, "bad host keys", server=False)
def host_keys(trial):
    """An unusable key is refused with a remedy and status 1; it is never replaced."""
    with trial.start_server() as good:
        folder = good.folder
        good.stop()

        def path(name):
            return f"{folder}/{name}"
        for name in ("open", "owned", "target"):
            write_host_key(path(name))
        os.chmod(path("open"), 0o644)
        os.symlink(path("target"), path("link"))
        os.mkdir(path("directory"))
        for name, data in (("empty", b""), ("noise", trial.random.randbytes(400))):
            with open(os.open(path(name), os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
                file.write(data)
        keygen = ["ssh-keygen", "-q", "-f"]
        subprocess.run([*keygen, path("encrypted"), "-t", "ed25519", "-N", "secret"], check=True)
        subprocess.run([*keygen, path("rsa"), "-t", "rsa", "-b", "1024", "-N", ""], check=True)
        names = {"missing": "missing", "mode 0644": "open", "symlink": "link", "empty": "empty",
                 "directory": "directory", "noise": "noise", "encrypted": "encrypted", "RSA-1024": "rsa"}
        if not os.getuid():
            os.chown(path("owned"), 12345, 12345)
            names["wrong owner"] = "owned"
        for file in set(names.values()) - {"missing", "owned"}:
            good.own(path(file))
        faults = [refused_start(trial, folder, path(file), name) for name, file in names.items()]
        faults = [fault for fault in faults if fault]
        trial.check(not faults, "; ".join(faults))
        first, text = state_folder_key(trial, folder)
        trial.check(len(first) == 1, f"keys in the state folder: {sorted(first)}")
        (key, information), = first.items()
        trial.check(information.st_mode & 0o777 == 0o600, f"mode {information.st_mode:o}")
        trial.check("SHA256:" in text, f"the fingerprint is not printed: {text!r:.300}")
        again, _ = state_folder_key(trial, folder)
        trial.check(again[key].st_mtime_ns == information.st_mtime_ns, "the second start made another key")


def state_folder_key(trial, folder):
    """Starts the server with a state folder and without --host-key; returns (the keys found, the log)."""
    probe = trial.start_server(folder=folder, host_key="")
    roots = probe.use_state_folder()
    try:
        probe.start()
    finally:
        probe.stop()
    found = {}
    for root in roots:
        for base, _, files in os.walk(root):
            for name in files:
                with open(f"{base}/{name}", "rb") as file:
                    if b"PRIVATE KEY" in file.read(100):
                        found[file.name] = os.stat(file.name)
    return found, "\n".join(probe.lines)


@case(89, "addresses that cannot be listened on", server=False)
def bad_addresses(trial):
    """A clear error, and a status that is not 0."""
    if trial.in_unit:
        raise Skipped("systemd listens for the unit")
    with trial.start_server() as first:
        places = {"port taken": "%s:%d" % first.address, "address not there": "198.51.100.9:2222",
                  "IPv6 address not there": "[2001:db8::9]:2222", "no port": "127.0.0.1",
                  "port 99999": "127.0.0.1:99999", "a name": "nowhere.invalid:22", "empty": "",
                  "escapes": "\x1b[2J:22"}
        faults = []
        for name, place in places.items():
            probe = trial.start_server(folder=first.folder)
            words = probe.command()
            words[words.index("--listen") + 1] = place
            faults.append(bad_refusal(name, probe, words))
        if unprivileged_start() > 22:
            probe = trial.start_server(folder=first.folder)
            words = probe.command()
            words[words.index("--listen") + 1] = "127.0.0.1:22"
            faults.append(bad_refusal("port 22 without permission", probe, words,
                                      preexec_fn=forbid_low_ports))
        faults = [fault for fault in faults if fault]
        trial.check(not faults, "; ".join(faults))


def bad_refusal(name, probe, words, **options):
    """Requires that a command ends with an error message; returns the fault."""
    try:
        status, _, errors = probe.run(words, **options)
    except subprocess.TimeoutExpired:
        return f"{name}: the server starts"
    if status not in (1, 2) or not errors or len(errors) > 1000 or "\x1b" in errors:
        return f"{name}: status {status}, told {errors!r:.200}"
    return None


def forbid_low_ports():
    """Drops CAP_NET_BIND_SERVICE from what this process and its programs may have.

    The process stays the same account: another one may not reach the program's folder.
    """
    if not os.getuid() and ctypes.CDLL(None).prctl(24, 10, 0, 0, 0):     # PR_CAPBSET_DROP
        raise OSError("CAP_NET_BIND_SERVICE cannot be dropped")


def unprivileged_start():
    with open("/proc/sys/net/ipv4/ip_unprivileged_port_start") as file:
        return int(file.read())


@case(90, "the clock jumps by a day", server=False, idle=5, idle_warning=1, grace=3, per_source_rate=1000)
def clock_jumps(trial):
    """Deadlines hold, because they use CLOCK_MONOTONIC. (The test replaces the server's wall clock.)"""
    if trial.in_unit:
        raise Skipped("the unit lets the program load no library with another clock")
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if not compiler:
        raise Skipped("there is no C compiler for the replaced clock")
    server = trial.start_server()
    page, library = f"{server.folder}/jump", f"{server.folder}/clock.so"
    with open(page, "wb") as file:
        file.write(bytes(8))
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library,
                    f"{os.path.dirname(os.path.abspath(__file__))}/clock.c"], check=True)
    server.environment = {**os.environ, "LD_PRELOAD": library, "CLOCK_JUMP": page}
    with server:
        trial.server = server
        with contextlib.suppress(PermissionError), open(f"/proc/{server.pid}/maps") as file:
            trial.check("clock.so" in file.read(), "the server has not loaded the replaced clock")
        for jump in (86400, -86400):
            start = time.monotonic()
            visitor = first_screen(trial)
            half_open = trial.connect(state="newkeys")
            with open(page, "r+b") as file:
                file.write(jump.to_bytes(8, "little", signed=True))
            visitor.settle(0.3)
            said = len(visitor.output)
            visitor.type(b"j")
            visitor.until(lambda: len(visitor.output) > said)
            trial.visit()
            left = wire.still_open([half_open.socket], trial.limit("grace") + MARGIN)
            trial.check(not left, f"jump of {jump} s: the grace time does not end")
            with trial.closing():
                visitor.until(lambda: visitor.channel_closed, trial.limit("idle") + MARGIN)
            took = time.monotonic() - start
            trial.check(took > trial.limit("idle") - 1, f"jump of {jump} s: closed after {took:.1f} s")


def sessions(trial, server):
    """Returns visitors at their first screen, and the processes that serve them."""
    trial.server = server
    visitors = [first_screen(trial, seconds=30) for _ in range(trial.pick(100, 6))]
    for visitor in visitors:
        visitor.settle(0.1)
    return visitors, server.children()


@case(91, "SIGTERM, twice, and SIGKILL of the listener", server=False, drain=4, grace=8,
      per_source_rate=1000)
def ends_of_the_listener(trial):
    """SIGTERM drains for 30 s; twice ends at once; after SIGKILL, children end within 2 s."""
    drain = trial.limit("drain")
    with trial.start_server() as server:
        visitors, children = sessions(trial, server)
        said, start = [len(visitor.output) for visitor in visitors], time.monotonic()
        coming = [trial.connect(state=state) for state in ("connected", "banner", "kexinit", "auth", "channel")]
        server.signal(signal.SIGSTOP)
        # These are not accepted yet; where systemd has the socket, too, they wait for the next process (case 92).
        coming += [trial.connect() for _ in range(0 if trial.in_unit else 20)]
        server.signal(signal.SIGTERM)
        server.signal(signal.SIGCONT)
        for visitor, length in zip(visitors, said):
            visitor.until(lambda: len(visitor.output) > length, 5)     # each is warned
        for visitor in coming:            # connections that were queued before SIGTERM are served
            visitor.reach("shell")
            visitor.until(lambda: b"The service ends in" in visitor.output, 5)
            honest.quit_session(visitor)
        if not trial.in_unit:             # systemd keeps the socket open
            trial.wait(lambda: not server.answers(), 3, "new visitors are accepted during the drain")
        honest.quit_session(visitors[0])
        trial.wait(lambda: server.process.poll() is not None, drain + MARGIN, "the drain does not end")
        took = time.monotonic() - start
        trial.check(took >= drain - 1, f"the visitors had only {took:.1f} s")
        trial.check(server.process.returncode == 0, f"status {server.process.returncode} after a drain")
        trial.check(all(map(gone, children)), "a child outlives the drain")
        trial.check(visitors[1].drain(1) and b"\x1b[?1049l" in visitors[1].output,
                    "the terminal was not restored")
        trial.check(set(server.reasons()) <= {"quit", "drain"}, f"reasons {set(server.reasons())}")

    with trial.start_server() as server:
        visitors, children = sessions(trial, server)
        os.kill(children[-1], signal.SIGSTOP)                          # the listener waits for it
        server.signal(signal.SIGTERM)
        visitors[0].settle(0.2)
        server.signal(signal.SIGTERM)
        spent = [cpu_seconds(server.process.pid)]

        def ended():
            if server.process.poll() is not None:
                return True
            spent.append(cpu_seconds(server.process.pid))
            return False
        trial.wait(ended, 3, "the second SIGTERM does not end the listener")
        trial.check(max(spent) - spent[0] < 0.3, "the listener spins while it waits")
        trial.wait(lambda: all(map(gone, children)), 2, "a child outlives the second SIGTERM")

    with trial.start_server() as server:
        sessions(trial, server)
        trial.connect(state="kexinit")
        stuck = trial.connect(state="auth")
        stuck.window, stuck.auto_adjust = 0, False
        stuck.reach("shell")                      # its first screen cannot be sent
        children = server.children()
        server.process.kill()
        server.process.wait()
        limit = trial.pick(2, trial.deadline)
        wait_for(lambda: all(map(gone, children)), limit)
        left = [f"{cpu_seconds(child):.1f} s of CPU" for child in children if not gone(child)]
        trial.check(not left, f"{len(left)} of {len(children)} children still run after the listener"
                              f" by {limit} s: {left[:3]}")

    with trial.start_server() as server:
        server.signal(signal.SIGTERM)
        trial.wait(lambda: server.process.poll() is not None, trial.pick(2, trial.deadline),
                   "the drain takes time without visitors")


@case(92, "restarts under steady connections", server=False, drain=10, grace=8, per_source_rate=1000)
def restarts(trial):
    """No new connection is refused or reset. (Without systemd the test keeps the inherited socket.)"""
    faults, took, stop = [], [], threading.Event()
    listener = None
    if trial.in_unit:
        server = trial.start_server()
    else:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen(1024)
        server = trial.start_server(inherited=listener, listen=listener.getsockname())

    def keep_visiting(number):
        while not stop.wait(0.05):
            try:
                took.append(honest.visit(server.address, f"127.92.{number}.1", 20))
            except (wire.Closed, wire.Late, OSError) as error:
                faults.append(f"{type(error).__name__} {error}")

    threads = [threading.Thread(target=keep_visiting, args=(number,), daemon=True)
               for number in range(trial.pick(10, 3))]
    with server:
        for thread in threads:
            thread.start()
        try:
            for _ in range(trial.pick(10, 3)):
                served = len(took)
                trial.wait(lambda: len(took) >= served + 5 or faults, 20, "no visit works")
                server.signal(signal.SIGTERM)
                trial.wait(lambda: server.process.poll() is not None, trial.limit("drain") + MARGIN,
                           "the drain does not end")
                server.lines.clear()
                server.start()
            served = len(took)
            trial.wait(lambda: len(took) >= served + 5, 20, "no visit works after the last restart")
        finally:
            stop.set()
            for thread in threads:
                thread.join(20)
    if listener:
        listener.close()
    trial.check(not faults, f"{len(faults)} of {len(faults) + len(took)} failed: {faults[:2]}")
    trial.note(f"{len(took)} visits, the slowest {max(took):.1f} s")


@case(93, "content that is replaced, deleted and reloaded", honest=False, grace=8, per_source_rate=1000)
def content_changes(trial):
    """The last good content is served, nothing leaks, and a generation replaces another whole."""
    server, second = trial.server, "Secondina"
    old = first_screen(trial)

    def swap(name):
        """Replaces the content as a deployment does: a new folder, then a rename."""
        write_content(f"{server.folder}/new", name)
        os.rename(server.content, f"{server.folder}/old")
        os.rename(f"{server.folder}/new", server.content)
        shutil.rmtree(f"{server.folder}/old")
        server.signal(signal.SIGHUP)

    def served(name):
        usual, trial.deadline = trial.deadline, 2
        trial.wait(lambda: try_visit(trial, word=name), 15, f"{name} is not served")
        trial.deadline = usual

    swap(second)
    served(second)
    shutil.rmtree(server.content)
    bad_trees(trial, server, second)
    shutil.rmtree(server.content)
    write_content(server.content)
    server.signal(signal.SIGHUP)
    served(NAME)
    honest.quit_session(old)                      # it began some generations ago

    trial.no_children()
    descriptors, memory = server.descriptors(), server.memory()
    for number in range(trial.pick(10000, 60)):
        if number % 10 == 0:
            write_content(server.content, pages=number % 9 + 1)
        server.signal(signal.SIGHUP)
        if number % trial.pick(100, 10) == 0:
            trial.visit(trial.source())
    served(NAME)
    trial.no_children()
    trial.wait(lambda: server.descriptors() == descriptors, 5, "a descriptor leaks with each reload")
    growth = server.memory() - memory
    trial.check(growth < 4096, f"{growth} KiB more after the reloads")
    generation = server.metrics().get("portfolio_content_generation", 0)
    trial.check(generation >= 4, f"the metric counts {generation} generations")


def bad_trees(trial, server, name):
    """The content is deleted, then broken in several ways: the last good content stays served."""
    def make_none():
        pass

    def make_empty():
        os.mkdir(server.content)

    def make_fifo():
        os.mkfifo(f"{server.content}/index.md")

    def make_unreadable():
        os.unlink(f"{server.content}/index.md")
        write_content(server.content)
        os.chmod(server.content, 0o700)
    faults = []
    for make in (make_none, make_empty, make_fifo) + (() if os.getuid() else (make_unreadable,)):
        make()
        before = len(server.lines)
        server.signal(signal.SIGHUP)
        wait_for(lambda: any("reload" in line for line in server.lines[before:]), 5)
        with contextlib.suppress(Failure):
            trial.visit(trial.source(), word=name)
            continue
        faults.append(make.__name__.replace("make_", "content "))
    trial.check(not faults, f"the last good content is lost with: {', '.join(faults)}")


HOSTILE_CONFIGURATION = "Ciphers 3des-cbc\nKexAlgorithms diffie-hellman-group1-sha1\nLogLevel TRACE\n" \
    "ListenAddress 0.0.0.0\nHostKey /etc/ssh/evil\n"


@case(94, "hostile configuration files of libssh", server=False, grace=8)
def library_configuration(trial):
    """They are not read."""
    with trial.start_server() as trial.server:
        usual = trial.connect(state="kexinit").server_algorithms()
    if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode:
        raise Skipped("no mount namespace")
    server = trial.start_server()
    ours, home = f"{server.folder}/ssh", f"{server.folder}/home"
    for place in (f"{ours}/libssh_server_config", f"{ours}/ssh_config", f"{ours}/libssh_client_config",
                  f"{home}/.ssh/config"):
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w") as file:
            file.write(HOSTILE_CONFIGURATION)
    server.mounted = {ours: "/etc/ssh"}
    server.environment = {**os.environ, "HOME": home}
    with server:
        trial.server = server
        trial.check(trial.connect(state="kexinit").server_algorithms() == usual, "the algorithms changed")
        trial.visit()


def forbidden_calls(server):
    """Returns system calls (x86-64 numbers) that would work without a filter; `link` is the visitor's socket."""
    at, key, listener = 2**64 - 100, server.host_key.encode() + b"\0", server.pid
    return {
        "open /etc/passwd": (2, b"/etc/passwd\0", 0),
        "openat the host key to write": (257, at, key, os.O_RDWR),
        "open /proc/1/status": (2, b"/proc/1/status\0", 0),
        "openat2": (437, at, b"/etc/passwd\0", bytes(24), 24),
        "socket": (41, socket.AF_INET, socket.SOCK_STREAM, 0),
        "socket AF_UNIX": (41, socket.AF_UNIX, socket.SOCK_STREAM, 0),
        "socketpair": (53, socket.AF_UNIX, socket.SOCK_STREAM, 0, bytes(8)),
        "connect": (42, "link", b"\x02\0\0\x16\x7f\0\0\1" + bytes(8), 16),
        "execve": (59, b"/bin/sh\0", 0, 0),
        "execveat": (322, at, b"/bin/sh\0", 0, 0, 0),
        "ptrace": (101, 0, 0, 0, 0),
        "kill the listener": (62, listener, 0),
        "tgkill the listener": (234, listener, listener, 0),
        "signals by fcntl F_SETOWN": (72, "link", 8, listener),
        "signals by fcntl F_SETSIG": (72, "link", 10, 9),
        "signals by ioctl FIOSETOWN": (16, "link", 0x8901, listener.to_bytes(4, "little")),
        "keys by ioctl TIOCSTI": (16, 0, 0x5412, b"x"),
        "bind to a device": (54, "link", 1, 25, b"lo\0", 3),
        "fork": (57,), "vfork": (58,), "clone": (56, signal.SIGCHLD, 0, 0, 0, 0),
        "clone3": (435, signal.SIGCHLD.to_bytes(40, "little") + bytes(48), 88),
        "setuid": (105, 0), "mount": (165, b"x\0", b"/tmp\0", b"tmpfs\0", 0, 0),
        "unlink the host key": (87, key), "chmod the host key": (90, key, 0o777),
        "unshare": (272, 0x10000000), "bpf": (321, 0, bytes(64), 64),
        "io_uring_setup": (425, 8, bytes(120)), "process_vm_readv": (310, listener, 0, 0, 0, 0, 0),
        "keyctl": (250, 0, 0), "userfaultfd": (323, 0),
        "prlimit of the listener": (302, listener, 7, 0, bytes(16)),
        "perf_event_open": (298, bytes(120), 0, -1, -1, 0),
        "open by the x32 number": (0x40000002, b"/etc/passwd\0", 0),
    }


@case(95, "a child that an attacker controls", grace=8, per_source_rate=1000, seconds=110)
def taken_over(trial):
    """open, socket, connect, execve, ptrace, kill, fork, the host key, /proc/1: denied or killed."""
    server = trial.server
    visitor = first_screen(trial)
    faults = holdings_faults(server, visitor)
    honest.quit_session(visitor)
    if not injection.possible():
        trial.check(not faults, "; ".join(faults))
        trial.note("no injected calls: they need root on x86-64")
        return
    killed = 0
    for name, (number, *arguments) in forbidden_calls(server).items():
        visitor = first_screen(trial)
        visitor.settle(0.1)
        child = server.child_of(visitor)
        link = next(int(number) for number, held in links_of(child) if held == server.link_of(visitor))
        arguments = [link if argument == "link" else argument for argument in arguments]
        result = injection.system_call(child, number, *arguments)
        killed += result == "SIGSYS"
        if result not in ("SIGSYS", -1, -13, -38):   # EPERM, EACCES, ENOSYS
            faults.append(f"{name}: {result}")
        visitor.close()
    trial.check(server.alive(), "the listener died")
    trial.check(not faults, "; ".join(faults))
    trial.note(f"{killed} calls killed the child")
    trial.wait(lambda: server.reasons().count("signal:SYS") == killed, 5,
               "the killed children are not in the log")


def holdings_faults(server, visitor):
    """Returns a sentence for each right that a child should not have."""
    child = server.child_of(visitor)
    status = process_status(child)
    limits = limits_of_process(child)
    held = dict(links_of(child))
    sockets = [name for name in held.values() if name.startswith("socket:")]
    rules = [
        (status["NoNewPrivs"].strip() == "1", "no_new_privs is not set"),
        (status["Seccomp"].strip() == "2", "no seccomp filter"),
        (not (status["CapEff"] + status["CapPrm"]).strip("\t0"), "capabilities"),
        (os.getuid() or "0" not in status["Uid"].split() + status["Gid"].split(), "it is root"),
        (os.getuid() or "0" not in status["Groups"].split(), "it belongs to root's group"),
        (limits["Max core file size"] == 0, "it may dump its core"),
        (0 <= limits["Max file size"] <= 16 << 20, f"its limits: {limits}"),
        (0 <= limits["Max open files"] <= 64, f"its limits: {limits}"),
        (0 < limits["Max cpu time"] <= 120, f"its limits: {limits}"),
        (0 < limits["Max address space"] <= 2**30, f"its limits: {limits}"),
        (len(sockets) <= 2, f"sockets beside the visitor's and the parent's: {sockets}"),
        (not set(listening_sockets()) & set(held.values()), "it holds a listening socket"),
        (not any(server.folder in name for name in held.values()), f"files: {held}"),
        (len(held) <= 16, f"{len(held)} descriptors open"),
    ]
    return [text for holds, text in rules if not holds]


def listening_sockets():
    """Returns the listening TCP sockets of the machine: the name in /proc and the address."""
    found = {}
    for table in ("tcp", "tcp6"):
        with contextlib.suppress(OSError), open(f"/proc/net/{table}") as file:    # tcp6 may be absent
            for row in map(str.split, file.readlines()[1:]):
                if row[3] == "0A":
                    raw = bytes.fromhex(row[1].split(":")[0])
                    found[f"socket:[{row[9]}]"] = socket.inet_ntoa(raw[::-1]) if table == "tcp" else "::"
    return found


def own_addresses():
    """Returns the addresses of this machine outside the loopback interface."""
    found = []
    with socket.socket() as probe:
        for _, name in socket.if_nameindex():
            with contextlib.suppress(OSError):    # an interface may have no IPv4 address
                answer = fcntl.ioctl(probe, 0x8915, struct.pack("256s", name.encode()))   # SIOCGIFADDR
                found.append(socket.inet_ntoa(answer[20:24]))
    with contextlib.suppress(OSError), open("/proc/net/if_inet6") as file:    # absent without IPv6
        found += [socket.inet_ntop(socket.AF_INET6, bytes.fromhex(line.split()[0])) for line in file]
    return [address for address in found if not address.startswith(("127.", "::1", "fe80"))]


METRICS = ("portfolio_connections_total", "portfolio_sessions_active", "portfolio_preauth_active",
           "portfolio_kex_seconds", "portfolio_first_frame_seconds", "portfolio_session_seconds",
           "portfolio_child_exit_total", "portfolio_watchdog_kills_total", "portfolio_content_errors",
           "portfolio_content_generation")


@case(96, "the metrics from outside", grace=8, per_source_rate=1000)
def metrics_port(trial):
    """They cannot be reached from outside, and hostile local readers do no harm."""
    server = trial.server
    for address in [] if trial.in_unit else own_addresses():
        with contextlib.suppress(OSError):
            socket.create_connection((address, server.metrics_address[1]), 1).close()
            trial.check(False, f"the metrics are served on {address}")
    found = listening_sockets()
    public = [found[name] for _, name in links_of(server.pid)
              if name in found and not found[name].startswith("127.")]
    trial.check(not public, f"it listens on {public}")
    metrics = server.metrics()
    missing = [name for name in METRICS if not any(row.startswith(name) for row in metrics)]
    trial.check(not missing, f"metrics missing: {missing}")
    links = [server.connect_metrics() for _ in range(60)]     # all of them silent
    for request in (b"GET / HTTP/1.1\r\nX: " + b"x" * 2**20, b"\0" * 1000, b"\x1b[2J\r\n\r\n",
                    b"POST /metrics HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
                    b"GET ../../etc/passwd\r\n\r\n"):
        with contextlib.suppress(OSError):
            links.append(server.connect_metrics())
            links[-1].settimeout(1)
            links[-1].sendall(request)
    for _ in range(3):
        trial.visit(trial.source())
    for link in links:
        link.close()

    def answers():
        with contextlib.suppress(OSError):
            return server.metrics()
    trial.wait(answers, trial.deadline, "the metrics cannot be read after the flood")
    probe = trial.start_server(folder=server.folder)
    words = probe.command()
    words[words.index("--metrics") + 1] = "0.0.0.0:9222"
    fault = bad_refusal("--metrics 0.0.0.0", probe, words)
    trial.check(not fault, f"{fault}")


@case(97, "a short soak test", honest=False, full=soak.LIMITS, seconds=110, **soak.LIMITS)
def soaking(trial):
    """Descriptors and memory do not grow, and no child ends unexpectedly."""
    count = trial.pick(10000, 180)
    before, after, failures = soak.run(trial.server, count, seconds=trial.pick(3600, 0))
    found = soak.faults(before, after, failures, count)
    trial.check(not found, "; ".join(found))
    odd = [reason for reason in trial.server.reasons() if reason.startswith("signal") or reason == "watchdog"]
    trial.check(not odd, f"unexpected ends: {odd[:3]}")
    trial.note(f"{count} visits in six ways")


@case(98, "the version of libssh", server=False)
def library_version(trial):
    """`--version` prints it."""
    status, output, errors = run_once(trial.executable, "--version")
    trial.check(status == 0 and re.search(r"libssh \d+\.\d+\.\d+", output),
                f"status {status}: {output!r:.100} {errors!r:.100}")
    trial.note(output.strip().replace("\n", ", "))


NOT_COVERED.update({
    "85, pty exhaustion": "the served program opens no pty",
    "86, MemoryMax and OOMPolicy": "these need a service manager; instead a child's memory is limited",
    "89, StartLimit and IPv6 off": "these need a service manager, and a change of the machine",
    "90, suspend": "a test cannot suspend the machine; the wall clock jumps instead",
    "92, systemctl restart": "a socket is inherited across restarts instead; .ci/package-test restarts the unit",
    "95, a test build": "system calls are injected into a real child with ptrace instead",
    "97, seven days": "--full runs for an hour, soak.py --seconds N for longer",
    "98, other library versions": "only one version is installed",
})
