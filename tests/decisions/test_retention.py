"""
When a client's record may be erased, by the day, and what keeps it: also what is not known.
"""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.care import Client
from fastomsorg.decisions import (
    ClientFile,
    Reason,
    Retention,
    ToErase,
    ToKeep,
    blocking,
    last_note,
    retention,
)
from fastomsorg.history import Case, Event, Registration, TakenOver
from fastomsorg.law import Operator, rules_on
from fastomsorg.terms import Act, Instant, Purpose, Status, day_after, day_before, start_of
from fastomsorg.testing import CASE, a_client, a_registration, annulled, answered, ended, started

TODAY = dt.date(2026, 11, 22)
FIVE_YEARS_AGO = dt.date(2021, 11, 22)
BEGAN = dt.date(2020, 3, 2)
BOARD, PROVIDER = "SoL (2025:400) 16 kap. 1 §", "SoL (2025:400) 17 kap. 2 §"
SAMPLE = "förordning (2025:468) 13 kap. 1 §"


def noon(day: dt.date) -> Instant:
    return start_of(day) + dt.timedelta(hours=12)


def a_case(last: dt.date, *further: tuple[dt.date, Event], unit: str = "north") -> Case:
    """
    Home care that ended, the last thing noted on *last*; *further* was noted on days of its own.
    """
    key = attrs.evolve(CASE, unit=unit)
    noted: list[tuple[dt.date, Event]] = [
        (BEGAN, started(BEGAN)),
        (last, ended(last, on=last)),
        *further,
    ]
    return Case(
        key,
        tuple(
            a_registration(event, number=number, case=key, recorded_at=noon(day))
            for number, (day, event) in enumerate(noted, start=1)
        ),
    )


def a_file(*cases: Case, **given: Any) -> ClientFile:
    plain = ClientFile(CASE.client, Operator.MUNICIPALITY, "", cases, frozenset({"Provköping"}))
    return attrs.evolve(plain, **given)


def asked(
    file: ClientFile,
    on: dt.date = TODAY,
    client: Client | None = None,
    longer: tuple[Reason, ...] = (),
) -> Retention:
    return retention(file, client or a_client(), on=on, rules=rules_on(on), longer=longer)


def told(answer: Retention) -> list[str] | tuple[str, list[str]]:
    """
    The codes of what keeps it; or since when it is due, and where the law says so.
    """
    match answer:
        case ToErase():
            return str(answer.due), [str(place) for place in answer.basis]
        case ToKeep():
            return [reason.code for reason in answer.reasons]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (day_before(FIVE_YEARS_AGO), ("2026-11-22", [BOARD])),
        (FIVE_YEARS_AGO, ["retention_not_due"]),
        (day_after(FIVE_YEARS_AGO), ["retention_not_due"]),
    ],
    ids=["five years ago yesterday", "five years ago today", "not yet five years ago"],
)
def test_a_municipality_keeps_a_record_for_five_years_after_the_last_note(
    last: dt.date, expected: object
) -> None:
    assert told(asked(a_file(a_case(last)))) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (dt.date(2024, 11, 21), ("2026-11-22", [PROVIDER])),
        (dt.date(2024, 11, 22), ["retention_not_due"]),
    ],
    ids=["two years ago yesterday", "two years ago today"],
)
def test_a_private_provider_keeps_a_record_for_two_years(last: dt.date, expected: object) -> None:
    file = a_file(a_case(last), operator=Operator.PRIVATE_PROVIDER, provider="Omtanke AB")

    assert told(asked(file)) == expected


def test_a_record_that_is_kept_says_from_when_it_can_be_erased() -> None:
    kept = asked(a_file(a_case(FIVE_YEARS_AGO)))

    assert isinstance(kept, ToKeep)
    assert (kept.last_note, kept.due) == (FIVE_YEARS_AGO, dt.date(2026, 11, 23))
    assert kept.reasons[0].facts == {"day": dt.date(2026, 11, 23)}
    assert [str(place) for place in kept.reasons[0].basis] == [BOARD]


def test_whoever_is_noted_last_on_29_february_counts_to_the_28th_in_a_common_year() -> None:
    leap_day, last_kept = dt.date(2024, 2, 29), dt.date(2029, 2, 28)
    file = a_file(a_case(leap_day))

    assert told(asked(file, last_kept)) == ["retention_not_due"]
    assert told(asked(file, day_after(last_kept))) == ("2029-03-01", [BOARD])


@given(st.dates(dt.date(2020, 3, 3), dt.date(2030, 12, 31)), st.integers(0, 4000))
def test_a_record_is_erased_once_the_same_day_of_the_fifth_year_is_over(
    last: dt.date, days: int
) -> None:
    on = max(last + dt.timedelta(days=days), dt.date(2025, 7, 1))
    kept_through = (last.year + 5, last.month, last.day)

    answer = asked(a_file(a_case(last)), on)

    assert isinstance(answer, ToErase) is ((on.year, on.month, on.day) > kept_through)


# What counts as the last note ------------------------------------------------------------------


def test_what_was_registered_later_counts_whatever_day_it_speaks_of() -> None:
    late = (TODAY, answered(Status.DECLINED, dt.date(2020, 4, 1)))

    assert last_note(a_file(a_case(dt.date(2020, 5, 1), late))) == TODAY


def test_a_day_that_was_spoken_of_ahead_counts_too() -> None:
    """
    The end was registered in May for August: what the record is about ended in August.
    """
    noted = dt.date(2020, 5, 2)
    case = a_case(dt.date(2020, 5, 1), (noted, ended(dt.date(2020, 8, 31), on=noted)))

    assert last_note(a_file(case)) == dt.date(2020, 8, 31)


def test_an_annulled_registration_was_a_note_but_its_days_are_not_spoken_of_any_more() -> None:
    mistaken = (dt.date(2020, 6, 1), started(dt.date(2031, 1, 1), enactment="e2"))
    taken_back = dt.date(2020, 6, 2)
    case = a_case(dt.date(2020, 5, 1), mistaken, (taken_back, annulled(3, on=taken_back)))

    assert last_note(a_file(case)) == taken_back
    assert told(asked(a_file(case))) == ("2025-06-03", [BOARD])


def test_a_note_that_speaks_of_a_later_day_counts() -> None:
    file = a_file(a_case(dt.date(2020, 5, 1)), note_days=(dt.date(2022, 1, 1),))

    assert told(asked(file)) == ["retention_not_due"]


def taken_over(at: Instant | None) -> Registration:
    events = (started(BEGAN, dt.date(2020, 5, 1)), TakenOver(BEGAN, at))
    read_in = a_registration(*events, recorded_at=noon(dt.date(2025, 9, 1)))
    return attrs.evolve(read_in, purpose=Purpose.MIGRATION)


def test_what_was_taken_over_counts_from_when_the_other_system_noted_it() -> None:
    """
    Reading it in is no note in the record: else every import would begin the time anew.
    """
    case = Case(CASE, (taken_over(noon(dt.date(2020, 4, 1))),))

    assert last_note(a_file(case)) == dt.date(2020, 5, 1)


def test_what_was_taken_over_without_a_time_counts_from_the_days_it_speaks_of() -> None:
    assert last_note(a_file(Case(CASE, (taken_over(None),)))) == dt.date(2020, 5, 1)


def test_an_enactment_that_was_read_in_counts_from_its_last_day() -> None:
    read_in = attrs.evolve(taken_over(None), events=(started(BEGAN, dt.date(2020, 5, 1)),))

    assert last_note(a_file(Case(CASE, (read_in,)))) == dt.date(2020, 5, 1)


def test_the_whole_record_counts_from_its_last_note_at_whichever_unit() -> None:
    old, later = a_case(dt.date(2020, 5, 1)), a_case(dt.date(2023, 5, 1), unit="south")

    assert told(asked(a_file(old))) == ("2025-05-02", [BOARD])
    assert told(asked(a_file(old, later))) == ["retention_not_due"]


# What keeps it ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "new",
    [
        started(dt.date(2021, 1, 1), enactment="e2"),
        started(dt.date(2021, 1, 1), TODAY, enactment="e2"),
        started(dt.date(2021, 1, 1), enactment="e2", act=Act.LSS, counts=False),
    ],
    ids=["without a last day", "through today", "that does not count"],
)
def test_a_stay_that_goes_on_is_never_erased_however_old_its_last_note(new: Event) -> None:
    case = a_case(dt.date(2020, 5, 1), (dt.date(2021, 1, 1), new))

    assert told(asked(a_file(case))) == ["retention_ongoing"]
    assert told(asked(a_file(a_case(dt.date(2020, 5, 1)), case))) == ["retention_ongoing"]


def test_what_is_registered_ahead_is_never_erased() -> None:
    ahead = (dt.date(2020, 6, 1), started(dt.date(2027, 1, 1), enactment="e2"))
    wish = (dt.date(2020, 6, 1), answered(Status.DECLINED, dt.date(2027, 1, 1)))

    assert told(asked(a_file(a_case(dt.date(2020, 5, 1), ahead)))) == ["retention_ongoing"]
    assert told(asked(a_file(a_case(dt.date(2020, 5, 1), wish)))) == ["retention_ahead"]


def test_what_was_noted_after_the_day_asked_about_keeps_the_record() -> None:
    assert told(asked(a_file(a_case(dt.date(2026, 8, 1))), dt.date(2026, 7, 1))) == [
        "retention_ongoing"
    ]


def test_a_record_that_somebody_has_still_to_be_told_of_is_kept() -> None:
    assert told(asked(a_file(a_case(dt.date(2020, 5, 1)), untold=2))) == ["retention_untold"]


@pytest.mark.parametrize("day", [5, 15, 25])
def test_whoever_is_born_on_a_day_of_the_sample_is_kept_for_research(day: int) -> None:
    client = a_client(born=dt.date(1941, 3, day))
    kept = asked(a_file(a_case(dt.date(2020, 5, 1))), client=client)

    assert isinstance(kept, ToKeep)
    assert told(kept) == ["retention_sample"]
    assert [str(place) for place in kept.reasons[0].basis] == [SAMPLE]
    assert kept.due == dt.date(2025, 5, 2)


@pytest.mark.parametrize("day", [4, 6, 14, 16, 24, 26, 1, 28])
def test_the_days_beside_the_sample_are_not_in_it(day: int) -> None:
    client = a_client(born=dt.date(1941, 3, day))

    assert told(asked(a_file(a_case(dt.date(2020, 5, 1))), client=client)) == (
        "2025-05-02",
        [BOARD],
    )


def test_in_some_municipalities_everybody_is_kept_for_research() -> None:
    file = a_file(
        a_case(dt.date(2020, 5, 1)), municipalities=frozenset({"Provköping", "Norrköpings kommun"})
    )

    assert told(asked(file)) == ["retention_everybody"]


@pytest.mark.parametrize("municipalities", [frozenset(), frozenset({""}), frozenset({"", "Lund"})])
def test_a_municipality_that_is_not_known_keeps_the_record(
    municipalities: frozenset[str],
) -> None:
    file = a_file(a_case(dt.date(2020, 5, 1)), municipalities=municipalities)

    assert told(asked(file)) == ["retention_municipality_unknown"]


def test_a_birthday_that_is_not_known_keeps_the_record_and_so_does_a_client_who_is_not() -> None:
    file = a_file(a_case(dt.date(2020, 5, 1)))
    rules = rules_on(TODAY)

    assert told(asked(file, client=a_client(born=None))) == ["retention_born_unknown"]
    assert told(retention(file, None, on=TODAY, rules=rules)) == ["retention_born_unknown"]


def test_any_further_reason_keeps_the_record() -> None:
    dispute = blocking("retention_longer", why="Tvist", plugin="ours")

    assert told(asked(a_file(a_case(dt.date(2020, 5, 1))), longer=(dispute,))) == [
        "retention_longer"
    ]


# The law of the day ----------------------------------------------------------------------------


def test_before_the_new_act_the_old_one_is_cited() -> None:
    on, earlier = dt.date(2025, 6, 30), a_file(a_case(dt.date(2020, 5, 1)))
    born_on_the_fifth = asked(earlier, on, a_client(born=dt.date(1941, 3, 5)))

    assert told(asked(earlier, on)) == ("2025-05-02", ["SoL (2001:453) 12 kap. 1 §"])
    assert isinstance(born_on_the_fifth, ToKeep)
    assert [str(place) for place in born_on_the_fifth.reasons[0].basis] == [
        "förordning (2001:937) 7 kap. 2 §"
    ]


def test_where_no_rule_is_known_the_record_is_kept() -> None:
    on = dt.date(2025, 6, 30)
    private = a_file(a_case(dt.date(2020, 5, 1)), operator=Operator.PRIVATE_PROVIDER)

    assert told(asked(private, on)) == ["retention_no_rule"]


def test_where_no_sample_for_research_is_known_the_record_is_kept() -> None:
    rules = attrs.evolve(rules_on(TODAY), research_sample=None)
    file = a_file(a_case(dt.date(2020, 5, 1)))

    assert told(retention(file, a_client(), on=TODAY, rules=rules)) == ["retention_sample_unknown"]


def test_as_long_as_the_time_runs_nothing_else_is_told() -> None:
    born_on_the_fifth = a_client(born=dt.date(1941, 3, 5))

    assert told(asked(a_file(a_case(FIVE_YEARS_AGO), untold=1), client=born_on_the_fifth)) == [
        "retention_not_due"
    ]
