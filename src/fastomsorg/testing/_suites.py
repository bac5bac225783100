"""
The conformance suites, with assertions that show what differed.
"""

import pytest

pytest.register_assert_rewrite("fastomsorg.testing._conformance")

from ._conformance import StorageConformance  # noqa: E402

__all__ = ["StorageConformance"]
