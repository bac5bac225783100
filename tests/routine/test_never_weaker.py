"""
Whatever a routine says that the reader takes, nothing gets through that clear law refuses.
"""

import datetime as dt

import attrs
from hypothesis import event, given
from hypothesis import strategies as st

from fastomsorg.care import Assessment, StaffMember
from fastomsorg.commands import RecordStatus
from fastomsorg.decisions import NATIONAL, Refused, offer, title_of
from fastomsorg.law import Outcome, rules_on
from fastomsorg.routine import MetBy, Routine, RoutineError
from fastomsorg.routine._said import RoutineSaid, RulesSaid
from fastomsorg.terms import Service, Status
from tests.decisions.asking import starts
from tests.decisions.casebook import A, Casebook, codes
from tests.decisions.test_local_rules import DAYS, NILS, a_yes_to_greta, as_primary
from tests.routine.texts import HEAD, versions

FLAGS = ("contact_to_follow", "deputy_required", "deputy_title_required")
STANDS = ("unclear_accepted", "unconfirmed_law", "names_searched")
SETTLED = ("title_required", "primary_title_required", "assessment_required", "offer_required")
BOOL = st.sampled_from(["true", "false"])
DAY = st.dates(dt.date(2020, 1, 1), dt.date(2036, 1, 1)).map(dt.date.isoformat)

RULES = st.one_of(
    st.builds("{} = {}".format, st.sampled_from(FLAGS), BOOL),
    st.builds('{} = {{ value = {}, source = "x" }}'.format, st.sampled_from(FLAGS), BOOL),
    st.builds('{} = {{ from = {}, source = "x" }}'.format, st.sampled_from(STANDS), DAY),
    st.builds("{} = {}".format, st.sampled_from(STANDS), BOOL),
    st.builds("{} = {}".format, st.sampled_from(SETTLED), BOOL),
    st.builds("small_counts = {}".format, st.integers(-1, 9)),
    st.builds(
        'operator = "{}"'.format, st.sampled_from(["municipality", "private_provider", "nobody"])
    ),
    st.just('also_counted = [{ setting = "home_care", act = "LSS" }]'),
    st.just('also_noted = ["ended", "moved", "done"]'),
)
WORDS = st.sampled_from(["[]", '["insulin"]', '["fi", "sv"]'])
ROLES = st.sampled_from(["[]", '["primary"]', '["primary", "deputy"]'])
MOST = st.integers(-1, 2)
TABLES: dict[str, st.SearchStrategy[str]] = {
    "load": st.builds(
        "[load]\nrefuses = {}\nlimits.primary.most = {}\nweights.alarm = {}\n".format,
        BOOL,
        MOST,
        st.sampled_from(["0", "0.5", '"1/3"', "2"]),
    ),
    "demands": st.builds(
        "[demands]\ndelegations = {}\nlanguages = {}\ndelegations_for.alarm = {}\n"
        "one_team = {}\nat_work = {}\nroles = {}\n".format,
        WORDS,
        WORDS,
        WORDS,
        BOOL,
        BOOL,
        ROLES,
    ),
    "team": st.builds(
        "[team]\nstaff.most = {}\nclients.most = {}\nrunner = {}\n".format, MOST, MOST, BOOL
    ),
    "longer_absence": st.builds('[longer_absence]\namount = {}\nunit = "days"\n'.format, MOST),
    "targets": st.builds(
        '[targets]\ncontact_share.least = "{} %"\nscheduled = {{ least = 0, most = 1 }}\n'.format,
        st.integers(-1, 101),
    ),
    "obligation": st.builds(
        '[[obligation]]\nkind = "{}"\ntitle = "Något"\nanchor = "{}"\nmet_by = ["{}"]\n'
        'within = {{ amount = {}, unit = "days" }}\napplies = {}\n'.format,
        st.sampled_from(["offer", "plan", "card"]),
        st.sampled_from(["start", "answer", "appointed", "never"]),
        st.sampled_from(["answer", "done", "primary"]),
        MOST,
        st.sampled_from(["{}", '{ unless_only = ["alarm"] }', '{ statuses = ["declined"] }']),
    ),
}
"""Something of each table that a routine can have, good or not."""

BASES = st.sampled_from(["", *(f'extends = "{name}"\n' for name in ("national", "lund", "malmo"))])


RULE_KEYS = (*FLAGS, *STANDS, "small_counts", "operator", "also_counted", "also_noted")


def test_everything_that_a_routine_can_say_is_drawn() -> None:
    whole = {"name", "start", "title", "source", "extends", "chosen", "rules"}

    assert set(RULE_KEYS) == {field.name for field in attrs.fields(RulesSaid)}
    assert set(TABLES) == {field.name for field in attrs.fields(RoutineSaid)} - whole


def by_key(rule: str) -> str:
    return rule.split(" =", maxsplit=1)[0]


ROUTINES = st.builds(
    lambda base, rules, tables: "\n".join([HEAD + base, "[rules]", *rules, *tables]),
    BASES,
    st.lists(RULES, max_size=5, unique_by=by_key),
    st.lists(st.one_of(*TABLES.values()), max_size=3, unique_by=lambda table: table[:4]),
)


def taken(text: str) -> Routine | None:
    """
    The routine of the day, if the reader takes it.
    """
    try:
        return versions(text).versions[-1]
    except RoutineError:
        return None


@given(ROUTINES, NILS, DAYS)
def test_nothing_is_granted_that_confirmed_and_clear_law_refuses(
    text: str, nils: StaffMember, on: dt.date
) -> None:
    routine = taken(text)
    event("taken" if routine else "refused")
    if routine is None:
        return

    lawful, book = (a_yes_to_greta(rules, nils, today=on) for rules in (NATIONAL, routine.rules))
    for command in as_primary(on):
        by_law = set(lawful.obstacles(command)) - {"title_unclear"}
        assert by_law <= set(book.obstacles(command))
    if title_of(nils, on=on, rules=rules_on(on)).outcome is Outcome.NOT_ENTITLED:
        assert all("title_missing" in codes(book.refused(each)) for each in as_primary(on))


@given(ROUTINES, DAYS, st.sampled_from([None, Assessment("", "", "")]))
def test_no_need_is_never_recorded_without_its_assessment(
    text: str, on: dt.date, assessment: Assessment | None
) -> None:
    routine = taken(text)
    if routine is not None:
        book = a_yes_to_greta(routine.rules, A_STRANGER, today=on)
        verdict = book.ask(RecordStatus(A, Status.NO_NEED, on, assessment=assessment))
        assert isinstance(verdict, Refused)


@given(ROUTINES, DAYS)
def test_an_offer_that_the_law_asks_for_is_asked_for_by_whatever_routine(
    text: str, on: dt.date
) -> None:
    routine = taken(text)
    if routine is not None:
        book = Casebook(today=on)
        book.grant(starts(on, services=frozenset({Service.ALARM})))
        by_law, locally = (
            offer(book.case(), on=on, rules=rules_on(on), local=rules)
            for rules in (NATIONAL, routine.rules)
        )
        assert by_law.owed <= locally.owed


@given(ROUTINES)
def test_no_routine_leaves_anybody_out_of_the_offer(text: str) -> None:
    routine = taken(text)
    for kind in routine.obligations if routine else ():
        assert not (MetBy.ANSWER in kind.met_by and kind.applies.unless_only)


@given(ROUTINES)
def test_a_routine_that_asks_for_what_the_law_settles_is_never_taken(text: str) -> None:
    if any(f"\n{key} = " in text for key in SETTLED):
        assert taken(text) is None


def test_routines_are_taken_as_well_as_refused() -> None:
    assert taken(HEAD + "[rules]\ncontact_to_follow = true\n")
    assert taken(HEAD + "[rules]\ntitle_required = true\n") is None


A_STRANGER = StaffMember("nils", "Nils Testsson")
