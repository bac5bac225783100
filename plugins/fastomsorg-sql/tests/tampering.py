"""
What somebody who has the file, and knows SQL, may do to the ledger; the triggers are gone.

Each deed does something that can be seen in the chains, and no more than one thing.
"""

import sqlite3
from collections.abc import Callable, Mapping
from random import Random

ENVELOPE = {
    "registration": ("id", "recorded_at", "purpose", "rulebook", "routine", "position"),
    "entry": ("place", "version", "position"),
    "case_file": ("chain",),
}
PAYLOAD = {
    "registration": ("actor", "actor_name", "actor_title"),
    "entry": ("events", "salt"),
    "case_file": ("client", "unit"),
}
SEAL = {"entry": ("commitment", "hash")}
NUMBERS = frozenset({"recorded_at", "position", "place", "version"})


class Ledger:
    """
    The tables as they lie in the file.
    """

    def __init__(self, connection: sqlite3.Connection, chance: Random) -> None:
        self.connection = connection
        self.chance = chance

    def run(self, statement: str, *values: object) -> None:
        self.connection.execute(statement, values)

    def rowids(self, table: str, where: str = "TRUE") -> list[int]:
        found = self.connection.execute(f"SELECT rowid FROM {table} WHERE {where} ORDER BY rowid")
        return [rowid for (rowid,) in found]

    def value(self, table: str, column: str, rowid: int) -> object:
        found = self.connection.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (rowid,))
        return found.fetchone()[0]

    def set(self, table: str, column: str, rowid: int, value: object) -> None:
        self.run(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", value, rowid)

    def not_last(self) -> int:
        """
        An entry that is not the last of its chain.
        """
        last = "SELECT max(version) FROM entry AS other WHERE other.case_file = entry.case_file"
        return self.chance.choice(self.rowids("entry", f"version < ({last})"))


Deed = Callable[[Ledger], None]


def change(columns: Mapping[str, tuple[str, ...]]) -> Deed:
    """
    Another value in one column of one row.
    """

    def deed(ledger: Ledger) -> None:
        table = ledger.chance.choice(sorted(columns))
        column = ledger.chance.choice(columns[table])
        rowid = ledger.chance.choice(ledger.rowids(table))
        before = ledger.value(table, column, rowid)
        other = (
            ledger.chance.choice([7, 1_000, 123_456])
            if column in NUMBERS
            else ledger.chance.choice(["", "x", f"{before}x", str(before)[1:], "åäö\n\"'{}"])
        )
        ledger.set(table, column, rowid, f"{other}." if other == before else other)

    return deed


def remove(ledger: Ledger) -> None:
    """
    An entry is gone; sometimes those after it are numbered anew.
    """
    rowid = ledger.not_last()
    file, version = (ledger.value("entry", name, rowid) for name in ("case_file", "version"))
    ledger.run("DELETE FROM entry WHERE rowid = ?", rowid)
    if ledger.chance.random() < 0.5:
        for later in ledger.rowids("entry", f"case_file = {file} AND version > {version}"):
            ledger.run("UPDATE entry SET version = version - 1 WHERE rowid = ?", later)


def insert(ledger: Ledger) -> None:
    """
    A copy of an entry among the others of its chain, which make room for it.
    """
    rowid = ledger.not_last()
    file, version = (ledger.value("entry", name, rowid) for name in ("case_file", "version"))
    later = ledger.rowids("entry", f"case_file = {file} AND version > {version}")
    for each in reversed(later):
        ledger.run("UPDATE entry SET version = version + 1 WHERE rowid = ?", each)
    ledger.run(
        "INSERT INTO entry (position, place, case_file, version, events, salt, commitment, hash) "
        "SELECT position, place + 50, case_file, version + 1, events, salt, commitment, hash "
        "FROM entry WHERE rowid = ?",
        rowid,
    )


def swap(*columns: str, of_one_chain: bool) -> Deed:
    """
    Two entries change places, or what they hold.
    """

    def deed(ledger: Ledger) -> None:
        one = ledger.not_last()
        file = ledger.value("entry", "case_file", one)
        same = "=" if of_one_chain else "<>"
        other = ledger.chance.choice(
            ledger.rowids("entry", f"case_file {same} {file} AND rowid <> {one}")
        )
        kept = {
            rowid: [ledger.value("entry", column, rowid) for column in columns]
            for rowid in (one, other)
        }
        written = ", ".join(f"{column} = ?" for column in columns)
        aside = [-1 if column in (*NUMBERS, "case_file") else "aside" for column in columns]
        for rowid, values in ((one, aside), (other, kept[one]), (one, kept[other])):
            ledger.run(f"UPDATE entry SET {written} WHERE rowid = ?", *values, rowid)

    return deed


CONTENT = ("events", "salt", "commitment")
DEEDS: Mapping[str, Deed] = {
    "change of the envelope": change(ENVELOPE),
    "change of the payload": change(PAYLOAD),
    "change of the seal": change(SEAL),
    "removal": remove,
    "insertion": insert,
    "order of versions": swap("version", of_one_chain=True),
    "order of contents": swap(*CONTENT, of_one_chain=True),
    "order of whole rows": swap("version", *CONTENT, "hash", of_one_chain=True),
    "exchange of rows": swap("case_file", "version", of_one_chain=False),
    "exchange of contents": swap(*CONTENT, of_one_chain=False),
}
