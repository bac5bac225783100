"""
Checkpoints are kept in a file that is only ever added to.
"""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from fastomsorg_files import FileAnchor, Plugin

from fastomsorg.hooks import Anchor, Panel
from fastomsorg.terms import StoreError
from fastomsorg.testing import FIRST_INSTANT, AnchorConformance
from fastomsorg.wire import Checkpoint, checkpoints_in

FIRST = Checkpoint(FIRST_INSTANT, 8, 2, 8, "0" * 64)
SECOND = attrs.evolve(FIRST, position=9, root="1" * 64)


class TestFileAnchor(AnchorConformance):
    @pytest.fixture
    def anchor(self, tmp_path: Path) -> Anchor:
        return FileAnchor(tmp_path)

    @pytest.fixture
    def reopened(self, tmp_path: Path) -> Callable[[], Anchor]:
        return lambda: FileAnchor(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """
    The file of an anchor that has kept one checkpoint.
    """
    FileAnchor(tmp_path).keep(FIRST)
    return tmp_path / "checkpoints.jsonl"


def test_a_url_of_ours_opens_an_anchor(tmp_path: Path) -> None:
    panel = Panel.of(Plugin)
    panel.anchors(f"files://{tmp_path}/audit").keep(FIRST)

    assert list(panel.anchors(f"files://{tmp_path}/audit").kept()) == [FIRST]


def test_the_url_of_somebody_else_is_not_ours() -> None:
    assert Plugin().fastomsorg_open_anchor("sqlite:///fok.db") is None


def test_each_line_is_a_checkpoint_that_anybody_can_read(file: Path) -> None:
    FileAnchor(file.parent).keep(SECOND)
    text = file.read_text(encoding="utf-8")

    assert checkpoints_in(text) == (FIRST, SECOND)
    assert [json.loads(line)["schema"] for line in text.splitlines()] == [
        "fastomsorg/anchored/1",
        "fastomsorg/anchored/1",
    ]


def test_only_its_owner_can_read_it(file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_a_crash_left_of_a_line_does_not_count_and_stays_where_it_is(
    file: Path, tmp_path: Path
) -> None:
    whole = file.read_bytes()
    for length in range(1, len(whole) - 1):
        file.write_bytes(whole + whole[:length])
        anchor = FileAnchor(tmp_path)
        before = list(anchor.kept())
        anchor.keep(SECOND)

        assert before == [FIRST]
        assert list(anchor.kept()) == [FIRST, SECOND]
        assert file.read_bytes().startswith(whole + whole[:length])


def test_a_line_that_lacks_nothing_but_its_end_counts(file: Path, tmp_path: Path) -> None:
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    anchor = FileAnchor(tmp_path)
    anchor.keep(FIRST)
    anchor.keep(SECOND)

    assert list(anchor.kept()) == [FIRST, SECOND]


@pytest.mark.parametrize("line", [b'{"a":{"b":"c"}}\n', b'\xff"}}\n'])
def test_a_line_that_is_whole_and_no_checkpoint_is_told_by_its_number(
    file: Path, tmp_path: Path, line: bytes
) -> None:
    with file.open("ab") as added:
        added.write(line)

    with pytest.raises(StoreError) as damaged:
        list(FileAnchor(tmp_path).kept())

    assert (damaged.value.code, damaged.value.facts["line"]) == ("files_damaged", 2)


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError):
        FileAnchor(tmp_path / "file" / "audit")
