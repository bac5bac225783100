"""
A checkpoint: what all chains looked like at a moment, in one line that fits on paper.
"""

import json
import re
from collections.abc import Sequence
from hashlib import sha256

import attrs

from fastomsorg.terms import Instant, Malformed

from ._chain import Link
from ._plain import from_plain, to_plain
from ._scalars import instant_to

SCHEMA = "fastomsorg/anchored/1"
SCHEMAS = (SCHEMA, "fastomsorg/checkpoint/1", "fastomsorg/verify/1")
"""What is anchored, and the documents of the command line that a checkpoint stands in."""

_LINE = re.compile(
    r"fastomsorg-checkpoint-1 (?P<at>\S+) position=(?P<position>[0-9]+) chains=(?P<chains>[0-9]+) "
    r"entries=(?P<entries>[0-9]+) root=(?P<root>[0-9a-f]{64})"
)


@attrs.frozen
class Checkpoint:
    """
    What the chains were, up to a *position* (*kontrollpunkt*): how many, how long, and their root.

    *root* is SHA-256, in hexadecimal, over a line for each chain in the order of the store: its id,
    and version and hash of its last link that is not above the position. *at* is when it was made.
    """

    at: Instant
    position: int
    chains: int
    entries: int
    root: str


class Rooting:
    """
    A checkpoint under way (*kontrollpunkt som räknas fram*), up to a *position*.
    """

    def __init__(self, position: int) -> None:
        self.position = position
        self._chains = 0
        self._entries = 0
        self._sha256 = sha256()

    def take(self, chain: Sequence[Link]) -> None:
        """
        Take in the next chain, up to its last link that is not above the position.
        """
        length = len(chain)
        while length and chain[length - 1].position > self.position:
            length -= 1
        if length:
            head = chain[length - 1]
            self._chains += 1
            self._entries += length
            self._sha256.update(f"{head.chain} {head.version} {head.hash}\n".encode())

    def checkpoint(self, at: Instant) -> Checkpoint:
        """
        What has come of it so far.
        """
        root = self._sha256.hexdigest()
        return Checkpoint(at, self.position, self._chains, self._entries, root)


def checkpoint_line(checkpoint: Checkpoint) -> str:
    """
    The checkpoint as one line (*rad*), for paper, mail or a log that others keep.
    """
    at = instant_to(checkpoint.at)
    return (
        f"fastomsorg-checkpoint-1 {at} position={checkpoint.position} chains={checkpoint.chains} "
        f"entries={checkpoint.entries} root={checkpoint.root}"
    )


def checkpoint_plain(checkpoint: Checkpoint) -> dict[str, object]:
    """
    The checkpoint as plain data, with the name of its schema (*kontrollpunkt som rena data*).
    """
    return {"schema": SCHEMA, "checkpoint": to_plain(checkpoint)}


def checkpoints_in(text: str) -> tuple[Checkpoint, ...]:
    """
    The checkpoints in a text: one document of JSON, or lines, each JSON or as `checkpoint_line`
    writes it.

    Raises `Malformed` for a text without any, and, naming the line, for anything else.
    """
    try:
        return (_from_plain(json.loads(text)),)
    except ValueError:
        lines = enumerate(text.splitlines(), start=1)
        found = tuple(_in_line(line, number) for number, line in lines if line.strip())
    if not found:
        raise Malformed("checkpoint_missing")
    return found


def _in_line(line: str, number: int) -> Checkpoint:
    try:
        if match := _LINE.fullmatch(line.strip()):
            whole = {name: int(match[name]) for name in ("position", "chains", "entries")}
            at_and_root = {"at": match["at"], "root": match["root"]}
            return from_plain(Checkpoint, {**at_and_root, **whole})
        return _from_plain(json.loads(line))
    except ValueError:
        raise Malformed("checkpoint_unfit", line=number) from None


def _from_plain(data: object) -> Checkpoint:
    match data:
        case {"schema": schema, "checkpoint": checkpoint} if schema in SCHEMAS:
            return from_plain(Checkpoint, checkpoint)
        case _:
            raise Malformed("checkpoint_unfit", line=1)
