"""Makes visits that end in six different ways, and compares the listener's resources before and after.

    python3 Tests/Hostile/soak.py SERVER [--count 10000] [--seed 1] [--seconds 0]
"""

import argparse
import os
import random
import sys
import time

sys.dont_write_bytecode = True

import honest
import wire
from server import Server, wait_for


def quit_with_q(connection, _):
    connection.reach("shell")
    connection.until(lambda: honest.shows(connection))
    honest.quit_session(connection)
    connection.close()


def end_of_input(connection, _):
    connection.reach("shell")
    connection.send(wire.message(wire.CHANNEL_EOF, connection.channel))
    connection.close()


def tcp_reset(connection, chance):
    connection.reach(chance.choice(wire.Wire.STATES))
    connection.reset()


def half_open(connection, _):
    connection.close()


def cut_in_key_exchange(connection, chance):
    connection.reach("kexinit")
    connection.write(connection.seal(connection.frame(connection.ecdh_init()))[:chance.randrange(1, 40)])
    connection.close()


def disconnect_message(connection, chance):
    connection.reach(chance.choice(("newkeys", "auth", "shell")))
    connection.disconnect()
    connection.close()


WAYS = (quit_with_q, end_of_input, tcp_reset, half_open, cut_in_key_exchange, disconnect_message)
LIMITS = dict(per_source_rate=100000, per_source_half_open=100, grace=5)


def holdings(server):
    """Returns processes, descriptors and memory of the listener, after its children have ended."""
    wait_for(lambda: not server.children(), 20)
    return dict(processes=len(server.children()), zombies=len(server.zombies()),
                descriptors=server.descriptors(), memory=server.memory())


def visit(server, number, chance, failures):
    """Makes one visit, in the six ways in turn, from one of 62,500 addresses."""
    source = f"127.98.{number // 250 % 250}.{number % 250 + 1}"
    way = WAYS[number % len(WAYS)]
    try:
        way(wire.Wire(server.address, source), chance)
    except (wire.Closed, wire.Late, OSError) as error:
        failures.append(f"{way.__name__}: {type(error).__name__} {error}")


def run(server, count, seed=1, seconds=0, tell=lambda text: None):
    """Makes the visits; returns (resources before, resources after, failed visits)."""
    chance, failures, start = random.Random(seed), [], time.monotonic()
    for number in range(60):                      # warm up: some memory is allocated only once
        visit(server, number, chance, failures)
    before, number = holdings(server), 0
    while number < count or time.monotonic() - start < seconds:
        visit(server, number, chance, failures)
        number += 1
        if number % 1000 == 0:
            tell(f"{number} visits in {time.monotonic() - start:.0f} s, {len(failures)} failed, "
                 f"{server.memory()} KiB")
    return before, holdings(server), failures


def faults(before, after, failures, count):
    """Returns a sentence for each fault."""
    found = [f"{name}: {before[name]} before, {after[name]} after"
             for name in ("processes", "zombies", "descriptors") if after[name] != before[name]]
    if after["memory"] - before["memory"] > 4096:
        found.append(f"memory: {before['memory']} KiB before, {after['memory']} after")
    if failures:
        found.append(f"{len(failures)} of {count} visits failed, such as {failures[0]}")
    return found


def main():
    parser = argparse.ArgumentParser(prog="Tests/Hostile/soak.py")
    parser.add_argument("server")
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=0, help="continue for at least so long")
    options = parser.parse_args()
    start = time.monotonic()
    with Server(os.path.abspath(options.server), 97, LIMITS) as server:
        before, after, failures = run(server, options.count, options.seed, options.seconds,
                                      lambda text: print(text, flush=True))
    found = faults(before, after, failures, options.count)
    print(f"{options.count} visits in {time.monotonic() - start:.0f} s")
    print(f"before {before}\nafter  {after}")
    print("\n".join(f"FAILED: {fault}" for fault in found) or "ok")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
