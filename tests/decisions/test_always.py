"""
What holds of every decision, whatever is asked in whatever order of days.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TypeAlias

import attrs
from hypothesis import event, given

from fastomsorg.commands import Annul, Command, Correct
from fastomsorg.decisions import DayState, Granted, LocalRules, Verdict
from fastomsorg.history import Case, EnactmentMovedAway, EnactmentStarted, Event, Registration
from fastomsorg.terms import ONE_DAY, CaseKey, EnactmentId, RegistrationId, Role, Service, Status
from tests.decisions.casebook import Casebook, codes
from tests.decisions.histories import FIRST, HISTORIES, LAST, LOCAL, MOVING, Step, asked, casebook
from tests.decisions.oracle import Day, Days, lapsed, revived, walk

BEFORE, AFTER = FIRST - ONE_DAY, LAST + 2 * ONE_DAY
EVERY_DAY = [BEFORE + n * ONE_DAY for n in range((AFTER - BEFORE).days + 1)]


def decided(
    steps: list[Step], local: LocalRules
) -> Iterator[tuple[Casebook, Command, Verdict, Mapping[CaseKey, Case]]]:
    """
    Each command with its verdict and the cases it was decided on; what is granted is registered.

    Where only a confirmation is wanting it is given, as another command, if the step says so.
    """
    book = casebook(local)
    for step, confirms in steps:
        command = asked(step, book)
        if command is None:
            continue
        for each in (command, attrs.evolve(command, confirmed=True)):
            cases = book.cases_of(each)
            verdict = book.ask(each)
            event(f"{type(each).__name__} {type(verdict).__name__}")
            yield book, each, verdict, cases
            if isinstance(verdict, Granted):
                book.register(*verdict.entries)
                break
            if not confirms:
                break


def took_back(command: Command) -> RegistrationId | None:
    match command:
        case Annul():
            return command.registration
        case Correct():
            return command.annul
        case _:
            return None


def state(day: Day | None) -> DayState | None:
    if day is None:
        return None
    held = {role: day.seats.get(role, (None,))[0] for role in Role}
    return DayState(
        day.status,
        held[Role.PRIMARY],
        held[Role.DEPUTY],
        held[Role.CONTACT_PERSON],
        held[Role.DEPUTY_CONTACT_PERSON],
    )


def walked(case: Case) -> Days:
    return walk(case, BEFORE, AFTER)


@given(HISTORIES, LOCAL)
def test_what_is_granted_without_confirmation_makes_nothing_lapse_or_revive(
    steps: list[Step], local: LocalRules
) -> None:
    for _, command, verdict, cases in decided(steps, local):
        if isinstance(verdict, Granted):
            told = {code for code in codes(verdict) if code in ("lapses", "revives")}
            found = set()
            for key, events in verdict.entries:
                before, after = cases[key], cases[key].with_proposed(events)
                back = took_back(command) or RegistrationId(int=10**9)
                was, is_now = walked(before), walked(after)
                found |= {"lapses"} if lapsed(before, after, was, is_now, back) else set()
                found |= {"revives"} if revived(before, after, was, is_now, back) else set()
            assert found == told
            assert command.confirmed or told == set()


@given(HISTORIES, LOCAL)
def test_the_days_shown_are_exactly_those_that_change(steps: list[Step], local: LocalRules) -> None:
    for _, _, verdict, cases in decided(steps, local):
        if isinstance(verdict, Granted):
            for key, events in verdict.entries:
                was, is_now = walked(cases[key]), walked(cases[key].with_proposed(events))
                shown = {
                    day: (each.before, each.after)
                    for each in verdict.changed
                    if each.case == key
                    for day in EVERY_DAY
                    if day in each.period
                }
                assert shown == {
                    day: (state(was[day]), state(is_now[day]))
                    for day in EVERY_DAY
                    if state(was[day]) != state(is_now[day])
                }


@given(HISTORIES, LOCAL)
def test_days_in_a_row_that_change_alike_are_told_as_one(
    steps: list[Step], local: LocalRules
) -> None:
    for _, _, verdict, _ in decided(steps, local):
        for one, next_ in pairwise(verdict.changed):
            if one.case == next_.case and one.period.end == next_.period.start:
                assert (one.before, one.after) != (next_.before, next_.after)


@given(HISTORIES, LOCAL)
def test_contacts_are_there_only_with_a_yes_and_nobody_sits_in_two_seats(
    steps: list[Step], local: LocalRules
) -> None:
    for book, _, _, _ in decided(steps, local):
        for key in {each.case for each in book.registrations}:
            for spell in book.case(key).life.spells:
                held = {role: each.staff for role in Role if (each := spell.holder(role))}
                if spell.status is not Status.ACCEPTED:
                    assert not {Role.PRIMARY, Role.DEPUTY} & held.keys()
                if Role.PRIMARY in held:
                    assert not {Role.CONTACT_PERSON, Role.DEPUTY_CONTACT_PERSON} & held.keys()
                assert held.get(Role.PRIMARY) != held.get(Role.DEPUTY, object())
                assert held.get(Role.CONTACT_PERSON) != held.get(
                    Role.DEPUTY_CONTACT_PERSON, object()
                )


@given(MOVING, LOCAL)
def test_an_enactment_goes_on_at_one_unit_at_a_time_for_one_client(
    steps: list[Step], local: LocalRules
) -> None:
    for book, _, _, _ in decided(steps, local):
        cases = [book.case(key) for key in {each.case for each in book.registrations}]
        for day in EVERY_DAY:
            ongoing = [each.id for case in cases for each in case.ongoing(day)]
            assert sorted(ongoing) == sorted(set(ongoing))
        owners: dict[EnactmentId, set[str]] = {}
        for case in cases:
            for each in case.enactments:
                owners.setdefault(each.id, set()).add(case.key.client)
        assert [owner for owner in owners.values() if len(owner) > 1] == []


@given(MOVING, LOCAL)
def test_what_moved_goes_on_as_it_was_and_is_changed_only_where_it_went(
    steps: list[Step], local: LocalRules
) -> None:
    for book, _, _, _ in decided(steps, local):
        left, came = set(), set()
        for registration in standing(book):
            for each in registration.events:
                if isinstance(each, EnactmentMovedAway):
                    left.add((registration.id, each.enactment))
                    assert arrived(book, registration, each) == moved(book, registration, each)
                    assert changed_behind(book, registration, each) == []
                elif isinstance(each, EnactmentStarted) and each.moved_from:
                    came.add((registration.id, each.enactment))
        assert left == came


def standing(book: Casebook) -> list[Registration]:
    cases = [book.case(key) for key in {each.case for each in book.registrations}]
    return [registration for case in cases for registration in case.standing]


Went: TypeAlias = tuple[dt.date, dt.date | None, frozenset[Service]]
"""An enactment's first day after a move, its last, and what is granted from the first."""


def arrived(book: Casebook, move: Registration, away: EnactmentMovedAway) -> list[Went]:
    """
    What the same registration started where the enactment went.
    """
    there = CaseKey(move.case.client, away.to)
    return [
        (event.on, event.last_day, event.services)
        for each in book.registrations
        if each.id == move.id and each.case == there
        for event in each.events
        if isinstance(event, EnactmentStarted) and event.enactment == away.enactment
    ]


def moved(book: Casebook, move: Registration, away: EnactmentMovedAway) -> list[Went]:
    """
    What stood before the move where the enactment came from, and still stands.
    """
    here = book.case(move.case).standing
    before = Case(move.case, tuple(each for each in here if each.position < move.position))
    enactment = before.enactment(away.enactment)
    if enactment is None or enactment.moved_to is not None:
        return []
    first_day = max(away.on, enactment.first_day)
    return [(first_day, enactment.last_day, enactment.services_on(first_day))]


def changed_behind(book: Casebook, move: Registration, away: EnactmentMovedAway) -> list[Event]:
    """
    What was changed of the enactment where it came from, before it came back there.
    """
    changes: list[Event] = []
    for each in book.case(move.case).standing:
        for change in each.events if each.position > move.position else ():
            if getattr(change, "enactment", None) == away.enactment:
                if isinstance(change, EnactmentStarted):
                    return changes
                changes.append(change)
    return changes


@given(HISTORIES, LOCAL)
def test_asking_changes_nothing(steps: list[Step], local: LocalRules) -> None:
    for book, command, verdict, cases in decided(steps, local):
        again = book.ask(command)

        assert again == verdict
        assert book.cases_of(command) == cases


@given(HISTORIES, LOCAL)
def test_a_refusal_says_why_and_a_grant_has_no_obstacle(
    steps: list[Step], local: LocalRules
) -> None:
    for _, _, verdict, _ in decided(steps, local):
        if isinstance(verdict, Granted):
            assert [each for each in verdict.remarks if each.blocks] == []
            assert verdict.entries != ()
        else:
            assert [each for each in verdict.reasons if each.blocks] != []


@given(HISTORIES, LOCAL)
def test_nobody_is_told_the_same_thing_twice(steps: list[Step], local: LocalRules) -> None:
    for _, _, verdict, _ in decided(steps, local):
        told = verdict.remarks if isinstance(verdict, Granted) else verdict.reasons
        assert [each for n, each in enumerate(told) if each in told[:n]] == []


def test_the_days_walked_through_reach_beyond_every_command() -> None:
    assert [each for each in (FIRST, LAST) if each not in EVERY_DAY] == []
    assert dt.date(2024, 3, 1) - ONE_DAY in EVERY_DAY
