"""
Erasing what is too old: whose record, under which section, and what was kept and why.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import attrs

from fastomsorg.casework._at_desk import Gate, a_day
from fastomsorg.casework._host import Host
from fastomsorg.decisions import ClientFile, Retention, ToErase, ToKeep, retention
from fastomsorg.hooks import Access, DeliveryState, Erasing
from fastomsorg.law import Operator, rules_on
from fastomsorg.terms import (
    CaseKey,
    ClientId,
    Malformed,
    Permission,
    StaleCase,
    StoreError,
    UnitId,
)

from ._exporting import outdate_export
from ._purge_report import ErasedFile, KeptFile, PurgeReport

TRIES = 3
"""How often what is to be erased is looked at anew, when somebody registers in the meantime."""

ONGOING = "retention_ongoing"
"""Why a record is kept while there is a stay."""

TOLD = frozenset({DeliveryState.DELIVERED, DeliveryState.WITHDRAWN})


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
    outdate_export(host.storage)
    return attrs.evolve(_report(on, judged), done=True, rows=rows, swept=_swept(storage))


def _swept(storage: Erasing) -> bool:
    """
    What has been erased is told of, whatever becomes of the files.
    """
    try:
        return storage.sweep()
    except StoreError:
        return False


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
    for keys, with_stay in _clients(host, on):
        leaving, left = [], set(keys)
        for of_operator in _by_operator(host, keys, on):
            if not with_stay.isdisjoint(of_operator.keys):
                kept[ONGOING] += 1
                continue
            found = _retention(host, of_operator, on)
            if isinstance(found, ToErase):
                leaving.append(found)
                left.difference_update(of_operator.keys)
            else:
                kept.update({reason.code for reason in found.reasons})
                kept_due += _due(found, on)
        if leaving:
            erase += leaving
            staying |= left
    return _Judged(tuple(erase), frozenset(staying), tuple(kept_due), dict(sorted(kept.items())))


def _clients(host: Host, on: dt.date) -> Iterator[tuple[tuple[CaseKey, ...], frozenset[CaseKey]]]:
    """
    The cases of every client, and those of them with a stay on the day: what goes on need not be
    read to be kept.
    """
    stays = groupby((key for key, _ in host.storage.lives(on=on)), key=lambda key: key.client)
    ahead: tuple[ClientId, frozenset[CaseKey]] | None = None
    for client, keys in groupby(host.storage.cases(), key=lambda key: key.client):
        while ahead is None or ahead[0] < client:
            found = next(stays, None)
            if found is None:
                break
            ahead = (found[0], frozenset(found[1]))
        here = ahead[1] if ahead is not None and ahead[0] == client else frozenset()
        yield tuple(keys), here


@attrs.frozen
class _OfOperator:
    """
    The cases of one client that one operator has.
    """

    operator: Operator
    provider: str
    keys: tuple[CaseKey, ...]


def _by_operator(host: Host, keys: Iterable[CaseKey], on: dt.date) -> Iterator[_OfOperator]:
    found: dict[tuple[Operator, str], list[CaseKey]] = {}
    for key in keys:
        unit = host.people.unit(key.unit)
        operator = host.local(key.unit, on).operator
        private = operator is Operator.PRIVATE_PROVIDER
        provider = unit.provider if unit is not None and private else ""
        found.setdefault((operator, provider), []).append(key)
    for (operator, provider), of_operator in found.items():
        yield _OfOperator(operator, provider, tuple(of_operator))


def _file(host: Host, of_operator: _OfOperator) -> ClientFile:
    units = (host.people.unit(key.unit) for key in of_operator.keys)
    return ClientFile(
        client=of_operator.keys[0].client,
        operator=of_operator.operator,
        provider=of_operator.provider,
        cases=tuple(host.storage.read(key) for key in of_operator.keys),
        municipalities=frozenset(unit.municipality.strip() if unit else "" for unit in units),
    )


def _retention(host: Host, of_operator: _OfOperator, on: dt.date) -> Retention:
    """
    What the rules say; the notes are read, and the plug-ins asked, only where it matters.
    """
    file, rules = _file(host, of_operator), rules_on(on)
    client = host.people.client(file.client)
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
    return ErasedFile(*_told(each.file, each.last_note, each.due), each.basis)


def _due(each: ToKeep, on: dt.date) -> Iterator[KeptFile]:
    """
    The record that is kept, if its time has run out.
    """
    if each.due is not None and each.due <= on:
        yield KeptFile(*_told(each.file, each.last_note, each.due), each.reasons)


def _told(
    file: ClientFile, last_note: dt.date, due: dt.date
) -> tuple[ClientId, tuple[UnitId, ...], Operator, str, dt.date, dt.date]:
    """
    What is told of a record in either case.
    """
    units = tuple(case.key.unit for case in file.cases)
    return file.client, units, file.operator, file.provider, last_note, due
