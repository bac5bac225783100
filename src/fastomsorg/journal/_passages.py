"""
What there is to say in the journal of each day that a registration speaks of.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

import attrs

from fastomsorg.decisions import AlsoNoted
from fastomsorg.history import (
    DoneRecorded,
    EnactmentMovedAway,
    EnactmentStarted,
    LastDaySet,
    StatusRecorded,
)
from fastomsorg.terms import Fact, OfferForm, Period, Status, day_before

from ._registered import Registered
from ._seats import ANSWER_OR_SEAT, holders, seat_facts


@attrs.frozen
class Passage:
    """
    A template with its facts (*stycke*): a note, or a part of one.
    """

    template: str
    on: dt.date
    facts: Mapping[str, Fact] = attrs.field(repr=False)


def passages(registered: Registered) -> Iterator[Passage]:
    """
    One passage for each thing to note, in order of days.
    """
    told = [*_moves(registered), *_ends(registered), *_done(registered)]
    for day in {event.on for event in registered.events if isinstance(event, ANSWER_OR_SEAT)}:
        passage = _answer(registered, day) or _change(registered, day)
        if passage is not None:
            told.append(passage)
    yield from sorted(told, key=lambda passage: passage.on)


def together(name: str, told: Iterable[Passage]) -> dict[str, Fact]:
    """
    The facts of several passages in a list called *name*, each under its number; {} for none.
    """
    facts: dict[str, Fact] = {}
    templates: list[str] = []
    for number, passage in enumerate(told, start=1):
        templates.append(passage.template)
        facts |= {f"{name}.{number}.{each}": fact for each, fact in passage.facts.items()}
    return {name: tuple(templates), **facts} if templates else {}


def _answer(registered: Registered, day: dt.date) -> Passage | None:
    """
    The last answer of the day, with what it means for the contacts.
    """
    answers = [e for e in registered.events if isinstance(e, StatusRecorded) and e.on == day]
    if not answers:
        return None
    answer = answers[-1]
    facts = seat_facts(registered, day)
    match answer.status:
        case Status.ACCEPTED:
            if not {"new_primary", "kept_primary"} & facts.keys():
                facts["contact"] = "to_follow"
            return _with_offer(Passage("accepted/1", day, facts), answer)
        case Status.DECLINED:
            return _with_offer(Passage("declined/1", day, facts), answer)
        case Status.NO_NEED:
            return Passage("no_need/1", day, {**facts, **_assessed(answer)})
        case Status.NOT_ASKED:
            return None
        case _:
            assert_never(answer.status)


def _with_offer(passage: Passage, answer: StatusRecorded) -> Passage:
    """
    The passage, and how the offer was made, where that was said: a template of its own.
    """
    if not answer.offered:
        return passage
    forms = "_".join(form.value for form in OfferForm if form in answer.offered)
    template = passage.template.replace("/1", "/2")
    return Passage(template, passage.on, {**passage.facts, "offered": forms})


def _assessed(answer: StatusRecorded) -> Mapping[str, Fact]:
    if answer.assessment is None:
        return {}
    return {
        "assessment": answer.assessment.reason,
        "persons_view": answer.assessment.persons_view,
        "assessed_by": answer.assessment.by,
    }


def _change(registered: Registered, day: dt.date) -> Passage | None:
    """
    A new primary before a new deputy, and either before a seat that falls empty.
    """
    facts = seat_facts(registered, day)
    if "new_primary" in facts:
        template = "replaced/1" if "former_primary" in facts else "appointed/1"
    elif "new_deputy" in facts:
        template = "deputy_appointed/1"
    elif AlsoNoted.ENDED in registered.also and {"left_primary", "left_deputy"} & facts.keys():
        template = "contact_ended/1"
    else:
        return None
    return Passage(template, day, facts)


def _ends(registered: Registered) -> Iterator[Passage]:
    """
    A stay that has been given a last day, or has lost one it had.
    """
    set_here = any(isinstance(event, LastDaySet) for event in registered.events)
    if AlsoNoted.ENDED not in registered.also or not set_here:
        return
    before, after = registered.before.life.stays, registered.after.life.stays
    for last_day in sorted(_last_days(after) - _last_days(before)):
        facts = {"last_day": last_day, **holders(registered, last_day)}
        yield Passage("ended/1", last_day, facts)
    if len(after) == len(before):
        for was, is_now in zip(before, after, strict=True):
            if was.last_day and is_now.last_day is None:
                yield Passage("end_withdrawn/1", was.last_day, {"last_day": was.last_day})


def _last_days(stays: tuple[Period, ...]) -> set[dt.date]:
    return {stay.last_day for stay in stays if stay.last_day is not None}


def _moves(registered: Registered) -> Iterator[Passage]:
    """
    A move away, or here, that changed the days of a stay.
    """
    same_stays = registered.before.life.stays == registered.after.life.stays
    if AlsoNoted.MOVED not in registered.also or same_stays:
        return
    away = [e for e in registered.events if isinstance(e, EnactmentMovedAway)]
    if away:
        first = min(away, key=lambda event: event.on)
        last_day = day_before(first.on)
        facts = {"unit": registered.unit_name(first.to), "last_day": last_day}
        yield Passage("moved/1", first.on, {**facts, **holders(registered, last_day)})

    here = [e for e in registered.events if isinstance(e, EnactmentStarted) and e.moved_from]
    if here:
        start = min(here, key=lambda event: event.on)
        spell = registered.after.life.on(start.on)
        facts = {"unit": registered.unit_name(start.moved_from or ""), "on": start.on}
        status = {"status": spell.status.value} if spell else {}
        yield Passage(
            "moved_here/1", start.on, {**facts, **status, **holders(registered, start.on)}
        )


def _done(registered: Registered) -> Iterator[Passage]:
    """
    What the routine wants noted of what was done, in its own words; or whatever was done.
    """
    for event in registered.events:
        if not isinstance(event, DoneRecorded):
            continue
        wording = registered.wordings.get(event.kind)
        comment = {"comment": event.text} if event.text else {}
        if wording is not None and (wording.noted or AlsoNoted.DONE in registered.also):
            items = tuple(wording.items.get(item, item) for item in sorted(event.items))
            ticked: dict[str, Fact] = {"items": items} if items else {}
            facts = {"on": event.on, "what": wording.title, **ticked, **comment}
            yield Passage("done/2", event.on, facts)
        elif AlsoNoted.DONE in registered.also:
            yield Passage("done/1", event.on, {"on": event.on, "what": event.kind, **comment})
