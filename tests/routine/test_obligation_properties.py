"""
What holds of obligations whatever was registered, by every routine that comes along.
"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.history import Case, Registration
from fastomsorg.routine import (
    Obligation,
    ObligationState,
    explained,
    obligations,
    profile,
    profiles,
)
from fastomsorg.terms import ONE_DAY
from fastomsorg.testing import CASE, FIRST_DAY, histories
from fastomsorg.texts import Language

FEW_DAYS = tuple(FIRST_DAY + number * ONE_DAY for number in range(12))
AROUND = st.sampled_from((*FEW_DAYS, FEW_DAYS[-1] + 30 * ONE_DAY, FEW_DAYS[-1] + 400 * ONE_DAY))


def due(
    registrations: tuple[Registration, ...], on: dt.date, routine: str
) -> tuple[Obligation, ...]:
    version = profile(routine).versions[-1]
    return obligations(Case(CASE, registrations), on=on, routine=lambda _: version)


@pytest.mark.parametrize("routine", sorted(profiles()))
@given(registrations=histories(), on=AROUND)
def test_every_obligation_can_be_explained_and_agrees_with_itself(
    routine: str, registrations: tuple[Registration, ...], on: dt.date
) -> None:
    found = due(registrations, on, routine)

    assert len({(each.kind.kind, each.anchor, each.number) for each in found}) == len(found)
    for each in found:
        assert explained(each, Language.SV)
        assert (each.state is ObligationState.MET) == (each.met_on is not None)
        assert (each.state is ObligationState.LAPSED) == (each.lapse is not None)
        assert each.met_on is None or each.met_on <= on
        if each.state is ObligationState.LATE:
            assert each.due is not None
            assert each.due < on


@given(registrations=histories(), on=AROUND)
def test_what_has_been_met_stays_met(registrations: tuple[Registration, ...], on: dt.date) -> None:
    def met(day: dt.date) -> set[tuple[str, str, dt.date | None]]:
        return {
            (each.kind.kind, each.anchor.value, each.from_day)
            for each in due(registrations, day, "blekinge")
            if each.state is ObligationState.MET and each.from_day
        }

    assert met(on) <= met(on + ONE_DAY)


@given(registrations=histories())
def test_the_order_they_are_given_in_does_not_matter(
    registrations: tuple[Registration, ...],
) -> None:
    day = FEW_DAYS[-1]

    assert due(registrations[::-1], day, "lund") == due(registrations, day, "lund")
