"""
Why something is due on its day, in words.
"""

from collections.abc import Iterator
from typing import assert_never

from fastomsorg.terms import Consent
from fastomsorg.texts import Language, label, text

from ._obligation import Obligation, ObligationState
from ._obligation_kinds import Anchor, Words


def explained(obligation: Obligation, language: Language, *, briefly: bool = False) -> str:
    """
    How it is counted and how it is with it (*förklaring*):
    ``14 dagar från starten 2025-02-03 → 2025-02-17``. *briefly* leaves out what the routine chose.
    """
    said = counted(obligation, language, briefly=briefly)
    return " ".join((*said, *_as_it_is(obligation, language)))


def in_words(words: Words, language: Language) -> str:
    """
    A text of the routine's own in the language, or in Swedish where it has no other.
    """
    return words.get(language) or words.get(Language.SV, "")


def counted(obligation: Obligation, language: Language, *, briefly: bool = False) -> Iterator[str]:
    """
    From what it is counted, and what the routine chose of that: the same whatever day it is.
    """
    anchor, within = obligation.anchor.value, obligation.kind.within
    if obligation.moved:
        anchor = "moved_here"
    if obligation.from_day is None:
        yield text(language, "obligations.waits", anchor=anchor)
    elif within is None and obligation.anchor is Anchor.YEAR:
        yield text(language, "obligations.yearly", due=obligation.due)
    elif within is None:
        yield text(language, "obligations.from", anchor=anchor, day=obligation.from_day)
    else:
        one = within.amount == 1
        yield text(
            language,
            "obligations.one" if one else "obligations.counted",
            amount=within.amount,
            unit=within.unit,
            anchor=anchor,
            day=obligation.from_day,
            due=obligation.due,
        )
    if obligation.kind.chosen and not briefly:
        yield in_words(obligation.kind.chosen, language)


def _as_it_is(obligation: Obligation, language: Language) -> Iterator[str]:
    if obligation.kind.checklist and obligation.ticked:
        yield text(
            language,
            "obligations.ticked",
            ticked=len(obligation.ticked),
            points=len(obligation.kind.checklist),
        )
    match obligation.state:
        case ObligationState.MET:
            yield _met(obligation, language)
        case ObligationState.LATE:
            assert obligation.due is not None
            days = (obligation.on - obligation.due).days
            key = "obligations.late_one" if days == 1 else "obligations.late"
            yield text(language, key, days=days)
        case ObligationState.LAPSED:
            yield _lapsed(obligation, language)
        case ObligationState.BLOCKED:
            yield _blocked(obligation, language)
        case ObligationState.DUE:
            pass
        case _:
            assert_never(obligation.state)


def _met(obligation: Obligation, language: Language) -> str:
    due, met_on = obligation.due, obligation.met_on
    if due is not None and met_on is not None and met_on > due:
        days = (met_on - due).days
        key = "obligations.met_late_one" if days == 1 else "obligations.met_late"
        return text(language, key, met_on=met_on, days=days)
    return text(language, "obligations.met", met_on=met_on)


def _lapsed(obligation: Obligation, language: Language) -> str:
    assert obligation.lapse is not None
    status = label(language, obligation.status) if obligation.status else ""
    return text(
        language,
        f"obligations.lapse.{obligation.lapse.value}",
        day=obligation.lapsed_on,
        status=status,
        to=obligation.kind.informs or "",
    )


def _blocked(obligation: Obligation, language: Language) -> str:
    said = obligation.consent
    key = "missing" if said in (None, Consent.GIVEN) else said.value
    return text(language, f"obligations.blocked.{key}", to=obligation.kind.informs)
