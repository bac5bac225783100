"""
Every story comes out as it is told: by the rules alone, and through a whole casework over stores
in memory, in a file and on a server.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import attrs
import pytest
from fastomsorg_sql import Plugin, Store

from fastomsorg.commands import Command
from fastomsorg.decisions import Granted, Reason, Refused, Verdict
from fastomsorg.terms import CaseKey, RegistrationId
from fastomsorg.testing import MemoryStore
from tests.decisions.casebook import basis
from tests.decisions.shown import dates, shown
from tests.postgresql import Server
from tests.stories.reading import stories
from tests.stories.stages import AnyStore, Everything, Rules, Stage
from tests.stories.steps import AnyStep
from tests.stories.story import Changed, Handled, Offered, Shown, Story

STORIES = stories()
Play: TypeAlias = Callable[[Story], Stage]


@pytest.fixture(scope="session")
def _server_store(postgresql: Server) -> Iterator[Callable[[], AnyStore]]:
    """
    A store on the server, emptied each time.
    """
    url = postgresql.new_database()
    store = opened(url)

    def emptied() -> AnyStore:
        postgresql.empty(url)
        return store

    yield emptied
    store.close()


def opened(url: str) -> Store:
    store = Plugin(mounted=lambda: ()).store(url)
    assert store is not None
    return store


@pytest.fixture(scope="session")
def _empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The file of a store in which nothing has happened.
    """
    path = tmp_path_factory.mktemp("stories") / "empty.db"
    opened(f"sqlite:///{path}?mode=new").close()
    return path


@pytest.fixture
def _file_store(_empty_file: Path, tmp_path: Path) -> Iterator[Callable[[], AnyStore]]:
    """
    A store in a file of its own.
    """
    store = opened(f"sqlite:///{shutil.copy(_empty_file, tmp_path / 'fok.db')}?mode=rw")
    yield lambda: store
    store.close()


@pytest.fixture(params=["rules", "memory", "_file_store", "_server_store"])
def stage(request: pytest.FixtureRequest) -> Play:
    """
    What a story is played by.
    """
    if request.param == "rules":
        return Rules
    if request.param == "memory":
        return lambda story: Everything(story, MemoryStore())
    empty = request.getfixturevalue(request.param)
    return lambda story: Everything(story, empty())


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_story_comes_out_as_it_is_told(story: Story, stage: Play) -> None:
    playing = stage(story)
    labels: dict[str, RegistrationId] = {}
    for step in story.given:
        _given(step, story, playing, labels)

    command = story.when.command(labels)
    verdict = _ask(command, story, playing)

    assert changes(verdict) == story.then.changed
    assert codes(verdict, blocking=False) == story.then.remarks
    reasons = reasons_of(verdict)
    cited = {code: places(code, reasons) for code in story.then.basis}
    assert cited == story.then.basis
    assert seen(playing, story) == story.then.days
    assert start_page(playing, story) == story.then.unhandled
    assert offers(playing, story) == story.then.offers


def test_no_two_stories_have_the_same_name() -> None:
    names = [story.name for story in STORIES]

    assert sorted(names) == sorted(set(names))


def _given(step: AnyStep, story: Story, stage: Stage, labels: dict[str, RegistrationId]) -> None:
    verdict, registration = stage.submit(step.command(labels), step.day or story.day)
    assert registration is not None, f"given, but refused: {step}: {codes(verdict)}"
    if step.label is not None:
        labels[step.label] = registration


def _ask(command: Command, story: Story, stage: Stage) -> Verdict:
    """
    The verdict on what happens; where it is to be confirmed, first what is shown and then that.
    """
    then = story.then
    verdict, _ = stage.submit(command, story.when.day or story.day)
    if then.refused:
        assert codes(verdict, blocking=True) == then.refused
    elif then.confirmed:
        assert isinstance(verdict, Refused)
        assert codes(verdict, blocking=True) == then.confirmed
        confirmed, _ = stage.submit(
            attrs.evolve(command, confirmed=True), story.when.day or story.day
        )
        assert isinstance(confirmed, Granted)
        assert changes(confirmed) == changes(verdict)
    else:
        assert codes(verdict, blocking=True) == ()
        assert isinstance(verdict, Granted)
    return verdict


def reasons_of(verdict: Verdict) -> tuple[Reason, ...]:
    return verdict.reasons if isinstance(verdict, Refused) else verdict.remarks


def codes(verdict: Verdict, *, blocking: bool | None = None) -> tuple[str, ...]:
    return tuple(
        each.code for each in reasons_of(verdict) if blocking is None or each.blocks is blocking
    )


def places(code: str, reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    return tuple(place for each in reasons if each.code == code for place in basis(each))


def changes(verdict: Verdict) -> tuple[Changed, ...]:
    return tuple(
        Changed(
            unit=each.case.unit,
            days=dates(each.period),
            was=shown(each.before),
            becomes=shown(each.after),
        )
        for each in verdict.changed
    )


def seen(stage: Stage, story: Story) -> tuple[Shown, ...]:
    return tuple(
        attrs.evolve(each, state=shown(stage.state(_case(each.unit), each.on)))
        for each in story.then.days
    )


def start_page(stage: Stage, story: Story) -> tuple[Handled, ...]:
    return tuple(
        attrs.evolve(each, why=_why(stage.unhandled(_case(each.unit), each.on)))
        for each in story.then.unhandled
    )


def _why(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    return tuple(each.code if each.blocks else f"{each.code} (warning)" for each in reasons)


def offers(stage: Stage, story: Story) -> tuple[Offered, ...]:
    found = [(each, stage.offer(_case(each.unit), each.on)) for each in story.then.offers]
    return tuple(
        Offered(
            unit=each.unit,
            on=each.on,
            owed=offer.owed,
            citations=tuple(str(place) for place in offer.citations),
            candidate=offer.candidate_for_assessment,
            remarks=tuple(remark.code for remark in offer.remarks),
        )
        for each, offer in found
    )


def _case(unit: str) -> CaseKey:
    return CaseKey("agda", unit)
