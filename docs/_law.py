"""
The reference of the law, made from the statutes.
"""

import datetime as dt
import inspect
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import attrs

from docs._markdown import grid, joined, made_from
from fastomsorg.law import (
    Citation,
    LegalAct,
    OfferDuty,
    Sourced,
    Statutes,
    Timeline,
    Transition,
)
from fastomsorg.terms import day_before

PAGE = Path(__file__).parent / "reference" / "law.md"

OPENING = f"""\
# The law

{made_from("src/fastomsorg/law/statutes")}

What the library knows of the law, and from which day: first by question, then by statute. An
answer holds from its first day until the next begins; repealed law stays, because old days are
asked about too. Before the first day the library knows of no rule.

*Sure* is **yes** where the text, or what an authority says of it, was read, and **open** where it
could not be confirmed. Open law never counts by itself: the local rules have to switch it on, and
every verdict that rests on it says so. Words in ”quotation marks” are quoted; the rest gives the
substance.
"""


EXCEPTIONS = """\
Whoever has no certificate may be appointed where a sure reading of the exception holds. Where only
an open one does, the answer is *unclear*: it counts as no, unless the local rules accept it by a
choice with a date. Where the readings differ, a remark cites the texts of both.
"""


def page(statutes: Statutes) -> str:
    """
    The whole page, in Markdown.
    """
    parts = [OPENING, "## By question", *_questions(statutes), "## By statute", *_acts(statutes)]
    return joined(parts)


def _questions(statutes: Statutes) -> Iterator[str]:
    asked = ""
    for question, name, timeline in statutes.timelines():
        if question != asked:
            yield f"### {inspect.getdoc(getattr(statutes, question))}"
            asked = question
        yield f"#### {_title(name)}"
        yield _table(timeline)
        yield _words(timeline.entries)
        if name == "title_required":
            yield from _transitions(statutes.title.transition)


def _title(name: str) -> str:
    return name.replace("_", " ").replace(".", ": ").capitalize()


def _table(timeline: Timeline[Any]) -> str:
    ends = [*(day_before(entry.start) for entry in timeline.entries[1:]), None]
    rows = [
        (entry.start, end or "", _value(entry.value), _places(entry.basis), _sure(entry.confirmed))
        for entry, end in zip(timeline.entries, ends, strict=True)
    ]
    return grid(("from", "through", "answer", "where", "sure"), rows)


def _transitions(transitions: Iterable[Transition]) -> Iterator[str]:
    yield "#### Exceptions"
    yield EXCEPTIONS
    yield grid(
        ("reading", "permanent with the title on", "from", "through", "where", "sure"),
        [
            (
                f"{each.reading} (`{each.name}`)",
                f"{each.employed_on}, `{each.title}`",
                each.first_day,
                each.last_day,
                _places((*each.basis, *each.parallel, *each.guidance)),
                _sure(each.confirmed),
            )
            for each in transitions
        ],
    )
    yield _words(transitions)


def _words(entries: Iterable[Sourced[Any] | Transition]) -> str:
    return "\n".join(
        f"* {_label(entry)}: {entry.words} (Source: {entry.source}.)" for entry in entries
    )


def _label(entry: Sourced[Any] | Transition) -> str:
    return f"Reading {entry.reading}" if isinstance(entry, Transition) else str(entry.start)


def _acts(statutes: Statutes) -> Iterator[str]:
    cited = sorted(set(_cited(statutes)), key=_as_numbered)
    for act in statutes.acts.act:
        yield f"### {act.title}\n\n{_in_force(act)}"
        yield grid(
            ("where", "what", "from"),
            [(place.place, what, day) for place, day, what in cited if place.act == act.name],
        )
    listed = {act.name for act in statutes.acts.act}
    yield "### What explains the law"
    yield grid(
        ("where", "what", "from"),
        [
            (place, what, day)
            for place, day, what in sorted(cited, key=lambda each: each[0].act)
            if place.act not in listed
        ],
    )


def _cited(statutes: Statutes) -> Iterator[tuple[Citation, dt.date, str]]:
    for _, name, timeline in statutes.timelines():
        for entry in timeline.entries:
            for place in entry.basis:
                yield place, entry.start, _title(name)
    for each in statutes.title.transition:
        for place in (*each.basis, *each.parallel, *each.guidance):
            yield place, each.first_day, f"Exceptions: reading {each.reading}"


def _as_numbered(cited: tuple[Citation, dt.date, str]) -> list[tuple[bool, int, str]]:
    """
    Chapter 3 comes before chapter 11, and numbers before words.
    """
    place, day, what = cited
    parts = re.findall(r"[0-9]+|[^0-9]+", f"{place.place} {day} {what}")
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _in_force(act: LegalAct) -> str:
    until = f", repealed {act.repealed}" if act.repealed else ""
    return f"Cited as *{act.name}*. In force from {act.start}{until}."


def _value(value: Any) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case Citation():
            return str(value)
        case Enum() | int() | str():
            return f"`{value}`"
        case tuple():
            return ", ".join(map(_value, value)) or "none"
        case OfferDuty(granted_under=()):
            return f"unless `{value.unless}`; however granted"
        case _:
            fields = attrs.asdict(value, recurse=False)
            return "; ".join(f"{_title(name).lower()} {_value(fields[name])}" for name in fields)


def _places(places: Iterable[Citation]) -> str:
    return "; ".join(map(str, places))


def _sure(confirmed: bool) -> str:
    return "yes" if confirmed else "**open**"
