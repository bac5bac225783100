"""
Whatever might be registered.
"""

from hypothesis import strategies as st

from fastomsorg.history import Event
from fastomsorg.terms import ONE_DAY, Role, Status
from fastomsorg.testing import accepted, annulled, answered, ended, seated, started
from tests.journal.scenes import FEB_1, PEOPLE

STAFF = st.sampled_from(sorted(PEOPLE))
DAYS = st.integers(-2, 12).map(lambda offset: FEB_1 + offset * ONE_DAY)
STAYS = st.sampled_from(["e1", "e2"])


def given_by(number: int) -> st.SearchStrategy[tuple[Event, ...]]:
    """
    What one registration might give, well thought out or not.
    """
    return st.one_of(
        st.builds(lambda day, e: (started(day, enactment=e),), DAYS, STAYS),
        st.builds(lambda day, e: (ended(day, enactment=e),), st.none() | DAYS, STAYS),
        st.builds(accepted, DAYS, STAFF, st.none() | STAFF),
        st.builds(lambda day: (answered(Status.DECLINED, day),), DAYS),
        st.builds(
            lambda role, staff, day: (seated(role, staff, day),),
            st.sampled_from(Role),
            st.none() | STAFF,
            DAYS,
        ),
        st.integers(1, max(1, number - 1)).map(lambda earlier: (annulled(earlier),)),
    )
