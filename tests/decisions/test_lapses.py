"""
What registered earlier lapses or revives, shown first and done only when confirmed.
"""

import attrs
import pytest

from fastomsorg.commands import Command, PlainCommand, RecordStatus
from fastomsorg.decisions import Granted, LocalRules, Severity
from fastomsorg.terms import KEEP, Role, Status
from tests.decisions.asking import (
    annuls,
    appoints,
    contact_person,
    corrects,
    day,
    ends,
    grants,
    leaves,
    no,
    starts,
    yes,
)
from tests.decisions.casebook import A, Casebook, codes
from tests.decisions.shown import changes, on, spells

TO_FOLLOW = LocalRules("Testköping", contact_to_follow=True)
YES_AGAIN = RecordStatus(A, Status.ACCEPTED, day(9, 1))

BRITTA = "accepted, primary britta"
GRETA = "accepted, primary greta"
LOTTA = "accepted, primary lotta"


def registered(*commands: Command) -> Casebook:
    """
    A stay from 1 June in which the commands are granted; contacts may follow.
    """
    book = Casebook(local=lambda unit, on: TO_FOLLOW)
    book.grant(starts(day(6, 1)), *commands)
    return book


def told(book: Casebook, command: Command) -> dict[str, str]:
    """
    What lapses and revives, with the days.
    """
    reasons = book.refused(command).reasons
    return {reason.code: str(reason.facts["days"]) for reason in reasons if reason.blocks}


def confirmed(command: Command) -> Command:
    return attrs.evolve(command, confirmed=True)


# What it takes ----------------------------------------------------------------------------------


def test_what_lapses_refuses_until_it_is_confirmed_and_then_rides_along() -> None:
    book = registered(yes(day(6, 10)), appoints(day(8, 1), primary="greta"))
    end = ends(day(6, 30))

    refused = book.refused(end)
    granted = book.granted(confirmed(end))

    assert codes(refused) == codes(granted) == ["lapses"]
    assert [each.severity for each in refused.reasons] == [Severity.BLOCKING]
    assert [each.severity for each in granted.remarks] == [Severity.WARNING]
    assert refused.changed == granted.changed
    assert changes(refused.changed) == [
        ("2024-07-01 – 2024-07-31", BRITTA, "not here"),
        ("2024-08-01 –", GRETA, "not here"),
    ]


def test_a_refusal_shows_the_days_that_would_change_whatever_else_stands_in_the_way() -> None:
    book = registered(yes(day(6, 10)))

    refused = book.refused(appoints(day(7, 1), primary="greta", reason=None))

    assert codes(refused) == ["reason_missing"]
    assert changes(refused.changed) == [("2024-07-01 –", BRITTA, GRETA)]


def test_confirming_takes_away_no_other_obstacle() -> None:
    book = registered(yes(day(6, 10)), appoints(day(8, 1), primary="greta"))
    command = no(day(7, 1), primary="lotta", confirmed=True)

    assert book.obstacles(command) == ["contact_without_acceptance"]
    assert book.remarks(command) == ["lapses"]


def test_confirming_what_makes_nothing_lapse_is_no_obstacle() -> None:
    assert isinstance(registered().ask(yes(day(6, 10), confirmed=True)), Granted)


def test_what_is_granted_is_what_the_days_become() -> None:
    book = registered(yes(day(6, 10)), appoints(day(8, 1), primary="greta"))
    before = {each: on(book.case().life, each) for each in (day(6, 30), day(7, 1), day(8, 1))}

    changed = changes(book.granted(confirmed(ends(day(6, 30)))).changed)

    assert before == {day(6, 30): BRITTA, day(7, 1): BRITTA, day(8, 1): GRETA}
    assert {each[1] for each in changed} == {BRITTA, GRETA}
    assert [on(book.case().life, each) for each in before] == [BRITTA, "not here", "not here"]


# Nothing lapses ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "command", "changed"),
    [
        (
            (yes(day(6, 10)), appoints(day(9, 1), primary="greta")),
            appoints(day(7, 1), primary="lotta"),
            [("2024-07-01 – 2024-08-31", BRITTA, LOTTA)],
        ),
        (
            (yes(day(6, 10), deputy="greta"), appoints(day(8, 1), primary="lotta")),
            appoints(day(7, 1), deputy=None),
            [
                ("2024-07-01 – 2024-07-31", f"{BRITTA}, deputy greta", BRITTA),
                ("2024-08-01 –", f"{LOTTA}, deputy greta", LOTTA),
            ],
        ),
        (
            (yes(day(6, 10)), no(day(9, 1))),
            no(day(7, 1)),
            [("2024-07-01 – 2024-08-31", BRITTA, "declined")],
        ),
        (
            (yes(day(6, 10)), yes(day(9, 1), "greta", reason=leaves(day(6, 1)).reason)),
            no(day(7, 1)),
            [("2024-07-01 – 2024-08-31", BRITTA, "declined")],
        ),
        (
            (yes(day(6, 10), deputy="greta"),),
            appoints(day(7, 1), primary="greta"),
            [("2024-07-01 –", f"{BRITTA}, deputy greta", GRETA)],
        ),
        ((yes(day(6, 10)),), ends(day(7, 31)), [("2024-08-01 –", BRITTA, "not here")]),
        ((yes(day(6, 10)), YES_AGAIN), grants(day(7, 1)), []),
        (
            (contact_person(day(6, 10), "britta"), yes(day(8, 1), "greta")),
            no(day(7, 1)),
            [
                (
                    "2024-07-01 – 2024-07-31",
                    "not asked, contact person britta",
                    "declined, contact person britta",
                ),
            ],
        ),
    ],
    ids=[
        "a contact between two changes",
        "the deputy is dropped before a change of primary, and does not come back",
        "a no before a no",
        "a no before a yes with a contact of its own",
        "the deputy becomes primary",
        "an end with nothing after it",
        "other services before an answer",
        "an answer between a contact person and a primary",
    ],
)
def test_nothing_lapses_where_what_came_later_holds_all_the_same(
    before: tuple[Command, ...], command: Command, changed: list[tuple[str, str, str]]
) -> None:
    book = registered(*before)

    verdict = book.granted(command)

    assert codes(verdict) == []
    assert changes(verdict.changed) == changed


# Lapses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "command", "days"),
    [
        ((yes(day(6, 10)),), appoints(day(6, 10), primary="greta"), "2024-06-10 –"),
        ((no(day(6, 10)),), yes(day(6, 10)), "2024-06-10 –"),
        (
            (yes(day(6, 10)), appoints(day(9, 1), primary="greta")),
            no(day(8, 1)),
            "2024-09-01 –",
        ),
        (
            (yes(day(6, 10)), appoints(day(9, 1), deputy="greta")),
            appoints(day(8, 1), primary="greta"),
            "2024-09-01 –",
        ),
        ((yes(day(6, 10)), YES_AGAIN), no(day(8, 1)), "2024-09-01 –"),
        ((yes(day(6, 10)), YES_AGAIN), appoints(day(8, 1), primary="greta"), "2024-09-01 –"),
        ((yes(day(6, 10)), YES_AGAIN), leaves(day(7, 31), Role.PRIMARY), "2024-09-01 –"),
        ((contact_person(day(7, 1), "britta"),), yes(day(6, 20), "greta"), "2024-07-01 –"),
        (
            (
                yes(day(6, 10)),
                leaves(day(7, 31), Role.PRIMARY),
                appoints(day(9, 1), primary="lotta"),
            ),
            ends(day(8, 15)),
            "2024-09-01 –",
        ),
        (
            (yes(day(6, 10)), appoints(day(9, 1), primary="greta")),
            leaves(day(8, 31), Role.PRIMARY),
            "2024-09-01 –",
        ),
        (
            (yes(day(6, 10)), appoints(day(8, 1), primary="greta"), no(day(9, 1))),
            ends(day(7, 15)),
            "2024-08-01 –",
        ),
    ],
    ids=[
        "another contact on the same day",
        "another answer on the same day",
        "a no before an appointment",
        "the one who is to be deputy becomes primary first",
        "a no before the same yes again",
        "another primary before the same yes again",
        "the primary leaves before the same yes again",
        "a primary before a contact person",
        "an end before an appointment to an empty seat",
        "leaving the day before somebody takes over",
        "days in a row are told as one stretch",
    ],
)
def test_what_came_later_and_no_longer_holds_is_told_with_its_days(
    before: tuple[PlainCommand, ...], command: Command, days: str
) -> None:
    assert told(registered(*before), command) == {"lapses": days}


def test_the_days_after_a_later_answer_are_told_not_those_before_it() -> None:
    book = registered(yes(day(6, 10)), YES_AGAIN)

    refused = book.refused(appoints(day(8, 1), primary="greta"))

    assert changes(refused.changed) == [("2024-08-01 –", BRITTA, GRETA)]
    assert refused.reasons[-1].facts == {"days": "2024-09-01 –", "unit": "a"}


def test_what_was_built_on_an_annulled_yes_lapses() -> None:
    book = registered()
    answer = book.grant(yes(day(6, 10)))
    book.grant(appoints(day(8, 1), primary="greta"))

    refused = book.refused(annuls(answer))

    assert told(book, annuls(answer)) == {"lapses": "2024-08-01 –"}
    assert changes(refused.changed) == [
        ("2024-06-10 – 2024-07-31", BRITTA, "not asked"),
        ("2024-08-01 –", GRETA, "not asked"),
    ]


def test_the_same_yes_again_is_left_without_its_contact_when_the_first_is_annulled() -> None:
    book = registered()
    answer = book.grant(yes(day(6, 10)))
    book.grant(YES_AGAIN)

    assert told(book, annuls(answer)) == {"lapses": "2024-09-01 –"}
    book.grant(annuls(answer, confirmed=True))
    assert spells(book.case().life) == [
        ("2024-06-01 – 2024-08-31", "not asked"),
        ("2024-09-01 –", "accepted"),
    ]


# Revivals ---------------------------------------------------------------------------------------


def test_annulling_an_appointment_that_a_later_one_followed_brings_the_first_back() -> None:
    book = registered(yes(day(6, 10)))
    change = book.grant(appoints(day(7, 1), primary="greta"))
    book.grant(appoints(day(9, 1), primary="lotta"))

    assert told(book, annuls(change)) == {"revives": "2024-07-01 – 2024-08-31"}
    verdict = book.granted(annuls(change, confirmed=True))
    assert changes(verdict.changed) == [("2024-07-01 – 2024-08-31", GRETA, BRITTA)]


def test_an_end_that_is_withdrawn_revives_contacts_and_makes_nothing_lapse() -> None:
    book = registered(yes(day(6, 10)), ends(day(8, 31)))

    withdrawn = ends(None, on=day(6, 1))

    assert told(book, withdrawn) == {"revives": "2024-09-01 –"}
    assert changes(book.granted(confirmed(withdrawn)).changed) == [
        ("2024-09-01 –", "not here", BRITTA)
    ]


def test_an_end_that_is_put_off_revives_contacts_for_the_days_between() -> None:
    book = registered(yes(day(6, 10)), ends(day(8, 31)))

    assert told(book, ends(day(9, 30))) == {"revives": "2024-09-01 – 2024-09-30"}


def test_an_annulled_end_revives_contacts() -> None:
    book = registered(yes(day(6, 10)))
    end = book.grant(ends(day(8, 31)))

    assert told(book, annuls(end)) == {"revives": "2024-09-01 –"}


def test_an_end_that_is_withdrawn_where_nobody_was_contact_revives_nothing() -> None:
    book = registered(no(day(6, 10)), ends(day(8, 31)))

    assert book.obstacles(ends(None)) == []


def test_an_enactment_that_begins_the_day_after_continues_the_stay_with_its_contacts() -> None:
    book = registered(yes(day(6, 10), deputy="greta"), ends(day(8, 31)))

    next_day = starts(day(9, 1), id="e2")

    assert told(book, next_day) == {"revives": "2024-09-01 –"}
    book.grant(confirmed(next_day))
    assert on(book.case().life, day(9, 1)) == f"{BRITTA}, deputy greta"


def test_registered_before_the_end_it_never_ceases() -> None:
    book = registered(yes(day(6, 10)), starts(day(9, 1), id="e2"))

    assert book.granted(ends(day(8, 31))).changed == ()


def test_an_enactment_a_day_later_is_another_stay() -> None:
    book = registered(yes(day(6, 10)), ends(day(8, 31)))

    assert book.obstacles(starts(day(9, 2), id="e2")) == []


def test_a_late_enactment_joins_two_stays_and_lets_contacts_run_on() -> None:
    book = registered(yes(day(6, 10)), ends(day(6, 30)))
    book.grant(starts(day(8, 1), id="e2"), no(day(8, 15)))

    between = starts(day(7, 1), day(7, 31), id="e3")

    assert told(book, between) == {"revives": "2024-07-01 – 2024-08-14"}
    assert changes(book.granted(confirmed(between)).changed) == [
        ("2024-07-01 – 2024-07-31", "not here", BRITTA),
        ("2024-08-01 – 2024-08-14", "not asked", BRITTA),
    ]


def test_two_stays_that_are_joined_may_make_a_contact_person_lapse() -> None:
    book = registered(yes(day(6, 10)), ends(day(6, 30)))
    book.grant(starts(day(8, 1), id="e2"), contact_person(day(8, 15), "greta"))

    assert told(book, starts(day(7, 1), day(7, 31), id="e3")) == {
        "lapses": "2024-08-15 –",
        "revives": "2024-07-01 –",
    }


def test_what_had_lapsed_revives_when_its_day_is_within_a_stay_again() -> None:
    book = registered(yes(day(6, 10)), appoints(day(8, 1), primary="greta"))
    book.grant(ends(day(7, 15), confirmed=True))

    assert told(book, ends(None)) == {"revives": "2024-07-16 –"}
    assert changes(book.refused(ends(None)).changed) == [
        ("2024-07-16 – 2024-07-31", "not here", BRITTA),
        ("2024-08-01 –", "not here", GRETA),
    ]


def test_an_answer_that_had_lapsed_revives_too() -> None:
    book = registered(no(day(8, 1)))
    book.grant(ends(day(7, 15), confirmed=True))

    assert told(book, ends(None)) == {"revives": "2024-08-01 –"}


def test_a_seat_taken_in_between_gives_the_lapsed_one_back_when_corrected() -> None:
    book = registered(yes(day(6, 10)), appoints(day(9, 1), deputy="greta"))
    promotion = book.grant(appoints(day(8, 1), primary="greta", confirmed=True))

    assert told(book, corrects(promotion, appoints(day(8, 1), primary="lotta"))) == {
        "revives": "2024-09-01 –"
    }


def test_what_a_command_takes_back_itself_does_not_lapse() -> None:
    book = registered()
    answer = book.grant(yes(day(6, 10), deputy="greta"))

    assert book.obstacles(annuls(answer)) == []
    assert book.obstacles(corrects(answer, no(day(6, 10)))) == []


def test_no_word_about_a_seat_is_not_the_same_as_nobody() -> None:
    book = registered(yes(day(6, 10), deputy="greta"))

    kept = book.ask(yes(day(7, 1), KEEP))
    emptied = book.ask(yes(day(7, 1), KEEP, deputy=None))

    assert changes(kept.changed) == []
    assert changes(emptied.changed) == [("2024-07-01 –", f"{BRITTA}, deputy greta", BRITTA)]
