"""
Searching units: who has a status on a day, whose contact was replaced during the last year.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from fastomsorg.casework import FoundStaff, NamedClient, Search
from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Names, Voice, client_name, plain_reason, show_reasons
from fastomsorg.terms import Purpose

from ._engine_choice import chosen
from ._publish import tell_published
from ._which_units import units_of

FEW = 5
"""How many units are listed by name; of more, the number is said."""

CHANGED = "changed"
"""What stands for a status where contacts that were replaced are searched for."""

CLIENT = ("name", "id", "personal_number")
"""The columns that a client has; the customer number only where it is another than the id."""


def search(
    run: Run,
    status: option.SearchStatus = None,
    changed: option.Changed = False,
    on: option.MaybeOn = None,
    known: option.Known = None,
    unit: option.Units = None,
    municipality: option.Municipality = None,
    names: option.Names = False,
    publish: option.Publish = False,
    engine: option.EngineName = None,
    columns: option.Columns = None,
) -> None:
    """
    Search by status (*sök fast omsorgskontakt*): counts first, names on request; or a table that
    can be published.
    """
    if (status is None) is not changed:
        raise Misused("exactly_one", names=("--status", "--changed"))
    for name, given in (("--changed", changed), ("--names", names)):
        if publish and given:
            raise Misused("at_most_one", names=("--publish", name))
    voice, desk = run.voice, run.desk(Purpose.FOLLOW_UP)
    day, units, instant = on or run.today(), units_of(desk, unit, municipality), run.known(known)
    if publish and status is not None:
        table = desk.publish(status, on=day, units=units, known=instant)
        tell_published(voice, status, table, Names(desk, voice))
        return
    choice = chosen(run, engine, columns, period=None, here="known" if instant else None)
    ask = desk.search_changed if status is None else partial(desk.search, status)
    found = ask(on=day, units=units, known=instant, names=names, engine=choice.engine)
    heading = (
        voice.text("search.changed", on=day)
        if status is None
        else voice.text("search.heading", status=status, on=day)
    )
    all_names = Names(desk, voice)
    voice.document(
        "search",
        {"status": CHANGED if status is None else status, **_plain(found, all_names)},
    )
    voice.heading(heading)
    _show(voice, found, all_names)
    show_reasons(voice, found.remarks, all_names)
    choice.tell(voice)


def _plain(found: Search, names: Names) -> dict[str, Any]:
    return {
        "on": found.on.isoformat(),
        "units": list(found.units),
        "engine": found.engine,
        "count": {
            "65+": found.count.older,
            "under_65": found.count.younger,
            "unknown": found.count.unknown,
        },
        "clients": _plain_clients(found.clients),
        "staff": [
            {
                "id": each.id,
                "name": each.name,
                "primary": each.primary,
                "deputy": each.deputy,
                "total": each.total,
                "clients": _plain_clients(each.clients),
            }
            for each in found.staff
        ],
        "remarks": [plain_reason(remark, names) for remark in found.remarks],
    }


def _plain_clients(clients: Iterable[NamedClient] | None) -> list[dict[str, Any]] | None:
    if clients is None:
        return None
    return [
        {
            "id": client.id,
            "name": client.name,
            "personal_number": client.personal_number,
            "customer_number": client.customer_number,
        }
        for client in clients
    ]


def _show(voice: Voice, found: Search, names: Names) -> None:
    if len(found.units) <= FEW:
        voice.say("search.units", units=tuple(names.unit(unit) for unit in found.units))
    else:
        voice.say("search.many_units", count=len(found.units))
    count = found.count
    voice.table(("older", "younger", "unknown_age"), [(count.older, count.younger, count.unknown)])
    if found.clients is None and count.total:
        voice.say("search.names_hidden")
    if found.staff and found.clients is None:
        rows = [(_who(each), each.primary, each.deputy, each.total) for each in found.staff]
        voice.table(("staff", "primary", "deputy", "total"), rows)
    elif found.clients:
        _show_clients(voice, found, found.clients)


def _show_clients(voice: Voice, found: Search, clients: tuple[NamedClient, ...]) -> None:
    numbered = any(each.customer_number not in (None, each.id) for each in clients)
    heads = (*CLIENT, "customer_number") if numbered else CLIENT

    def cells(client: NamedClient) -> tuple[str, ...]:
        own = client_name(voice, client), client.id, client.personal_number or ""
        return (*own, client.customer_number or "") if numbered else own

    if not found.staff:
        voice.table(heads, map(cells, clients))
        return
    rows = (row for each in found.staff for row in _with_clients(each, len(heads), cells))
    voice.table((*heads, "primary", "deputy", "total"), rows)


def _with_clients(
    each: FoundStaff, width: int, cells: Callable[[NamedClient], tuple[str, ...]]
) -> Iterator[tuple[object, ...]]:
    """
    The staff member with the numbers, and below them the clients.
    """
    yield _who(each), *[""] * (width - 1), each.primary, each.deputy, each.total
    for client in each.clients or ():
        name, *numbers = cells(client)
        yield f"  {name}", *numbers, "", "", ""


def _who(each: FoundStaff) -> str:
    return f"{each.name} ({each.id})" if each.name else each.id
