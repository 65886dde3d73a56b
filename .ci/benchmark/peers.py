"""The peers: their commands, installation, builds and versions."""
import os
import re
import shutil
import subprocess
import sys

from measure import note

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD = os.path.join(ROOT, ".build", "peers")
PYTHON = os.path.join(BUILD, "python", "bin")
GO = "golang-github-charmbracelet-"
PACKAGES = ["cmark-gfm", "lowdown", "w3m", "bat", "pandoc", "less", "openssh-server", "openssh-client", "gcc", "libc6-dev",
            "libssh-dev", "libncurses-dev", "golang-go", "python3-venv", "python3-pil", "chafa", "timg"]
PACKAGES += [f"{GO}{name}-dev" for name in ("glamour", "bubbletea", "bubbles", "wish")]
PYPI = ["rich", "frogmouth"]
LIBSSH = os.path.join(ROOT, ".libssh")
# The libssh of the service, which has a post-quantum key exchange, or the system's.
LIBRARIES = {"visitors.c": [f"-I{LIBSSH}/include", f"-L{LIBSSH}/lib", "-lssh", "-lcrypto"], "bare.c": ["-lncursesw", "-ltinfo"]}


def install():
    """Installs the peers from Debian and PyPI. With systemd Debian starts sshd: `systemctl disable --now ssh` ends it."""
    root = [] if os.getuid() == 0 else ["sudo"]
    subprocess.run(root + ["apt-get", "update", "-q"], stdout=sys.stderr, check=True)
    subprocess.run(root + ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-q",
                           "--no-install-recommends"] + PACKAGES, stdout=sys.stderr, check=True)
    subprocess.run(["/usr/bin/python3", "-m", "venv", os.path.dirname(PYTHON)], check=True)
    subprocess.run([os.path.join(PYTHON, "pip"), "install", "-q"] + PYPI, check=True)
    if not os.path.lexists(os.path.join(PYTHON, "rich-python")):
        os.symlink("python3", os.path.join(PYTHON, "rich-python"))  # A name that no other Python has.


def build():
    """Builds the programs of Go and C beside this file that are older than their source, if there is a compiler."""
    os.makedirs(BUILD, exist_ok=True)
    go = dict(os.environ, GO111MODULE="off", GOPATH="/usr/share/gocode", GOCACHE=os.path.join(BUILD, "go-cache"))
    for source in ("glamour.go", "wish.go", "visitors.c", "bare.c"):
        path, target = os.path.join(HERE, "programs", source), os.path.join(BUILD, source.split(".")[0])
        newest = max(os.path.getmtime(file) for file in (path, f"{LIBSSH}/link") if os.path.exists(file))
        if os.path.exists(target) and os.path.getmtime(target) > newest:
            continue
        command = ["go", "build", "-o", target, path] if source.endswith(".go") else ["gcc", "-O2", "-o", target, path] + LIBRARIES.get(source, [])
        if shutil.which(command[0]):
            done = subprocess.run(command, env=go, stderr=subprocess.PIPE, text=True)
            if done.returncode:
                note(f"{source} does not build: {done.stderr.strip().splitlines()[-1]}")


def find(program):
    """Returns the path of a program that is installed or built; None if it is missing."""
    return shutil.which(program, path=":".join([PYTHON, BUILD, os.environ.get("PATH", ""), "/usr/sbin"]))


# Name: (program, what turns a page into the arguments). "{}" is the page without its ".md".
PIPE = {
    "cat": ("cat", ["{}.md"]),
    "cmark-gfm": ("cmark-gfm", ["-t", "plaintext", "--width", "80", "-e", "table", "-e", "strikethrough", "-e", "autolink",
                                "-e", "tasklist", "{}.md"]),
    "lowdown": ("lowdown", ["-tterm", "{}.md"]),
    "w3m": ("w3m", ["-dump", "-cols", "80", "{}.html"]),
    "bat": ("batcat", ["--paging=never", "--color=always", "--style=plain", "{}.md"]),
    "pandoc": ("pandoc", ["-f", "gfm", "-t", "plain", "--columns=80", "{}.md"]),
    "rich": ("rich-python", ["-m", "rich.markdown", "-w", "80", "{}.md"]),
    "glamour": ("glamour", ["{}.md"]),
}
SCREEN = {
    "bare ncurses": ("bare", ["{}.md"]),
    "less": ("less", ["{}.md"]),
    "w3m": ("w3m", ["{}.html"]),
    "bat": ("batcat", ["--paging=always", "--pager=less -R", "--color=always", "{}.md"]),
    "bubbletea": ("wish", ["{}.md"]),
    "frogmouth": ("frogmouth", ["{}.md"]),
}
SERVERS = {"wish": "wish", "sshd + less": "sshd"}


def command(table, name, page):
    """Returns the command of a peer for a page; None if the peer is missing."""
    program, arguments = table[name]
    command = [find(program)] + [argument.replace("{}", page.removesuffix(".md")) for argument in arguments]
    there = command[0] and all(os.path.exists(argument) for argument in command if argument.endswith(".html"))
    return command if there else None


def missing(program):
    """Returns the names of the missing peers."""
    programs = {name: part[0] for table in (PIPE, SCREEN) for name, part in table.items()} | SERVERS
    programs |= {"the visitors of the SSH jobs": "visitors", "the `ssh` of OpenSSH": "ssh"}
    absent = [name for name, path in programs.items() if not find(path)]
    return absent + [name for name in ["portfolio-tui-serve"] if not os.access(f"{program}-serve", os.X_OK)]


def versions(program):
    """Returns a line with the names and versions of the peers, and that of the SSH library of the service."""
    def printed(argv):
        done = subprocess.run(argv, capture_output=True, text=True)
        return done.stdout.strip() if done.returncode == 0 else None

    def package(name):
        return printed(["dpkg-query", "-W", "-f", "${Version}", name]) if shutil.which("dpkg-query") else None

    named = {name: name for name in ("cmark-gfm", "lowdown", "w3m", "bat", "pandoc", "less", "chafa", "timg")}
    named |= {"coreutils": "coreutils", "OpenSSH": "openssh-server", "Go": "golang-go"}
    named |= {name: f"{GO}{name}-dev" for name in ("glamour", "bubbletea", "wish")}
    there = {name: package(debian) for name, debian in named.items()}
    if os.access(f"{program}-serve", os.X_OK):
        linked = re.search(r"libssh ([\d.]+)", printed([f"{program}-serve", "--version"]) or "")
        there["libssh"] = linked and linked.group(1)
    if find("rich-python"):
        for name in PYPI:
            there[name] = printed([find("rich-python"), "-c", f"import importlib.metadata as m; print(m.version('{name}'))"])
    return ", ".join(f"{name} {version}" for name, version in there.items() if version)
