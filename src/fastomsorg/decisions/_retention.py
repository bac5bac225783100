"""
May a client's record be erased, or what keeps it?
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import attrs

from fastomsorg.care import Client
from fastomsorg.history import Case, Registration, TakenOver
from fastomsorg.law import Citation, Operator, ResearchSample, Rules, Sourced
from fastomsorg.terms import ClientId, Malformed, Purpose, day_after, day_of, years_after

from ._reason import Reason, blocking


@attrs.frozen
class ClientFile:
    """
    All the cases of one client at one operator (*personakt*): it is kept, or erased, as a whole.

    *provider* tells private providers apart; a municipality's is blank. *note_days* are the days
    that its journal notes speak of, *untold* counts what somebody has still to be told, and
    *municipalities* are those of its units, each as the people's register has it.
    """

    client: ClientId
    operator: Operator
    provider: str
    cases: tuple[Case, ...]
    municipalities: frozenset[str] = frozenset()
    note_days: tuple[dt.date, ...] = ()
    untold: int = 0


def _stated(_: object, attribute: "attrs.Attribute[Any]", given: object) -> None:
    if not given:
        raise Malformed("source_missing", field=attribute.name)


@attrs.frozen
class KeepLonger:
    """
    A reason to keep a record longer (*skäl att bevara*), with the section that says so.

    *why* is told to people as it stands, and names nobody.
    """

    why: str = attrs.field(validator=_stated)
    basis: tuple[Citation, ...] = attrs.field(validator=_stated)


@attrs.frozen
class ToErase:
    """
    The record is to be erased (*ska gallras*): since which day, and where the law says so.

    *last_note* is the day the time was counted from.
    """

    file: ClientFile
    last_note: dt.date
    due: dt.date
    basis: tuple[Citation, ...]


@attrs.frozen
class ToKeep:
    """
    The record is to be kept (*ska bevaras*): because the time has not run out, or else for every
    one of the reasons.

    *due* is the first day after the time, if nothing more is noted; None while something goes on
    or is to come, and where no rule is known.
    """

    file: ClientFile
    reasons: tuple[Reason, ...]
    last_note: dt.date
    due: dt.date | None = None


Retention: TypeAlias = ToErase | ToKeep


def retention(
    file: ClientFile,
    client: Client | None,
    *,
    on: dt.date,
    rules: Rules,
    longer: Iterable[Reason] = (),
) -> Retention:
    """
    May the record be erased on the day (*får akten gallras*)?

    The time is counted from the last note in the whole file, and ends with the day that has the
    same number (lag (1930:173) 1 §): a record whose last note is of 2021-11-22 is kept through
    2026-11-22 and erased from the day after. *longer* are further reasons to keep it. What cannot
    be found out keeps it: it can be erased another day, and never brought back.

    Source: SoL (2025:400) 16 kap. 1 §, 17 kap. 2 §, förordning (2025:468) 13 kap. 1 §; before
    2025-07-01 SoL (2001:453) 12 kap. 1 §, förordning (2001:937) 7 kap. 2 §.
    """
    years = rules.retention_years.get(file.operator)
    last = last_note(file)
    due = _due(file, last, on, years)
    reasons = tuple(_of_the_time(file, on, last, due, years)) or (
        *_of_the_delivery(file),
        *_of_the_sample(file, client, rules.research_sample),
        *longer,
    )
    if reasons or due is None or years is None:
        return ToKeep(file, reasons, last, due)
    return ToErase(file, last, due, years.basis)


def last_note(file: ClientFile) -> dt.date:
    """
    The day of the last note in the file (*sista anteckningen*), read so that it is kept rather too
    long than too short.

    The latest of: when anything was registered, annulled or not; every day that what stands speaks
    of, last days of services among them; and the days of the journal notes. What was taken over
    from another system counts from when that says, else from the days it speaks of: to read it in
    is no note.
    """
    return max(day for days in (*map(_days, file.cases), file.note_days) for day in days)


def _days(case: Case) -> Iterator[dt.date]:
    for registration in case.registrations:
        yield from _noted_on(registration)
    for registration in case.standing:
        yield from (event.on for event in registration.events)
    for enactment in case.enactments:
        if enactment.last_day is not None:
            yield enactment.last_day


def _noted_on(registration: Registration) -> Iterator[dt.date]:
    """
    The day a registration was noted; of what was read in, all that is known of it.
    """
    told = [event.recorded_at for event in registration.events if isinstance(event, TakenOver)]
    known = [instant for instant in told if instant is not None]
    if known:
        yield from map(day_of, known)
    elif registration.purpose is Purpose.MIGRATION:
        yield from (event.on for event in registration.events)
    else:
        yield day_of(registration.recorded_at)


def _due(
    file: ClientFile, last: dt.date, on: dt.date, years: Sourced[int] | None
) -> dt.date | None:
    """
    The first day the record may be erased, once it counts down: nothing goes on or is to come.
    """
    if years is None or last > on or _is_open(file, on):
        return None
    return day_after(years_after(last, years.value))


def _of_the_time(
    file: ClientFile,
    on: dt.date,
    last: dt.date,
    due: dt.date | None,
    years: Sourced[int] | None,
) -> Iterator[Reason]:
    if years is None:
        yield blocking("retention_no_rule", operator=file.operator.value, day=on)
    elif _is_open(file, on):
        yield blocking("retention_ongoing", day=on, basis=years.basis)
    elif due is None:
        yield blocking("retention_ahead", day=last, basis=years.basis)
    elif due > on:
        yield blocking("retention_not_due", day=due, basis=years.basis)


def _of_the_delivery(file: ClientFile) -> Iterator[Reason]:
    if file.untold:
        yield blocking("retention_untold", count=file.untold)


def _is_open(file: ClientFile, on: dt.date) -> bool:
    """
    Does any enactment go on, or begin later, whether or not its days count for a contact?
    """
    return any(
        enactment.period is not None and enactment.period.end_or_forever > on
        for case in file.cases
        for enactment in case.enactments
    )


def _of_the_sample(
    file: ClientFile, client: Client | None, sample: Sourced[ResearchSample] | None
) -> Iterator[Reason]:
    """
    Is it kept for research? Who was born when, and where the units are, has to be known.
    """
    if sample is None:
        yield blocking("retention_sample_unknown")
        return
    for municipality in sorted(file.municipalities):
        if sample.value.has_everybody_in(municipality):
            yield blocking("retention_everybody", municipality=municipality, basis=sample.basis)
    if not file.municipalities or "" in file.municipalities:
        yield blocking("retention_municipality_unknown", basis=sample.basis)
    if client is None or client.born is None:
        yield blocking("retention_born_unknown", basis=sample.basis)
    elif client.born.day in sample.value.born_on:
        yield blocking("retention_sample", days=sample.value.born_on, basis=sample.basis)
