"""
What a keeper is told of how everything is, and what somebody has to look at.
"""

import datetime as dt
from collections.abc import Mapping

from fastomsorg.casework import Casework, DeliveryRules, Examination
from fastomsorg.commands import AppointContacts, RecordStatus
from fastomsorg.hooks import HOOK_VERSION, Backlog, Panel
from fastomsorg.journal import NoticeKind
from fastomsorg.terms import Status, start_of
from fastomsorg.testing import MemoryJournal, MemoryPlugin, MemoryStore
from tests.casework.office import NOON, NORTH, TODAY, Clock, Office, with_home_care
from tests.casework.receivers import Blind, Failing

YES = RecordStatus(NORTH, Status.ACCEPTED, TODAY, "britta", "greta")
HOUR = dt.timedelta(hours=1)


def findings(examined: Examination) -> list[tuple[str, object]]:
    return [(each.code, each.facts.get("receiver")) for each in examined.findings]


def test_where_everything_was_told_there_is_nothing_to_look_at() -> None:
    office = with_home_care(Office())
    office.grant(YES)

    examined = office.casework.examine()

    assert (examined.findings, examined.backlog, examined.parked) == ((), (), ())
    assert (examined.at, examined.known_until) == (NOON, office.store.horizon())
    assert examined.store == office.store.condition()


class Silent(MemoryStore):
    """
    A store that cannot say how it is.
    """

    condition = None  # type: ignore[assignment]


def test_a_storage_that_cannot_say_how_it_is_is_told_by_its_kind() -> None:
    assert Office(Silent()).casework.examine().store == {"kind": "Silent"}


class Unswept(MemoryStore):
    """
    A store whose files have not been swept of what was erased.
    """

    def condition(self) -> Mapping[str, str]:
        return {**super().condition(), "unswept": "yes"}


def test_what_may_still_lie_in_the_files_is_for_a_person() -> None:
    assert findings(Office(Unswept()).casework.examine()) == [("store_unswept", None)]


def test_it_says_what_each_receiver_can_do() -> None:
    office = Office(journal={"one": MemoryJournal(), "other": Blind()}, planning={})

    told = [
        (each.name, each.kind, each.finds, each.lists, each.in_transaction)
        for each in office.casework.examine().receivers
    ]

    assert told == [
        ("one", NoticeKind.JOURNAL, True, True, False),
        ("other", NoticeKind.JOURNAL, False, False, False),
        ("plan", NoticeKind.PLAN, True, True, False),
    ]


def test_what_waits_for_its_day_is_no_trouble() -> None:
    office = with_home_care(Office())
    office.grant(YES)
    later = TODAY + dt.timedelta(days=5)
    office.grant(AppointContacts(NORTH, later, deputy=None, confirmed=True))

    examined = office.casework.examine()

    assert examined.findings == ()
    assert examined.backlog == (
        Backlog("plan", ahead=1, next_at=start_of(later)),
        Backlog("planning", ahead=1, next_at=start_of(later)),
    )


def test_what_waits_to_be_tried_again_is_no_trouble_until_a_day_has_gone() -> None:
    office = with_home_care(Office(journal={"journal": Failing()}))
    office.grant(YES)
    soon = office.casework.examine(NOON + HOUR)
    late = office.casework.examine(NOON + 25 * HOUR)

    assert [each.waiting for each in soon.backlog] == [1]
    assert (findings(soon), findings(late)) == ([], [("notices_late", "journal")])


def test_what_is_parked_is_told_with_why() -> None:
    rules = DeliveryRules(attempts=1)
    office = with_home_care(Office(journal={"journal": Failing(OSError())}, delivery=rules))
    office.grant(YES)

    examined = office.casework.examine()

    assert findings(examined) == [("notices_parked", "journal")]
    assert [(each.target, each.problem, each.attempts) for each in examined.parked] == [
        ("journal", "OSError", 1)
    ]


def test_what_is_for_a_receiver_that_is_not_there_is_told() -> None:
    office = with_home_care(Office(inline=False))
    office.grant(YES)
    without = Office(office.store, journal={})

    assert findings(without.casework.examine()) == [("notices_for_nobody", "journal")]


def test_plug_ins_are_told_with_the_hooks_they_were_written_for_and_what_could_not_be_opened() -> (
    None
):
    panel = Panel.of(MemoryPlugin())
    casework = Casework.open("memory:town", journal=["strange://notes"], panel=panel, clock=Clock())

    examined = casework.examine()

    assert examined.plugins == dict.fromkeys(panel.names, HOOK_VERSION)
    assert findings(examined) == [("receiver_unavailable", "strange://notes")]
    assert [each.problem for each in examined.receivers] == ["plugin_none_answered"]


def test_nothing_is_changed_by_looking() -> None:
    office = with_home_care(Office(inline=False))
    office.grant(YES)
    before = list(office.store.outbox())

    office.casework.examine()

    assert list(office.store.outbox()) == before
