"""Jobs whose output goes to a pipe."""
import os
import subprocess

import documents
import peers
from measure import Table, medians, run

SIZES = [("article, 8 KB", 8_000, 300), ("100 KB", 100_000, 60), ("1 MB", 1_000_000, 15), ("10 MB", 10_000_000, 3)]
UNRANKED = ("cat",)  # It renders nothing: the lower bound.


def commands(program, page):
    html = page.replace(".md", ".html")
    if peers.find("cmark-gfm") and not os.path.exists(html):
        with open(html, "wb") as file:
            subprocess.run([peers.find("cmark-gfm"), page], stdout=file, check=True)
    every = {"portfolio-tui": [program, "cat", page]}
    every |= {name: peers.command(peers.PIPE, name, page) for name in peers.PIPE}
    return {name: command for name, command in every.items() if command}


def narrow(program, folder):
    """Commands that print an article in 40 columns, with words divided and without."""
    page = documents.page(folder, SIZES[0][1])
    return {mode: [program, "cat", "--width", "40", "--hyphenate", mode, page] for mode in ("always", "never")}


def check(program, folder, env):
    """Checks the output of this program and of the installed peers."""
    for size in (8_000, 100_000):
        for name, command in commands(program, documents.page(folder, size)).items():
            output = run(command, env, keep=True)[1]
            for text in (b"Opening", b"Closing"):
                assert text in output, f"{name}: {size} bytes of documentation without '{text.decode()}'"
            if name == "portfolio-tui":
                assert b"\x1b" not in output, "an escape byte in a pipe"
                assert max(map(len, output.decode().split("\n"))) <= 80, "a line of over 80 columns"
    hyphens = {mode: run(argv, env, keep=True)[1].count(b"-\n") for mode, argv in narrow(program, folder).items()}
    assert hyphens["always"] > 10 * hyphens["never"], f"words are not divided: {hyphens}"
    root = documents.blog(os.path.join(folder, "blog"), 1000)
    listed = run([program, "ls", "--content", root], env, keep=True)[1]
    assert len([line for line in listed.splitlines() if b"Post" in line]) == 1000, "ls does not list 1,000 pages"
    found = run([program, "grep", "--content", root, "latency"], env, keep=True)[1]
    assert found.count(b"posts/post-") >= 1000, "grep does not find 1,000 pages"


def measure(program, folder, env):
    first = commands(program, documents.page(folder, SIZES[0][1]))
    names = list(first)
    table = Table("to a pipe, ms", names, UNRANKED)
    before, smaller, growth = {}, ("", 1), []
    for label, size, rounds in SIZES:
        # Leaves out programs that were too slow at the last size, or would be at this one.
        expected = {name: value * size / smaller[1] if value else float("inf") for name, value in before.items()}
        times = medians(commands(program, documents.page(folder, size)), rounds, env, expected)
        table.add(label, times)
        if size > 100_000:
            growth.append((f"growth, {smaller[0]} to {label}", {
                name: f"{times[name] / before[name]:.1f}×" if times[name] and before[name] else None for name in names}))
        before, smaller = times, (label, size)
    for label, values in growth:
        table.add(label, values)
    ours = medians(narrow(program, folder), 200, env)
    table.add("article in 40 columns, words divided", {"portfolio-tui": ours["always"]})
    table.add("to the same with whole words", {"portfolio-tui": f"{ours['always'] / ours['never']:.2f}×"})
    root = documents.blog(os.path.join(folder, "blog"), 1000)
    ours = medians({"ls": [program, "ls", "--content", root], "grep": [program, "grep", "--content", root, "latency"]}, 15, env)
    table.add("`ls`, 1,000 pages of 6 KB", {"portfolio-tui": ours["ls"]})
    table.add("search, 1,000 pages of 6 KB", {"portfolio-tui": ours["grep"]})
    root = documents.blog(os.path.join(folder, "large"), 6200, 5000)
    table.add("`ls`, 6,200 pages of 5 KB", medians({"portfolio-tui": [program, "ls", "--content", root]}, 9, env))
    return table
