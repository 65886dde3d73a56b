"""A network cable that can be pulled: two network namespaces, connected by a pair of veth devices.

The namespaces end with this process.
"""

import contextlib
import ctypes
import os
import subprocess

NEWNET = 0x40000000
SERVER, CLIENT = "10.74.0.1", "10.74.0.2"

libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


def run(*words):
    subprocess.run(words, check=True, capture_output=True)


class Cable:
    """Moves this process into a namespace with the address SERVER; CLIENT is at the other end.

    Without `moves`, the namespace of this process gets the address.
    """

    def __init__(self, moves=True):
        if moves:
            call("unshare", NEWNET)
        self.ours = os.open("/proc/self/ns/net", os.O_RDONLY)
        self.holder = subprocess.Popen(["unshare", "-n", "sh", "-c", "echo; exec sleep 300"],
                                       stdout=subprocess.PIPE)
        self.holder.stdout.readline()             # its namespace exists now
        pid = str(self.holder.pid)
        self.theirs = os.open(f"/proc/{pid}/ns/net", os.O_RDONLY)
        run("ip", "link", "set", "lo", "up")
        run("ip", "link", "add", "cable0", "type", "veth", "peer", "name", "cable1", "netns", pid)
        run("ip", "addr", "add", f"{SERVER}/30", "dev", "cable0")
        run("ip", "link", "set", "cable0", "up")
        with self.other_end():
            run("ip", "addr", "add", f"{CLIENT}/30", "dev", "cable1")
            run("ip", "link", "set", "cable1", "up")

    @contextlib.contextmanager
    def other_end(self):
        """Sockets that are made in this context belong to the other end."""
        call("setns", self.theirs, NEWNET)
        try:
            yield
        finally:
            call("setns", self.ours, NEWNET)

    def pull(self):
        with self.other_end():
            run("ip", "link", "set", "cable1", "down")

    def end(self):
        with contextlib.suppress(subprocess.CalledProcessError):
            run("ip", "link", "delete", "cable0")     # connections can keep the other namespace for a while
        self.holder.kill()
        self.holder.wait()
