"""
What holds of every life, whatever was registered in whatever order of days.
"""

import datetime as dt
import random
from collections.abc import Sequence
from itertools import pairwise

import attrs
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.history import (
    Case,
    ContactChanged,
    Life,
    Registration,
    enactments,
    life,
    stays,
    without_annulled,
)
from fastomsorg.terms import ONE_DAY, Role, Status
from fastomsorg.testing import (
    CASE,
    FEW_DAYS,
    a_registration,
    annulled,
    histories,
    histories_on_distinct_days,
)
from tests.history.oracle import State, state_on

ALL_DAYS = (FEW_DAYS[0] - ONE_DAY, *FEW_DAYS, FEW_DAYS[-1] + ONE_DAY, dt.date(2999, 12, 31))


def told(life: Life, day: dt.date) -> State | None:
    spell = life.on(day)
    if spell is None:
        return None
    holders = {role: spell.holder(role) for role in Role}
    return spell.status, {role: held.staff for role, held in holders.items() if held is not None}


def another(registrations: Sequence[Registration], annulling: int) -> Registration:
    """
    The next registration: it annuls the one with the number.
    """
    latest = registrations[-1]
    return a_registration(
        annulled(annulling), number=latest.position + 1, recorded_at=latest.recorded_at
    )


@given(histories())
def test_a_life_is_what_walking_through_the_days_gives(
    registrations: tuple[Registration, ...],
) -> None:
    found = life(registrations)

    for day in ALL_DAYS:
        near = min(day, FEW_DAYS[-1] + 2 * ONE_DAY)
        assert told(found, day) == state_on(near, registrations)


@given(histories())
def test_spells_follow_one_another_and_fill_each_stay(
    registrations: tuple[Registration, ...],
) -> None:
    spells = life(registrations).spells

    for earlier, later in pairwise(spells):
        assert earlier.period.end is not None
        if earlier.stay == later.stay:
            assert earlier.period.end == later.period.start
            assert attrs.evolve(earlier, period=later.period) != later
        else:
            assert earlier.period.end == earlier.stay.end
            assert earlier.stay.end is not None
            assert earlier.stay.end < later.stay.start
            assert later.period.start == later.stay.start
    if spells:
        assert spells[0].period.start == spells[0].stay.start
        assert spells[-1].period.end == spells[-1].stay.end


@given(histories())
def test_stays_are_the_days_of_the_enactments_that_count(
    registrations: tuple[Registration, ...],
) -> None:
    standing = without_annulled(registrations)

    assert life(registrations).stays == stays(enactments(standing))


@given(histories())
def test_nobody_holds_both_seats_and_nobody_a_seat_without_a_yes(
    registrations: tuple[Registration, ...],
) -> None:
    for spell in life(registrations).spells:
        primary, deputy = spell.primary, spell.deputy
        if spell.status is not Status.ACCEPTED:
            assert (primary, deputy) == (None, None)
        if primary is not None and deputy is not None:
            assert primary.staff != deputy.staff
        if primary is not None:
            assert (spell.contact_person, spell.deputy_contact_person) == (None, None)


@given(histories(), st.sampled_from(Role))
def test_a_seat_has_one_holder_at_a_time_and_none_outside_a_stay(
    registrations: tuple[Registration, ...], role: Role
) -> None:
    found = life(registrations)
    contacts = found.contacts(role)

    for earlier, later in pairwise(contacts):
        assert earlier.period.end is not None
        assert earlier.period.end <= later.period.start
    for contact in contacts:
        assert any(contact.period.overlap(stay) == contact.period for stay in found.stays)
    for day in ALL_DAYS:
        holder = found.holder_on(day, role)
        assert [each.staff for each in contacts if day in each.period] == [holder] * bool(holder)


@given(histories())
def test_a_holder_has_held_the_seat_since_the_day_it_says_and_by_whoever_it_says(
    registrations: tuple[Registration, ...],
) -> None:
    found = life(registrations)

    for spell in found.spells:
        for role in Role:
            held = spell.holder(role)
            if held is None:
                continue
            assert held.since in spell.stay
            assert held.since <= spell.period.start
            assert found.holder_on(held.since, role) == held.staff
            (by,) = [each for each in registrations if each.id == held.by]
            assert (held.since, role, held.staff) in [
                (event.on, event.role, event.staff)
                for event in by.events
                if isinstance(event, ContactChanged)
            ]


@given(histories_on_distinct_days(), st.randoms(use_true_random=False))
def test_what_is_registered_for_distinct_days_gives_one_life_in_any_order(
    registrations: tuple[Registration, ...], chance: random.Random
) -> None:
    positions = [each.position for each in registrations]
    chance.shuffle(positions)
    reordered = tuple(
        attrs.evolve(each, position=position)
        for each, position in zip(registrations, positions, strict=True)
    )

    assert life(reordered) == life(registrations)


@given(histories(), st.randoms(use_true_random=False))
def test_a_life_does_not_depend_on_the_order_of_the_list(
    registrations: tuple[Registration, ...], chance: random.Random
) -> None:
    shuffled = list(registrations)
    chance.shuffle(shuffled)

    assert life(shuffled) == life(registrations)


@given(histories())
def test_what_was_said_for_a_day_as_known_then_never_changes(
    registrations: tuple[Registration, ...],
) -> None:
    for length, later in enumerate(registrations):
        just_before = later.recorded_at - dt.timedelta(microseconds=1)
        for known in {each.recorded_at for each in registrations[:length]} | {just_before}:
            if known < later.recorded_at:
                said = life(registrations[:length], known=known)
                assert life(registrations, known=known) == said


@given(histories())
def test_what_is_known_at_the_last_instant_is_everything(
    registrations: tuple[Registration, ...],
) -> None:
    for last in registrations[-1:]:
        assert life(registrations, known=last.recorded_at) == life(registrations)


@given(histories().filter(bool))
def test_annulling_the_last_registration_gives_back_the_life_before_it(
    registrations: tuple[Registration, ...],
) -> None:
    last = registrations[-1]

    assert life([*registrations, another(registrations, last.position)]) == life(registrations[:-1])


@given(histories().filter(bool))
def test_annulling_that_annulment_gives_back_the_life_after_it(
    registrations: tuple[Registration, ...],
) -> None:
    annulment = another(registrations, registrations[-1].position)
    with_annulment = [*registrations, annulment]
    back = another(with_annulment, annulment.position)

    assert life([*with_annulment, back]) == life(registrations)


@given(histories())
def test_a_case_says_the_same_as_its_registrations(
    registrations: tuple[Registration, ...],
) -> None:
    case = Case(CASE, registrations)

    assert (case.life, case.version) == (life(registrations), len(registrations))
    assert case.standing == without_annulled(registrations)
    assert case.enactments == enactments(case.standing)
    for known in {each.recorded_at for each in registrations}:
        assert case.as_known(known).life == life(registrations, known=known)


@given(histories())
def test_what_is_only_proposed_gives_the_life_that_registering_it_gives(
    registrations: tuple[Registration, ...],
) -> None:
    case = Case(CASE)
    for registration in registrations:
        for event in registration.events:
            case = case.with_proposed((event,))
    together = life([a_registration(*(event for each in registrations for event in each.events))])

    for day in ALL_DAYS:
        assert told(case.life, day) == told(together, day)
