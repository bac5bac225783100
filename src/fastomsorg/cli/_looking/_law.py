"""
Looking the law up: the rule-book of a day, and what entitles somebody under it.
"""

import datetime as dt
from collections.abc import Iterator
from enum import Enum
from typing import Any, TypeAlias

import attrs

from fastomsorg.cli import _options as option
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Names, Voice, plain_reason, show_reasons
from fastomsorg.decisions import blocking
from fastomsorg.law import (
    Citation,
    OfferDuty,
    Outcome,
    ResearchSample,
    Rules,
    SearchRule,
    Sourced,
    Transition,
    rulebook_fingerprint,
    rules_on,
)

Citations: TypeAlias = tuple[Citation, ...]


def law(run: Run, on: option.MaybeOn = None) -> None:
    """
    The rule-book of a day (*gällande rätt*), with words and sections. Needs no store.
    """
    day = on or run.today()
    rules = rules_on(day)
    run.voice.document(
        "law",
        {
            "on": day.isoformat(),
            "rulebook": rulebook_fingerprint(),
            "rules": [_plain_rule(*entry) for entry in rules.entries],
            "transitions": [_plain_transition(each) for each in rules.transitions],
        },
    )
    run.voice.heading(run.voice.text("law.heading", on=day))
    if not any(question == "offer" and each.confirmed for question, _, each in rules.entries):
        run.voice.say("law.no_duty")
    for asked, since, words, basis in _rules(run.voice, rules):
        run.voice.heading(f"\n{asked}")
        run.voice.item(words, level=1)
        run.voice.item(run.voice.text("law.since", on=since, citations=basis), "dim", level=1)
    if any(not sourced.confirmed for _, _, sourced in rules.entries):
        run.voice.line("")
        run.voice.say("law.unconfirmed")
    if any(not each.confirmed for each in rules.transitions):
        run.voice.line("")
        run.voice.say("law.unconfirmed_transition")


def explain(run: Run, staff: option.Staff, on: option.MaybeOn = None) -> None:
    """
    Is somebody entitled on a day (*behörig*), by which ground and section?
    """
    voice, desk, day = run.voice, run.desk(), on or run.today()
    names = Names(desk, voice)
    answer = desk.explain(staff, on=day).answer
    voice.document(
        "explain",
        {
            "staff": staff,
            "on": day.isoformat(),
            "outcome": answer.outcome.value,
            "ground": None if answer.ground is None else answer.ground.value,
            "until": None if answer.last_day is None else answer.last_day.isoformat(),
            "citations": [str(citation) for citation in answer.citations],
            "remarks": [plain_reason(remark, names) for remark in answer.remarks],
        },
    )
    voice.heading(voice.text("explain.heading", staff=names.staff(staff, day), on=day))
    voice.say("explain.outcome", outcome=answer.outcome)
    if answer.ground is not None:
        voice.say("explain.ground", ground=answer.ground)
    if answer.last_day is not None:
        voice.say("explain.until", last_day=answer.last_day)
    if answer.outcome is Outcome.NOT_ENTITLED:
        voice.item(names.reason(blocking("title_missing", staff=staff, day=day)), "red")
    if answer.citations:
        voice.say("basis", citations=answer.citations)
    show_reasons(voice, answer.remarks, names)


def _rules(voice: Voice, rules: Rules) -> Iterator[tuple[str, dt.date, str, Citations]]:
    """
    Each question with the first day of its answer, the words and where they stand.
    """
    for question, name, sourced in rules.entries:
        mark = "" if sourced.confirmed else " *"
        asked = voice.text(f"law.{question}.{name}") + mark
        yield asked, sourced.start, _words(voice, question, name, sourced), sourced.basis
    for each in rules.transitions:
        asked = voice.text("law.transition") + ("" if each.confirmed else " **")
        yield asked, each.first_day, each.words, each.basis


def _words(voice: Voice, question: str, name: str, sourced: Sourced[Any]) -> str:
    """
    How the law puts it; that it requires no title is said first, for the words do not say so.
    """
    if (question, name) == ("title", "title_required") and sourced.value is None:
        return voice.text("law.no_title", words=sourced.words)
    return sourced.words


def _plain_rule(question: str, name: str, sourced: Sourced[Any]) -> dict[str, Any]:
    return {
        "question": question,
        "name": name,
        "value": _plain_value(sourced.value),
        "from": sourced.start.isoformat(),
        "basis": [str(citation) for citation in sourced.basis],
        "words": sourced.words,
        "source": sourced.source,
        "confirmed": sourced.confirmed,
    }


def _plain_transition(each: Transition) -> dict[str, Any]:
    return {
        "name": each.name,
        "employed_on": each.employed_on.isoformat(),
        "title": each.title.value,
        "first": each.first_day.isoformat(),
        "last": each.last_day.isoformat(),
        "basis": [str(citation) for citation in each.basis],
        "words": each.words,
        "source": each.source,
        "confirmed": each.confirmed,
    }


def _plain_value(value: object) -> Any:
    match value:
        case Enum():
            return value.value
        case tuple():
            return [_plain_value(each) for each in value]
        case Citation():
            return str(value)
        case OfferDuty() | SearchRule() | ResearchSample():
            fields = (field.name for field in attrs.fields(type(value)))
            return {name: _plain_value(getattr(value, name)) for name in fields}
        case _:
            return value
