"""
From TOML to the sheets of a routine: one for each day on which it begins to say something else.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import attrs

from ._places import Path, key_lines
from ._problems import RoutineProblem, RoutineText
from ._sheet import CHOICES, Place, Said, Sheet, shown, written_key

Complain: TypeAlias = Callable[[RoutineProblem], None]
"""Takes down what is wrong; reading goes on, so that everything is found at once."""

ENTRIES = ("rules", "obligation", "targets")
"""Tables of things with a source each; the others have one source for the whole table."""

SOURCED = ("load", "team", "longer_absence", "demands")
FIRST_ONLY = ("name", "extends", "version")
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)$")


@attrs.frozen
class Written:
    """
    A routine as its file has it: the name, what it is built on, and a sheet for each version.
    """

    text: RoutineText
    name: str
    extends: str | None
    sheets: tuple[tuple[dt.date, Sheet], ...]

    @property
    def first(self) -> Sheet:
        return self.sheets[0][1]


def written(text: RoutineText, complain: Complain) -> Written | None:
    """
    Read the file, or complain of it: None where it has no name or no day to begin on. A version
    without a day is left out, and the rest looked at.
    """
    try:
        said = tomllib.loads(text.text)
    except tomllib.TOMLDecodeError as error:
        complain(_no_toml(text, error))
        return None
    lines = key_lines(text.text)
    first = _sheet(said, (), text, lines, complain)
    rows = said.get("version", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        complain(_problem(first, ("version",), str(rows), "routine_rows"))
        rows = []
    later = [
        _sheet(_version(row, number, first, complain), ("version", number), text, lines, complain)
        for number, row in enumerate(rows)
    ]
    for sheet in (first, *later):
        _with_sources(sheet.said, said.get("source"))
    days = [_day(sheet, complain) for sheet in (first, *later)]
    name = _word(first, "name", complain)
    extends = _word(first, "extends", complain) if "extends" in said else None
    if name is None or days[0] is None:
        return None
    sheets = zip(days, (first, *later), strict=True)
    return Written(text, name, extends, tuple((day, sheet) for day, sheet in sheets if day))


def _no_toml(text: RoutineText, error: tomllib.TOMLDecodeError) -> RoutineProblem:
    found = _AT_LINE.search(str(error))
    at_end = text.text.count("\n") + 1
    line, column = (int(found[1]), int(found[2])) if found else (at_end, 1)
    facts = {"problem": _AT_LINE.sub("", str(error)).strip(), "column": column}
    return RoutineProblem(text.file, line, "", "", "routine_toml", facts)


def _version(row: Said, number: int, first: Sheet, complain: Complain) -> Said:
    for key in FIRST_ONLY:
        if key in row:
            path = ("version", number, key)
            complain(_problem(first, path, key, "routine_first_only", key=key))
    return {key: value for key, value in row.items() if key not in FIRST_ONLY}


def _sheet(
    said: Said, above: Path, text: RoutineText, lines: Mapping[Path, int], complain: Complain
) -> Sheet:
    """
    The keys of one version, its obligations by kind, with their places.
    """
    own = len(above)
    places = {
        path[own:]: Place(text.file, line) for path, line in lines.items() if path[:own] == above
    }
    places.setdefault((), Place(text.file, 1))
    here = {key: value for key, value in said.items() if key != "version"}
    sheet = Sheet(here, places)
    if "obligation" in here:
        here["obligation"], places = _by_kind(sheet, complain)
    if isinstance(here.get("rules"), dict):
        here["rules"] = {key: _entry(key, each) for key, each in here["rules"].items()}
    return Sheet(here, places)


def _entry(key: str, said: Any) -> Any:
    return said if isinstance(said, dict) or key in CHOICES else {"value": said}


def _with_sources(said: Said, source: object) -> None:
    """
    Let what names no document rest on the version's, or on *source*. Stands on open law name one.
    """
    source = said.get("source", source)
    if not isinstance(source, str):
        return
    for table in ENTRIES:
        for key, entry in _tables(said.get(table)):
            if key not in CHOICES and "remove" not in entry:
                entry.setdefault("source", source)
    for table in SOURCED:
        if isinstance(whole := said.get(table), dict):
            whole.setdefault("source", source)


def _tables(given: Any) -> list[tuple[str, Said]]:
    if not isinstance(given, dict):
        return []
    return [(key, each) for key, each in given.items() if isinstance(each, dict)]


def _by_kind(sheet: Sheet, complain: Complain) -> tuple[Said, dict[Path, Place]]:
    """
    The obligations under their kinds, and their places too.
    """
    rows = sheet.said["obligation"]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        complain(_problem(sheet, ("obligation",), str(rows), "routine_rows"))
        return {}, dict(sheet.places)
    kinds: Said = {}
    places = dict(sheet.places)
    for number, row in enumerate(rows):
        at = sheet.place(("obligation", number))
        kind = row.get("kind")
        path: Path = ("obligation", number, "kind")
        if not isinstance(kind, str):
            complain(_problem(sheet, path, shown(kind), "routine_kind_missing"))
        elif kind in kinds:
            line = places["obligation", kind].line
            complain(_problem(sheet, path, kind, "routine_kind_twice", kind=kind, line=line))
        else:
            kinds[kind] = dict(row)
            places["obligation", kind] = at
            for inside, place in sheet.places.items():
                if inside[:2] == ("obligation", number) and len(inside) > 2:
                    places["obligation", kind, *inside[2:]] = place
    return kinds, places


def _day(sheet: Sheet, complain: Complain) -> dt.date | None:
    day = sheet.said.get("from")
    if isinstance(day, dt.date) and not isinstance(day, dt.datetime):
        return day
    code = "routine_key_missing" if day is None else "routine_day"
    complain(_problem(sheet, ("from",), shown(day), code))
    return None


def _word(sheet: Sheet, key: str, complain: Complain) -> str | None:
    said = sheet.said.get(key)
    if isinstance(said, str) and re.fullmatch(r"[a-z0-9][a-z0-9_.-]*", said):
        return said
    code = "routine_key_missing" if said is None else "routine_name"
    complain(_problem(sheet, (key,), shown(said), code))
    return None


def _problem(sheet: Sheet, path: Path, got: str, expected: str, **facts: Any) -> RoutineProblem:
    place = sheet.place(path)
    return RoutineProblem(place.file, place.line, written_key(path), got, expected, facts)
