"""
Erasing what is too old: whose record, under which section, and what was kept and why.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import attrs

from fastomsorg.decisions import ClientFile, Reason, Retention, ToErase, ToKeep, retention
from fastomsorg.history import Case
from fastomsorg.hooks import Access, DeliveryState, Erasable, Erasing
from fastomsorg.law import Citation, Operator, rules_on
from fastomsorg.terms import (
    CaseKey,
    ClientId,
    Malformed,
    Permission,
    StaleCase,
    StoreError,
    UnitId,
)

from ._gate import Gate
from ._host import Host
from ._seeing import a_day

TRIES = 3
"""How often what is to be erased is looked at anew, when somebody registers in the meantime."""

TOLD = frozenset({DeliveryState.DELIVERED, DeliveryState.WITHDRAWN})


@attrs.frozen
class ErasedFile:
    """
    A client's record that is, or would be, erased (*gallrad akt*).
    """

    client: ClientId
    units: tuple[UnitId, ...]
    operator: Operator
    provider: str
    last_note: dt.date
    due: dt.date
    basis: tuple[Citation, ...]


@attrs.frozen
class KeptFile:
    """
    A client's record whose time has run out, and that is kept all the same (*bevarad akt*).
    """

    client: ClientId
    units: tuple[UnitId, ...]
    operator: Operator
    provider: str
    last_note: dt.date
    due: dt.date
    reasons: tuple[Reason, ...]


@attrs.frozen
class PurgeReport:
    """
    What a purge came to (*gallringsprotokoll*): *done* is false where it was only tried.

    *rows* counts what is gone, by kind of row; *kept* counts the records that were kept, by the
    code of each reason; *kept_due* are those whose time has run out. *swept* says whether nothing
    of what was erased is left in the store's own files.
    """

    on: dt.date
    done: bool
    erased: tuple[ErasedFile, ...]
    kept_due: tuple[KeptFile, ...]
    kept: Mapping[str, int]
    rows: Mapping[Erasable, int] = attrs.field(factory=dict)
    swept: bool | None = None


@attrs.frozen
class _Judged:
    """
    Every record in the store, judged: those to erase whole, of the others what is told.
    """

    erase: tuple[ToErase, ...]
    staying: frozenset[CaseKey]
    kept_due: tuple[KeptFile, ...]
    kept: Mapping[str, int]


def purge(host: Host, gate: Gate, on: dt.date, *, do: bool) -> PurgeReport:
    """
    Erase every record whose time has run out on the day (*gallra*), or only say which.
    """
    action = "purge" if do else "purge_dry_run"
    gate.check(Permission.ADMIN, action)
    if a_day(on) > (today := host.today()):
        raise Malformed("purge_in_future", got=on, expected=today)
    access = gate.access(Permission.ADMIN, action, None, None)
    host = host.remembering()
    if not do:
        host.storage.log(access)
        return _report(on, _judged(host, on))

    storage = host.storage
    if not isinstance(storage, Erasing):
        raise StoreError("store_cannot_erase", got=type(storage).__name__)
    for _ in range(TRIES - 1):
        try:
            return _purged(host, storage, on, access)
        except StaleCase:  # somebody registered meanwhile: look again
            continue
    return _purged(host, storage, on, access)


def _purged(host: Host, storage: Erasing, on: dt.date, access: Access) -> PurgeReport:
    judged = _judged(host, on)
    cases = [case for each in judged.erase for case in each.file.cases]
    rows = storage.erase(cases, staying=judged.staying, access=access)
    return attrs.evolve(_report(on, judged), done=True, rows=rows, swept=storage.sweep())


def _report(on: dt.date, judged: _Judged) -> PurgeReport:
    return PurgeReport(
        on=on,
        done=False,
        erased=tuple(map(_erased, judged.erase)),
        kept_due=judged.kept_due,
        kept=judged.kept,
    )


def _judged(host: Host, on: dt.date) -> _Judged:
    erase: list[ToErase] = []
    staying: set[CaseKey] = set()
    kept_due: list[KeptFile] = []
    kept: Counter[str] = Counter()
    for _, keys in groupby(host.storage.cases(), lambda key: key.client):
        of_client = [_retention(host, file, on) for file in _files(host, keys, on)]
        leaving = [each for each in of_client if isinstance(each, ToErase)]
        erase += leaving
        for each in of_client:
            if isinstance(each, ToErase):
                continue
            kept.update({reason.code for reason in each.reasons})
            if each.due is not None and each.due <= on:
                kept_due.append(_kept(each, each.due))
            if leaving:
                staying.update(case.key for case in each.file.cases)
    return _Judged(tuple(erase), frozenset(staying), tuple(kept_due), dict(sorted(kept.items())))


def _files(host: Host, keys: Iterable[CaseKey], on: dt.date) -> Iterator[ClientFile]:
    """
    The client's cases, those of one operator together.
    """
    found: dict[tuple[Operator, str], list[tuple[Case, str]]] = {}
    for key in keys:
        unit = host.people.unit(key.unit)
        operator = host.local(key.unit, on).operator
        private = operator is Operator.PRIVATE_PROVIDER
        provider = unit.provider if unit is not None and private else ""
        municipality = unit.municipality.strip() if unit is not None else ""
        of_operator = found.setdefault((operator, provider), [])
        of_operator.append((host.storage.read(key), municipality))
    for (operator, provider), cases in found.items():
        yield ClientFile(
            client=cases[0][0].key.client,
            operator=operator,
            provider=provider,
            cases=tuple(case for case, _ in cases),
            municipalities=frozenset(municipality for _, municipality in cases),
        )


def _retention(host: Host, file: ClientFile, on: dt.date) -> Retention:
    """
    What the rules say; the notes are read, and the plug-ins asked, only where it matters.
    """
    client, rules = host.people.client(file.client), rules_on(on)
    first = retention(file, client, on=on, rules=rules)
    if first.due is None or first.due > on:
        return first
    whole = _with_notes(host, file)
    longer = () if client is None else host.longer(client)
    return retention(whole, client, on=on, rules=rules, longer=longer)


def _with_notes(host: Host, file: ClientFile) -> ClientFile:
    units = {case.key.unit for case in file.cases}
    notes = host.storage.notes(client=file.client)
    deliveries = (each for case in file.cases for each in host.storage.deliveries(case.key))
    return attrs.evolve(
        file,
        note_days=tuple(note.on for note in notes if note.case.unit in units),
        untold=sum(each.state not in TOLD for each in deliveries),
    )


def _erased(each: ToErase) -> ErasedFile:
    file = each.file
    units = tuple(case.key.unit for case in file.cases)
    return ErasedFile(
        file.client, units, file.operator, file.provider, each.last_note, each.due, each.basis
    )


def _kept(each: ToKeep, due: dt.date) -> KeptFile:
    file = each.file
    units = tuple(case.key.unit for case in file.cases)
    return KeptFile(
        file.client, units, file.operator, file.provider, each.last_note, due, each.reasons
    )
