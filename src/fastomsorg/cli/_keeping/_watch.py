"""
Is everything in order: the doctor, and the comparison with what stands at the receivers.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from fastomsorg.casework import ComparedReceiver, Examination, ReceiverState, Reconciliation
from fastomsorg.cli._running import DONE, FAILED, Run
from fastomsorg.cli._speaking import Names, Voice, plain_reason, show_reasons
from fastomsorg.hooks import Backlog, Delivery
from fastomsorg.journal import kind_of
from fastomsorg.terms import CaseKey, Instant, Permission, stockholm
from fastomsorg.texts import UnknownText


def doctor(run: Run) -> int:
    """
    Look through it all (*gå igenom*): what waits, what is parked and why, how the store is.
    """
    desk, voice = run.desk(), run.voice
    desk.gate.require(Permission.ADMIN, "doctor")
    examined = run.casework.examine()
    names = Names(desk, voice)
    voice.document("doctor", _plain_examination(examined, names))
    _show_examination(voice, examined, names)
    return FAILED if examined.findings else DONE


def reconcile(run: Run) -> int:
    """
    Compare the ledger with what stands at the receivers (*stäm av*).
    """
    desk, voice = run.desk(), run.voice
    desk.gate.require(Permission.ADMIN, "reconcile")
    reconciled = run.casework.reconcile()
    voice.document("reconcile", _plain_reconciliation(reconciled))
    _show_reconciliation(voice, reconciled)
    return DONE if reconciled.agrees else FAILED


def _plain_examination(examined: Examination, names: Names) -> dict[str, Any]:
    return {
        "at": examined.at.isoformat(),
        "known_until": examined.known_until.isoformat(),
        "store": [{"name": name, "value": value} for name, value in examined.store.items()],
        "receivers": [
            {
                "name": each.name,
                "kind": each.kind.value,
                "finds": each.finds,
                "lists": each.lists,
                "in_transaction": each.in_transaction,
                "problem": each.problem,
            }
            for each in examined.receivers
        ],
        "backlog": [_plain_backlog(each) for each in examined.backlog],
        "parked": [_plain_parked(each) for each in examined.parked],
        "plugins": [
            {"name": name, "hook_version": version} for name, version in examined.plugins.items()
        ],
        "findings": [plain_reason(each, names) for each in examined.findings],
    }


def _plain_backlog(each: Backlog) -> dict[str, Any]:
    return {
        "receiver": each.target,
        "waiting": each.waiting,
        "unknown": each.unknown,
        "ahead": each.ahead,
        "parked": each.parked,
        "since": _iso(each.since),
        "next_at": _iso(each.next_at),
    }


def _plain_parked(each: Delivery) -> dict[str, Any]:
    return {
        "id": str(each.notice.id),
        "kind": kind_of(each.notice).value,
        **_plain_case(each.notice.case),
        "receiver": each.target,
        "problem": each.problem,
        "attempts": each.attempts,
        "recorded_at": each.recorded_at.isoformat(),
    }


def _plain_case(case: CaseKey | None) -> dict[str, str | None]:
    if case is None:
        return {"client": None, "unit": None}
    return {"client": case.client, "unit": case.unit}


def _iso(instant: Instant | None) -> str | None:
    return None if instant is None else instant.isoformat()


def _show_examination(voice: Voice, examined: Examination, names: Names) -> None:
    count = len(examined.findings)
    voice.heading(voice.text("doctor.trouble", count=count) if count else voice.text("doctor.well"))
    show_reasons(voice, examined.findings, names)
    voice.line("")
    known = examined.known_until
    begun = known.date() > dt.date.min
    voice.item(voice.text("doctor.known_until" if begun else "doctor.empty", at=_shown(known)))
    versions = ", ".join(f"{name} ({number})" for name, number in examined.plugins.items())
    voice.item(voice.text("doctor.plugins", versions=versions or "–"))
    for each in examined.receivers:
        can = tuple(voice.text(f"doctor.can.{ability}") for ability in _abilities(each))
        voice.item(voice.text(f"doctor.{each.kind}", receiver=each.name, can=can))
    settings = examined.store.items()
    voice.table(
        ("store", "value"),
        (
            (_called(voice, "setting", name), _called(voice, "value", set_to))
            for name, set_to in settings
        ),
    )
    _show_backlog(voice, examined.backlog)
    _show_parked(voice, examined.parked)


def _called(voice: Voice, group: str, word: str) -> str:
    """
    What a word of a store's or a receiver's is called, or the word where it is one of their own.
    """
    try:
        return voice.text(f"doctor.{group}.{word}")
    except UnknownText:
        return word


def _abilities(receiver: ReceiverState) -> Iterator[str]:
    """
    What the receiver can do, by the texts for it.
    """
    if receiver.in_transaction:
        yield "in_transaction"
    yield "finds" if receiver.finds else "not_find"
    yield "lists" if receiver.lists else "not_list"


def _show_backlog(voice: Voice, backlog: Iterable[Backlog]) -> None:
    rows = [
        (each.target, each.waiting, each.unknown, each.ahead, each.parked, _shown(each.next_at))
        for each in backlog
    ]
    if rows:
        voice.table(("receiver", "waiting", "unknown", "ahead", "parked", "next_at"), rows)


def _show_parked(voice: Voice, parked: Iterable[Delivery]) -> None:
    rows = [
        (
            each.target,
            each.notice.id,
            _called(voice, "problem", each.problem or ""),
            each.attempts,
            _shown(each.recorded_at),
        )
        for each in parked
    ]
    if rows:
        voice.table(("receiver", "notice", "problem", "attempts", "registered_at"), rows)
        voice.say("doctor.parked_hint")


def _shown(instant: Instant | None) -> str:
    return "" if instant is None else f"{instant.astimezone(stockholm()):%Y-%m-%d %H:%M}"


def _plain_reconciliation(reconciled: Reconciliation) -> dict[str, Any]:
    return {
        "agrees": reconciled.agrees,
        "receivers": [
            {
                "name": each.name,
                "kind": each.kind.value,
                "compared": each.compared.value,
                "told": each.told,
                "problem": each.problem,
                "differing": [
                    {
                        "id": str(differing.notice),
                        "difference": differing.difference.value,
                        **_plain_case(differing.case),
                    }
                    for differing in each.differing
                ],
            }
            for each in reconciled.receivers
        ],
    }


def _show_reconciliation(voice: Voice, reconciled: Reconciliation) -> None:
    voice.heading(voice.text("reconcile.agrees" if reconciled.agrees else "reconcile.differs"))
    for each in reconciled.receivers:
        voice.item(
            voice.text(
                f"reconcile.compared.{each.compared}",
                receiver=each.name,
                told=each.told,
                problem=each.problem,
            )
        )
        _show_differing(voice, each)


def _show_differing(voice: Voice, compared: ComparedReceiver) -> None:
    rows = [
        (
            each.notice,
            voice.label(each.difference),
            each.case.client if each.case else "",
            each.case.unit if each.case else "",
        )
        for each in compared.differing
    ]
    if rows:
        voice.table(("notice", "difference", "client", "unit"), rows)
