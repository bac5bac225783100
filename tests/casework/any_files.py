"""
Files that somebody might hand over as tables: nearly right, quite wrong, and not tables at all.
"""

import csv
import random
from io import StringIO

import attrs
from hypothesis import strategies as st

from fastomsorg.wire.tables import TABLES

DAYS = ("2023-01-01", "2024-02-29", "2024-06-01", "2024-12-31", "2025-02-17")
MOMENTS = ("2024-06-01T08:00:00", "2024-06-01T08:30:00+02:00", "2024-10-27T02:30:00")
FLAGS = ("true", "false", "ja", "nej", "1", "0", "")
USUAL: dict[str, tuple[str, ...]] = {
    "client": (*["1"] * 7, "2"),
    "unit": (*["north"] * 7, "south"),
    "staff": ("ann", "bo"),
    "planned_staff": ("ann", "bo|ann", ""),
    "primary": ("ann", "bo"),
    "deputy": ("", "", "bo"),
    "units": ("north", "north|south"),
    "name": ("Test Ett", "Test Två"),
    "status": (*["accepted"] * 7, "declined"),
    "reason": ("client_wish", "relation", ""),
    "assessment": ("",),
    "persons_view": ("",),
    "setting": ("home_care", "special_housing", "short_term"),
    "act": ("SoL", "LSS"),
    "services": ("personal_care", "shopping|meals", ""),
    "kind": ("home_care", "alarm", "meal", "health"),
    "who": ("client",),
    "title": ("assistant_nurse", "care_assistant"),
    "employer": ("Kommunen", "Annan vård AB"),
    "personal_number": ("",),
    "customer_number": ("K-1", ""),
    "hsa_id": ("SE2321000016-1A2B", ""),
    "permanent": ("ja", "nej"),
    "phone": ("070-123 45 67", ""),
    "to": ("2025-12-31", ""),
    "ends": ("2024-12-01T09:00:00", ""),
    "planned_ends": ("2024-12-01T09:00:00", ""),
    "born": ("1941-03-14", ""),
    "certificate_from": ("2023-09-01",),
}
DAY_COLUMNS = frozenset({"from", "on", "decided_on", "ordered_on"})
FLAG_COLUMNS = frozenset(
    ("protected", "relatives_told", "selectable", "available", "performed", "registered_afterwards")
)
MOMENT_COLUMNS = frozenset({"starts", "planned_starts", "recorded_at"})
NEEDED = {"registrations": ("primary",), "visits": ("starts",), "staff": ("certificate_from",)}
IDS = {"units": "u", "clients": "c", "staff": "s", "enactments": "e", "visits": "v"}
KNOWN_IDS = ("1", "2", "3", "north", "ann", "e1", "west")

STRANGE_DAYS = (
    "2023-02-29", "0000-00-00", "0001-01-01", "9999-12-31", "20240601", "2024-W23-6", "1/6 2024",
    "\u0662\u0660\u0662\u0664-06-01", "2024-6-1", "1900-02-29", "2024-06-01T00:00", "2030-01-01",
)  # fmt: skip
STRANGE_MOMENTS = (
    "2024-02-01T23:59", "2024-03-31T02:30:00", "0001-01-01T00:00:00+14:00", "2024-06-01T24:00:00",
    "9999-12-31T23:59:59-12:00", "2024-06-01T08:00:00+99:00", "2024-06-01", "2024-06-01T08Z",
)  # fmt: skip
STRANGE_CODES = (
    "not_asked", "no_need", "Accepted", "staff_left", "other", "sol", "hem", "städ", "kanske",
    "nobody", "staff", "191212121212", "19121212-1212", "121212+1212", "ann|ann", "chef",
)  # fmt: skip
FORMULAS = ("=1+1", "=cmd|' /C calc'!A0", "@SUM(A1:A9)", "+46701234567", "-1", "'=1", "\t=1")
STRANGE = (
    *FORMULAS, "", " ", "å" * 3_999, "x" * 4_001, "9" * 5_000, "x" * 140_000, "|", "a|b|a", '"',
    'a"b', "a\nb", "a\r\nb", "a;b,c\td", "\x00", "\x1b[31m", "\u202eabc", "\ufeff", "A\u030a",
    "Ã¥", "\N{REPLACEMENT CHARACTER}", "👵🏽", "1e309", "nan", "None", "../../etc/passwd",
    "'; DROP TABLE client; --", "{0.__class__}", "%s%n",
)  # fmt: skip
STRANGE_NAMES = ("id", "ID", "Id ", "namn", "clients", "från", "", "=1+1", "x" * 300)
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "cp1252")
STRANGE_ENCODINGS = ("latin-1", "cp850", "utf-16", "utf-16-le", "utf-8-sig", "utf-7")
ENDS = ("\n", "\r\n", "\r")


@attrs.frozen
class AnyFile:
    """
    The kind that a file is said to be, and its bytes.
    """

    table: str
    content: bytes = attrs.field(repr=lambda content: repr(content[:2_000]))


def any_files() -> st.SearchStrategy[AnyFile]:
    """
    A file in which most is right and a little is wrong, somewhere; or much; or nothing.
    """
    return st.builds(
        a_file,
        chance=st.integers(0, 2**64 - 1).map(random.Random),
        table=st.sampled_from(sorted(TABLES)),
        faults=st.sampled_from((0, 0, 1, 1, 2, 20)),
    )


def a_file(chance: random.Random, table: str, faults: int) -> AnyFile:
    names = [
        column.name
        for column in TABLES[table].columns
        if column.required or column.name in NEEDED.get(table, ()) or chance.random() < 0.3
    ]
    chance.shuffle(names)
    rows = [[_cell(chance, table, name) for name in names] for _ in range(1 + chance.randrange(3))]
    header = list(names)
    ways = []
    for _ in range(faults):
        if chance.random() < 0.6:
            _spoil_a_cell(chance, names, rows)
        elif chance.random() < 0.5:
            _spoil_the_shape(chance, header, rows)
        else:
            ways.append(chance.randrange(5))
    return AnyFile(table, _bytes(chance, [header, *rows], ways))


def _cell(chance: random.Random, table: str, column: str) -> str:
    if column == "id":
        known = KNOWN_IDS[:2] if table == "absences" else ()
        return chance.choice(known or (f"{IDS[table]}{chance.randrange(99)}",))
    if column in DAY_COLUMNS:
        return chance.choice(DAYS)
    if column in MOMENT_COLUMNS:
        return chance.choice(MOMENTS)
    return chance.choice(USUAL.get(column, FLAGS if column in FLAG_COLUMNS else ("", "Åsa")))


def _spoil_a_cell(chance: random.Random, names: list[str], rows: list[list[str]]) -> None:
    """
    Put something into a cell that should not stand there, or not there.
    """
    row = chance.choice(rows)
    if not row:
        return
    at = chance.randrange(len(row))
    of_its_kind = {"id": KNOWN_IDS, "from": STRANGE_DAYS, "on": STRANGE_DAYS}
    strange = chance.choice((STRANGE, STRANGE_DAYS, STRANGE_MOMENTS, STRANGE_CODES))
    near = of_its_kind.get(names[min(at, len(names) - 1)], strange)
    row[at] = chance.choice(chance.choice((near, strange)))


def _spoil_the_shape(chance: random.Random, header: list[str], rows: list[list[str]]) -> None:
    """
    Let the header say something else, or a row have other cells, or stand there twice.
    """
    row = chance.choice(rows)
    match chance.randrange(6):
        case 0 if row:
            del row[chance.randrange(len(row))]
        case 1:
            row.insert(chance.randrange(len(row) + 1), chance.choice(STRANGE))
        case 2 | 3:
            rows.append(list(row))
        case 4 if chance.random() < 0.5:
            header[chance.randrange(len(header))] = chance.choice(STRANGE_NAMES)
        case _:
            rows.clear()
            rows.append([])


def _bytes(chance: random.Random, rows: list[list[str]], ways: list[int]) -> bytes:
    """
    The rows written down, spoilt in these *ways*: quotes, encoding, torn, filled in, not a table.
    """
    separator, end = chance.choice(",;\t"), chance.choice(ENDS)
    if 0 in ways:
        text = end.join(separator.join(row) for row in rows)
    else:
        stream = StringIO()
        csv.writer(stream, delimiter=separator, lineterminator=end).writerows(rows)
        text = stream.getvalue()
    content = text.encode(chance.choice(STRANGE_ENCODINGS if 1 in ways else ENCODINGS), "replace")
    at = chance.randrange(len(content) + 1)
    if 2 in ways:
        content = chance.choice((content[:at], content[at:]))
    if 3 in ways:
        filling = chance.choice((b"\0", b'"', b"\xff", b"\r", b"\xef\xbb\xbf", chance.randbytes(7)))
        content = content[:at] + filling + content[at:]
    if 4 in ways:
        content = chance.choice((b"", chance.randbytes(200), b"PK\x03\x04" + content, b"\n" * 300))
    return content
