"""
The routines that come along say what the documents say, each limit with its source.
"""

from collections.abc import Iterator

import pytest

from fastomsorg.law import Operator
from fastomsorg.routine import (
    AimedShare,
    Anchor,
    Band,
    ObligationKind,
    Routine,
    Versions,
    profile,
    profiles,
)
from fastomsorg.terms import Party, Role, Setting, Status, UnknownId
from fastomsorg.texts import Language

NAMES = ("blekinge", "lund", "lund-lov", "malmo", "national", "orebro", "provider-001", "umea")

ROWS = """
blekinge      offer                  14 days  start           manager               chosen
blekinge      deputy                 -        answer          manager               chosen
blekinge      contact_person         -        answer          manager               chosen
blekinge      deputy_contact_person  -        appointed       manager               chosen
blekinge      plan                   14 days  start           contact               chosen
blekinge      plan_follow_up         6 months latest_done     contact               stated
blekinge      plan_changed_need      -        need_changed    contact               stated
blekinge      work_environment       14 days  start           contact               chosen
blekinge      senior_alert           -        start           contact               chosen
blekinge      team_meeting           -        latest_done     contact               chosen
blekinge      keys_returned          -        end             contact               stated
blekinge      folder                 -        start           contact               chosen
blekinge      life_story             -        start           contact               chosen
blekinge      aids_returned          -        end             contact               chosen
blekinge      task_noted             -        latest_done     contact               chosen
blekinge      stand_in               -        left_without    manager               stated
provider-001  plan                   0 days   latest_done     coordinator,contact   stated
provider-001  plan_update            14 days  latest_done     coordinator,contact   stated
provider-001  plan_follow_up         6 months latest_done     contact               stated
provider-001  plan_changed_need      -        need_changed    contact               stated
provider-001  tell_client            -        appointed       coordinator,contact   stated
provider-001  tell_relatives         -        appointed       coordinator,contact   stated
provider-001  tell_difference        -        appointed       coordinator,contact   stated
provider-001  hand_over              -        appointed       -                     chosen
provider-001  care_home_told         -        end             -                     chosen
orebro        proposal               -        order_received  administrator         chosen
orebro        deputy                 -        appointed       administrator         chosen
orebro        welcome_talk           -        start           contact               chosen
orebro        wish_told              -        wish_to_change  whoever_heard         stated
orebro        wish_talk              -        wish_to_change  manager               stated
orebro        contact_person         -        answer          administrator         chosen
malmo         wish_told              -        wish_to_change  whoever_heard         stated
malmo         wish_talk              -        wish_to_change  manager               stated
malmo         welcome_talk           14 days  start           contact               stated
malmo         after_welcome_talk     -        latest_done     contact               stated
malmo         manager_call           1 weeks  latest_done     manager               chosen
malmo         proposal               -        start           coordinator           chosen
lund          offer                  14 days  start           manager               stated
lund          appointment            14 days  start           manager               chosen
lund          new_contact            14 days  wish_to_change  manager               stated
lund          plan                   30 days  start           contact               stated
lund          plan_short_term        4 days   start           contact               stated
lund          plan_follow_up         6 months latest_done     contact               stated
lund          individual_follow_up   12 months latest_done    case_officer          chosen
lund          introduction_talk      -        start           contact               chosen
lund          yearly_summary         -        year            manager               stated
lund          stand_in               -        left_without    manager               chosen
lund-lov      person_asked           -        start           provider              chosen
lund-lov      person_asked_at_change -        wish_to_change  provider              chosen
lund-lov      written_routine        -        year            provider              chosen
umea          welcome_talk           1 weeks  start           contact               chosen
umea          plan                   4 weeks  order_received  contact               chosen
umea          plan_follow_up         6 months latest_done     contact               stated
"""


def rows() -> Iterator[tuple[str, str, str, str, str, str]]:
    for line in ROWS.strip().splitlines():
        name, kind, amount, *rest = line.split()
        limit = amount if amount == "-" else f"{amount} {rest.pop(0)}"
        anchor, who, chosen = rest
        yield name, kind, limit, anchor, who, chosen


def of(name: str) -> Routine:
    return profile(name).versions[0]


def test_these_are_all_that_come_along() -> None:
    assert NAMES == tuple(profiles())
    assert [Versions] * len(NAMES) == [type(profile(name)) for name in NAMES]


def test_another_name_is_unknown() -> None:
    with pytest.raises(UnknownId):
        profile("lindköping")


@pytest.mark.parametrize(
    ("name", "kind", "limit", "anchor", "who", "chosen"),
    list(rows()),
    ids=lambda each: each,
)
def test_a_row_of_a_document_is_an_obligation(
    name: str, kind: str, limit: str, anchor: str, who: str, chosen: str
) -> None:
    found = of(name).obligation(kind)

    assert found is not None
    within = f"{found.within.amount} {found.within.unit}" if found.within else "-"
    told = "chosen" if found.chosen else "stated"
    assert (limit, anchor, who, chosen) == (
        within,
        found.anchor,
        ",".join(found.who) or "-",
        told,
    )


@pytest.mark.parametrize("name", NAMES)
def test_everything_has_its_source_beside_it_and_words_in_both_languages(name: str) -> None:
    routine = of(name)
    kinds = routine.obligations

    assert [] == [each.kind for each in kinds if not each.source.strip()]
    assert [] == [each.kind for each in kinds if set(each.title) != set(Language)]
    assert [] == [
        each.kind for each in kinds if each.chosen is not None and set(each.chosen) != set(Language)
    ]
    others = (routine.load, routine.team, *_targets(routine), routine.longer_absence)
    assert all(each.source for each in others if each is not None)
    assert set(routine.rules.sources) == {
        "blekinge": {"also_noted"},
        "lund": {"also_counted"},
        "lund-lov": {"operator", "deputy_required"},
        "provider-001": {"operator"},
    }.get(name, set())


@pytest.mark.parametrize("name", NAMES)
def test_the_source_of_a_limit_is_of_its_own_document(name: str) -> None:
    """
    What a profile changes of the law's own does not go on citing the law.
    """
    law = {each.kind: each for each in of("national").obligations}

    changed = [each for each in of(name).obligations if each.within and each.kind in law]
    assert [] == [each.kind for each in changed if each.source == law[each.kind].source]


def test_the_law_alone_sets_no_day_and_chooses_nothing_else() -> None:
    routine = of("national")

    assert [None] * len(routine.obligations) == [each.within for each in routine.obligations]
    assert {"offer", "appointment", "new_assessment"} == {each.kind for each in routine.obligations}
    assert (None, None, None) == (routine.load, routine.team, routine.longer_absence)


def test_no_document_gives_a_number_for_a_longer_absence() -> None:
    assert {None} == {of(name).longer_absence for name in NAMES}


def test_how_many_clients_and_how_large_teams() -> None:
    def spans(name: str) -> tuple[object, ...]:
        routine = of(name)
        load = routine.load.limit(Role.PRIMARY) if routine.load else None
        team = routine.team
        return (
            load and (load.fewest, load.most),
            team and (team.staff.fewest, team.staff.most),
            team and (team.clients.fewest, team.clients.most),
            team and team.runner,
        )

    assert {
        "lund": ((3, 4), (3, 5), (15, 18), True),
        "malmo": ((4, 8), (5, 6), (20, 35), False),
        "umea": (None, (6, 10), (None, None), False),
    } == {name: spans(name) for name in ("lund", "malmo", "umea")}


def test_targets_of_visits_and_time() -> None:
    scheduled = {name: of(name).targets.scheduled for name in ("orebro", "malmo")}
    shares = {name: of(name).targets.contact_share for name in ("lund", "orebro")}

    assert {("13/20", "7/10")} == {
        (str(each.least), str(each.most)) for each in scheduled.values() if each
    }
    assert {"lund": ("1/4", False, 2), "orebro": ("1/2", True, None)} == {
        name: (str(each.least), each.more_than, each.months)
        for name, each in shares.items()
        if each
    }


def test_who_runs_the_unit_and_whether_there_is_always_a_deputy() -> None:
    private = {name for name in NAMES if of(name).rules.operator is Operator.PRIVATE_PROVIDER}

    assert {"lund-lov", "provider-001"} == private
    assert {"lund-lov"} == {name for name in NAMES if of(name).rules.deputy_required}


def test_the_short_term_unit_of_lund_makes_stays_and_has_four_days() -> None:
    lund = of("lund")
    short, plan = lund.obligation("plan_short_term"), lund.obligation("plan")

    assert short is not None
    assert plan is not None
    assert Setting.SHORT_TERM in {setting for setting, _ in lund.rules.also_counted}
    assert frozenset({Setting.SHORT_TERM}) == short.applies.settings
    assert Setting.SHORT_TERM not in plan.applies.settings


def test_the_checklist_of_malmo_is_whole_in_both_languages() -> None:
    talk = of("malmo").obligation("welcome_talk")
    assert talk is not None
    groups = {
        group: [each.item for each in talk.checklist if each.group == group]
        for group in ("inform", "find_out", "leave")
    }

    assert talk.note
    assert (16, 4, 7) == tuple(map(len, groups.values()))
    assert ["contact_wanted", "relatives_told", "pets", "told_of_delays"] == groups["find_out"]
    assert {"keys", "key_free", "nobody_opens", "company", "laundry"} <= set(groups["inform"])
    assert "brochure" in groups["leave"]
    assert [] == [each.item for each in talk.checklist if set(each.title) != set(Language)]


def test_who_is_told_something_needs_consent_where_it_is_not_the_client() -> None:
    told = {each.kind: each.informs for each in of("provider-001").obligations if each.informs}

    assert {
        "tell_client": Party.CLIENT,
        "tell_relatives": Party.RELATIVES,
        "tell_difference": Party.CLIENT,
        "tell_difference_relatives": Party.RELATIVES,
        "care_home_told": Party.CARE_HOME,
    } == told


def test_what_recurs_counts_its_own_latest_time() -> None:
    def recurring(name: str) -> list[str]:
        return [each.kind for each in of(name).obligations if each.recurs]

    assert ["task_noted", "plan_follow_up", "team_meeting"] == recurring("blekinge")
    assert ["manager_call"] == recurring("malmo")
    assert ["plan_follow_up", "individual_follow_up"] == recurring("lund")


@pytest.mark.parametrize("name", ["blekinge", "lund", "lund-lov"])
def test_somebody_new_is_sought_only_while_the_client_wants_a_contact(name: str) -> None:
    kinds = [each for each in _kinds(name) if each.kind in ("new_contact", "stand_in")]

    assert kinds
    assert {frozenset({Status.ACCEPTED})} == {each.applies.statuses for each in kinds}


def test_what_is_drawn_up_once_for_a_client_is_not_asked_of_each_new_contact() -> None:
    kinds = {each.kind: each.anchor for each in _kinds("blekinge")}

    once = ("folder", "life_story", "senior_alert")
    assert [Anchor.START] * 3 == [kinds[each] for each in once]
    assert [Anchor.APPOINTED] * 2 == [kinds["presentation"], kinds["relatives_agreed"]]


def test_only_what_is_said_to_be_written_gets_a_note() -> None:
    assert {"blekinge"} == {name for name in NAMES if of(name).rules.also_noted}
    noted = {(name, each.kind) for name in NAMES for each in of(name).obligations if each.note}

    assert {
        ("blekinge", "task_noted"),
        ("malmo", "welcome_talk"),
        ("orebro", "welcome_talk"),
    } == noted


def _targets(routine: Routine) -> tuple[AimedShare | Band | None, ...]:
    return routine.targets.contact_share, routine.targets.scheduled


def _kinds(name: str) -> tuple[ObligationKind, ...]:
    return of(name).obligations


@pytest.mark.parametrize("name", NAMES)
def test_every_anchor_of_a_reminder_is_one_that_comes(name: str) -> None:
    """
    What is anchored in something done names something that the routine has.
    """
    kinds = {each.kind for each in _kinds(name)}

    done = [each for each in _kinds(name) if each.anchor is Anchor.LATEST_DONE]
    assert all(each.of and each.of <= kinds for each in done)
