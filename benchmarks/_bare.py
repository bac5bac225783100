"""
The same rows written by hand on the bare driver, with the same durability.
"""

import json
import sqlite3
from pathlib import Path
from uuid import uuid4

TABLES = """
CREATE TABLE case_file (id INTEGER PRIMARY KEY, client TEXT, unit TEXT, version INTEGER);
CREATE TABLE registration (
    position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, digest TEXT, at TEXT, actor TEXT);
CREATE TABLE entry (
    position INTEGER, case_file INTEGER, version INTEGER, events TEXT,
    UNIQUE (case_file, version));
CREATE TABLE spell (case_file INTEGER, first TEXT, last TEXT, status TEXT, staff TEXT);
CREATE TABLE notice (id TEXT PRIMARY KEY, position INTEGER, content TEXT);
CREATE TABLE access (actor TEXT, at TEXT, action TEXT, client TEXT);
"""

EVENTS = json.dumps([{"event": "status_recorded", "on": "2025-02-17", "status": "accepted"}] * 2)
NOTE = json.dumps({"heading": "Fast omsorgskontakt", "text": "x" * 160})


class Bare:
    """
    A ledger on `sqlite3`, and nothing beside it.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for setting in ("journal_mode = DELETE", "synchronous = EXTRA"):
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.executescript(TABLES)

    def register(self, client: int, *, notices: int = 3) -> None:
        """
        Read the case and write a registration with what belongs to it, in one transaction.
        """
        run = self._connection.execute
        request = str(uuid4())
        run("BEGIN IMMEDIATE")
        run("SELECT 1 FROM registration WHERE id = ?", (request,)).fetchone()
        row = run("SELECT version FROM case_file WHERE id = ?", (client,)).fetchone()
        version = (row[0] if row else 0) + 1
        run("SELECT events FROM entry WHERE case_file = ? ORDER BY version", (client,)).fetchall()
        if row is None:
            run("INSERT INTO case_file VALUES (?, ?, 'north', 0)", (client, str(client)))
        cursor = run(
            "INSERT INTO registration (id, digest, at, actor) VALUES (?, ?, ?, 'me')",
            (request, "d" * 64, "2025-02-17T10:00:00Z"),
        )
        run("INSERT INTO entry VALUES (?, ?, ?, ?)", (cursor.lastrowid, client, version, EVENTS))
        run("UPDATE case_file SET version = ? WHERE id = ?", (version, client))
        run("DELETE FROM spell WHERE case_file = ?", (client,))
        run("INSERT INTO spell VALUES (?, '2025-02-17', NULL, 'accepted', 'ann')", (client,))
        for _ in range(notices):
            told = (str(uuid4()), cursor.lastrowid, NOTE)
            run("INSERT INTO notice VALUES (?, ?, ?)", told)
        run("INSERT INTO access VALUES ('me', '2025-02-17', 'submit', ?)", (str(client),))
        run("COMMIT")

    def bulk(self, rows: int) -> None:
        """
        Write many registrations, without notices, in one transaction.
        """
        many = self._connection.executemany
        self._connection.execute("BEGIN IMMEDIATE")
        many(
            "INSERT INTO registration (position, id, digest, at, actor) VALUES (?, ?, ?, ?, 'me')",
            ((n, str(uuid4()), "d" * 64, "2025-02-17T10:00:00Z") for n in range(1, rows + 1)),
        )
        many(
            "INSERT INTO entry VALUES (?, ?, ?, ?)",
            ((n, n // 5, n % 5, EVENTS) for n in range(1, rows + 1)),
        )
        many(
            "INSERT INTO spell VALUES (?, '2025-02-17', NULL, 'accepted', 'ann')",
            ((n // 5,) for n in range(1, rows + 1)),
        )
        self._connection.execute("COMMIT")
