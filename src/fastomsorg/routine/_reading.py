"""
Reading a routine: its text, what it is built on, and all that stands in the way of using it.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping

import attrs

from fastomsorg.law import Operator

from ._below_the_board import weaker_than_the_boards
from ._contradictions import contradictions, idle
from ._obligation_kinds import ObligationKind
from ._problems import RoutineError, RoutineProblem, RoutineText, one_of
from ._routine import Routine, Versions
from ._shape import shaped
from ._sheet import Sheet, merged, written_key
from ._weaker import Weakness, weaker_than_the_law
from ._written import Written, written

KIND = re.compile(r"[a-z][a-z0-9_]*")

NATIONAL_NAME = "national"
"""The routine that says what the law says, and which nobody else's may be called."""


@attrs.frozen
class Layer:
    """
    A version with what was written for it, and the board's routine that it may not fall short of.
    """

    sheet: Sheet
    routine: Routine
    board: Routine | None


def read_routine(
    own: RoutineText, *, beside: Iterable[RoutineText] = (), profiles: Mapping[str, RoutineText]
) -> tuple[Versions, tuple[RoutineText, ...]]:
    """
    Read a routine (*läs in rutin*): its versions, and every text they rest on, its own first.

    What it extends is looked for *beside* it, then among the *profiles*, by name. Raises
    `RoutineError` with everything that is wrong in any of the texts.
    """
    reading = _Reading(_by_name(beside), profiles)
    layers = reading.read(own, ())
    if reading.problems or not layers:
        raise RoutineError.of(dict.fromkeys(reading.problems))
    return Versions(layer.routine for layer in layers), tuple(dict.fromkeys(reading.texts))


def name_in(text: RoutineText) -> str | None:
    """
    The name that a routine gives itself (*rutinens namn*), or None where it cannot be read.
    """
    try:
        name = tomllib.loads(text.text).get("name")
    except tomllib.TOMLDecodeError:
        return None
    return name if isinstance(name, str) else None


def _by_name(texts: Iterable[RoutineText]) -> Mapping[str, tuple[RoutineText, ...]]:
    found: dict[str, tuple[RoutineText, ...]] = {}
    for text in dict.fromkeys(texts):
        name = name_in(text)
        if name is not None:
            found[name] = (*found.get(name, ()), text)
    return found


class _Reading:
    """
    One reading: what has been read on the way, and what was wrong with it.
    """

    def __init__(
        self,
        beside: Mapping[str, tuple[RoutineText, ...]],
        profiles: Mapping[str, RoutineText],
    ) -> None:
        self._beside = beside
        self._profiles = profiles
        self.problems: list[RoutineProblem] = []
        self.texts: list[RoutineText] = []

    def read(self, text: RoutineText, chain: tuple[str, ...]) -> tuple[Layer, ...]:
        """
        The versions of a routine; *chain* are the names of those that are built on it.
        """
        self.texts.append(text)
        found = written(text, self.problems.append)
        if found is None:
            return ()
        if found.name == NATIONAL_NAME and text != self._profiles.get(NATIONAL_NAME):
            self._complain(found.first, ("name",), found.name, "routine_name_taken")
        found = self._dated(found)
        base = self._base(found, (*chain, found.name)) if found.extends else ()
        if base is None:
            return ()
        layers = (self._layer(found, day, base) for day in _turning_points(found, base))
        return tuple(layer for layer in layers if layer is not None)

    def _dated(self, found: Written) -> Written:
        """
        The versions that begin on days of their own, none before the first.
        """
        kept: dict[dt.date, Sheet] = {}
        first = found.sheets[0][0]
        for day, sheet in found.sheets:
            path = ("from",)
            if day in kept:
                facts = {"day": day, "line": kept[day].place(path).line}
                self._complain(sheet, path, str(day), "routine_day_twice", **facts)
            elif day < first:
                self._complain(sheet, path, str(day), "routine_day_after", first=first)
            else:
                kept[day] = sheet
        return attrs.evolve(found, sheets=tuple(kept.items()))

    def _base(self, found: Written, chain: tuple[str, ...]) -> tuple[Layer, ...] | None:
        """
        The versions of what it extends; None where that cannot be had.
        """
        name = found.extends
        assert name is not None
        path = ("extends",)
        if name in chain:
            self._complain(found.first, path, name, "routine_circle", chain=(*chain, name))
            return None
        candidates = self._beside.get(name) or tuple(filter(None, [self._profiles.get(name)]))
        if not candidates:
            known = sorted({*self._beside, *self._profiles} - {found.name})
            expected, facts = one_of(name, known, "routine_extends_unknown")
            self._complain(found.first, path, name, expected, **facts)
            return None
        if len(candidates) > 1:
            files = tuple(each.file for each in candidates)
            self._complain(found.first, path, name, "routine_extends_several", files=files)
            return None
        layers = self.read(candidates[0], chain)
        begins, first = (layers[0].routine.start if layers else None), found.sheets[0][0]
        if begins is not None and begins > first:
            facts = {"name": name, "begins": begins}
            self._complain(found.first, ("from",), str(first), "routine_begins_later", **facts)
            return None
        return layers or None

    def _layer(self, found: Written, day: dt.date, base: tuple[Layer, ...]) -> Layer | None:
        """
        What holds from the day: the base's version, and on it each of its own that has begun.
        """
        below = next((each for each in reversed(base) if each.routine.start <= day), None)
        sheet = attrs.evolve(below.sheet, gone={}) if below else Sheet({}, {})
        begun = [each for start, each in sorted(found.sheets, key=_start) if start <= day]
        for each in begun:
            self._removals(each, sheet)
            sheet = merged(sheet, each)
        sheet = Sheet({**sheet.said, "from": day}, sheet.places, sheet.gone)
        self._own_title(found)
        routine = shaped(sheet)
        if not isinstance(routine, Routine):
            self.problems.extend(routine)
            return None
        self._kinds(sheet, routine, begun)
        board = _board(below) if below else None
        for weakness in weaker_than_the_law(routine):
            self._weak(sheet, weakness)
        if board is not None and routine.rules.operator is Operator.PRIVATE_PROVIDER:
            for weakness in weaker_than_the_boards(routine, board):
                self._weak(sheet, weakness)
        return Layer(sheet, routine, board)

    def _own_title(self, found: Written) -> None:
        for key in ("title", "source"):
            if key not in found.first.said:
                self._complain(found.first, (key,), "", "routine_key_missing")

    def _removals(self, own: Sheet, base: Sheet) -> None:
        known = base.said.get("obligation", {})
        for kind, each in own.said.get("obligation", {}).items():
            if each.get("remove") is True and kind not in known:
                expected, facts = one_of(kind, known, "routine_kind_unknown")
                self._complain(own, ("obligation", kind), kind, expected, **facts)

    def _kinds(self, sheet: Sheet, routine: Routine, own: Iterable[Sheet]) -> None:
        """
        Kinds are codes, an obligation names none but those that the routine has, and all that it
        says makes sense together.
        """
        known = [each.kind for each in routine.obligations]
        for each in routine.obligations:
            if not KIND.fullmatch(each.kind):
                self._complain(sheet, ("obligation", each.kind, "kind"), each.kind, "routine_kind")
            for key in ("of", "done_as"):
                for named in sorted(getattr(each, key) - set(known)):
                    path = ("obligation", each.kind, key)
                    expected, facts = one_of(named, known, "routine_kind_unknown")
                    self._complain(sheet, path, named, expected, **facts)
            self._sense(sheet, each, own)

    def _sense(self, sheet: Sheet, kind: ObligationKind, own: Iterable[Sheet]) -> None:
        """
        What goes against the rest of an obligation; what is of no use only where it is said here.
        """
        said = {path for each in own for path in each.places}
        useless = (each for each in idle(kind) if ("obligation", kind.kind, each[0]) in said)
        for key, expected, facts in (*contradictions(kind), *useless):
            path = ("obligation", kind.kind, key)
            got = "" if key == "checklist" else sheet.got(path)
            self._complain(sheet, path, got, expected, **facts)

    def _weak(self, sheet: Sheet, weakness: Weakness) -> None:
        path, expected, facts, basis = weakness
        gone = sheet.gone.get(str(path[1])) if path[0] == "obligation" else None
        place = gone or sheet.place(path)
        self.problems.append(
            RoutineProblem(
                place.file, place.line, written_key(path), sheet.got(path), expected, facts, basis
            )
        )

    def _complain(
        self, sheet: Sheet, path: tuple[str, ...], got: str, expected: str, **facts: object
    ) -> None:
        place = sheet.place(path)
        key = written_key(path)
        self.problems.append(RoutineProblem(place.file, place.line, key, got, expected, facts))


def _start(dated: tuple[dt.date, Sheet]) -> dt.date:
    return dated[0]


def _turning_points(found: Written, base: Iterable[Layer]) -> list[dt.date]:
    own = {day for day, _ in found.sheets}
    below = {layer.routine.start for layer in base}
    return sorted(own | {day for day in below if day > min(own)})


def _board(below: Layer) -> Routine | None:
    """
    The nearest routine of a municipality's own that this is built on.
    """
    its_own = below.routine.name != NATIONAL_NAME
    if its_own and below.routine.rules.operator is Operator.MUNICIPALITY:
        return below.routine
    return below.board
