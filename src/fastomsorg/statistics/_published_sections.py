"""
What is shown of each section beside the answers.
"""

from __future__ import annotations

from collections.abc import Callable

from fastomsorg.terms import ChangeReason

from ._followup import Followed
from ._followup_contacts import Footing
from ._followup_sheet import COLUMNS
from ._followup_waits import Waits
from ._published_counts import few_of, two, within
from ._published_parts import OF_PARTS
from ._publishing import Publishing, Shows


def waits(of: Publishing) -> Shows:
    """
    Offers and appointments (*väntetider*).
    """
    offers = _of_waits(of, "offers", lambda each: each.offers)
    appointments = _of_waits(of, "appointments", lambda each: each.appointments)
    return lambda row, column: (
        offers(row, column) if column.startswith("offers") else appointments(row, column)
    )


def footing(of: Publishing) -> Shows:
    """
    What entitles the primaries (*behörighet*): of the whole alone.
    """
    whole = of.followup.whole
    hidden = of.hidden_of([whole.footing.get(each, 0) for each in Footing])
    known = of.answers.has_sum(0, OF_PARTS["with_primary"])
    shown = {each.value for number, each in enumerate(Footing) if number not in hidden}
    if of.tells(whole.losing) and Footing.TRANSITION.value in shown:
        shown.add("losing")
    return lambda row, column: row == 0 and known and column in shown


def load(of: Publishing) -> Shows:
    """
    How many clients the contacts have (*uppdrag*).
    """
    table = of.table(lambda each: two(each.load.over))

    def shows(row: int, column: str) -> bool:
        enough = of.many(len(of.followed(row).load.clients)) and table.has_total(row)
        return enough and (column != "over" or table.has_all(row, (0, 1)))

    return shows


def changes(of: Publishing) -> Shows:
    """
    Changes of primary (*byten*).
    """
    reasons = (*ChangeReason, None)
    table = of.table(lambda each: [each.changes.reasons.get(why, 0) for why in reasons])
    first = len(COLUMNS["changes"]) - len(reasons)
    columns = [name for name, _ in COLUMNS["changes"][first:]]

    def shows(row: int, column: str) -> bool:
        if column in columns:
            return table.has_all(row, (columns.index(column),))
        return table.has_total(row)

    return shows


def visits(of: Publishing) -> Shows:
    """
    Visits by the contact (*besök*).
    """
    table = of.table(lambda each: two(each.visits.below))
    few = few_of([each.visits.clients for each in of.followup.units], of.threshold)

    def shows(row: int, column: str) -> bool:
        if column == "below":
            return table.has_all(row, (0, 1))
        if row == 0:
            return of.many(of.followup.whole.visits.clients)
        return row - 1 not in few

    return shows


def fortnight(of: Publishing) -> Shows:
    """
    The national fourteen days (*nationellt mått*), which are of the whole.
    """
    fortnight = of.followup.fortnight
    enough = fortnight is not None and of.many(len(fortnight.staff))
    many = enough and fortnight is not None and of.tells(fortnight.many)
    return lambda _, column: many if column == "many" else enough


def work(of: Publishing) -> Shows:
    """
    What is scheduled and recorded (*arbete*).
    """
    plans = _of_waits(of, "plans", lambda each: each.plans)

    def shows(row: int, column: str) -> bool:
        each = of.followed(row)
        if column == "scheduled":
            return row == 0 and of.many(len(each.load.clients))
        if column.startswith("plans"):
            return plans(row, column)
        told = each.reviewed if column == "reviewed" else each.relatives
        return row == 0 and of.answers.has_total(0) and of.tells(told)

    return shows


def _of_waits(of: Publishing, name: str, part: Callable[[Followed], Waits | None]) -> Shows:
    table = of.table(lambda each: within(part(each)))

    def shows(row: int, column: str) -> bool:
        waits = part(of.followed(row)) or Waits()
        if column == f"{name}_within":
            return table.has_all(row, (0, 1))
        if column == f"{name}_median":
            return of.many(len(waits.days))
        beyond = within(waits)[1] - waits.late
        return table.has_total(row) and of.many(waits.late) and of.many(beyond)

    return shows
