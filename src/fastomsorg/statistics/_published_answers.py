"""
What is shown of the answers.
"""

from __future__ import annotations

from ._followup_answers import Answers
from ._followup_cases import State
from ._published_parts import OF_PARTS, parts
from ._published_table import PublishedTable
from ._publishing import Publishing, Shows


def answers(of: Publishing) -> Shows:
    """
    The answers of everybody (*svar*).
    """
    table = of.answers
    return lambda row, column: _shown(of, table, row, column, of.followed(row).everybody)


def split(of: Publishing) -> Shows:
    """
    Those with only an alarm, and the others (*uppdelning*): of the whole alone, and where its sums
    are shown, for they are sums of the units' counts too.
    """
    both_parts = (of.followup.whole.others, of.followup.whole.only_alarm)
    table = PublishedTable([parts(part) for part in both_parts], of.threshold)
    sums = of.answers.has_every_total() and table.has_every_total()

    def shows(row: int, column: str) -> bool:
        both = (_shown(of, table, part + 1, column, both_parts[part]) for part in range(2))
        return row == 0 and sums and all(both)

    return shows


def _shown(of: Publishing, table: PublishedTable, row: int, column: str, answers: Answers) -> bool:
    if not table.has_total(row):
        return False
    if column == "clients":
        return True
    counts = parts(answers)
    if not of.many(sum(counts[part] for part in OF_PARTS[column])):
        return False
    if column == "with_deputy" and answers.states.get(State.DEPUTY_ALONE, 0):
        return False
    return table.has_sum(row, OF_PARTS[column])
