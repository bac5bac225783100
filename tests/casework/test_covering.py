"""
Load, coverage, candidates, proposals, hand-overs and days ahead, asked for at a desk.
"""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs
import pytest

from fastomsorg.care import Absence, Absentee
from fastomsorg.casework import (
    AskedFor,
    Candidates,
    HandOverPlan,
    UnitProposal,
    command_of,
)
from fastomsorg.commands import (
    Annul,
    AppointContacts,
    RecordStatus,
    RequestChange,
    StartEnactment,
)
from fastomsorg.decisions import Demands, Granted, Load, LocalRules, Reason, Refused, Span
from fastomsorg.routine import Against, Away, LongerAbsence, Routine, StandIn, TimeUnit
from fastomsorg.terms import (
    CaseKey,
    ChangeReason,
    Malformed,
    NotAuthorised,
    Period,
    Permission,
    Role,
    Service,
    StaffId,
    Status,
    UnknownId,
    start_of,
)
from fastomsorg.testing import (
    MemoryVisits,
    a_client,
    a_staff_member,
    a_visit,
    an_absence,
    request,
)
from tests.casework.office import FIRST, TODAY, Office

EIGHT = tuple(f"client-{number}" for number in range(1, 9))
STAFF = tuple(
    attrs.evolve(
        a_staff_member(id, name=f"{id.title()} Testsson", units=units, certified=certified),
        team=team,
    )
    for id, units, certified, team in (
        ("ann", ("north",), dt.date(2023, 7, 1), "röd"),
        ("bea", ("north",), dt.date(2023, 7, 1), "röd"),
        ("cis", ("north",), dt.date(2023, 7, 1), "blå"),
        ("nils", ("north",), None, "blå"),
    )
)


def case(client: str) -> CaseKey:
    return CaseKey(client, "north")


def an_office(**ports: Any) -> Office:
    """
    Eight clients at north have home care since the first of June, and three who could be contact.
    """
    clients = [a_client(id, name=f"{id} Testsson") for id in EIGHT]
    office = Office(clients=clients, staff=STAFF, **ports)
    for client in EIGHT:
        office.grant(StartEnactment(case(client), f"e-{client}", FIRST))
    return office


def with_rules(rules: LocalRules, **routine: Any) -> dict[str, Any]:
    """
    The ports that let every unit go by these rules.
    """
    whole = attrs.evolve(Routine.of_rules(rules), **routine)
    return {"local": lambda unit, on: rules, "routine": lambda unit, on: whole}


def yes(office: Office, client: str, primary: StaffId, deputy: StaffId | None = None) -> None:
    office.grant(RecordStatus(case(client), Status.ACCEPTED, FIRST, primary, deputy))


def limited(most: int, *, refuses: bool = False) -> dict[str, Any]:
    return with_rules(
        LocalRules(
            "Testköping", load=Load({Role.PRIMARY: Span(min(2, most), most)}, refuses=refuses)
        )
    )


# Load


def test_the_load_of_everybody_at_the_unit_is_shown_against_the_limits() -> None:
    office = an_office(**limited(3))
    for client in EIGHT[:4]:
        yes(office, client, "ann")
    yes(office, EIGHT[4], "bea", "cis")

    found = office.desk.load("north", on=TODAY)

    seats = {each.staff: each.seat(Role.PRIMARY) for _, each in found.staff}
    assert {id: len(seat.clients) for id, seat in seats.items()} == {
        "ann": 4,
        "bea": 1,
        "cis": 0,
        "nils": 0,
    }
    assert (seats["ann"].against, seats["bea"].against) == (Against.OVER, Against.UNDER)
    assert [(team.team, team.staff, team.clients) for team in found.teams] == [
        ("blå", 2, 0),
        ("röd", 2, 5),
    ]


def test_clients_weigh_as_the_services_they_have_been_granted() -> None:
    rules = LocalRules(
        "Testköping",
        load=Load({Role.PRIMARY: Span(most=1)}, {Service.ALARM: Fraction(1, 4)}, refuses=True),
    )
    office = an_office(**with_rules(rules))
    alarm = frozenset({Service.ALARM})
    for number in range(1, 6):
        office.know(a_client(f"alarm-{number}"))
        key = case(f"alarm-{number}")
        office.grant(StartEnactment(key, f"a-{number}", FIRST, services=alarm))
    for number in range(1, 5):
        yes(office, f"alarm-{number}", "ann")

    fifth = office.desk.submit(RecordStatus(case("alarm-5"), Status.ACCEPTED, TODAY, "ann"))

    assert isinstance(fifth, Refused)
    (over,) = (reason for reason in fifth.reasons if reason.blocks)
    assert (over.code, over.facts["amount"]) == ("load_exceeded", "1.25")
    (ann,) = (each for _, each in office.desk.load("north", on=TODAY).staff if each.staff == "ann")
    assert ann.seat(Role.PRIMARY).weight == 1


def test_over_the_limit_is_a_remark_or_refused_as_the_routine_says() -> None:
    for refuses in (False, True):
        office = an_office(**limited(2, refuses=refuses))
        yes(office, EIGHT[0], "ann")
        yes(office, EIGHT[1], "ann")

        verdict = office.desk.submit(RecordStatus(case(EIGHT[2]), Status.ACCEPTED, TODAY, "ann"))

        assert isinstance(verdict, Refused) is refuses
        reasons = verdict.reasons if isinstance(verdict, Refused) else verdict.remarks
        assert "load_exceeded" in [reason.code for reason in reasons]


# Coverage


def away(office: Office, who: Absentee, id: str, first: int, last: int) -> None:
    days = (FIRST.replace(day=first), FIRST.replace(day=last))
    absence = an_absence(*days, who=who, id=id)
    list(office.store.put_absences([absence]))


JUNE = Period(FIRST, dt.date(2024, 7, 1))


def covered(**ports: Any) -> Office:
    office = an_office(**ports)
    office.casework.host = attrs.evolve(office.casework.host, visits=(office.store,))
    office.desk = office.casework.acting(office.desk.gate.actor)
    return office


def test_who_is_away_who_stands_in_and_who_is_left_without() -> None:
    office = covered()
    yes(office, EIGHT[0], "ann", "cis")
    yes(office, EIGHT[1], "ann")
    yes(office, EIGHT[2], "cis")
    away(office, Absentee.STAFF, "ann", 10, 20)
    away(office, Absentee.STAFF, "cis", 15, 16)
    away(office, Absentee.STAFF, "bea", 12, 30)
    away(office, Absentee.CLIENT, EIGHT[2], 1, 30)

    found = office.desk.coverage("north", JUNE)

    told = [
        (gap.client.id, gap.gap.period.start.day, gap.gap.by, [each.id for each in gap.stands_in])
        for gap in found.gaps
    ]
    assert told == [
        (EIGHT[0], 10, StandIn.DEPUTY, ["cis"]),
        (EIGHT[0], 15, StandIn.NOBODY, []),
        (EIGHT[0], 17, StandIn.DEPUTY, ["cis"]),
        (EIGHT[1], 10, StandIn.TEAM, ["bea"]),
        (EIGHT[1], 12, StandIn.NOBODY, []),
    ]
    assert found.longer is None
    assert {gap.gap.longer for gap in found.gaps} == {None}


def test_the_routines_number_says_from_when_an_absence_is_a_longer_one() -> None:
    longer = LongerAbsence(1, TimeUnit.WEEKS)
    office = covered(**with_rules(LocalRules("Testköping"), longer_absence=longer))
    yes(office, EIGHT[0], "ann")
    away(office, Absentee.STAFF, "ann", 10, 20)

    (gap,) = office.desk.coverage("north", JUNE).gaps

    assert (gap.gap.longer_from, gap.gap.longer) == (dt.date(2024, 6, 17), True)


def test_whoever_has_left_or_is_not_available_is_away() -> None:
    office = covered()
    yes(office, EIGHT[0], "ann")
    yes(office, EIGHT[1], "bea")
    ann, bea = STAFF[0], STAFF[1]
    since = FIRST.replace(day=20)
    list(
        office.store.put_staff(
            [
                (attrs.evolve(ann, units=frozenset({"south"})), since),
                (attrs.evolve(bea, available=False), since),
            ],
            now=office.clock(),
        )
    )

    gaps = office.desk.coverage("north", JUNE).gaps

    assert [(each.away.id, each.gap.why, each.gap.since) for each in gaps] == [
        ("ann", Away.LEFT, since),
        ("bea", Away.UNAVAILABLE, since),
    ]


def test_a_period_without_end_is_refused() -> None:
    with pytest.raises(Malformed, match="period_endless"):
        an_office().desk.coverage("north", Period(TODAY))


# Candidates


def order(found: Candidates) -> list[tuple[str, bool]]:
    return [(each.staff.id, each.scored.possible) for each in found.staff]


def test_candidates_come_by_what_speaks_for_them_and_whoever_cannot_comes_last() -> None:
    office = covered()
    agda = EIGHT[0]
    yes(office, EIGHT[1], "ann")
    yes(office, EIGHT[2], "bea")
    visits = [
        a_visit(
            start_of(FIRST + dt.timedelta(days=number)),
            f"v{number}",
            client=agda,
            unit="north",
            staff=(staff,),
        )
        for number, staff in enumerate(["bea", "bea", "ann", "nils"])
    ]
    list(office.store.put_visits(visits))

    found = office.desk.candidates(agda, "north", on=TODAY)

    assert order(found) == [("bea", True), ("ann", True), ("cis", True), ("nils", False)]
    (bea,) = (each for each in found.staff if each.staff.id == "bea")
    assert (bea.scored.facts.visits, bea.scored.facts.of_visits) == (2, 4)
    assert found == office.desk.candidates(agda, "north", on=TODAY)


def test_the_clients_own_wish_is_heard() -> None:
    office = covered()
    agda = EIGHT[0]
    yes(office, agda, "ann")
    office.grant(RequestChange(case(agda), FIRST, "Vill ha Cis", "cis"))

    found = office.desk.candidates(agda, "north", on=TODAY)

    assert order(found)[0] == ("cis", True)
    assert "ann" not in [id for id, _ in order(found)]


def test_what_is_asked_for_keeps_others_out() -> None:
    office = covered()
    speaks = attrs.evolve(STAFF[2], languages=frozenset({"finska"}))
    office.know(speaks)
    asked = AskedFor(languages=frozenset({"finska"}), team="röd")

    found = office.desk.candidates(EIGHT[0], "north", on=TODAY, asked=asked)

    assert [id for id, possible in order(found) if possible] == ["cis"]
    codes = {each.staff.id: [r.code for r in each.scored.facts.reasons] for each in found.staff}
    assert codes["ann"] == ["language_asked"]
    assert codes["cis"] == ["team_asked"]


# A proposal for the unit


def proposed(found: UnitProposal) -> dict[str, str | None]:
    return {each.client.id: each.primary.id if each.primary else None for each in found.clients}


def test_everybody_without_a_contact_gets_somebody_within_the_limits() -> None:
    office = covered(**limited(3))
    yes(office, EIGHT[0], "ann")
    office.grant(RecordStatus(case(EIGHT[1]), Status.DECLINED, FIRST))

    found = office.desk.proposal("north", on=TODAY)

    given = proposed(found)
    assert set(given) == set(EIGHT[2:])
    assert None not in given.values()
    counts = {id: list(given.values()).count(id) for id in ("ann", "bea", "cis", "nils")}
    assert counts["ann"] <= 2
    assert max(counts["bea"], counts["cis"]) <= 3
    assert counts["nils"] == 0


def test_whoever_cannot_be_served_is_listed_with_why() -> None:
    office = covered(**limited(1))

    found = office.desk.proposal("north", on=TODAY)

    left = [each for each in found.clients if each.primary is None]
    assert len(left) == 5
    assert {reason.code for each in left for reason in each.why_not} == {"no_room_left"}
    demands = LocalRules("Testköping", demands=Demands(delegations=frozenset({"insulin"})))
    nobody = covered(**with_rules(demands)).desk.proposal("north", on=TODAY)
    assert {r.code for each in nobody.clients for r in each.why_not} == {"nobody_possible"}


def test_without_a_limit_nobody_gets_them_all() -> None:
    given = proposed(covered().desk.proposal("north", on=TODAY))

    counts = sorted(list(given.values()).count(id) for id in ("ann", "bea", "cis"))
    assert counts == [2, 3, 3]


def test_with_deputies_everybody_gets_two_different_people_and_nobody_is_given_what_they_have() -> (
    None
):
    office = covered()
    yes(office, EIGHT[0], "ann")
    yes(office, EIGHT[1], "ann", "bea")

    found = office.desk.proposal("north", on=TODAY, deputies=True)

    for each in found.clients:
        assert each.deputy is not None
        assert each.deputy != each.primary
    (first,) = (each for each in found.clients if each.client.id == EIGHT[0])
    assert (first.lacks, first.primary) == ((Role.DEPUTY,), None)
    assert first.deputy is not None
    assert first.deputy.id != "ann"
    assert EIGHT[1] not in proposed(found)


# Handing over


def eight_for_ann(**ports: Any) -> Office:
    office = covered(**ports)
    for client in EIGHT:
        yes(office, client, "ann")
    return office


def plan_of(office: Office, *to: StaffId, on: dt.date = TODAY) -> HandOverPlan:
    return office.desk.hand_over_plan("ann", on=on, to=to)


def test_a_plan_has_everything_that_somebody_holds_and_shares_it_out() -> None:
    found = plan_of(eight_for_ann())

    assert [part.case.client for part in found.parts] == list(EIGHT)
    takers = [part.to for part in found.parts]
    assert sorted(takers.count(id) for id in ("bea", "cis")) == [4, 4]
    assert {part.version for part in found.parts} == {2}


def test_a_plan_is_carried_out_in_one_with_a_note_for_each_client() -> None:
    office = eight_for_ann()
    plan = plan_of(office, "bea", "cis")

    verdict = office.desk.submit(command_of(plan))

    assert isinstance(verdict, Granted)
    stored = [case for case, id in office.registered() if id == verdict.registration]
    assert sorted(stored) == [case(client) for client in EIGHT]
    notes = [note for note in office.journal.notes if note.registration == verdict.registration]
    assert sorted(note.case.client for note in notes) == list(EIGHT)
    held = {office.desk.state(case(each), on=TODAY).spell for each in EIGHT}
    assert all(spell and spell.primary and spell.primary.staff in ("bea", "cis") for spell in held)


def test_of_eight_one_is_refused_and_nothing_changes() -> None:
    office = eight_for_ann()
    plan = plan_of(office, "bea")
    parts = (*plan.parts[:-1], attrs.evolve(plan.parts[-1], to="nils"))
    before, notes = office.registered(), list(office.journal.notes)

    verdict = office.desk.submit(command_of(attrs.evolve(plan, parts=parts)))

    assert isinstance(verdict, Refused)
    blocking = [reason for reason in verdict.reasons if reason.blocks]
    assert [(r.code, r.facts["client"], r.facts["staff"]) for r in blocking] == [
        ("title_missing", EIGHT[-1], "nils")
    ]
    assert (office.registered(), list(office.journal.notes)) == (before, notes)


def test_the_same_request_is_answered_once() -> None:
    office = eight_for_ann()
    command = command_of(plan_of(office, "bea"))

    first = office.desk.submit(command, request=request(77))

    assert first == office.desk.submit(command, request=request(77))
    assert len({registration for _, registration in office.registered()}) == 17


def test_a_hand_over_is_annulled_as_a_whole() -> None:
    office = eight_for_ann()
    granted = office.desk.submit(command_of(plan_of(office, "bea")))
    assert isinstance(granted, Granted)
    assert granted.registration is not None
    only_assigns = office.acting("kim", Permission.ASSIGN)

    with pytest.raises(NotAuthorised):
        only_assigns.submit(Annul(granted.registration, "Fel dag", confirmed=True))
    office.grant(Annul(granted.registration, "Fel dag", confirmed=True))

    spells = [office.desk.state(case(client), on=TODAY).spell for client in EIGHT]
    assert {spell.primary.staff for spell in spells if spell and spell.primary} == {"ann"}


def test_a_plan_that_is_out_of_date_is_refused() -> None:
    office = eight_for_ann()
    plan = plan_of(office, "bea")
    office.grant(AppointContacts(case(EIGHT[3]), TODAY, "cis", reason=ChangeReason.CLIENT_WISH))

    verdict = office.desk.submit(command_of(plan))

    assert isinstance(verdict, Refused)
    assert [(r.code, r.facts["client"]) for r in verdict.reasons if r.blocks] == [
        ("case_changed_since", EIGHT[3])
    ]


def test_whoever_is_absent_on_the_day_is_neither_planned_for_nor_let_take_over() -> None:
    office = eight_for_ann()
    plan = plan_of(office, "bea")
    away(office, Absentee.STAFF, "bea", 10, 12)

    assert {part.to for part in plan_of(office).parts} == {"cis"}
    verdict = office.desk.submit(command_of(plan))
    assert isinstance(verdict, Refused)
    assert {r.code for r in verdict.reasons if r.blocks} == {"not_available"}


def test_whoever_is_absent_is_appointed_with_a_remark_unless_the_routine_says_otherwise() -> None:
    at_work = LocalRules("Testköping", demands=Demands(at_work=True, source="avsnitt 4"))
    command = AppointContacts(case(EIGHT[0]), TODAY, "bea", reason=ChangeReason.CLIENT_WISH)

    def asked(**rules: Any) -> Reason | None:
        office = eight_for_ann(**rules)
        away(office, Absentee.STAFF, "bea", 10, 12)
        found = office.desk.ask(command)
        told = found.remarks if isinstance(found, Granted) else found.reasons
        return next((each for each in told if each.code == "absent"), None)

    remark, obstacle = asked(), asked(**with_rules(at_work))
    assert remark is not None
    assert obstacle is not None
    assert (False, True) == (remark.blocks, obstacle.blocks)
    assert ["Testköping avsnitt 4"] == [str(each) for each in obstacle.basis]


class NoVisitSystem(MemoryVisits):
    """
    Visits that nobody can be told of, for the network is down.
    """

    def absences(self, period: Period) -> Iterator[Absence]:
        raise OSError(period)


def test_a_visit_system_that_is_down_stops_no_appointment_and_that_is_told() -> None:
    office = eight_for_ann()
    office.casework.host = attrs.evolve(office.casework.host, visits=(NoVisitSystem(),))
    office.desk = office.casework.acting(office.desk.gate.actor)
    command = AppointContacts(case(EIGHT[0]), TODAY, "bea", reason=ChangeReason.CLIENT_WISH)

    verdict = office.desk.submit(command)

    assert isinstance(verdict, Granted)
    assert "absence_unknown" in [each.code for each in verdict.remarks]


def test_what_there_is_no_room_for_is_left_where_it_is() -> None:
    office = eight_for_ann(**limited(3))

    plan = plan_of(office)
    verdict = office.desk.submit(command_of(plan))

    assert len(plan.left) == 2
    assert isinstance(verdict, Granted)
    assert len(verdict.entries) == 6


def test_a_deputys_seats_are_handed_over_too() -> None:
    office = covered()
    yes(office, EIGHT[0], "bea", "ann")

    (part,) = plan_of(office).parts
    office.grant(command_of(HandOverPlan("ann", TODAY, (part,))))

    assert (part.role, part.to) == (Role.DEPUTY, "cis")
    spell = office.desk.state(case(EIGHT[0]), on=TODAY).spell
    assert spell is not None
    assert spell.deputy is not None
    assert spell.deputy.staff == "cis"


def test_nobody_unknown_hands_over_and_only_units_within_reach_are_looked_at() -> None:
    office = eight_for_ann()
    south = office.acting("sydchef", Permission.VIEW, unit="south")

    with pytest.raises(UnknownId):
        office.desk.hand_over_plan("nobody", on=TODAY)
    assert south.hand_over_plan("ann", on=TODAY).parts == ()
    with pytest.raises(NotAuthorised):
        south.hand_over_plan("ann", on=TODAY, units=["north"])


# Days ahead


def test_a_stricter_routine_shows_in_the_forecast_and_not_before() -> None:
    from_then = dt.date(2025, 1, 1)

    def local(_unit: str, on: dt.date) -> LocalRules:
        demands = Demands(delegations=frozenset({"insulin"})) if on >= from_then else None
        return LocalRules("Testköping", demands=demands)

    office = covered(local=local)
    yes(office, EIGHT[0], "ann", "bea")

    (before, _) = office.desk.forecast(from_then - dt.timedelta(1))
    (after, _) = office.desk.forecast(from_then)

    assert before.losing == ()
    assert [(each.staff.id, each.losing.cause.value) for each in after.losing] == [
        ("ann", "routine"),
        ("bea", "routine"),
    ]
    assert after.outlook.left == (EIGHT[0],)
    assert after.outlook.deputy_remains == ()
