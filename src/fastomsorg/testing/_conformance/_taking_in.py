"""
What several suites stand on: who is asked, and who takes in what is asked for.
"""

import pytest

from fastomsorg.hooks import Intake, People, Visits

from ._steps import left_out
from ._suite import Suite


class PeopleTakenIn(Suite, needs=("people",), takes=("intake",)):
    """
    People, and the intake that fills them (*personer*): the same, unless it is overridden.
    """

    @pytest.fixture
    def people(self) -> People:
        left_out("people")

    @pytest.fixture
    def intake(self, people: People) -> Intake:
        assert isinstance(people, Intake), "override the fixture of the intake too"
        return people


class TakingIn(Suite, needs=("intake",), takes=("people", "visits")):
    """
    An intake, and who is asked what it has taken in (*inläsning*): the same, unless overridden.
    """

    @pytest.fixture
    def intake(self) -> Intake:
        left_out("intake")

    @pytest.fixture
    def people(self, intake: Intake) -> People:
        assert isinstance(intake, People), "override the fixture of the people too"
        return intake

    @pytest.fixture
    def visits(self, intake: Intake) -> Visits:
        assert isinstance(intake, Visits), "override the fixture of the visits too"
        return intake
