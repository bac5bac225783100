"""
What else stands in somebody's way, and who could be contact for whom, as plug-ins say.
"""

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import pytest

from fastomsorg.care import Client, StaffMember
from fastomsorg.decisions import LocalObstacle
from fastomsorg.hooks import HOOK_VERSION, Panel, hookimpl
from fastomsorg.law import Citation
from fastomsorg.routine import Matching, Option, Pair, Room, Wanted
from fastomsorg.terms import Malformed, PluginError, UnitId
from fastomsorg.testing import a_client, a_staff_member
from tests.canaries import found_in
from tests.hooks.plugins import NotMine, install

DAY = dt.date(2025, 2, 17)
NILS, AGDA = a_staff_member("nils"), a_client("agda")
RELATED = LocalObstacle("Närstående", (Citation("Rutin", "3"),))


@attrs.define(eq=False)
class Against:
    """
    Answers about somebody with what it is told to.
    """

    answer: Callable[[StaffMember], object]
    asked: list[tuple[str, str | None, UnitId, dt.date]] = attrs.field(factory=list)
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_eligibility(
        self, staff: StaffMember, client: Client | None, unit: UnitId, on: dt.date
    ) -> object:
        self.asked.append((staff.id, client.id if client else None, unit, on))
        return self.answer(staff)


class AgainstToo(Against):
    pass


def codes(panel: Panel) -> list[tuple[str, object]]:
    return [
        (reason.code, reason.facts.get("error") or reason.facts["why"])
        for reason in panel.obstacles(NILS, AGDA, "north", DAY)
    ]


def fails(staff: StaffMember) -> object:
    raise LookupError(staff.name)


def test_fastomsorg_eligibility_gives_the_obstacles_of_every_plug_in() -> None:
    one = Against(lambda _: [RELATED])
    panel = Panel.of(one, NotMine(), AgainstToo(lambda _: (LocalObstacle("Annat"),)))

    assert sorted(codes(panel)) == [("local_obstacle", "Annat"), ("local_obstacle", "Närstående")]
    assert one.asked == [("nils", "agda", "north", DAY)]
    reasons = panel.obstacles(NILS, None, "north", DAY)
    assert one.asked[-1] == ("nils", None, "north", DAY)
    assert all(reason.blocks for reason in reasons)
    assert RELATED.basis in [reason.basis for reason in reasons]


@pytest.mark.parametrize("nothing", [None, [], ()], ids=str)
def test_a_plug_in_without_obstacles_has_none(nothing: object) -> None:
    assert Panel.of(Against(lambda _: nothing)).obstacles(NILS, AGDA, "north", DAY) == ()
    assert Panel.of().obstacles(NILS, AGDA, "north", DAY) == ()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (fails, "LookupError"),
        (lambda _: sys.exit(0), "SystemExit"),
        (lambda _: "Släkt", "TypeError"),
        (lambda _: True, "TypeError"),
        (lambda _: [RELATED, "Släkt"], "TypeError"),
        (lambda _: (1 / 0 for _ in range(1)), "ZeroDivisionError"),
    ],
    ids=["raises", "exits", "a text", "a yes", "half an answer", "breaks off"],
)
def test_a_plug_in_that_cannot_answer_is_an_obstacle_and_is_named(
    answer: Callable[[StaffMember], object], error: str
) -> None:
    panel = Panel.of(Against(answer), AgainstToo(lambda _: None))

    assert codes(panel) == [("eligibility_unanswered", error)]
    (failed,) = panel.obstacles(NILS, AGDA, "north", DAY)
    assert failed.blocks
    assert failed.facts["plugin"] == "tests.hooks.test_coverage_hooks.Against"
    assert found_in(repr(failed)) == []


def test_a_plug_in_that_was_left_out_is_a_remark_for_it_may_be_there_for_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "our-rules", {"rules": "our_rules"}, "raise ImportError")
    monkeypatch.syspath_prepend(str(tmp_path))

    panel = Panel.installed(frozenset({"rules"}))

    assert codes(panel) == [("eligibility_not_asked", "plugin_not_loaded")]
    (remark,) = panel.obstacles(NILS, AGDA, "north", DAY)
    assert not remark.blocks


def test_an_obstacle_has_words() -> None:
    with pytest.raises(Malformed, match="source_missing"):
        LocalObstacle("")


MATCHING = Matching(
    (Wanted("agda", (Option("ann", 0),)), Wanted("bo", (Option("ann", 0),))), {"ann": Room(1)}
)


@attrs.define(eq=False)
class Matches:
    """
    Proposes what it is told to.
    """

    answer: Callable[[Matching], object]
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_match(self, matching: Matching) -> object:
        return self.answer(matching)


class MatchesToo(Matches):
    pass


def ann_for_bo(_matching: Matching) -> Sequence[Pair]:
    return [Pair("bo", "ann")]


def breaks(_matching: Matching) -> Sequence[Pair]:
    raise ZeroDivisionError


def test_fastomsorg_match_gives_a_pair_for_each_client_in_order() -> None:
    panel = Panel.of(Matches(ann_for_bo), NotMine(), MatchesToo(lambda _: None))

    assert panel.matched(MATCHING) == (Pair("agda"), Pair("bo", "ann"))


@pytest.mark.parametrize(
    ("plugins", "code"),
    [
        ([], "matcher_missing"),
        ([Matches(lambda _: None)], "matcher_missing"),
        ([Matches(ann_for_bo), MatchesToo(lambda _: [])], "matchers_several"),
        ([Matches(breaks)], "plugin_handed_nothing"),
        ([Matches(lambda _: "ann")], "plugin_handed_nothing"),
        ([Matches(lambda _: ["ann"])], "matcher_wrong"),
        ([Matches(lambda _: [Pair("agda", "ann"), Pair("bo", "ann")])], "matcher_wrong"),
        ([Matches(lambda _: [Pair("agda", "nils")])], "matcher_wrong"),
    ],
)
def test_without_one_right_proposal_there_is_none(plugins: list[object], code: str) -> None:
    with pytest.raises(PluginError) as refused:
        Panel.of(*plugins).matched(MATCHING)

    assert refused.value.code == code
    if code == "matcher_missing":
        assert refused.value.facts["install"] == "fastomsorg-matching"
