"""
Every suite against every adapter that is broken: these tests are meant to fail.

Not collected by its name: `test_suites_bite.py` runs it, and looks at what failed.
"""

from tests.testing import (
    broken_audit,
    broken_engines,
    broken_erasing,
    broken_others,
    broken_outboxes,
    broken_relations,
    broken_sharing,
    broken_storages,
)
from tests.testing.broken import ALL

MODULES = (
    broken_audit,
    broken_engines,
    broken_erasing,
    broken_others,
    broken_outboxes,
    broken_relations,
    broken_sharing,
    broken_storages,
)

MENDED = {each.name: each for each in (broken.mended() for broken in ALL)}

globals().update({each.name: each.suite_for_it() for each in (*ALL, *MENDED.values())})
