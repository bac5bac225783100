"""
Enactments and registrations read from tables: each row decided on what those before it gave.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from fastomsorg.casework._host import Host
from fastomsorg.casework._registering import Asked, draft_of, given_for, outgoing_of
from fastomsorg.commands import PlainCommand
from fastomsorg.decisions import Granted, Refused, Verdict, decide, take_over
from fastomsorg.history import Case, StatusRecorded, TakenOver
from fastomsorg.hooks import Draft, Posting, Put
from fastomsorg.journal import Registered, staff_to_name
from fastomsorg.terms import (
    Actor,
    CaseKey,
    EnactmentId,
    Instant,
    Purpose,
    RegistrationId,
    day_of,
)
from fastomsorg.wire.tables import (
    EnactmentRow,
    Line,
    RegistrationRow,
    TableError,
)

from ._report import TakenOverRow
from ._rows import CaseLine, CaseRow, answer_of_row, error, id_of, refused, start_of_row


@attrs.frozen
class Importer:
    """
    Who reads in, when, and how strictly (*den som läser in*).

    *started* remembers where the enactments of this reading were started.
    """

    host: Host
    actor: Actor
    now: Instant
    strict: bool = False
    confirmed: bool = False
    started: dict[EnactmentId, CaseKey] = attrs.field(factory=dict)


@attrs.define
class CaseRows:
    """
    What the rows of one case have come to so far (*ett ärendes rader*).
    """

    importer: Importer
    read: Case
    case: Case
    postings: list[Posting] = attrs.field(factory=list)
    remarks: list[TakenOverRow] = attrs.field(factory=list)
    errors: list[TableError] = attrs.field(factory=list)
    outcomes: list[tuple[str, Put]] = attrs.field(factory=list)
    kept: list[tuple[RegistrationId, CaseLine]] = attrs.field(factory=list)

    def take(self, line: CaseLine) -> None:
        """
        Decide one row; keep what it gives, or what is wrong with it.
        """
        id = id_of(line.row)
        if any(registration.id == id for registration in self.case.registrations):
            self.outcomes.append((line.file, Put.SAME))
        elif _stands_otherwise(self.case, line.row):
            self.errors.append(error(line, "table_conflict", "", {}))
        else:
            self._decide(id, line)

    def _decide(self, id: RegistrationId, line: CaseLine) -> None:
        command, verdict = self._verdict(line)
        if isinstance(verdict, Refused):
            self.errors.extend(refused(line, reason) for reason in verdict.reasons)
        else:
            if self.importer.strict and isinstance(line.row, RegistrationRow):
                self.errors.extend(refused(line, reason) for reason in verdict.remarks)
            self._keep(id, line, command, verdict)

    def _verdict(self, line: CaseLine) -> tuple[PlainCommand, Verdict]:
        host, today = self.importer.host, day_of(self.importer.now)
        cases = {self.case.key: self.case}
        match line.row:
            case EnactmentRow():
                start = start_of_row(line.row, confirmed=self.importer.confirmed)
                given = given_for(start, cases, host, today)
                begun = self.importer.started.get(line.row.id)
                if begun is not None and begun != self.case.key:
                    elsewhere = {**given.elsewhere, line.row.id: frozenset({begun})}
                    given = attrs.evolve(given, elsewhere=elsewhere)
                return start, decide(cases, start, given)
            case RegistrationRow():
                answer = answer_of_row(line.row)
                given = given_for(answer, cases, host, today)
                by, at = line.row.by, line.row.recorded_at
                return answer, take_over(self.case, answer, given, by=by, recorded_at=at)

    def _keep(
        self, id: RegistrationId, line: CaseLine, command: PlainCommand, granted: Granted
    ) -> None:
        importer = self.importer
        if isinstance(line.row, EnactmentRow):
            importer.started[line.row.id] = self.case.key
        elif granted.remarks:
            codes = tuple(remark.code for remark in granted.remarks)
            self.remarks.append(TakenOverRow(line.file, line.line, self.case.key, codes))
        asked = Asked(command, id, importer.actor, Purpose.MIGRATION)
        draft = draft_of(asked, granted, importer.host)
        self.outcomes.append((line.file, Put.NEW))
        self.kept.append((id, line))
        self.postings.append(Posting(draft, (self.read,)))
        self.case = _with(self.case, draft, importer.now)

    def erased(self) -> Iterator[TableError]:
        """
        The rows that were read in before, and erased since (*gallrade rader*).
        """
        for id, line in self.kept:
            earlier = self.importer.host.storage.answered(id)
            if earlier is not None and earlier.erased:
                yield error(line, "table_erased", "", {})

    def tell(self) -> None:
        """
        Let plan and planning show what has come of it all, with the last registration.

        What the journal says of history stands in the journal it was taken over from.
        """
        if not self.postings:
            return
        host, today = self.importer.host, day_of(self.importer.now)
        registered = Registered(
            id=self.postings[-1].draft.id,
            events=(),
            before=self.read,
            after=self.case,
            actor=self.importer.actor,
            today=today,
            people=host.staff_told(staff_to_name(self.read.life, self.case.life), today),
        )
        notices = tuple(outgoing_of(registered, host))
        self.postings[-1] = attrs.evolve(self.postings[-1], notices=notices)


def rows_of_case(
    importer: Importer,
    key: CaseKey,
    enactments: list[Line[EnactmentRow]],
    registrations: list[Line[RegistrationRow]],
) -> CaseRows:
    """
    The rows of one case in the order they happened: enactments first, then answers.
    """
    read = importer.host.storage.read(key)
    rows = CaseRows(importer, read, read)
    for begun in sorted(enactments, key=lambda line: (line.row.first_day, line.row.id)):
        rows.take(begun)
    for answered in sorted(registrations, key=_when_registered):
        rows.take(answered)
    rows.tell()
    return rows


def _when_registered(line: Line[RegistrationRow]) -> tuple[object, ...]:
    at = line.row.recorded_at
    return (
        day_of(at) if at else line.row.on,
        at.timestamp() if at else 0.0,
        line.row.on,
        line.line,
    )


def _stands_otherwise(case: Case, row: CaseRow) -> bool:
    """
    Does the case have another answer taken over for the same day and time?
    """
    if isinstance(row, EnactmentRow):
        return False
    return (row.on, row.recorded_at) in set(_taken_over(case))


def _taken_over(case: Case) -> Iterator[tuple[object, object]]:
    for registration in case.standing:
        facts = [event for event in registration.events if isinstance(event, TakenOver)]
        for event in registration.events:
            if isinstance(event, StatusRecorded) and facts:
                yield event.on, facts[0].recorded_at


def _with(case: Case, draft: Draft, now: Instant) -> Case:
    """
    The case with one more registration, for the next row to be decided on.
    """
    last = case.registrations[-1].position if case.registrations else 0
    return Case(case.key, (*case.registrations, *draft.placed(last + 1, now)))
