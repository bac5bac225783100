"""
The hash chain of every case: written with the entries, read again to be verified.

What is verified is read as it stands in the columns: whatever somebody has put there must be found,
not stumbled over.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import CursorResult, Integer, Row, Text, bindparam, cast, select, type_coerce

from fastomsorg.history import Registration
from fastomsorg.terms import CaseKey
from fastomsorg.wire import Link, dumps, linked, payload_text

from ._case_files import CaseFile
from ._part import Part
from ._schema import Row as NewRow
from ._schema import case_file, entry, is_erased, registration

Chance: TypeAlias = Callable[[int], bytes]
"""So many bytes that nobody can guess."""

SALT = 16
"""In bytes: too many to try them all, were the payload guessed."""

CHAINS_AT_A_TIME = 200
"""A chain is read whole, at one moment: what is added or erased meanwhile does not tear it."""

_FIRST_FILES = (
    select(case_file.c.id, case_file.c.chain, case_file.c.client, case_file.c.unit)
    .order_by(case_file.c.id)
    .limit(CHAINS_AT_A_TIME)
)
_OF_CHAIN = select(case_file.c.id).where(case_file.c.chain == bindparam("after")).scalar_subquery()
_FILES = _FIRST_FILES.where(case_file.c.id > _OF_CHAIN)
_NEXT_FILES = _FIRST_FILES.where(case_file.c.id > bindparam("last"))
_CASE = select(case_file.c.client, case_file.c.unit).where(
    case_file.c.chain == bindparam("chain"), ~is_erased
)
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
    .where(entry.c.case_file.between(bindparam("first"), bindparam("last")))
    .order_by(entry.c.case_file, entry.c.version)
)


class Chains(Part):
    """
    The chains (*kedjorna*), as they are looked through.
    """

    def links(self, *, after: str = "") -> Iterator[Link]:
        """
        In the order that the cases were begun: what was written together is read together.
        """
        page, values = (_FILES, {"after": after}) if after else (_FIRST_FILES, {})
        while True:
            with self._session.reading() as connection:
                files = connection.execute(page, values).all()
                if not files:
                    return
                last = files[-1].id
                between = {"first": files[0].id, "last": last}
                rows = _raw(connection.execute(_ENTRIES, between))
            yield from _links(files, rows)
            page, values = _NEXT_FILES, {"last": last}

    def case_of(self, chain: str) -> CaseKey | None:
        with self._session.reading() as connection:
            row = connection.execute(_CASE, {"chain": chain}).first()
        return None if row is None else CaseKey(*row)

    def settled(self) -> int:
        with self._session.reading() as connection:
            position, _ = self._session.dialect.settled(connection)
        return position


def _raw(result: CursorResult[*tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
    """
    The rows as the driver has them (*orörda rader*): of a million, that saves a fifth of the time.
    """
    cursor = result.cursor
    assert cursor is not None
    rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
    result.close()
    return rows


def _links(
    files: Iterable[Row[int, str, str, str]], rows: Iterable[tuple[Any, ...]]
) -> Iterator[Link]:
    """
    The links of the files, chain by chain (*länkarna*); without events they have been erased.

    An entry whose registration is gone is a link all the same, and one that does not hold.
    """
    known = {file: (chain, client, unit) for file, chain, client, unit in files}
    for row in rows:
        if row[0] not in known:
            continue
        chain, client, unit = known[row[0]]
        envelope, seal, (actor, name, title, events) = row[1:10], row[10:12], row[12:]
        if actor is None:
            envelope, events = (*envelope[:3], 0, *[""] * 5), ""
        payload = payload_text(client, unit, actor, name, title, events) if events else None
        yield Link._make((chain, *envelope, payload, *seal))


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
