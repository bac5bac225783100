"""
The handbook as a story: what is done when, and what must then be the case.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs

from fastomsorg.terms import Instant, stockholm

ACTOR = "susapo"
OLGA, RUT = "10003341", "10003112"
TABLES = "*.csv"
SUS, NORR, VAST = "sus-hemtjanst", "norr-hemtjanst", "vast-hemtjanst"


@attrs.frozen
class Step:
    """
    Something done (*steg*): *key* of the text in ``cli.demo.step``, the commands, and what the
    clock showed.
    """

    key: str
    at: Instant
    commands: tuple[tuple[str, ...], ...]


@attrs.frozen
class Check:
    """
    Something that must be the case (*kontroll*): *pick* finds it in what a command answers.
    """

    key: str
    command: tuple[str, ...]
    pick: Callable[[Any], object]
    expected: object


def _at(month: int, day: int, hour: int, minute: int = 0) -> Instant:
    return dt.datetime(2025, month, day, hour, minute, tzinfo=stockholm()).astimezone(dt.UTC)


FEBRUARY = ("--from", "2025-02-01", "--to", "2025-02-16")

STEPS = (
    Step(
        "init",
        _at(2, 17, 8),
        (("init", "--name", "Susanne APO", "--title", "Enhetschef senior"),),
    ),
    Step("import", _at(2, 17, 8, 5), (("import", TABLES), ("deliver",))),
    Step(
        "offer",
        _at(2, 17, 9),
        (("unhandled", SUS), ("offer", OLGA, SUS), ("explain", "greal")),
    ),
    Step(
        "answer",
        _at(2, 17, 10, 11),
        (
            (
                *("status", OLGA, SUS, "accepted", "--on", "2025-02-17"),
                *("--primary", "brs89", "--deputy", "greal"),
            ),
            ("show", OLGA),
        ),
    ),
    Step(
        "plan",
        _at(2, 17, 14, 28),
        (
            ("appoint", OLGA, SUS, "--on", "2025-02-17", "--deputy", "chros", "--confirm"),
            ("show", OLGA),
        ),
    ),
    Step("notes", _at(2, 17, 14, 40), (("notes", "--client", OLGA),)),
    Step(
        "move",
        _at(3, 3, 9),
        (
            ("move", OLGA, "--from", SUS, "--to", NORR, "--on", "2025-03-10"),
            ("show", OLGA, "--on", "2025-03-09"),
            ("show", OLGA, "--on", "2025-03-10"),
        ),
    ),
    Step(
        "other_move",
        _at(3, 3, 9, 15),
        (
            ("show", RUT, "--on", "2025-03-09"),
            ("move", RUT, "--from", NORR, "--to", VAST, "--on", "2025-03-10"),
            ("show", RUT, "--on", "2025-03-10"),
        ),
    ),
    Step("deliver", _at(3, 10, 6), (("deliver",),)),
    Step(
        "end",
        _at(3, 24, 13),
        (
            ("end", RUT, SUS, "--last-day", "2025-03-31"),
            ("show", RUT, "--on", "2025-03-31"),
            ("show", RUT, "--on", "2025-04-01"),
        ),
    ),
    Step(
        "search",
        _at(3, 24, 15),
        (
            ("search", "--status", "accepted", "--on", "2024-11-01", "--names"),
            ("search", "--changed", "--on", "2024-11-01"),
        ),
    ),
    Step(
        "continuity",
        _at(3, 24, 15, 20),
        (("continuity", *FEBRUARY, "--unit", SUS, "--names"),),
    ),
)


def _show(client: str, on: str, *, known: str | None = None) -> tuple[str, ...]:
    return ("show", client, "--on", on, *(("--known", known) if known else ()))


def _case(unit: str) -> Callable[[Any], Any]:
    def pick(shown: Any) -> Any:
        return next(case for case in shown["cases"] if case["unit"]["id"] == unit)

    return pick


def _of(unit: str, *path: str) -> Callable[[Any], object]:
    """
    What stands at the unit under a path of keys.
    """

    def pick(shown: Any) -> object:
        found = _case(unit)(shown)
        for key in path:
            found = None if found is None else found[key]
        return found

    return pick


def _seats(staff: str) -> Callable[[Any], object]:
    def pick(found: Any) -> object:
        return next(
            "/".join(str(each[seat]) for seat in ("primary", "deputy", "total"))
            for each in found["staff"]
            if each["id"] == staff
        )

    return pick


def _of_base(share: Any) -> str:
    return "{hits}/{base}".format(**share)


def _visits_of(client: str) -> Callable[[Any], object]:
    """
    The visits of a client by the primary, the deputy, and either.
    """

    def pick(found: Any) -> object:
        return next(
            ", ".join(_of_base(each[seat]) for seat in ("primary", "deputy", "total"))
            for each in found["clients"]
            if each["id"] == client
        )

    return pick


COUNTED = ("continuity", *FEBRUARY, "--unit", SUS, "--names")
SEARCHED = ("search", "--status", "accepted", "--on", "2024-11-01", "--names")
MORNING = "2025-02-17T09:00"

CHECKS = (
    Check("not_asked", _show(OLGA, "2025-02-17", known=MORNING), _of(SUS, "status"), "not_asked"),
    Check("accepted", _show(OLGA, "2025-02-17"), _of(SUS, "status"), "accepted"),
    Check("primary", _show(OLGA, "2025-02-17"), _of(SUS, "primary", "name"), "Britta Söder"),
    Check(
        "first_deputy",
        _show(OLGA, "2025-02-17", known="2025-02-17T12:00"),
        _of(SUS, "deputy", "name"),
        "Greta Olsson",
    ),
    Check(
        "plan_lines",
        _show(OLGA, "2025-02-17"),
        lambda shown: "; ".join(_case(SUS)(shown)["plan_lines"]),
        "Britta Söder, 07012365498, britta@mail.se; Charlotte Rosander, 070-3577544",
    ),
    Check("notes", ("notes", "--client", OLGA, "--unit", SUS), lambda told: len(told["notes"]), 2),
    Check("before_move", _show(OLGA, "2025-03-09"), _of(SUS, "primary", "name"), "Britta Söder"),
    Check("moved_from", _show(OLGA, "2025-03-10"), _of(SUS, "primary"), None),
    Check("moved_to", _show(OLGA, "2025-03-10"), _of(NORR, "status"), "not_asked"),
    Check("kept", _show(RUT, "2025-03-10"), _of(SUS, "primary", "name"), "Charlotte Rosander"),
    Check(
        "before_end", _show(RUT, "2025-03-31"), _of(SUS, "primary", "name"), "Charlotte Rosander"
    ),
    Check("after_end", _show(RUT, "2025-04-01"), _of(SUS, "primary"), None),
    Check("older", SEARCHED, lambda found: found["count"]["65+"], 10),
    Check("younger", SEARCHED, lambda found: found["count"]["under_65"], 2),
    Check("annika", SEARCHED, _seats("ann64"), "1/0/1"),
    Check("birgitta", SEARCHED, _seats("olofser"), "1/0/1"),
    Check("britta", SEARCHED, _seats("brs89"), "3/0/3"),
    Check("mean", COUNTED, lambda found: round(found["mean"], 2), 1.57),
    Check("median", COUNTED, lambda found: found["median"], 1),
    Check("contact_share", COUNTED, lambda found: _of_base(found["contact_share"]), "5/13"),
    Check("borje", COUNTED, _visits_of("6000010"), "1/3, 2/3, 3/3"),
)
