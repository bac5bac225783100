"""
Reasons to keep a record longer, from every plug-in; whoever cannot answer keeps it.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from fastomsorg.care import Client
from fastomsorg.decisions import KeepLonger
from fastomsorg.hooks import HOOK_VERSION, Panel, hookimpl
from fastomsorg.law import Citation
from fastomsorg.terms import Malformed
from fastomsorg.testing import a_client
from tests.canaries import found_in
from tests.hooks.plugins import NotMine, install

SECTION = Citation("SoL (2025:400)", "16 kap. 1 §")
CLIENT = a_client()


@attrs.define(eq=False)
class Keeps:
    """
    Answers about a client with what it is told to.
    """

    answer: Callable[[Client], object]
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_retention(self, client: Client) -> object:
        return self.answer(client)


class KeepsToo(Keeps):
    pass


def because(why: str) -> KeepLonger:
    return KeepLonger(why, (SECTION,))


def codes(panel: Panel) -> list[tuple[str, object]]:
    return [
        (reason.code, reason.facts.get("error") or reason.facts["why"])
        for reason in panel.kept_longer(CLIENT)
    ]


def fails(_client: Client) -> object:
    raise LookupError(CLIENT.name)


def test_fastomsorg_retention_gives_the_reasons_of_every_plug_in() -> None:
    one, two = Keeps(lambda client: [because("Tvist")]), KeepsToo(lambda _: (because("Tillsyn"),))
    panel = Panel.of(one, NotMine(), two)

    assert sorted(codes(panel)) == [("retention_longer", "Tillsyn"), ("retention_longer", "Tvist")]
    assert {reason.basis for reason in panel.kept_longer(CLIENT)} == {(SECTION,)}


@pytest.mark.parametrize("nothing", [None, [], ()], ids=str)
def test_a_plug_in_without_reasons_keeps_nothing(nothing: object) -> None:
    assert Panel.of(Keeps(lambda _: nothing)).kept_longer(CLIENT) == ()
    assert Panel.of().kept_longer(CLIENT) == ()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (fails, "LookupError"),
        (lambda _: sys.exit(0), "SystemExit"),
        (lambda _: "Tvist", "TypeError"),
        (lambda _: True, "TypeError"),
        (lambda _: [because("Tvist"), "Tillsyn"], "TypeError"),
        (lambda _: (1 / 0 for _ in range(1)), "ZeroDivisionError"),
    ],
    ids=["raises", "exits", "a text", "a yes", "half an answer", "breaks off"],
)
def test_a_plug_in_that_cannot_answer_keeps_the_record_and_is_named(
    answer: Callable[[Client], object], error: str
) -> None:
    panel = Panel.of(Keeps(answer), KeepsToo(lambda _: [because("Tillsyn")]))

    assert sorted(codes(panel)) == [
        ("retention_longer", "Tillsyn"),
        ("retention_unanswered", error),
    ]
    (failed,) = (r for r in panel.kept_longer(CLIENT) if r.code == "retention_unanswered")
    assert failed.facts["plugin"] == "tests.hooks.test_retention.Keeps"
    assert found_in(repr(failed)) == []


def test_whoever_is_interrupted_is_let_through() -> None:
    def interrupted(_client: Client) -> object:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Panel.of(Keeps(interrupted)).kept_longer(CLIENT)


def test_a_plug_in_that_was_left_out_keeps_the_record_for_nobody_knows_what_it_would_have_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "our-archive", {"archive": "our_archive"}, "raise ImportError")
    monkeypatch.syspath_prepend(str(tmp_path))

    panel = Panel.installed(frozenset({"archive"}))

    assert codes(panel) == [("retention_unanswered", "plugin_not_loaded")]


@pytest.mark.parametrize(("why", "basis"), [("", (SECTION,)), ("Tvist", ())])
def test_a_reason_has_words_and_a_section(why: str, basis: tuple[Citation, ...]) -> None:
    with pytest.raises(Malformed):
        KeepLonger(why, basis)
