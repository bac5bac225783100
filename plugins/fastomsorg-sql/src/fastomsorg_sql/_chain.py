"""
The hash chain of every case: written with the entries, read again to be verified.

What is verified is read as it stands in the columns: whatever somebody has put there must be found,
not stumbled over.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import Integer, Row, Text, bindparam, cast, select, type_coerce

from fastomsorg.history import Registration
from fastomsorg.terms import CaseKey
from fastomsorg.wire import Link, dumps, linked, payload_text

from ._case_files import CaseFile
from ._part import Part
from ._schema import Row as NewRow
from ._schema import case_file, entry, registration

Chance: TypeAlias = Callable[[int], bytes]
"""So many bytes that nobody can guess."""

SALT = 16
"""In bytes: too many to try them all, were the payload guessed."""

CHAINS_AT_A_TIME = 200
"""A chain is read whole, at one moment: what is added or erased meanwhile does not tear it."""

_FIRST_FILES = (
    select(case_file.c.id, case_file.c.chain, case_file.c.client, case_file.c.unit)
    .order_by(case_file.c.chain)
    .limit(CHAINS_AT_A_TIME)
)
_FILES = _FIRST_FILES.where(case_file.c.chain > bindparam("after"))
_ENTRIES = (
    select(
        entry.c.case_file,
        entry.c.version,
        entry.c.position,
        entry.c.place,
        type_coerce(registration.c.recorded_at, Integer),
        cast(registration.c.id, Text),
        cast(registration.c.purpose, Text),
        registration.c.rulebook,
        registration.c.routine,
        entry.c.salt,
        entry.c.commitment,
        entry.c.hash,
        registration.c.actor,
        registration.c.actor_name,
        registration.c.actor_title,
        entry.c.events,
    )
    .outerjoin_from(entry, registration, registration.c.position == entry.c.position)
    .where(entry.c.case_file.in_(bindparam("files", expanding=True)))
)


class Chains(Part):
    """
    The chains (*kedjorna*), as they are looked through.
    """

    def links(self, *, after: str = "") -> Iterator[Link]:
        while True:
            with self._session.reading() as connection:
                page = _FILES if after else _FIRST_FILES
                files = connection.execute(page, {"after": after} if after else {}).all()
                if not files:
                    return
                rows = connection.execute(_ENTRIES, {"files": [file.id for file in files]}).all()
            yield from _links(files, rows)
            after = files[-1].chain

    def settled(self) -> int:
        with self._session.reading() as connection:
            position, _ = self._session.dialect.settled(connection)
        return position


def _links(files: Sequence[Row[int, str, str, str]], rows: Sequence[Any]) -> Iterator[Link]:
    """
    The links of the files, chain by chain (*länkarna*); without events they have been erased.

    An entry whose registration is gone is a link all the same, and one that does not hold.
    """
    of_file: dict[int, list[Any]] = {}
    for row in rows:
        of_file.setdefault(row[0], []).append(row)
    for file, chain, client, unit in files:
        for row in sorted(of_file.get(file, ()), key=itemgetter(1)):
            yield _link(row, chain, client, unit)


def _link(row: Any, chain: str, client: str, unit: str) -> Link:
    """
    The columns of `_ENTRIES` in their order, without naming each: a million rows come this way.
    """
    envelope, seal, said = row[1:10], row[10:12], row[12:]
    if row[5] is None:
        return Link._make((chain, *envelope[:3], 0, *[""] * 5, None, *seal))
    payload = payload_text(client, unit, *said) if said[-1] else None
    return Link._make((chain, *envelope, payload, *seal))


def rows_of_entries(
    registered: Iterable[tuple[Registration, ...]],
    files: Mapping[CaseKey, CaseFile],
    chance: Chance,
) -> Iterator[NewRow]:
    """
    The entries (*poster*) of each registration, hung on the chains that the cases have so far.
    """
    last = {key: (file.version, file.hash) for key, file in files.items()}
    for registrations in registered:
        for place, each in enumerate(registrations):
            version, previous = last[each.case]
            events = dumps(each.events)
            link = linked(
                each,
                events,
                chain=files[each.case].chain,
                version=version + 1,
                place=place,
                salt=chance(SALT).hex(),
                previous=previous,
            )
            last[each.case] = (link.version, link.hash)
            yield {
                "position": link.position,
                "place": place,
                "case_file": files[each.case].id,
                "version": link.version,
                "events": events,
                "salt": link.salt,
                "commitment": link.commitment,
                "hash": link.hash,
            }
