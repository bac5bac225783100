"""
The report of staff continuity, told as the handbook's page shows it.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from fastomsorg.casework import Continuity, Desk, NamedClient
from fastomsorg.cli._speaking import (
    NOTHING,
    Names,
    Voice,
    client_name,
    hits,
    number,
    percent,
    plain_number,
    plain_share,
)
from fastomsorg.statistics import ClientContinuity, StaffContinuity

FEW = 5
"""How many units are listed by name; of more, the number is said."""

UNIT_HEADS = ("unit", "clients", "visits", "mean", "median", "contact_share")
CLIENT_HEADS = ("client", "id", "staff", "visits", "double", "primary", "deputy", "total")


def tell_continuity(voice: Voice, desk: Desk, found: Continuity) -> None:
    """
    Tell whom the clients meet (*personalkontinuitet*): the head line, the units, the clients.
    """
    names = Names(desk, voice)
    voice.document("continuity", _plain(found, desk))
    last = found.period.last_day
    voice.heading(voice.text("continuity.heading", first=found.period.start, last=last))
    say_units(voice, names, found.units)
    whole = found.report.whole
    if not whole.clients:
        voice.say("continuity.nobody")
    else:
        voice.line(_head_line(voice, whole))
    if len(found.report.units) > 1:
        rows = ((names.unit(unit), *_of_unit(voice, each)) for unit, each in _units(found))
        voice.table(UNIT_HEADS, rows)
    if found.clients is not None:
        voice.table(CLIENT_HEADS, _clients(voice, found))
    elif whole.clients:
        voice.say("search.names_hidden")
    say_reasons(voice, "continuity.excluded", found.excluded)


def say_units(voice: Voice, names: Names, units: tuple[str, ...]) -> None:
    """
    Say which units it is about, or how many.
    """
    if len(units) <= FEW:
        voice.say("search.units", units=tuple(names.unit(unit) for unit in units))
    else:
        voice.say("search.many_units", count=len(units))


def say_reasons(voice: Voice, key: str, counts: Mapping[Any, int]) -> None:
    """
    Say what does not count, by reason (*bortfall*), if anything.
    """
    told = {why: count for why, count in counts.items() if count}
    if told:
        voice.say(key)
        for why, count in sorted(told.items(), key=lambda each: _order(each[0])):
            voice.item(f"{voice.label(why)}: {count}")


def plain_reasons(counts: Mapping[Any, int], what: str) -> list[dict[str, Any]]:
    told = sorted(((why, count) for why, count in counts.items() if count), key=_by_order)
    return [{"reason": why.value, what: count} for why, count in told]


def _by_order(told: tuple[Enum, int]) -> int:
    return _order(told[0])


def _order(why: Enum) -> int:
    return list(type(why)).index(why)


def _plain(found: Continuity, desk: Desk) -> dict[str, Any]:
    return {
        "first": found.period.start.isoformat(),
        "last": None if found.period.last_day is None else found.period.last_day.isoformat(),
        "units": list(found.units),
        "engine": found.engine,
        **_plain_sums(found.report.whole),
        "excluded": plain_reasons(found.excluded, "visits"),
        "by_unit": [
            {
                "unit": {"id": unit, "name": unit_name(desk, unit)},
                "clients": len(report.clients),
                "visits": sum(each.visits for each in report.clients),
                **_plain_sums(report),
            }
            for unit, report in _units(found)
        ],
        "clients": None if found.clients is None else list(_plain_clients(found)),
    }


def unit_name(desk: Desk, id: str) -> str:
    """
    What a unit is called (*enhetens namn*).
    """
    found = desk.host.people.unit(id)
    return found.name if found else id


def _plain_sums(report: StaffContinuity) -> dict[str, Any]:
    return {
        "mean": plain_number(report.mean),
        "median": plain_number(report.median),
        "contact_share": plain_share(report.contact_share),
    }


def _plain_clients(found: Continuity) -> Iterator[dict[str, Any]]:
    for each, client in _named(found):
        yield {
            "id": client.id,
            "name": client.name,
            "staff": each.staff,
            "visits": each.visits,
            "double_staffed": each.double_staffed,
            "primary": plain_share(each.primary),
            "deputy": plain_share(each.deputy),
            "total": plain_share(each.total),
        }


def _units(found: Continuity) -> Iterator[tuple[str, StaffContinuity]]:
    yield from found.report.units.items()


def _by_name(client: NamedClient) -> tuple[bool, str, str]:
    return client.name is None, client.name or "", client.id


def _named(found: Continuity) -> Iterator[tuple[ClientContinuity, NamedClient]]:
    clients = found.clients or {}
    for each in found.report.whole.clients:
        if each.client in clients:
            yield each, clients[each.client]


def _head_line(voice: Voice, report: StaffContinuity) -> str:
    share = report.contact_share
    return voice.text(
        "continuity.head_line",
        mean=number(voice, report.mean),
        median=number(voice, report.median),
        share=percent(share),
        hits=share.hits,
        base=share.base,
    )


def _of_unit(voice: Voice, report: StaffContinuity) -> tuple[object, ...]:
    share = report.contact_share
    return (
        len(report.clients),
        sum(each.visits for each in report.clients),
        number(voice, report.mean),
        number(voice, report.median),
        hits(share) if share.base else NOTHING,
    )


def _clients(voice: Voice, found: Continuity) -> Iterator[tuple[object, ...]]:
    """
    The rows by name, as people look for somebody; those without a name last.
    """
    for each, client in sorted(_named(found), key=lambda row: _by_name(row[1])):
        yield (
            client_name(voice, client),
            client.id,
            each.staff,
            each.visits,
            each.double_staffed,
            hits(each.primary),
            hits(each.deputy),
            hits(each.total),
        )
