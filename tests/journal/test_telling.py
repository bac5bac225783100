"""
Who is told what, and when: at once what changes today, the rest when its day comes.
"""

import datetime as dt

import attrs
import pytest

from fastomsorg.history import Case, EnactmentMovedAway, Event
from fastomsorg.journal import (
    ContactsChanged,
    Notice,
    NoticeKind,
    PlanSnapshot,
    Registered,
    Timed,
    kind_of,
    notice_id,
    notices_for,
    staff_to_name,
    told_anew,
    units_to_name,
)
from fastomsorg.terms import Role, Status, start_of
from fastomsorg.testing import (
    accepted,
    annulled,
    answered,
    ended,
    registered,
    request,
    seated,
    started,
)
from tests.journal.scenes import (
    BRITTA,
    CASE,
    FEB_1,
    FEB_10,
    FEB_17,
    MAR_1,
    MOVED_HERE,
    PEOPLE,
    STAY,
    WITH_BOTH,
    WITH_BRITTA,
    happened,
)

FEB_18, FEB_28, MAR_2 = dt.date(2025, 2, 18), dt.date(2025, 2, 28), dt.date(2025, 3, 2)
MAR_10, MAR_11 = dt.date(2025, 3, 10), dt.date(2025, 3, 11)
BRITTAS_LINE = ("Fast omsorgskontakt", "Britta Söder, 07012365498, britta@mail.se")
GRETAS_LINE = ("Vice fast omsorgskontakt", "Greta Olsson, 0701236542, greta@mail.com")
CHARLOTTES_LINE = ("Fast omsorgskontakt", "Charlotte Rosander, 070-3577544")

Plans = list[tuple[dt.date, dt.date | None, tuple[tuple[str, str], ...]]]
Plannings = list[tuple[dt.date, dt.date | None, dict[Role, str]]]


def plans(registered: Registered) -> Plans:
    return [
        (notice.on, not_before, notice.lines)
        for notice, not_before in notices_for(registered)
        if isinstance(notice, PlanSnapshot)
    ]


def plannings(registered: Registered) -> Plannings:
    return [
        (notice.on, not_before, {card.role: card.staff for card in notice.contacts})
        for notice, not_before in notices_for(registered)
        if isinstance(notice, ContactsChanged)
    ]


def test_a_yes_of_today_is_noted_and_shown_at_once() -> None:
    told = notices_for(happened(*accepted(FEB_17, "brs89", "greal")))

    assert [(kind_of(notice), notice.on, not_before) for notice, not_before in told] == [
        (NoticeKind.JOURNAL, FEB_17, None),
        (NoticeKind.PLAN, FEB_17, None),
        (NoticeKind.PLANNING, FEB_17, None),
    ]


def test_the_plan_shows_both_contacts_as_the_handbook_has_them() -> None:
    assert plans(happened(*accepted(FEB_17, "brs89", "greal"))) == [
        (FEB_17, None, (BRITTAS_LINE, GRETAS_LINE))
    ]


def test_the_planning_is_told_who_holds_which_seat_since_when() -> None:
    ((notice, _),) = [
        timed
        for timed in notices_for(happened(*accepted(FEB_10, "brs89")))
        if isinstance(timed[0], ContactsChanged)
    ]

    assert isinstance(notice, ContactsChanged)
    assert [(card.role, card.name, card.since) for card in notice.contacts] == [
        (Role.PRIMARY, "Britta Söder", FEB_10)
    ]


def test_a_change_back_in_time_is_told_at_once_with_the_state_of_today() -> None:
    back_dated = happened(seated(Role.PRIMARY, "charo", FEB_10), upon=WITH_BRITTA)

    assert plans(back_dated) == [(FEB_17, None, (CHARLOTTES_LINE,))]


def test_a_change_back_in_time_that_has_been_overtaken_is_not_told() -> None:
    overtaken = happened(
        seated(Role.PRIMARY, "charo", dt.date(2025, 2, 5)),
        upon=(STAY, (answered(Status.ACCEPTED, FEB_1),), accepted(FEB_10, "brs89")),
    )

    assert plans(overtaken) == []


def test_a_change_ahead_waits_for_its_day() -> None:
    ahead = happened(seated(Role.PRIMARY, "charo", MAR_1), upon=WITH_BRITTA)

    assert plans(ahead) == [(MAR_1, MAR_1, (CHARLOTTES_LINE,))]


def test_every_day_on_which_the_contacts_change_gets_notices_of_its_own() -> None:
    until_march_10 = happened(
        *accepted(FEB_17, "brs89"), upon=((started(FEB_1, MAR_10),),), today=FEB_17
    )

    assert plans(until_march_10) == [
        (FEB_17, None, (BRITTAS_LINE,)),
        (MAR_11, MAR_11, ()),
    ]


def test_when_a_stay_ends_the_contacts_are_taken_off() -> None:
    assert (plans(happened(ended(MAR_10), upon=WITH_BOTH))) == [(MAR_11, MAR_11, ())]
    assert (plannings(happened(ended(MAR_10), upon=WITH_BOTH))) == [(MAR_11, MAR_11, {})]


def test_when_the_client_moves_the_contacts_are_taken_off_at_the_first_unit() -> None:
    moved = happened(EnactmentMovedAway(MAR_1, "e1", "south"), upon=WITH_BRITTA)

    assert plans(moved) == [(MAR_1, MAR_1, ())]


def test_an_end_back_in_time_takes_the_contacts_off_at_once() -> None:
    assert plans(happened(ended(FEB_10), upon=WITH_BRITTA)) == [(FEB_17, None, ())]


def test_a_gap_between_two_stays_shows_nobody() -> None:
    two_stays = ((*STAY, started(MAR_1, enactment="e2")), accepted(FEB_10, "brs89"))

    assert plans(happened(ended(FEB_17), upon=two_stays)) == [(FEB_18, FEB_18, ())]


def test_an_earlier_end_leaves_a_later_day_to_the_notice_it_has() -> None:
    """
    The turn of 11 March is gone, and what waits for it is withdrawn when it comes.
    """
    sooner = happened(ended(FEB_28), upon=(*WITH_BRITTA, (ended(MAR_10),)))

    assert plans(sooner) == [(MAR_1, MAR_1, ())]


def test_a_withdrawn_end_needs_no_notice() -> None:
    assert plans(happened(ended(None), upon=(*WITH_BRITTA, (ended(MAR_10),)))) == []


def test_an_appointment_ahead_that_falls_with_the_stay_needs_no_notice_on_its_day() -> None:
    appointed_ahead = (*WITH_BRITTA, (seated(Role.PRIMARY, "charo", MAR_10),))

    assert plans(happened(ended(FEB_28), upon=appointed_ahead)) == [(MAR_1, MAR_1, ())]


def test_annulling_shows_who_holds_the_seat_again() -> None:
    replaced = (*WITH_BRITTA, (seated(Role.PRIMARY, "charo", FEB_17),))

    assert plans(happened(annulled(3), upon=replaced)) == [(FEB_17, None, (BRITTAS_LINE,))]


def test_a_day_that_is_turned_into_another_change_is_told_of_anew() -> None:
    greta_ahead = (*WITH_BRITTA, (seated(Role.PRIMARY, "greal", MAR_1),))

    assert plans(happened(seated(Role.PRIMARY, "charo", MAR_1), upon=greta_ahead)) == [
        (MAR_1, MAR_1, (CHARLOTTES_LINE,))
    ]


@pytest.mark.parametrize(
    "event",
    [
        answered(Status.ACCEPTED, FEB_17),
        seated(Role.PRIMARY, "brs89", FEB_17),
        started(FEB_10, enactment="e2"),
    ],
)
def test_where_the_contacts_stay_as_they_are_nobody_is_told(event: Event) -> None:
    assert plans(happened(event, upon=WITH_BRITTA)) == []
    assert plannings(happened(event, upon=WITH_BRITTA)) == []


def test_a_contact_person_is_told_to_the_planning_but_is_not_in_the_plan() -> None:
    appointed = happened(seated(Role.CONTACT_PERSON, "brs89", FEB_17))

    assert plans(appointed) == []
    assert plannings(appointed) == [(FEB_17, None, {Role.CONTACT_PERSON: "brs89"})]


def test_somebody_who_cannot_be_looked_up_is_shown_by_id() -> None:
    unknown = happened(*accepted(FEB_17, "brs89"), people={})

    assert plans(unknown) == [(FEB_17, None, (("Fast omsorgskontakt", "brs89"),))]


def test_each_notice_has_the_id_that_its_registration_kind_case_and_day_give() -> None:
    told = notices_for(happened(*accepted(FEB_17, "brs89"), upon=((started(FEB_1, MAR_10),),)))

    assert [notice.id for notice, _ in told] == [
        notice_id(request(2), kind_of(notice), CASE, notice.on) for notice, _ in told
    ]
    assert len({notice.id for notice, _ in told}) == len(told)


def test_everybody_who_may_have_to_be_named_is_known_beforehand() -> None:
    replaced = happened(seated(Role.PRIMARY, "charo", MAR_1), upon=WITH_BOTH)

    assert staff_to_name(replaced.before.life, replaced.after.life) == {"brs89", "greal", "charo"}


def test_whoever_is_annulled_is_known_beforehand_though_somebody_came_after() -> None:
    replaced_twice = (
        *WITH_BRITTA,
        (seated(Role.PRIMARY, "greal", FEB_17), seated(Role.DEPUTY, None, FEB_17)),
        (seated(Role.PRIMARY, "charo", FEB_17),),
    )
    taken_back = happened(annulled(3), upon=replaced_twice)
    before, after = taken_back.before, taken_back.after

    assert staff_to_name(before.life, after.life) == {"brs89", "charo"}
    assert staff_to_name(before.life, after.life, before.registrations) == {
        "brs89",
        "greal",
        "charo",
    }


def test_the_units_of_a_move_that_is_annulled_are_known_beforehand() -> None:
    moved = registered((MOVED_HERE,), (EnactmentMovedAway(MAR_10, "e1", "west"),), STAY)

    assert units_to_name(moved) == {"south", "west"}


class TestWhenTheDayHasCome:
    """
    A notice that waited is derived anew from the life as it then is.
    """

    appointed_ahead = (*WITH_BRITTA, (seated(Role.PRIMARY, "charo", MAR_1),))

    def waiting(self, kind: NoticeKind = NoticeKind.PLAN) -> Notice:
        ahead = happened(seated(Role.PRIMARY, "charo", MAR_1), upon=WITH_BRITTA)
        (timed,) = [each for each in notices_for(ahead) if _waits_for(each, kind)]
        return timed[0]

    def told(
        self, *more: tuple[Event, ...], today: dt.date = MAR_1, at_once: bool = False
    ) -> Notice | None:
        case = Case(CASE, registered(*self.appointed_ahead, *more))
        return told_anew(self.waiting(), case, PEOPLE, today=today, at_once=at_once)

    def test_what_holds_is_told_as_it_was_meant(self) -> None:
        assert self.told() == self.waiting()

    def test_the_planning_is_told_as_it_was_meant(self) -> None:
        case = Case(CASE, registered(*self.appointed_ahead))
        waiting = self.waiting(NoticeKind.PLANNING)

        assert told_anew(waiting, case, PEOPLE, today=MAR_1) == waiting

    def test_somebody_else_appointed_since_is_the_one_that_is_shown(self) -> None:
        told = self.told((seated(Role.PRIMARY, "greal", MAR_1),))

        assert isinstance(told, PlanSnapshot)
        assert told.lines == (("Fast omsorgskontakt", GRETAS_LINE[1]),)

    def test_a_telephone_number_is_the_one_of_the_day(self) -> None:
        case = Case(CASE, registered(*self.appointed_ahead))
        charlotte = attrs.evolve(PEOPLE["charo"], phone="08-1234567")
        told = told_anew(self.waiting(), case, {"charo": charlotte}, today=MAR_1)

        assert isinstance(told, PlanSnapshot)
        assert told.lines == (("Fast omsorgskontakt", "Charlotte Rosander, 08-1234567"),)

    def test_an_annulled_change_is_withdrawn(self) -> None:
        assert self.told((annulled(3),)) is None

    def test_a_change_that_came_earlier_after_all_is_withdrawn(self) -> None:
        assert self.told((seated(Role.PRIMARY, "charo", FEB_18),)) is None

    def test_a_change_in_a_stay_that_had_ended_before_is_withdrawn(self) -> None:
        assert self.told((ended(FEB_18),)) is None

    def test_an_end_on_the_very_day_takes_the_contacts_off(self) -> None:
        told = self.told((ended(FEB_28),))

        assert isinstance(told, PlanSnapshot)
        assert (told.on, told.lines) == (MAR_1, ())

    def test_a_no_on_the_very_day_takes_the_contacts_off(self) -> None:
        told = self.told((answered(Status.DECLINED, MAR_1),))

        assert isinstance(told, PlanSnapshot)
        assert told.lines == ()

    def test_told_late_it_shows_the_day_it_is_told(self) -> None:
        told = self.told((seated(Role.PRIMARY, "greal", MAR_2),), today=MAR_10)

        assert isinstance(told, PlanSnapshot)
        assert (told.on, told.lines) == (MAR_10, (("Fast omsorgskontakt", GRETAS_LINE[1]),))

    def test_told_late_when_everything_is_as_before_it_is_withdrawn(self) -> None:
        assert self.told((seated(Role.PRIMARY, "brs89", MAR_2),), today=MAR_10) is None

    def test_told_late_it_takes_off_whom_a_later_no_to_an_earlier_day_has_ended(self) -> None:
        ends = registered(*WITH_BRITTA, (ended(FEB_28),))
        waiting = notices_for(happened(ended(FEB_28), upon=WITH_BRITTA))[-1][0]
        (no,) = registered((answered(Status.DECLINED, FEB_18),))
        no = attrs.evolve(no, id=request(4), position=4, recorded_at=start_of(MAR_2))
        told = told_anew(waiting, Case(CASE, (*ends, no)), PEOPLE, today=MAR_2)

        assert isinstance(told, ContactsChanged)
        assert (told.on, told.contacts) == (MAR_2, ())

    def test_told_late_it_keeps_its_id(self) -> None:
        told = self.told(today=MAR_10)

        assert told is not None
        assert told.id == self.waiting().id

    def test_what_was_to_be_told_at_once_is_brought_up_to_date_and_never_withdrawn(self) -> None:
        told = self.told((annulled(3),), today=MAR_10, at_once=True)

        assert isinstance(told, PlanSnapshot)
        assert (told.on, told.lines) == (MAR_10, (BRITTAS_LINE,))

    def test_a_journal_note_is_told_as_it_was_written(self) -> None:
        ahead = happened(seated(Role.PRIMARY, "charo", MAR_1), upon=WITH_BRITTA)
        note = notices_for(ahead)[0][0]
        case = Case(CASE, registered(*self.appointed_ahead, (annulled(3),)))

        assert told_anew(note, case, {BRITTA.id: BRITTA}, today=MAR_10) is note


def _waits_for(timed: Timed, kind: NoticeKind) -> bool:
    return timed[1] is not None and kind_of(timed[0]) is kind
