"""Documents from a seeded generator: the same bytes on every machine."""
import os
import random

COMMON = """the a of to and in is that it for as with on be by this an are from which at or has not can but
service queue event consumer latency request cache database error retry timeout partition throughput""".split()
SYLLABLES = "al be cor den er fin gra hel in jor kan lo mer nor op per qua res sto tri un ver wor xen yel zon".split()


def vocabulary(pick):
    """Returns a few thousand words, distributed like those of a natural language."""
    rare = ["".join(pick.choice(SYLLABLES) for _ in range(pick.randrange(2, 5))) for _ in range(3000)]
    words = COMMON + rare
    return words, [1 / (rank + 3) for rank in range(len(words))]


def document(size):
    """Prose with headings, lists, quotes, code, tables, and links: a reference definition every 2 KB, as documentation has."""
    pick = random.Random(7)
    names, weights = vocabulary(pick)
    stock = pick.choices(names, weights, k=200_000)

    def words(count):
        start = pick.randrange(len(stock) - count)
        return " ".join(stock[start:start + count])

    parts, length, references = [f"# Benchmark page\n\nOpening words of the page: {words(30)}.\n"], 200, 0
    while length < size:
        kind = pick.randrange(16)
        if kind == 0:
            part = f"## {words(4).capitalize()}\n"
        elif kind == 1:
            part = "".join(f"- [{words(2)}](https://example.org/{words(1)}): {words(pick.randrange(5, 25))}\n" for _ in range(4))
        elif kind == 2:
            part = "".join(
                f"{number}. **{words(2)}**: {words(pick.randrange(5, 20))}\n   - {words(6)}\n" for number in range(1, 4))
        elif kind == 3:
            lines = [f"func {pick.choice(COMMON)}() error {{ return nil }} // {words(3)}\n" for _ in range(6)]
            part = "```go\n" + "".join(lines) + "```\n"
        elif kind == 4:
            part = "| name | cost |\n|:--|--:|\n" + "".join(f"| {words(2)} | {pick.randrange(99)} |\n" for _ in range(5))
        elif kind == 5:
            part = f"> {words(pick.randrange(15, 40)).capitalize()}.\n"
        elif kind in (6, 7, 9):
            references += 1
            part = (f"{words(20).capitalize()} [{words(3)}][ref-{references}] {words(12)}.\n\n"
                    f"[ref-{references}]: https://example.org/{words(1)}/{pick.randrange(999)}\n")
        elif kind == 8:
            part = f"![{words(3)}](images/{words(1)}.png)\n"
        else:
            part = (f"{words(pick.randrange(20, 90)).capitalize()}, *{words(2)}*, `{words(1)}` and "
                    f"[{words(2)}](https://example.org/{words(1)}#{pick.randrange(99)}).\n")
        parts.append(part)
        length += len(part) + 1
    return "\n".join(parts)[:size].rsplit("\n\n", 1)[0] + "\n\nClosing words of the page.\n"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def page(folder, size):
    return write(os.path.join(folder, f"page-{size}.md"), document(size))


def blog(folder, pages, size=6000):
    """Writes a folder of content with `pages` pages of `size` bytes."""
    body = document(size)
    for number in range(pages):
        front = f"---\ntitle: Post {number}\ndate: 2024-01-01\nsummary: About {number}.\n---\n"
        write(os.path.join(folder, "posts", f"post-{number}.md"), front + body)
    return folder
