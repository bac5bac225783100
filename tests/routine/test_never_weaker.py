"""
Whatever a routine says that the reader takes, nothing gets through that clear law refuses.
"""

import datetime as dt

from hypothesis import event, given
from hypothesis import strategies as st

from fastomsorg.care import Assessment, StaffMember
from fastomsorg.commands import RecordStatus
from fastomsorg.decisions import NATIONAL, Refused, title_of
from fastomsorg.law import Outcome, rules_on
from fastomsorg.routine import Routine, RoutineError
from fastomsorg.terms import Status
from tests.decisions.casebook import A, codes
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
TABLES = st.one_of(
    st.builds("[load]\nrefuses = {}\nlimits.primary.most = {}\n".format, BOOL, st.integers(-1, 2)),
    st.builds('[demands]\nlanguages = ["{}"]\n'.format, st.sampled_from(["fi", "sv"])),
)
BASES = st.sampled_from(["", *(f'extends = "{name}"\n' for name in ("national", "lund", "malmo"))])


def by_key(rule: str) -> str:
    return rule.split(" =", maxsplit=1)[0]


ROUTINES = st.builds(
    lambda base, rules, tables: "\n".join([HEAD + base, "[rules]", *rules, *tables]),
    BASES,
    st.lists(RULES, max_size=5, unique_by=by_key),
    st.lists(TABLES, max_size=2, unique_by=lambda table: table[:4]),
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


@given(ROUTINES)
def test_a_routine_that_asks_for_what_the_law_settles_is_never_taken(text: str) -> None:
    if any(f"\n{key} = " in text for key in SETTLED):
        assert taken(text) is None


def test_routines_are_taken_as_well_as_refused() -> None:
    assert taken(HEAD + "[rules]\ncontact_to_follow = true\n")
    assert taken(HEAD + "[rules]\ntitle_required = true\n") is None


A_STRANGER = StaffMember("nils", "Nils Testsson")
