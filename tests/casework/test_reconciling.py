"""
What stands at the receivers is compared with what they were told.
"""

from collections.abc import Iterator
from uuid import UUID, uuid4

import attrs
import pytest

from fastomsorg.casework import Casework, Compared, ComparedReceiver, DeliveryRules, Difference
from fastomsorg.commands import AppointContacts, RecordStatus
from fastomsorg.hooks import Panel, Standing
from fastomsorg.journal import NoticeKind
from fastomsorg.terms import Status
from fastomsorg.testing import MemoryJournal, MemoryPlugin, a_note
from fastomsorg.testing import a_draft as draft
from tests.casework.office import BO, NORTH, TODAY, Clock, Office, with_home_care
from tests.casework.receivers import Blind, Failing

YES = RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta", "greta")
NO = RecordStatus(BO, Status.DECLINED, TODAY)


def told() -> Office:
    """
    Two notes were written, and plan and planning told.
    """
    office = with_home_care(Office())
    office.grant(YES)
    office.grant(NO)
    office.grant(AppointContacts(NORTH, TODAY, deputy=None, confirmed=True))
    return office


def of(office: Office, kind: NoticeKind = NoticeKind.JOURNAL) -> ComparedReceiver:
    (found,) = (each for each in office.casework.reconcile().receivers if each.kind is kind)
    return found


def differing(compared: ComparedReceiver) -> list[tuple[UUID, str]]:
    return [(each.notice, each.difference.value) for each in compared.differing]


def test_what_was_told_and_stands_agrees() -> None:
    office = told()
    reconciled = office.casework.reconcile()

    assert reconciled.agrees
    assert [(each.kind.value, each.compared, each.told) for each in reconciled.receivers] == [
        ("journal", Compared.WHOLE, 2),
        ("plan", Compared.WHOLE, 2),
        ("planning", Compared.WHOLE, 2),
    ]


def test_a_note_that_does_not_stand_there_any_more_is_missing() -> None:
    office = told()
    gone = office.journal.notes.pop()

    assert differing(of(office)) == [(gone.id, "missing")]
    assert of(office).differing[0].case == gone.case
    assert not office.casework.reconcile().agrees


def test_a_note_that_nobody_told_is_extra() -> None:
    office = told()
    theirs = a_note(draft(number=99), TODAY)
    office.journal.notes.append(theirs)

    assert differing(of(office)) == [(theirs.id, "extra")]
    assert of(office).differing[0].case is None


def test_a_note_that_says_something_else_is_different() -> None:
    office = told()
    changed = attrs.evolve(office.journal.notes[0], text="Någon annan text.")
    office.journal.notes[0] = changed

    assert differing(of(office)) == [(changed.id, "different")]


def test_a_note_that_stands_there_twice_is_doubled() -> None:
    office = told()
    office.journal.notes.append(office.journal.notes[0])

    assert differing(of(office)) == [(office.journal.notes[0].id, "doubled")]


def test_plans_and_planning_are_compared_by_what_they_show() -> None:
    office = told()
    office.plan.snapshots[0] = attrs.evolve(office.plan.snapshots[0], lines=(("a", "b"),))
    office.planning.changes[0] = attrs.evolve(office.planning.changes[0], contacts=())

    assert [name for _, name in differing(of(office, NoticeKind.PLAN))] == ["different"]
    assert [name for _, name in differing(of(office, NoticeKind.PLANNING))] == ["different"]


def test_what_waits_is_not_missing_and_may_stand_there_already() -> None:
    office = with_home_care(Office(inline=False))
    office.grant(YES)
    before = of(office)
    office.journal.notes.extend(office.store.notes())

    assert (differing(before), before.told) == ([], 0)
    assert differing(of(office)) == []


def test_what_is_parked_and_stands_there_is_extra() -> None:
    journal = Failing()
    office = with_home_care(
        Office(journal={"journal": journal}, delivery=DeliveryRules(attempts=1))
    )
    office.grant(YES)
    missing = of(office)
    journal.notes.extend(office.store.notes())

    assert differing(missing) == []
    assert [name for _, name in differing(of(office))] == ["extra"]


class Asked(Blind):
    """
    A journal that can be asked, and cannot list.
    """

    def find(self, id: UUID) -> bool:
        return any(note.id == id for note in self.notes)


def test_one_that_can_only_be_asked_is_asked_for_what_it_was_told() -> None:
    journal = Asked()
    office = with_home_care(Office(journal={"journal": journal}))
    office.grant(YES)
    agrees = of(office)
    gone = journal.notes.pop()

    assert (agrees.compared, differing(agrees)) == (Compared.ASKED, [])
    assert differing(of(office)) == [(gone.id, "missing")]


def test_one_that_can_do_neither_says_so_and_nothing_is_claimed() -> None:
    office = with_home_care(Office(journal={"journal": Blind()}))
    office.grant(YES)
    reconciled = office.casework.reconcile()

    assert (of(office).compared, reconciled.agrees) == (Compared.CANNOT, True)


class WithoutContent(MemoryJournal):
    """
    A journal that knows which notes stand there, and not what they say.
    """

    def listed(self) -> Iterator[Standing]:
        return (Standing(note.id) for note in self.notes)


def test_one_that_cannot_say_what_stands_there_is_compared_by_id() -> None:
    journal = WithoutContent()
    office = with_home_care(Office(journal={"journal": journal}))
    office.grant(YES)
    journal.notes.append(a_note(draft(number=99), TODAY))

    assert [each.difference for each in of(office).differing] == [Difference.EXTRA]


class ToldMeanwhile(MemoryJournal):
    """
    A journal that takes in a note when it has been listed.
    """

    def listed(self) -> Iterator[Standing]:
        return iter(())


def test_what_is_told_while_it_is_listed_is_asked_for_before_it_is_missing() -> None:
    office = with_home_care(Office(journal={"journal": ToldMeanwhile()}))
    office.grant(YES)

    assert differing(of(office)) == []


class Broken(MemoryJournal):
    def listed(self) -> Iterator[Standing]:
        yield Standing(uuid4())
        raise OSError


class Vague(Asked):
    def find(self, id: UUID) -> bool:
        return "yes"  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("journal", "problem"),
    [(Broken(), "OSError"), (Vague(), "WrongAnswer")],
    ids=["raises", "vague"],
)
def test_one_that_fails_is_named_and_stops_no_other(journal: object, problem: str) -> None:
    office = with_home_care(Office(journal={"journal": journal}))
    office.grant(YES)
    reconciled = office.casework.reconcile()

    assert (of(office).compared, of(office).problem) == (Compared.FAILED, problem)
    assert not reconciled.agrees
    assert of(office, NoticeKind.PLAN).compared is Compared.WHOLE


def test_one_that_could_not_be_opened_has_failed() -> None:
    casework = Casework.open(
        "memory:town",
        journal=["strange://notes"],
        panel=Panel.of(MemoryPlugin()),
        clock=Clock(),
    )

    (compared,) = casework.reconcile().receivers

    assert (compared.compared, compared.problem) == (Compared.FAILED, "plugin_none_answered")
