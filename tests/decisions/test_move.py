"""
Moving a client to another unit.
"""

import datetime as dt

import pytest

from fastomsorg.decisions import LocalRules
from fastomsorg.history import EnactmentMovedAway, EnactmentStarted, ServicesChanged
from fastomsorg.terms import Act, Service, Setting
from tests.decisions.asking import (
    appoints,
    day,
    ends,
    grants,
    moves,
    no,
    starts,
    yes,
)
from tests.decisions.casebook import A, B, C, Casebook, codes
from tests.decisions.shown import changes, on, spells

JULY_1 = day(7, 1)


def accepted() -> Casebook:
    book = Casebook()
    book.grant(starts(day(6, 1)), yes(day(6, 10), deputy="greta"))
    return book


def test_contacts_end_where_the_client_leaves_and_nobody_is_asked_where_it_comes() -> None:
    book = accepted()

    verdict = book.granted(moves(JULY_1))

    assert changes(verdict.changed, A) == [
        ("2024-07-01 –", "accepted, primary britta, deputy greta", "not here")
    ]
    assert changes(verdict.changed, B) == [("2024-07-01 –", "not here", "not asked")]


def test_both_units_are_written_to_in_one_registration() -> None:
    book = accepted()
    move = book.grant(moves(JULY_1))

    assert [(each.case, each.position) for each in book.registrations if each.id == move] == [
        (A, 3),
        (B, 3),
    ]


def test_an_enactment_goes_on_with_its_last_day_and_its_services_to_come() -> None:
    book = Casebook()
    book.grant(
        starts(day(6, 1), day(12, 31), decided_on=day(5, 2), ordered_on=day(5, 3)),
        grants(day(6, 15), Service.ALARM),
        grants(day(9, 1), Service.MEALS),
    )

    verdict = book.granted(moves(JULY_1))

    assert verdict.entries == (
        (A, (EnactmentMovedAway(JULY_1, "e1", "b"),)),
        (
            B,
            (
                EnactmentStarted(
                    on=JULY_1,
                    enactment="e1",
                    setting=Setting.HOME_CARE,
                    act=Act.SOL,
                    services=frozenset({Service.ALARM}),
                    counts=True,
                    last_day=day(12, 31),
                    decided_on=day(5, 2),
                    ordered_on=day(5, 3),
                    moved_from="a",
                ),
                ServicesChanged(day(9, 1), "e1", frozenset({Service.MEALS})),
            ),
        ),
    )
    assert spells(book.case(A).life) == [("2024-06-01 – 2024-06-30", "not asked")]
    assert spells(book.case(B).life) == [("2024-07-01 – 2024-12-31", "not asked")]


def test_what_has_not_begun_never_begins_there_and_begins_here() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), starts(day(9, 1), id="e2"), moves(JULY_1))

    there, here = book.case(A), book.case(B)

    assert [(each.id, each.period) for each in there.enactments if each.period is None] == [
        ("e2", None)
    ]
    assert [(each.id, each.first_day) for each in here.enactments] == [
        ("e1", JULY_1),
        ("e2", day(9, 1)),
    ]


def test_what_ended_before_the_day_stays_behind() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), starts(day(6, 1), day(6, 30), id="e2"), moves(JULY_1))

    assert [each.id for each in book.case(B).enactments] == ["e1"]


def test_what_ends_on_the_very_day_goes_along_for_that_day() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1), JULY_1), moves(JULY_1))

    assert spells(book.case(B).life) == [("2024-07-01 – 2024-07-01", "not asked")]


def test_everything_goes_along_whatever_it_was_granted_under() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), starts(day(6, 1), id="lss", act=Act.LSS), moves(JULY_1))

    assert [(each.id, each.counts) for each in book.case(B).enactments] == [
        ("e1", True),
        ("lss", False),
    ]


def test_what_counts_is_asked_anew_of_the_rules_where_the_client_comes() -> None:
    lss = LocalRules(also_counted=frozenset({(Setting.HOME_CARE, Act.LSS)}))
    book = Casebook(local=lambda unit, on: lss if unit == "b" else LocalRules())
    book.grant(starts(day(6, 1), act=Act.LSS), moves(JULY_1))

    assert spells(book.case(A).life) == []
    assert spells(book.case(B).life) == [("2024-07-01 –", "not asked")]


def test_a_stay_that_goes_on_there_keeps_its_status_and_contacts() -> None:
    book = accepted()
    book.grant(starts(day(5, 1), id="e2", case=B), yes(day(5, 10), "lotta", case=B))

    verdict = book.granted(moves(JULY_1))

    assert [each.case.unit for each in verdict.changed] == ["a"]
    assert on(book.case(B).life, JULY_1) == "accepted, primary lotta"


def test_a_stay_that_ended_the_day_before_goes_on_with_its_contacts_when_confirmed() -> None:
    book = accepted()
    book.grant(starts(day(5, 1), day(6, 30), id="e2", case=B), yes(day(5, 10), "lotta", case=B))

    refused = book.refused(moves(JULY_1))

    assert codes(refused) == ["revives"]
    assert changes(refused.changed, B) == [("2024-07-01 –", "not here", "accepted, primary lotta")]
    book.grant(moves(JULY_1, confirmed=True))
    assert on(book.case(B).life, JULY_1) == "accepted, primary lotta"


def test_a_stay_that_ended_earlier_is_another_stay() -> None:
    book = accepted()
    book.grant(starts(day(5, 1), day(6, 29), id="e2", case=B), yes(day(5, 10), "lotta", case=B))
    book.grant(moves(JULY_1))

    assert on(book.case(B).life, JULY_1) == "not asked"


def test_a_contact_at_a_third_unit_is_untouched() -> None:
    book = accepted()
    book.grant(starts(day(5, 1), id="e3", case=C), yes(day(5, 10), "doris", case=C))
    before = book.case(C)

    verdict = book.granted(moves(JULY_1))

    assert {key for key, _ in verdict.entries} == {A, B}
    assert book.case(C) == before


def test_moving_back_makes_a_second_time_at_the_first_unit() -> None:
    book = accepted()
    book.grant(moves(JULY_1), yes(day(7, 10), "lotta", case=B), moves(day(9, 1), "b", "a"))

    assert spells(book.case(A).life)[-2:] == [
        ("2024-06-10 – 2024-06-30", "accepted, primary britta, deputy greta"),
        ("2024-09-01 –", "not asked"),
    ]
    assert spells(book.case(B).life)[-1] == ("2024-07-10 – 2024-08-31", "accepted, primary lotta")


def test_moving_back_at_once_brings_the_contacts_back_when_confirmed() -> None:
    book = accepted()
    book.grant(moves(JULY_1))

    assert book.obstacles(moves(JULY_1, "b", "a")) == ["revives"]
    book.grant(moves(JULY_1, "b", "a", confirmed=True))
    assert spells(book.case(A).life)[-1] == (
        "2024-06-10 –",
        "accepted, primary britta, deputy greta",
    )
    assert spells(book.case(B).life) == []


def test_after_two_moves_the_enactment_ends_where_it_is() -> None:
    book = accepted()
    book.grant(moves(JULY_1), moves(day(9, 1), "b", "a"), ends(day(10, 31)))

    assert spells(book.case(A).life)[-1] == ("2024-09-01 – 2024-10-31", "not asked")


def test_a_third_move_goes_on_from_where_the_client_is() -> None:
    book = accepted()
    book.grant(moves(JULY_1), moves(day(9, 1), "b", "a"), moves(day(10, 1)))

    assert [spells(book.case(key).life)[-1] for key in (A, B)] == [
        ("2024-09-01 – 2024-09-30", "not asked"),
        ("2024-10-01 –", "not asked"),
    ]


def test_what_was_registered_ahead_lapses_with_the_move() -> None:
    book = accepted()
    book.grant(appoints(day(8, 1), primary="lotta"))

    refused = book.reason("lapses", moves(JULY_1))

    assert refused.facts == {"days": "2024-08-01 –", "unit": "a"}


def test_contacts_where_the_client_comes_may_be_appointed_before_the_day_has_come() -> None:
    book = Casebook(today=day(6, 15))
    book.grant(starts(day(6, 1)), no(day(6, 2)), moves(JULY_1))
    book.grant(yes(day(6, 15)))

    assert book.obstacles(yes(JULY_1, case=B)) == ["day_in_future"]


@pytest.mark.parametrize("when", [dt.date.min, dt.date.max])
def test_a_move_on_the_first_or_last_day_there_is_does_not_fail(when: dt.date) -> None:
    assert accepted().obstacles(moves(when)) == (["lapses"] if when == dt.date.min else [])


def test_every_obstacle_to_a_move_is_told_at_once() -> None:
    assert Casebook().obstacles(moves(JULY_1, "nowhere", "nowhere", client="nobody")) == [
        "unknown_client",
        "unknown_unit",
        "same_unit",
        "no_enactments",
    ]


def test_unknown_units_are_told_each_by_its_id() -> None:
    refused = Casebook().refused(moves(JULY_1, "x", "y"))

    told = [each.facts for each in refused.reasons if each.code == "unknown_unit"]

    assert told == [{"unit": "x"}, {"unit": "y"}]


def test_a_client_cannot_move_to_the_same_unit() -> None:
    assert accepted().obstacles(moves(JULY_1, "a", "a")) == ["same_unit"]


def test_there_must_be_something_to_move() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1), day(6, 30)))

    assert book.reason("no_enactments", moves(JULY_1)).facts == {"unit": "a", "day": JULY_1}


def test_what_has_moved_away_or_never_began_is_not_moved_again() -> None:
    book = accepted()
    book.grant(moves(JULY_1), starts(day(9, 1), id="e2"), starts(day(6, 1), day(6, 2), id="e3"))
    book.grant(ends(day(8, 1), id=None))

    assert book.obstacles(moves(JULY_1, "a", "c")) == ["no_enactments"]
