"""
Every story of what is erased, and what is not, comes out as it is told.
"""

import datetime as dt
import tomllib
from pathlib import Path

import attrs
import pytest

from fastomsorg.care import Unit
from fastomsorg.casework import Casework, Desk, PurgeReport
from fastomsorg.decisions import Granted, LocalRules
from fastomsorg.law import Operator
from fastomsorg.terms import Permission, RegistrationId, start_of
from fastomsorg.testing import MemoryStore, a_client, a_staff_member, an_actor
from tests.stories.reading import structured
from tests.stories.stages import Clock
from tests.stories.steps import AnyStep
from tests.stories.story import UNITS

BORN = dt.date(1938, 8, 24)
LONG_AGO = start_of(dt.date(2010, 1, 1))


@attrs.frozen(kw_only=True)
class Then:
    """
    What comes of it: *erased* at these units, or *kept* for these reasons; and, where the time has
    run out, since when and where the law says so.
    """

    erased: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    last_note: dt.date | None = None
    since: dt.date | None = None
    basis: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Record:
    """
    What was registered on Agda, who ran the units and where, and the day of the *purge*.
    """

    name: str
    source: str = ""
    born: dt.date = BORN
    municipality: str = "Testköping"
    operator: Operator = Operator.MUNICIPALITY
    given: tuple[AnyStep, ...]
    purge: dt.date
    then: Then


@attrs.frozen
class _File:
    story: list[Record]


WRITTEN = (Path(__file__).parent / "records.toml").read_text(encoding="utf-8")
RECORDS = structured(tomllib.loads(WRITTEN), _File).story


class Archive:
    """
    A casework in memory with what the story says.
    """

    def __init__(self, record: Record) -> None:
        self._clock = Clock(LONG_AGO)
        self.store = MemoryStore()
        local = LocalRules("Testköping", operator=record.operator)
        units = (Unit(id, id, "Omtanke AB", record.municipality) for id in sorted(UNITS))
        list(self.store.put_units(units, now=LONG_AGO))
        list(self.store.put_clients([a_client("agda", born=record.born)], now=LONG_AGO))
        list(self.store.put_staff([(a_staff_member("britta", units=UNITS), None)], now=LONG_AGO))
        self.store.policy.add_actor(an_actor())
        for permission in Permission:
            self.store.policy.grant(an_actor().id, permission, None)
        casework = Casework(
            storage=self.store,
            people=self.store,
            policy=self.store.policy,
            local=lambda unit, on: local,
            clock=self._clock,
        )
        self._desk: Desk = casework.acting(an_actor())
        self._labels: dict[str, RegistrationId] = {}

    def register(self, step: AnyStep) -> None:
        assert step.day is not None, f"on which day? {step}"
        self._clock.now = start_of(step.day)
        verdict = self._desk.submit(step.command(self._labels))
        assert isinstance(verdict, Granted), verdict
        if step.label is not None and verdict.registration is not None:
            self._labels[step.label] = verdict.registration

    def purge(self, on: dt.date, *, do: bool) -> PurgeReport:
        self._clock.now = start_of(on)
        return self._desk.purge(on=on, do=do)


def told(report: PurgeReport) -> Then:
    for each in report.erased:
        basis = tuple(str(place) for place in each.basis)
        return Then(erased=each.units, last_note=each.last_note, since=each.due, basis=basis)
    for kept in report.kept_due:
        return Then(
            kept=tuple(reason.code for reason in kept.reasons),
            last_note=kept.last_note,
            since=kept.due,
            basis=tuple(str(place) for reason in kept.reasons for place in reason.basis),
        )
    return Then(kept=tuple(report.kept))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_a_record_is_erased_or_kept_as_the_story_tells(record: Record) -> None:
    archive = Archive(record)
    for step in record.given:
        archive.register(step)

    tried = archive.purge(record.purge, do=False)
    assert list(archive.store.cases(client="agda")) != []
    done = archive.purge(record.purge, do=True)

    assert told(tried) == told(done) == record.then
    left = {key.unit for key in archive.store.cases(client="agda")}
    assert left.isdisjoint(record.then.erased)
    assert bool(left) is not bool(record.then.erased)


def test_no_two_stories_have_the_same_name() -> None:
    names = [record.name for record in RECORDS]

    assert sorted(names) == sorted(set(names))
