"""
Who may be appointed, as far as the title goes: the table of the exception that ends in 2033.
"""

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.care import Certificate, Employment, StaffMember
from fastomsorg.decisions import Reason, Severity, TitleAnswer, blocking, title_of, warning
from fastomsorg.law import Citation, Ground, Outcome, rules_of, rules_on, statutes
from fastomsorg.terms import Malformed, Title, day_before
from fastomsorg.testing import a_staff_member, an_employment
from tests.law.files import replaced_statutes

A_DAY, B_DAY = dt.date(2023, 7, 1), dt.date(2025, 7, 1)
LAST_DAY = dt.date(2033, 6, 30)

OLD_ACT = "SoL (2001:453) 3 kap. 3 d §"
NEW_ACT = "SoL (2025:400) 25 kap. 4 §"
OLD_EXCEPTION = "SoL (2001:453) övergångsbestämmelse 2 (SFS 2022:388)"
NEW_EXCEPTION = "SoL (2025:400) övergångsbestämmelse 8"
ON_THE_TITLE = "PSL (2010:659) övergångsbestämmelse 2 (SFS 2021:739)"

# Who: permanently employed as assistant nurse on 2023-07-01, and on 2025-07-01?
ROWS: dict[str, tuple[Employment, ...]] = {
    "yes/yes": (an_employment(dt.date(2015, 1, 1)),),
    "yes/no": (
        an_employment(dt.date(2015, 1, 1), dt.date(2024, 12, 31)),
        an_employment(dt.date(2025, 1, 1), permanent=False),
    ),
    "no/yes": (an_employment(dt.date(2024, 1, 1)),),
    "no/no": (an_employment(dt.date(2015, 1, 1), permanent=False),),
}

Told = tuple[str, str | None, str | None, list[str], list[tuple[str, list[str]]]]

FREE: Told = ("entitled", "not_required", "2023-06-30", [], [])
NOT_BY_OLD: Told = ("not_entitled", None, None, [OLD_ACT], [])
NOT_BY_NEW: Told = ("not_entitled", None, None, [NEW_ACT], [])
BY_OLD: Told = ("entitled", "transition", "2033-06-30", [OLD_ACT, OLD_EXCEPTION], [])
BY_NEW: Told = ("entitled", "transition", "2033-06-30", [NEW_ACT, NEW_EXCEPTION], [])
BY_A_ALONE: Told = (
    "entitled",
    "transition",
    "2033-06-30",
    [NEW_ACT, NEW_EXCEPTION],
    [("transition_readings_differ", [OLD_EXCEPTION, NEW_EXCEPTION])],
)
BY_B_ALONE: Told = (
    "unclear",
    None,
    "2033-06-30",
    [NEW_ACT, NEW_EXCEPTION],
    [("transition_unclear", [NEW_EXCEPTION, OLD_EXCEPTION, ON_THE_TITLE])],
)


def after(*ended: str) -> Told:
    return (
        "not_entitled",
        None,
        None,
        [NEW_ACT],
        [("transition_ended", list(ended))] if ended else [],
    )


TABLE: dict[str, dict[str, Told]] = {
    "yes/yes": {
        "2023-06-30": FREE,
        "2023-07-01": BY_OLD,
        "2025-06-30": BY_OLD,
        "2025-07-01": BY_NEW,
        "2033-06-30": BY_NEW,
        "2033-07-01": after(OLD_EXCEPTION, NEW_EXCEPTION),
    },
    "yes/no": {
        "2023-06-30": FREE,
        "2023-07-01": BY_OLD,
        "2025-06-30": BY_OLD,
        "2025-07-01": BY_A_ALONE,
        "2033-06-30": BY_A_ALONE,
        "2033-07-01": after(OLD_EXCEPTION),
    },
    "no/yes": {
        "2023-06-30": FREE,
        "2023-07-01": NOT_BY_OLD,
        "2025-06-30": NOT_BY_OLD,
        "2025-07-01": BY_B_ALONE,
        "2033-06-30": BY_B_ALONE,
        "2033-07-01": after(NEW_EXCEPTION),
    },
    "no/no": {
        "2023-06-30": FREE,
        "2023-07-01": NOT_BY_OLD,
        "2025-06-30": NOT_BY_OLD,
        "2025-07-01": NOT_BY_NEW,
        "2033-06-30": NOT_BY_NEW,
        "2033-07-01": NOT_BY_NEW,
    },
}


def asked(staff: StaffMember, day: dt.date) -> TitleAnswer:
    return title_of(staff, on=day, rules=rules_on(day))


def told(answer: TitleAnswer) -> Told:
    return (
        answer.outcome.value,
        None if answer.ground is None else answer.ground.value,
        None if answer.last_day is None else str(answer.last_day),
        [str(place) for place in answer.citations],
        [(remark.code, [str(place) for place in remark.basis]) for remark in answer.remarks],
    )


def without_certificate(*employments: Employment) -> StaffMember:
    return a_staff_member(certified=None, employments=employments)


def with_certificate(start: dt.date, evidence: str = "Bevis uppvisat") -> StaffMember:
    return attrs.evolve(without_certificate(), certificate=Certificate(start, evidence))


def unseen(employment: Employment) -> Employment:
    return attrs.evolve(employment, evidence="")


def codes(answer: TitleAnswer) -> list[str]:
    return [remark.code for remark in answer.remarks]


@pytest.mark.parametrize(
    ("row", "day"), [(row, day) for row, days in TABLE.items() for day in days]
)
def test_the_four_rows_on_the_six_days(row: str, day: str) -> None:
    staff = without_certificate(*ROWS[row])

    assert told(asked(staff, dt.date.fromisoformat(day))) == TABLE[row][day]


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2022-06-30", FREE),
        ("2022-07-01", FREE),
        ("2023-06-30", FREE),
        ("2023-09-01", ("entitled", "certificate", None, [OLD_ACT], [])),
        ("2025-06-30", ("entitled", "certificate", None, [OLD_ACT], [])),
        ("2025-07-01", ("entitled", "certificate", None, [NEW_ACT], [])),
        ("2033-06-30", ("entitled", "certificate", None, [NEW_ACT], [])),
        ("2033-07-01", ("entitled", "certificate", None, [NEW_ACT], [])),
        ("2060-01-01", ("entitled", "certificate", None, [NEW_ACT], [])),
    ],
)
def test_a_certificate_entitles_from_its_day_and_without_end(day: str, answer: Told) -> None:
    staff = with_certificate(dt.date(2023, 9, 1))

    assert told(asked(staff, dt.date.fromisoformat(day))) == answer


def test_a_certificate_of_the_first_day_there_were_certificates_entitles() -> None:
    assert asked(with_certificate(A_DAY), A_DAY).ground is Ground.CERTIFICATE


def test_a_certificate_comes_before_the_exception() -> None:
    staff = a_staff_member(certified=A_DAY, employments=ROWS["yes/yes"])

    assert asked(staff, LAST_DAY).ground is Ground.CERTIFICATE
    assert asked(staff, LAST_DAY).last_day is None


def test_a_certificate_that_begins_later_is_remarked_on_and_does_not_entitle_yet() -> None:
    start = dt.date(2024, 3, 1)
    answer = asked(with_certificate(start), day_before(start))

    assert told(answer) == ("not_entitled", None, None, [OLD_ACT], [("certificate_later", [])])
    assert answer.remarks[0].facts == {"day": start}
    assert asked(with_certificate(start), start).ground is Ground.CERTIFICATE


def test_a_certificate_older_than_the_law_is_flagged_and_does_not_entitle() -> None:
    answer = asked(with_certificate(day_before(A_DAY)), B_DAY)

    assert told(answer) == (
        "not_entitled",
        None,
        None,
        [NEW_ACT],
        [
            (
                "certificate_before_law",
                ["PSL (2010:659) 4 kap. 5 a §", "PSL (2010:659) 8 kap. 9 a §"],
            )
        ],
    )
    assert answer.remarks[0].facts == {"day": day_before(A_DAY), "since": A_DAY}


def test_a_certificate_older_than_the_law_does_not_take_the_exception_away() -> None:
    staff = a_staff_member(certified=dt.date(2020, 1, 1), employments=ROWS["yes/yes"])
    answer = asked(staff, B_DAY)

    assert (answer.outcome, answer.ground) == (Outcome.ENTITLED, Ground.TRANSITION)
    assert codes(answer) == ["certificate_before_law"]


def test_a_certificate_without_evidence_entitles_with_a_remark() -> None:
    answer = asked(with_certificate(A_DAY, evidence=""), B_DAY)

    assert (answer.ground, codes(answer)) == (Ground.CERTIFICATE, ["no_evidence"])
    assert answer.remarks[0].facts == {"of": "certificate"}


def test_an_employment_without_evidence_entitles_with_a_remark() -> None:
    answer = asked(without_certificate(unseen(an_employment())), B_DAY)

    assert (answer.ground, codes(answer)) == (Ground.TRANSITION, ["no_evidence"])
    assert answer.remarks[0].facts == {"of": "employment"}


def test_one_employment_that_was_seen_is_enough_evidence() -> None:
    staff = without_certificate(unseen(an_employment()), an_employment(employer="Annan kommun"))

    assert codes(asked(staff, B_DAY)) == []


def test_evidence_of_the_day_that_does_not_decide_is_not_enough() -> None:
    staff = without_certificate(
        unseen(an_employment(dt.date(2015, 1, 1), dt.date(2024, 12, 31))),
        an_employment(dt.date(2025, 1, 1)),
    )

    assert asked(staff, dt.date(2024, 1, 1)).remarks == asked(staff, dt.date(2023, 7, 1)).remarks
    assert codes(asked(staff, dt.date(2024, 1, 1))) == ["no_evidence"]
    assert codes(asked(staff, B_DAY)) == ["no_evidence"]


def test_an_unclear_answer_without_evidence_says_both() -> None:
    staff = without_certificate(unseen(an_employment(dt.date(2024, 1, 1))))

    assert codes(asked(staff, B_DAY)) == ["transition_unclear", "no_evidence"]


@pytest.mark.parametrize("title", [Title.CARE_ASSISTANT, Title.OTHER])
def test_somebody_covered_who_now_works_under_another_title_is_entitled_with_a_remark(
    title: Title,
) -> None:
    staff = without_certificate(
        an_employment(dt.date(2015, 1, 1), dt.date(2026, 1, 31)),
        an_employment(dt.date(2026, 2, 1), title=title),
    )

    assert codes(asked(staff, dt.date(2026, 1, 31))) == []
    answer = asked(staff, dt.date(2026, 2, 1))
    assert (answer.outcome, answer.ground) == (Outcome.ENTITLED, Ground.TRANSITION)
    assert told(answer)[4] == [("works_under_other_title", ["prop. 2021/22:116 s. 38"])]


def test_somebody_with_two_posts_goes_on_under_the_title_if_one_of_them_has_it() -> None:
    staff = without_certificate(
        an_employment(dt.date(2015, 1, 1)),
        an_employment(dt.date(2020, 1, 1), title=Title.CARE_ASSISTANT, employer="Annan kommun"),
    )

    assert codes(asked(staff, B_DAY)) == []


def test_somebody_covered_who_works_nowhere_now_is_not_said_to_have_another_title() -> None:
    staff = without_certificate(an_employment(dt.date(2015, 1, 1), dt.date(2026, 1, 31)))

    assert codes(asked(staff, dt.date(2026, 2, 1))) == []


def test_another_employer_and_a_fixed_term_job_keep_the_exception() -> None:
    staff = without_certificate(
        an_employment(dt.date(2015, 1, 1), dt.date(2023, 7, 1)),
        an_employment(dt.date(2023, 7, 2), permanent=False, employer="Annan kommun"),
    )

    assert asked(staff, dt.date(2025, 6, 30)).ground is Ground.TRANSITION


@pytest.mark.parametrize(
    ("first_day", "last_day", "entitled"),
    [
        (dt.date(2015, 1, 1), dt.date(2023, 6, 30), False),
        (dt.date(2015, 1, 1), dt.date(2023, 7, 1), True),
        (dt.date(2023, 7, 1), None, True),
        (dt.date(2023, 7, 2), None, False),
    ],
)
def test_the_exception_turns_on_one_day_of_employment(
    first_day: dt.date, last_day: dt.date | None, entitled: bool
) -> None:
    staff = without_certificate(an_employment(first_day, last_day))

    assert (asked(staff, A_DAY).outcome is Outcome.ENTITLED) == entitled


@pytest.mark.parametrize("title", [Title.CARE_ASSISTANT, Title.OTHER])
def test_a_permanent_post_under_another_title_is_no_ground(title: Title) -> None:
    staff = without_certificate(an_employment(dt.date(2015, 1, 1), title=title))

    assert told(asked(staff, B_DAY)) == NOT_BY_NEW


def test_the_text_in_the_title_field_proves_nothing() -> None:
    staff = a_staff_member(certified=None, title="Undersköterska")

    assert told(asked(staff, B_DAY)) == NOT_BY_NEW


def test_the_rule_book_must_be_that_of_the_day_asked_about() -> None:
    with pytest.raises(Malformed) as refused:
        title_of(a_staff_member(), on=B_DAY, rules=rules_on(A_DAY))

    assert refused.value.code == "rules_of_another_day"
    assert refused.value.facts == {"got": A_DAY, "expected": B_DAY}


def test_when_the_open_reading_is_confirmed_the_unclear_row_becomes_entitled() -> None:
    confirmed = replaced_statutes("title.toml", "confirmed = false", "confirmed = true")
    rules = rules_of(confirmed, B_DAY)

    answer = title_of(without_certificate(*ROWS["no/yes"]), on=B_DAY, rules=rules)

    assert (answer.outcome, answer.ground) == (Outcome.ENTITLED, Ground.TRANSITION)
    assert codes(answer) == ["transition_readings_differ"]


def test_no_certificate_counts_on_a_day_when_no_law_knows_of_any() -> None:
    later = replaced_statutes(
        "title.toml", "[[certificate]]\nfrom = 2023-07-01", "[[certificate]]\nfrom = 2024-01-01"
    )
    rules = rules_of(later, A_DAY)

    answer = title_of(with_certificate(A_DAY), on=A_DAY, rules=rules)

    assert (answer.outcome, codes(answer)) == (Outcome.NOT_ENTITLED, ["certificate_before_law"])
    assert answer.remarks[0].facts == {"day": A_DAY, "since": None}


def test_no_title_is_required_until_the_day_before_the_next_entry_that_requires_one() -> None:
    requirement = 'value = "assistant_nurse"\nbasis = ["SoL (2001:453) 3 kap. 3 d §"]'
    none = requirement.replace("assistant_nurse", "none")
    rules = rules_of(replaced_statutes("title.toml", requirement, none), A_DAY)

    answer = title_of(without_certificate(), on=A_DAY, rules=rules)

    assert (answer.ground, answer.last_day) == (Ground.NOT_REQUIRED, day_before(B_DAY))


def test_every_remark_is_a_warning_and_names_nobody() -> None:
    staff = without_certificate(
        unseen(an_employment(dt.date(2015, 1, 1), dt.date(2024, 1, 1))),
        an_employment(dt.date(2024, 1, 2), title=Title.CARE_ASSISTANT),
    )
    answer = asked(staff, B_DAY)

    assert codes(answer) == [
        "transition_readings_differ",
        "no_evidence",
        "works_under_other_title",
    ]
    assert {remark.severity for remark in answer.remarks} == {Severity.WARNING}
    assert staff.name not in repr(answer)


def test_the_answers_of_a_rule_book_are_made_once() -> None:
    staff = without_certificate(*ROWS["yes/no"])

    assert asked(staff, dt.date(2026, 7, 1)) is asked(staff, dt.date(2029, 1, 1))


DAYS = st.dates(dt.date(2021, 1, 1), dt.date(2035, 1, 1))


def posts(
    first_day: dt.date, length: dt.timedelta | None, permanent: bool, title: Title
) -> Employment:
    last_day = None if length is None else first_day + length
    return an_employment(first_day, last_day, permanent=permanent, title=title)


LENGTHS = st.none() | st.timedeltas(dt.timedelta(), dt.timedelta(days=3000))
EMPLOYMENTS = st.lists(
    st.builds(posts, DAYS, LENGTHS, st.booleans(), st.sampled_from(Title)), max_size=4
).map(tuple)


@given(EMPLOYMENTS, st.none() | DAYS, DAYS)
def test_the_answer_is_that_of_the_plain_conditions(
    employments: tuple[Employment, ...], certified: dt.date | None, day: dt.date
) -> None:
    staff = a_staff_member(certified=certified, employments=employments)
    a = staff.permanent_with_title_on(A_DAY, Title.ASSISTANT_NURSE)
    b = staff.permanent_with_title_on(B_DAY, Title.ASSISTANT_NURSE)

    expected: tuple[Outcome, Ground | None, dt.date | None]
    if day < A_DAY:
        expected = (Outcome.ENTITLED, Ground.NOT_REQUIRED, day_before(A_DAY))
    elif certified is not None and A_DAY <= certified <= day:
        expected = (Outcome.ENTITLED, Ground.CERTIFICATE, None)
    elif a and day <= LAST_DAY:
        expected = (Outcome.ENTITLED, Ground.TRANSITION, LAST_DAY)
    elif b and B_DAY <= day <= LAST_DAY:
        expected = (Outcome.UNCLEAR, None, LAST_DAY)
    else:
        expected = (Outcome.NOT_ENTITLED, None, None)

    answer = asked(staff, day)
    assert (answer.outcome, answer.ground, answer.last_day) == expected


@given(EMPLOYMENTS, st.none() | DAYS, DAYS)
def test_what_is_cited_is_in_force_and_only_where_no_title_is_required_nothing_is_cited(
    employments: tuple[Employment, ...], certified: dt.date | None, day: dt.date
) -> None:
    answer = asked(a_staff_member(certified=certified, employments=employments), day)

    assert all(statutes().acts.in_force(place, day) for place in answer.citations)
    assert bool(answer.citations) == (answer.ground is not Ground.NOT_REQUIRED)


def test_a_reason_is_compared_and_hashed_by_what_it_says() -> None:
    basis = (Citation("SoL (2025:400)", "25 kap. 4 §"),)
    one, same = (warning("x", basis=basis, day=A_DAY) for _ in range(2))
    other = blocking("x", basis=basis, day=A_DAY)

    assert (one, hash(one)) == (same, hash(same))
    assert one != other
    assert one == Reason("x", Severity.WARNING, {"day": A_DAY}, basis)
    assert (one.blocks, other.blocks) == (False, True)
