"""
What every test run shares: how hard Hypothesis tries, the figures that tests count, and the
examples in the documentation.
"""

import os

from hypothesis import HealthCheck, settings

from tests.docs.examples import EXAMPLES
from tests.figures import figure, pytest_terminal_summary
from tests.postgresql import new_database, postgresql

__all__ = [
    "figure",
    "new_database",
    "postgresql",
    "pytest_collect_file",
    "pytest_terminal_summary",
]

# No deadlines: a test that fails because the machine was busy has found nothing.
settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=100,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("few", settings.get_profile("ci"), max_examples=20)
settings.register_profile("soak", settings.get_profile("ci"), derandomize=False, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))

pytest_collect_file = EXAMPLES.pytest()
