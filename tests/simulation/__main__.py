"""
Plays one world again: ``python -m tests.simulation memory 17`` tells what was done, step by step.
"""

import sys

from tests.simulation.runs import HOMES, run


def main(where: str, seed: str) -> int:
    ran = run(where, int(seed))
    for at, words in ran.world.story:
        sys.stdout.write(f"{at:%m-%d %H:%M} {' '.join(map(str, words))}\n")
    for line in ran.found:
        sys.stdout.write(f"{line}\n")
    return 1 if ran.found else 0


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in HOMES:
        sys.exit(f"usage: python -m tests.simulation {'|'.join(HOMES)} SEED")
    sys.exit(main(*sys.argv[1:]))
