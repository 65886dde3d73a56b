"""Pictures on a terminal of 100 columns and 30 rows, beside programs that only show pictures."""
import os
import statistics
import subprocess
import time

import documents
import peers
from measure import Failure, Table, note, run
from screens import Terminal

# The room for a picture beside the list, in cells.
ROOM = "62x17"
FILES = {
    "PNG of 1 megapixel": ("large.png", 1155, 866, {}),
    "JPEG of 12 megapixels": ("large.jpg", 4000, 3000, {"quality": 85}),
    "progressive JPEG of 8 megapixels": ("progressive.jpg", 3266, 2450, {"quality": 85, "progressive": True}),
}
PEERS = {
    "chafa": ["chafa", "--format", "symbols", "--symbols", "vhalf", "-c", "256", "--size", ROOM],
    "timg": ["timg", "-ph", f"-g{ROOM}", "-E"],
}
# Debian's Python has PIL; another one in PATH may lack it. Noise over a gradient, so that files are as large as photographs.
DRAW = """
import random, sys
from PIL import Image, ImageChops
path, width, height, options = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), eval(sys.argv[4])
ramp = Image.linear_gradient("L").resize((width, height))
noise = Image.effect_noise((width, height), 40)
parts = [ramp, noise, ImageChops.add(ramp, noise, 2)]
Image.merge("RGB", parts).save(path, **options)
"""


def folder_of(folder):
    """Writes a content folder with a page for each picture. Returns None if PIL is missing."""
    root = os.path.join(folder, "pictures")
    for number, (title, (name, width, height, options)) in enumerate(FILES.items()):
        path = os.path.join(root, "pages", name)
        documents.write(os.path.join(root, "pages", f"page{number}.md"),
                        f"# {title}\n\nWords.\n\n![Caption of it]({name})\n\n" + "More words.\n\n" * 40)
        if not os.path.exists(path):
            done = subprocess.run(["/usr/bin/python3", "-c", DRAW, path, str(width), str(height), repr(options)],
                                  capture_output=True, text=True)
            if done.returncode:
                note(f"no pictures: {done.stderr.strip().splitlines()[-1]}")
                return None
    return root


def screen(program, root, page, env):
    """The ms until the picture stands, the peak memory in MB, and the ms of a key while it is decoded and after that."""
    argv = [program, "--content", root, f"pages/{page}"]
    terminal = Terminal(argv, env)
    try:
        terminal.until("▀".encode(), 100)  # A busy machine decodes for longer than a screen is quiet.
        while terminal.read(0.3):
            pass
        first = (terminal.last - terminal.start) * 1000
        with open(f"/proc/{terminal.pid}/status") as status:
            peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1000
        after = terminal.press(b"j")[0]
    finally:
        terminal.close()
    terminal = Terminal(argv, env)
    try:
        terminal.until(b"Caption", 100)
        begin = time.monotonic()
        os.write(terminal.file, b"?")  # The list of keys, which nothing else draws.
        while b"Keys" not in terminal.output:
            if not terminal.read(2):
                raise Failure("no answer to a key")
        during = (terminal.last - begin) * 1000
    finally:
        terminal.close()
    return first, peak, during, after


def check(program, folder, env):
    root = folder_of(folder)
    for number in range(len(FILES)) if root else []:
        screen(program, root, f"page{number}", env)


def measure(program, folder, env):
    root = folder_of(folder)
    found = {name: argv for name, argv in PEERS.items() if peers.find(argv[0])}
    table = Table("pictures at 100x30, files cached", ["portfolio-tui"] + list(found))
    for number, (title, (name, *_)) in enumerate(FILES.items()) if root else []:
        path = os.path.join(root, "pages", name)
        ours, theirs = [], {peer: [] for peer in found}
        for _ in range(9):
            ours.append(screen(program, root, f"page{number}", env))
            for peer, argv in found.items():
                theirs[peer].append(run(argv + [path], env)[0])
        middle = [statistics.median(values) for values in zip(*ours)]
        table.add(f"{title}, ms", {"portfolio-tui": middle[0]} | {peer: statistics.median(times) for peer, times in theirs.items()})
        table.add("its peak memory, MB", {"portfolio-tui": middle[1]})
        table.add("a key while it is decoded, and after that, ms", {"portfolio-tui": f"{middle[2]:.1f}, {middle[3]:.2f}"})
    return table
