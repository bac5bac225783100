"""
DuckDB and Python give the same whole numbers, whatever the municipality.
"""

import datetime as dt
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from fastomsorg.terms import UnitId

from .both_ways import columns, of_cases, of_visits
from .in_python import InPython
from .municipalities import AUTUMN, FIRST, busy_towns, told_twice, towns, units

EXAMPLES = max(settings().max_examples // 8, 20)
"""Each makes a folder of files and a database: fewer than elsewhere."""

seasons = st.sampled_from([FIRST, AUTUMN])


@settings(max_examples=EXAMPLES)
@given(st.data(), seasons, units, st.randoms(use_true_random=False))
def test_the_same_reports_on_visits(
    data: st.DataObject, first: dt.date, units: frozenset[UnitId] | None, chance: Random
) -> None:
    town = told_twice(data.draw(towns(first) | busy_towns(first)), chance)

    in_python = of_visits(InPython(town), units, first)

    with columns(town) as found:
        assert in_python == of_visits(found, units, first)


@settings(max_examples=EXAMPLES)
@given(st.data(), seasons, units)
def test_the_same_reports_on_cases(
    data: st.DataObject, first: dt.date, units: frozenset[UnitId] | None
) -> None:
    town = data.draw(towns(first))

    in_python = of_cases(InPython(town), units, first)

    with columns(town) as found:
        assert in_python == of_cases(found, units, first)
