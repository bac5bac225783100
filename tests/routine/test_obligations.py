"""
What is due, until when, and whether it has been done.
"""

import datetime as dt

import pytest

from fastomsorg.history import (
    ChangeWished,
    ConsentRecorded,
    ContactProposed,
    DoneRecorded,
    EnactmentMovedAway,
    NeedChangeRecorded,
    ServicesChanged,
)
from fastomsorg.routine import (
    Anchor,
    Applies,
    ChecklistItem,
    MetBy,
    ObligationKind,
    ObligationState,
    Scope,
    TimeUnit,
    Versions,
    Within,
    explained,
    unit_obligations,
)
from fastomsorg.terms import (
    ChangeOf,
    Consent,
    Malformed,
    Party,
    Period,
    Role,
    Service,
    Setting,
    Status,
)
from fastomsorg.testing import accepted, annulled, answered, ended, seated, started
from fastomsorg.texts import Language
from tests.routine.duties import (
    DAYS,
    LONG_AGO,
    MONTHS,
    WEEKS,
    a_case,
    day,
    due_by,
    due_of,
    duty,
    routine,
    told,
)

START = day("2025-02-03")
PLAN = duty("plan", Anchor.START, (14, DAYS))
FOLLOW_UP = duty(
    "plan_follow_up",
    Anchor.LATEST_DONE,
    (6, MONTHS),
    of=frozenset({"plan", "plan_follow_up"}),
)


def done(kind: str, on: str, *items: str) -> DoneRecorded:
    return DoneRecorded(day(on), kind, items=frozenset(items))


class TestTheLastDay:
    @pytest.mark.parametrize(
        ("within", "start", "last"),
        [
            ((14, DAYS), "2025-02-03", "2025-02-17"),
            ((0, DAYS), "2025-02-03", "2025-02-03"),
            ((14, DAYS), "2024-02-20", "2024-03-05"),
            ((14, DAYS), "2025-02-20", "2025-03-06"),
            ((1, WEEKS), "2025-03-28", "2025-04-04"),
            ((4, WEEKS), "2025-10-20", "2025-11-17"),
            ((6, MONTHS), "2024-08-31", "2025-02-28"),
            ((6, MONTHS), "2023-08-31", "2024-02-29"),
            ((12, MONTHS), "2024-02-29", "2025-02-28"),
            ((1, MONTHS), "2025-01-31", "2025-02-28"),
            ((6, MONTHS), "2025-02-28", "2025-08-28"),
        ],
    )
    def test_is_counted_by_the_calendar(
        self, within: tuple[int, TimeUnit], start: str, last: str
    ) -> None:
        assert Within(*within).after(day(start)) == day(last)

    def test_of_a_time_beyond_the_calendar_is_its_last(self) -> None:
        assert Within(12, MONTHS).after(dt.date.max) == dt.date.max

    def test_is_never_before_the_first(self) -> None:
        with pytest.raises(Malformed) as raised:
            Within(-1, DAYS)

        assert (raised.value.code, raised.value.facts["got"]) == ("negative_amount", -1)

    def test_is_explained_in_both_languages(self) -> None:
        (plan,) = due_of(a_case([started(START)]), "2025-02-10", PLAN)

        assert explained(plan, Language.SV) == "14 dagar från starten 2025-02-03 → 2025-02-17."
        assert explained(plan, Language.EN) == "14 days from the start 2025-02-03 → 2025-02-17."

    def test_is_told_as_one_would_say_it(self) -> None:
        kinds = (
            duty("tell", Anchor.APPOINTED, (14, DAYS)),
            duty("stand_in", Anchor.LEFT_WITHOUT, None, MetBy.PRIMARY),
        )
        case = a_case(
            [started(START)],
            accepted(day("2025-02-10"), "brs89"),
            [seated(Role.PRIMARY, None, day("2025-02-12"))],
        )
        tell, stand_in = due_of(case, "2025-02-12", *kinds)

        assert explained(tell, Language.SV).startswith(
            "14 dagar från att kontakten utsågs 2025-02-10 → 2025-02-24."
        )
        assert explained(stand_in, Language.SV) == (
            "Från att platsen blev tom 2025-02-12, utan tidsgräns."
        )

    def test_in_a_year_is_explained_by_its_last_day(self) -> None:
        kind = duty("yearly_summary", Anchor.YEAR, scope=Scope.UNIT)
        (summary,) = unit_obligations(
            "north", on=day("2025-06-01"), routine=lambda _: routine(kind)
        )

        assert explained(summary, Language.SV) == "En gång under året, senast 2025-12-31."

    def test_that_has_gone_by_is_explained_by_how_long_ago(self) -> None:
        (plan,) = due_of(a_case([started(START)]), "2025-02-18", PLAN)

        assert explained(plan, Language.SV).endswith("Försenat en dag.")
        (plan,) = due_of(a_case([started(START)]), "2025-03-17", PLAN)
        assert explained(plan, Language.SV).endswith("Försenat 28 dagar.")


class TestHowItIs:
    @pytest.mark.parametrize(
        ("on", "state"),
        [("2025-02-03", "due"), ("2025-02-17", "due"), ("2025-02-18", "late")],
    )
    def test_is_late_from_the_day_after_the_last(self, on: str, state: str) -> None:
        assert told(due_of(a_case([started(START)]), on, PLAN)) == [("plan", "2025-02-17", state)]

    def test_there_is_nothing_before_the_start(self) -> None:
        assert due_of(a_case([started(START)]), "2025-02-02", PLAN) == ()

    def test_is_met_by_being_done_and_was_due_the_day_before(self) -> None:
        case = a_case([started(START)], [done("plan", "2025-02-12")])

        assert told(due_of(case, "2025-02-11", PLAN)) == [("plan", "2025-02-17", "due")]
        (met,) = due_of(case, "2025-02-12", PLAN)
        assert (met.state, met.met_on) == (ObligationState.MET, day("2025-02-12"))

    def test_is_met_also_after_the_last_day_and_says_so(self) -> None:
        case = a_case([started(START)], [done("plan", "2025-02-20")])

        (met,) = due_of(case, "2025-03-01", PLAN)

        assert met.state is ObligationState.MET
        assert explained(met, Language.SV).endswith("Gjort 2025-02-20, 3 dagar efter sista dagen.")

    def test_is_not_met_by_what_is_annulled(self) -> None:
        case = a_case([started(START)], [done("plan", "2025-02-12")], [annulled(2)])

        assert told(due_of(case, "2025-02-20", PLAN)) == [("plan", "2025-02-17", "late")]

    def test_is_not_met_by_something_else(self) -> None:
        case = a_case([started(START)], [done("folder", "2025-02-12")])

        assert told(due_of(case, "2025-02-20", PLAN)) == [("plan", "2025-02-17", "late")]

    def test_may_be_met_by_another_kind_that_does_as_well(self) -> None:
        kind = duty("plan", Anchor.START, (14, DAYS), done_as=frozenset({"plan_short_term"}))
        case = a_case([started(START)], [done("plan_short_term", "2025-02-05")])

        assert told(due_of(case, "2025-02-20", kind)) == [("plan", "2025-02-17", "met")]

    def test_without_a_limit_is_a_reminder_that_is_never_late(self) -> None:
        case = a_case([started(START)])

        assert told(due_of(case, "2035-01-01", duty("folder", Anchor.START))) == [
            ("folder", "–", "due")
        ]


class TestMetByWhatIsRegistered:
    def test_the_offer_is_met_by_any_answer(self) -> None:
        offer = duty("offer", Anchor.START, (14, DAYS), MetBy.ANSWER, MetBy.CONTACT_PERSON)
        for status in (Status.ACCEPTED, Status.DECLINED, Status.NO_NEED):
            case = a_case([started(START)], [answered(status, day("2025-02-10"))])

            (met,) = due_of(case, "2025-03-01", offer)

            assert met.met_on == day("2025-02-10")

    def test_or_by_a_contact_person_where_the_routine_says_so(self) -> None:
        offer = duty("offer", Anchor.START, (14, DAYS), MetBy.ANSWER, MetBy.CONTACT_PERSON)
        person = seated(Role.CONTACT_PERSON, "ann64", day("2025-02-06"))

        (met,) = due_of(a_case([started(START)], [person]), "2025-03-01", offer)

        assert met.met_on == day("2025-02-06")

    def test_a_status_set_back_to_not_asked_is_no_answer(self) -> None:
        offer = duty("offer", Anchor.START, (14, DAYS), MetBy.ANSWER)
        case = a_case([started(START)], [answered(Status.NOT_ASKED, day("2025-02-10"))])

        assert told(due_of(case, "2025-03-01", offer)) == [("offer", "2025-02-17", "late")]

    def test_the_appointment_is_met_by_a_primary_and_the_deputy_by_a_deputy(self) -> None:
        kinds = (
            duty("appointment", Anchor.START, (14, DAYS), MetBy.PRIMARY),
            duty("deputy", Anchor.ANSWER, None, MetBy.DEPUTY),
        )
        case = a_case(
            [started(START)],
            accepted(day("2025-02-10"), "brs89"),
            [seated(Role.DEPUTY, "greal", day("2025-02-24"))],
        )

        found = {each.kind.kind: each.met_on for each in due_of(case, "2025-03-01", *kinds)}

        assert found == {"appointment": day("2025-02-10"), "deputy": day("2025-02-24")}

    def test_a_proposed_contact_may_be_enough(self) -> None:
        kind = duty("appointment", Anchor.START, (3, DAYS), MetBy.PRIMARY, MetBy.PROPOSED)
        case = a_case([started(START)], [ContactProposed(day("2025-02-04"), "brs89")])

        (met,) = due_of(case, "2025-02-10", kind)

        assert met.met_on == day("2025-02-04")

    def test_after_a_wish_to_change_only_somebody_who_takes_the_seat_then_will_do(self) -> None:
        new = duty("new_contact", Anchor.WISH_TO_CHANGE, (14, DAYS), MetBy.PRIMARY)
        wished = a_case(
            [started(START)],
            accepted(day("2025-02-10"), "brs89"),
            [ChangeWished(day("2025-03-03"))],
        )
        changed = wished.with_proposed((seated(Role.PRIMARY, "greal", day("2025-03-10")),))

        assert told(due_of(wished, "2025-03-18", new)) == [("new_contact", "2025-03-17", "late")]
        assert told(due_of(changed, "2025-03-18", new)) == [("new_contact", "2025-03-17", "met")]


class TestWhatItCountsFrom:
    def test_the_decision_and_the_order_of_the_enactment(self) -> None:
        first = started(START)
        with_days = type(first)(
            **{
                field: getattr(first, field)
                for field in ("on", "enactment", "setting", "act", "services", "counts")
            },
            decided_on=day("2025-01-27"),
            ordered_on=day("2025-01-28"),
        )
        kinds = (
            duty("plan", Anchor.DECISION, (14, DAYS)),
            duty("appointment", Anchor.ORDER_RECEIVED, (0, DAYS), MetBy.PRIMARY),
        )

        assert told(due_of(a_case([with_days]), START, *kinds)) == [
            ("appointment", "2025-01-28", "late"),
            ("plan", "2025-02-10", "due"),
        ]

    def test_it_waits_for_a_day_that_is_not_registered_and_says_so(self) -> None:
        (plan,) = due_of(a_case([started(START)]), START, duty("plan", Anchor.DECISION, (14, DAYS)))

        assert (plan.state, plan.due) == (ObligationState.DUE, None)
        assert explained(plan, Language.SV) == ("Väntar på beslutets dag, som inte är registrerad.")

    def test_the_first_visit_which_it_waits_for(self) -> None:
        talk = duty("welcome_talk", Anchor.FIRST_VISIT, (1, WEEKS))
        case = a_case([started(START)])

        def visited(stay: Period) -> dt.date:
            assert stay == Period(START)
            return day("2025-02-05")

        waiting = due_of(case, "2025-02-10", talk)
        ahead = due_of(case, "2025-02-04", talk, first_visit=visited)
        known = due_of(case, "2025-02-10", talk, first_visit=visited)

        assert explained(waiting[0], Language.SV) == "Väntar på det första besöket."
        assert told(ahead) == told(waiting) == [("welcome_talk", "–", "due")]
        assert told(known) == [("welcome_talk", "2025-02-12", "due")]

    def test_visits_are_looked_for_only_where_a_limit_counts_from_them(self) -> None:
        def visited(_: Period) -> dt.date:
            raise AssertionError

        assert len(due_of(a_case([started(START)]), START, PLAN, first_visit=visited)) == 1

    def test_a_move_here_counts_where_the_enactment_has_no_such_day_at_the_unit(self) -> None:
        first = started(START)
        moved = type(first)(
            START, "e1", first.setting, first.act, first.services, counts=True,
            decided_on=day("2023-05-01"), moved_from="south",
        )  # fmt: skip

        (plan,) = due_of(a_case([moved]), START, duty("plan", Anchor.DECISION, (14, DAYS)))

        assert (plan.from_day, plan.due) == (START, day("2025-02-17"))
        assert explained(plan, Language.SV).startswith("14 dagar från flytten hit 2025-02-03")

    def test_each_new_primary_is_to_be_told_of_and_not_one_who_has_gone(self) -> None:
        tell = duty("tell_client", Anchor.APPOINTED)
        case = a_case(
            [started(START)],
            accepted(day("2025-02-10"), "brs89"),
            [seated(Role.PRIMARY, "greal", day("2025-03-10"))],
            [done("tell_client", "2025-03-12")],
        )

        found = due_of(case, "2025-03-20", tell)

        assert [(each.number, each.state.value, each.lapse) for each in found] == [
            (1, "lapsed", "replaced"),
            (2, "met", None),
        ]

    def test_only_whoever_comes_after_somebody_else_is_handed_over_to(self) -> None:
        hand_over = duty(
            "hand_over", Anchor.APPOINTED, applies=Applies(after=frozenset({Role.PRIMARY}))
        )
        first = a_case([started(START)], accepted(day("2025-02-10"), "brs89"))
        second = first.with_proposed((seated(Role.PRIMARY, "greal", day("2025-03-10")),))

        assert due_of(first, "2025-03-20", hand_over) == ()
        assert [each.from_day for each in due_of(second, "2025-03-20", hand_over)] == [
            day("2025-03-10")
        ]

    def test_a_client_left_without_is_to_get_somebody(self) -> None:
        stand_in = duty("stand_in", Anchor.LEFT_WITHOUT, (3, DAYS), MetBy.PRIMARY)
        left = a_case(
            [started(START)],
            accepted(day("2025-02-10"), "brs89"),
            [seated(Role.PRIMARY, None, day("2025-03-10"))],
        )
        filled = left.with_proposed((seated(Role.PRIMARY, "greal", day("2025-03-11")),))

        assert told(due_of(left, "2025-03-14", stand_in)) == [("stand_in", "2025-03-13", "late")]
        assert told(due_of(filled, "2025-03-14", stand_in)) == [("stand_in", "2025-03-13", "met")]

    @pytest.mark.parametrize(
        ("event", "anchor"),
        [
            (NeedChangeRecorded(day("2025-05-05")), Anchor.NEED_CHANGED),
            (
                NeedChangeRecorded(day("2025-05-05"), ChangeOf.AID_DECISION),
                Anchor.AID_DECISION_CHANGED,
            ),
            (
                ServicesChanged(day("2025-05-05"), "e1", frozenset({Service.MEALS})),
                Anchor.AID_DECISION_CHANGED,
            ),
            (ChangeWished(day("2025-05-05")), Anchor.WISH_TO_CHANGE),
            (answered(Status.DECLINED, day("2025-05-05")), Anchor.ANSWER),
            (ContactProposed(day("2025-05-05"), "brs89"), Anchor.PROPOSED),
        ],
    )
    def test_whatever_happens_in_the_stay(self, event: object, anchor: Anchor) -> None:
        case = a_case([started(START)], [event])  # type: ignore[list-item]

        assert told(due_of(case, "2025-05-05", duty("x", anchor, (14, DAYS)))) == [
            ("x", "2025-05-19", "due")
        ]
        assert due_of(case, "2025-05-04", duty("x", anchor, (14, DAYS))) == ()

    def test_the_end_and_what_is_left_to_do_then_does_not_lapse_by_it(self) -> None:
        keys = duty("keys_returned", Anchor.END, (7, DAYS))
        case = a_case([started(START)], [ended(day("2025-06-30"))])
        returned = case.with_proposed((done("keys_returned", "2025-07-03"),))

        assert due_of(case, "2025-06-29", keys) == ()
        assert told(due_of(case, "2025-07-08", keys)) == [("keys_returned", "2025-07-07", "late")]
        assert told(due_of(returned, "2025-07-08", keys)) == [
            ("keys_returned", "2025-07-07", "met")
        ]


class TestAgain:
    def test_what_recurs_counts_from_the_latest_time(self) -> None:
        case = a_case(
            [started(START)],
            [done("plan", "2025-02-28")],
            [done("plan_follow_up", "2025-08-31")],
        )

        assert told(due_of(case, "2026-03-01", PLAN, FOLLOW_UP)) == [
            ("plan", "2025-02-17", "met"),
            ("plan_follow_up", "2025-08-28", "met"),
            ("plan_follow_up", "2026-02-28", "late"),
        ]

    def test_what_is_done_anew_in_another_way_takes_its_place(self) -> None:
        case = a_case([started(START)], [done("plan", "2025-02-10")], [done("plan", "2025-04-10")])

        found = due_of(case, "2025-05-01", FOLLOW_UP)

        assert [(str(each.due), each.state.value, each.lapse) for each in found] == [
            ("2025-08-10", "lapsed", "superseded"),
            ("2025-10-10", "due", None),
        ]

    def test_there_is_nothing_to_follow_up_before_there_is_a_plan(self) -> None:
        assert due_of(a_case([started(START)]), "2026-01-01", FOLLOW_UP) == ()

    def test_the_first_time_may_count_from_something_else(self) -> None:
        call = duty(
            "manager_call",
            Anchor.LATEST_DONE,
            (1, WEEKS),
            of=frozenset({"manager_call"}),
            first=Anchor.START,
        )
        case = a_case([started(START)], [done("manager_call", "2025-02-07")])

        assert told(due_of(a_case([started(START)]), "2025-02-12", call)) == [
            ("manager_call", "2025-02-10", "late")
        ]
        assert told(due_of(case, "2025-02-12", call)) == [
            ("manager_call", "2025-02-10", "met"),
            ("manager_call", "2025-02-14", "due"),
        ]

    def test_twice_on_one_day_is_once(self) -> None:
        case = a_case(
            [started(START)],
            [done("plan", "2025-02-10")],
            [done("plan_follow_up", "2025-02-10")],
        )

        assert told(due_of(case, "2025-03-01", FOLLOW_UP)) == [
            ("plan_follow_up", "2025-08-10", "due")
        ]

    def test_an_answer_may_be_asked_for_again(self) -> None:
        again = duty(
            "reoffer",
            Anchor.ANSWER,
            (12, MONTHS),
            MetBy.ANSWER,
            applies=Applies(statuses=frozenset({Status.DECLINED})),
        )
        first = answered(Status.DECLINED, day("2024-02-29"))
        second = answered(Status.DECLINED, day("2025-02-20"))
        case = a_case([started(day("2024-02-01"))], [first], [second])

        assert told(due_of(case, "2025-02-19", again)) == [("reoffer", "2025-02-28", "due")]
        assert told(due_of(case, "2025-03-01", again)) == [
            ("reoffer", "2025-02-28", "met"),
            ("reoffer", "2026-02-20", "due"),
        ]

    def test_a_new_stay_begins_anew(self) -> None:
        case = a_case(
            [started(START, day("2025-03-31"))],
            [done("plan", "2025-02-10")],
            [started(day("2025-06-02"), enactment="e2")],
        )

        assert told(due_of(case, "2025-06-20", PLAN)) == [
            ("plan", "2025-02-17", "met"),
            ("plan", "2025-06-16", "late"),
        ]


class TestLapsing:
    def test_an_end_lets_it_lapse_from_the_day_after(self) -> None:
        case = a_case([started(START)], [ended(day("2025-02-10"))])

        assert told(due_of(case, "2025-02-10", PLAN)) == [("plan", "2025-02-17", "due")]
        (lapsed,) = due_of(case, "2025-02-11", PLAN)
        assert (lapsed.state.value, lapsed.lapse) == ("lapsed", "ended")
        assert explained(lapsed, Language.SV).endswith(
            "Gäller inte från 2025-02-11: brukaren har avslutats på enheten."
        )

    def test_a_move_lets_it_lapse(self) -> None:
        away = EnactmentMovedAway(day("2025-02-12"), "e1", "south")

        (lapsed,) = due_of(a_case([started(START)], [away]), "2025-02-12", PLAN)

        assert (lapsed.lapse, lapsed.lapsed_on) == ("moved", day("2025-02-12"))

    def test_another_status_lets_it_lapse_and_its_own_brings_it_back(self) -> None:
        kind = duty(
            "appointment",
            Anchor.START,
            (14, DAYS),
            MetBy.PRIMARY,
            applies=Applies(statuses=frozenset({Status.NOT_ASKED, Status.ACCEPTED})),
        )
        declined = a_case([started(START)], [answered(Status.DECLINED, day("2025-02-10"))])
        after_all = declined.with_proposed((answered(Status.ACCEPTED, day("2025-03-03")),))

        (lapsed,) = due_of(declined, "2025-03-01", kind)
        assert (lapsed.lapse, lapsed.lapsed_on, lapsed.status) == (
            "status",
            day("2025-02-10"),
            Status.DECLINED,
        )
        assert told(due_of(after_all, "2025-03-03", kind)) == [
            ("appointment", "2025-02-17", "late")
        ]

    def test_what_is_only_for_a_status_that_never_was_is_not_there(self) -> None:
        kind = duty(
            "contact_person",
            Anchor.ANSWER,
            None,
            MetBy.CONTACT_PERSON,
            applies=Applies(statuses=frozenset({Status.NO_NEED})),
        )
        case = a_case([started(START)], accepted(day("2025-02-10"), "brs89"))

        assert due_of(case, "2025-03-01", kind) == ()

    def test_what_counts_from_a_yes_does_not_count_from_an_earlier_no(self) -> None:
        deputy = duty(
            "deputy",
            Anchor.ANSWER,
            (14, DAYS),
            MetBy.DEPUTY,
            applies=Applies(statuses=frozenset({Status.ACCEPTED})),
        )
        no = answered(Status.DECLINED, day("2025-02-10"))
        later = a_case([started(START)], [no], accepted(day("2025-03-03"), "brs89"))
        same_day = a_case([started(START)], [no], accepted(day("2025-02-10"), "brs89"))
        back_and_forth = later.with_proposed((answered(Status.DECLINED, day("2025-03-05")),))

        assert told(due_of(later, "2025-03-04", deputy)) == [("deputy", "2025-03-17", "due")]
        assert told(due_of(same_day, "2025-02-11", deputy)) == [("deputy", "2025-02-24", "due")]
        assert told(due_of(back_and_forth, "2025-03-05", deputy)) == [
            ("deputy", "2025-03-17", "lapsed")
        ]

    def test_what_was_met_stays_met(self) -> None:
        case = a_case([started(START)], [done("plan", "2025-02-05")], [ended(day("2025-02-10"))])

        assert told(due_of(case, "2025-03-01", PLAN)) == [("plan", "2025-02-17", "met")]


class TestForWhom:
    @pytest.mark.parametrize(
        ("applies", "there"),
        [
            (Applies(settings=frozenset({Setting.HOME_CARE})), True),
            (Applies(settings=frozenset({Setting.SHORT_TERM})), False),
            (Applies(unless_only=frozenset({Service.ALARM})), True),
            (Applies(unless_only=frozenset({Service.PERSONAL_CARE, Service.ALARM})), False),
        ],
    )
    def test_by_what_is_granted(self, applies: Applies, there: bool) -> None:
        kind = duty("plan", Anchor.START, (14, DAYS), applies=applies)

        assert bool(due_of(a_case([started(START)]), START, kind)) is there

    def test_what_is_for_the_whole_unit_is_in_no_case(self) -> None:
        kind = duty("yearly_summary", Anchor.YEAR, scope=Scope.UNIT)

        assert due_of(a_case([started(START)]), "2025-06-01", kind) == ()
        (summary,) = unit_obligations(
            "north", on=day("2025-06-01"), routine=lambda _: routine(kind)
        )
        assert (summary.client, summary.due, summary.state.value) == (
            None,
            day("2025-12-31"),
            "due",
        )


class TestTheVersionOfTheDay:
    LONG = routine(duty("plan", Anchor.START, (30, DAYS)))
    SHORT = routine(duty("plan", Anchor.START, (14, DAYS)), start=day("2025-03-01"))

    @pytest.mark.parametrize(
        ("start", "last"), [("2025-02-28", "2025-03-30"), ("2025-03-01", "2025-03-15")]
    )
    def test_is_that_of_the_day_it_counts_from(self, start: str, last: str) -> None:
        case = a_case([started(day(start))])

        assert told(due_by(case, "2025-03-10", Versions((self.LONG, self.SHORT)))) == [
            ("plan", last, "due")
        ]

    def test_that_comes_later_asks_nothing_of_what_began_before(self) -> None:
        later = routine(PLAN, start=day("2025-03-01"))
        empty = routine(start=LONG_AGO)

        assert due_by(a_case([started(START)]), "2025-04-01", Versions((empty, later))) == ()


class TestChecklists:
    TALK: ObligationKind = duty(
        "welcome_talk",
        Anchor.START,
        (14, DAYS),
        checklist=tuple(
            ChecklistItem(item, {Language.SV: item}) for item in ("keys", "phones", "plan")
        ),
    )

    def test_are_ticked_point_by_point_and_met_with_the_last(self) -> None:
        case = a_case(
            [started(START)],
            [done("welcome_talk", "2025-02-05", "keys", "plan")],
            [done("welcome_talk", "2025-02-07", "phones")],
        )

        (begun,) = due_of(case, "2025-02-06", self.TALK)
        (met,) = due_of(case, "2025-02-07", self.TALK)

        assert (begun.state.value, sorted(begun.ticked)) == ("due", ["keys", "plan"])
        assert "2 av 3 punkter är avprickade" in explained(begun, Language.SV)
        assert (met.state.value, met.met_on) == ("met", day("2025-02-07"))

    def test_are_done_as_a_whole_where_no_point_is_named(self) -> None:
        case = a_case([started(START)], [done("welcome_talk", "2025-02-05")])

        (met,) = due_of(case, "2025-02-05", self.TALK)

        assert (met.state.value, sorted(met.ticked)) == ("met", ["keys", "phones", "plan"])

    def test_nothing_counts_from_the_first_points_but_from_the_last(self) -> None:
        after = duty("after_talk", Anchor.LATEST_DONE, (2, DAYS), of=frozenset({"welcome_talk"}))
        case = a_case(
            [started(START)],
            [done("welcome_talk", "2025-02-05", "keys", "plan")],
            [done("welcome_talk", "2025-02-07", "phones")],
        )

        assert told(due_of(case, "2025-02-06", after, self.TALK)) == [
            ("welcome_talk", "2025-02-17", "due")
        ]
        assert told(due_of(case, "2025-02-07", after, self.TALK)) == [
            ("after_talk", "2025-02-09", "due"),
            ("welcome_talk", "2025-02-17", "met"),
        ]


class TestConsent:
    TELL = duty("tell_relatives", Anchor.APPOINTED, informs=Party.RELATIVES)

    def consenting(self, *said: ConsentRecorded) -> str:
        case = a_case([started(START)], accepted(day("2025-02-10"), "brs89"), said)
        (told,) = due_of(case, "2025-03-01", self.TELL)
        return explained(told, Language.SV).partition("tidsgräns. ")[2] or told.state.value

    def test_without_it_nobody_else_is_told_and_it_says_so(self) -> None:
        assert self.consenting() == (
            "Kan inte göras: brukarens samtycke till att informera anhöriga saknas."
        )

    def test_given_opens_the_way(self) -> None:
        given = ConsentRecorded(day("2025-02-11"), Party.RELATIVES, Consent.GIVEN)

        assert self.consenting(given) == "due"

    def test_for_something_else_or_somebody_else_does_not(self) -> None:
        other = ConsentRecorded(day("2025-02-11"), Party.RELATIVES, Consent.GIVEN, "other")
        home = ConsentRecorded(day("2025-02-11"), Party.CARE_HOME, Consent.GIVEN)

        assert "saknas" in self.consenting(other, home)

    def test_declined_or_withdrawn_closes_it_and_says_which(self) -> None:
        given = ConsentRecorded(day("2025-02-11"), Party.RELATIVES, Consent.GIVEN)
        declined = ConsentRecorded(day("2025-02-11"), Party.RELATIVES, Consent.DECLINED)
        withdrawn = ConsentRecorded(day("2025-02-12"), Party.RELATIVES, Consent.WITHDRAWN)

        assert "samtycker inte" in self.consenting(declined)
        assert "tagit tillbaka sitt samtycke" in self.consenting(given, withdrawn)

    def test_of_one_relative_is_enough_to_tell_that_one(self) -> None:
        given = ConsentRecorded(day("2025-02-11"), Party.RELATIVES, Consent.GIVEN, person="n-2")
        case = a_case([started(START)], accepted(day("2025-02-10"), "brs89"), [given])

        def related(_: Party) -> tuple[str, ...]:
            return ("n-1", "n-2")

        assert told(due_of(case, "2025-03-01", self.TELL)) == [("tell_relatives", "–", "blocked")]
        assert told(due_of(case, "2025-03-01", self.TELL, related=related)) == [
            ("tell_relatives", "–", "due")
        ]

    def test_where_there_is_known_to_be_nobody_there_is_nobody_to_tell(self) -> None:
        case = a_case([started(START)], accepted(day("2025-02-10"), "brs89"))

        (lapsed,) = due_of(case, "2025-03-01", self.TELL, related=lambda _: ())

        assert lapsed.lapse == "nobody_to_tell"
