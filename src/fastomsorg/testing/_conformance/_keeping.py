"""
The suite for whoever keeps a store of its own.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from fastomsorg.hooks import DeliveryState, Describing, Outgoing, Storage
from fastomsorg.terms import CaseKey, StoreError
from fastomsorg.testing._case_builders import (
    CASE,
    a_draft,
    accepted,
    annulled,
    request,
    started,
)
from fastomsorg.testing._notice_builders import a_note, an_access

from ._steps import JANUARY, KeptStorage, everything, instant, left_out, store
from ._suite import Suite

SOUTH = CaseKey("6016254", "south")
OF_ONE_THAT_CANNOT = {"kind": "unknown", "version": "unknown"}


class KeepingConformance(Suite, needs=("keeping", "restored"), takes=("spoil",)):
    """
    What a `Keeping` is (*förvaltning av lagringen*). Override `keeping`: a storage, empty.

    Override `restored` too: it opens the copy that a backup made; and `spoil`, where what is kept
    of lives can come to differ from the registrations: it makes it differ.
    """

    @pytest.fixture
    def keeping(self) -> KeptStorage:
        left_out("keeping")

    @pytest.fixture
    def restored(self) -> Callable[[str], Storage]:
        left_out("restored")

    @pytest.fixture
    def spoil(self) -> Callable[[], None]:
        return lambda: None

    def fill(self, keeping: KeptStorage) -> None:
        note = a_note(a_draft(number=2), JANUARY[2])
        store(keeping, 1, started(JANUARY[0]))
        store(
            keeping,
            2,
            *accepted(JANUARY[2], "brs89", "greal"),
            notices=(Outgoing(note, ("files:a", "files:b")),),
        )
        store(keeping, 3, started(JANUARY[5], JANUARY[9]), case=SOUTH)
        store(keeping, 4, started(JANUARY[0]), case=CaseKey("1", "north"))
        store(keeping, 5, annulled(4), case=CaseKey("1", "north"))
        keeping.settle(note.id, "files:a", DeliveryState.DELIVERED, None)
        keeping.log(an_access())

    def test_what_is_set_is_what_it_was_set_to_last(self, keeping: KeptStorage) -> None:
        before = keeping.setting("purpose")
        keeping.set("purpose", "home care, åäö\n")
        keeping.set("purpose ", "")
        first = keeping.setting("purpose")
        keeping.set("purpose", "another")

        assert (before, first) == (None, "home care, åäö\n")
        assert [keeping.setting(name) for name in ("purpose", "purpose ", "Purpose")] == [
            "another",
            "",
            None,
        ]

    def test_a_store_that_can_say_how_it_is_says_its_kind_and_version_and_nothing_of_anybody(
        self, keeping: KeptStorage
    ) -> None:
        self.fill(keeping)
        keeping.set("purpose", "Kanariefågel")
        said = keeping.condition() if isinstance(keeping, Describing) else OF_ONE_THAT_CANNOT

        assert "" not in (said["kind"], said["version"])
        assert {type(each) for each in (*said, *said.values())} == {str}
        assert [each for each in ("6016254", "brs89", "Kanariefågel") if each in str(said)] == []

    def test_an_empty_store_is_rebuilt_of_no_cases(self, keeping: KeptStorage) -> None:
        assert keeping.rebuild() == 0

    def test_a_rebuilt_store_is_as_it_was_and_says_how_many_cases(
        self, keeping: KeptStorage
    ) -> None:
        self.fill(keeping)
        before = everything(keeping)

        assert [keeping.rebuild(), keeping.rebuild()] == [3, 3]
        assert everything(keeping) == before

    def test_what_was_spoilt_is_made_good_by_a_rebuild(
        self, keeping: KeptStorage, spoil: Callable[[], None]
    ) -> None:
        self.fill(keeping)
        before = everything(keeping)
        spoil()
        keeping.rebuild()

        assert everything(keeping) == before

    def test_a_rebuilt_store_goes_on(self, keeping: KeptStorage) -> None:
        self.fill(keeping)
        keeping.rebuild()
        store(keeping, 6, *accepted(JANUARY[6], "anob"), case=SOUTH)

        lives = dict(keeping.lives())

        assert lives[SOUTH] == keeping.read(SOUTH).life

    def test_a_backup_is_a_store_with_everything(
        self, keeping: KeptStorage, restored: Callable[[str], Storage], tmp_path: Path
    ) -> None:
        self.fill(keeping)
        file = tmp_path / "säkerhets kopia.db"
        keeping.backup(str(file))
        copy = restored(str(file))

        assert file.is_file()
        assert everything(copy) == everything(keeping)
        assert copy.deliveries(CASE) == keeping.deliveries(CASE)
        assert copy.answered(request(2)) == keeping.answered(request(2))

    def test_a_backup_is_of_the_moment_and_what_comes_later_is_not_in_it(
        self, keeping: KeptStorage, restored: Callable[[str], Storage], tmp_path: Path
    ) -> None:
        self.fill(keeping)
        before = everything(keeping)
        file = str(tmp_path / "copy")
        keeping.backup(file)
        store(keeping, 6, *accepted(JANUARY[6], "anob"), case=SOUTH)

        assert everything(restored(file)) == before
        assert everything(keeping) != before

    def test_a_restored_store_goes_on_where_the_other_was(
        self, keeping: KeptStorage, restored: Callable[[str], Storage], tmp_path: Path
    ) -> None:
        self.fill(keeping)
        file = str(tmp_path / "copy")
        keeping.backup(file)
        copy = restored(file)

        (registration,) = store(copy, 6, *accepted(JANUARY[6], "anob"), case=SOUTH, now=instant(0))

        assert registration.position > max(each.position for each in keeping.changes())
        assert registration.recorded_at == instant(5)

    def test_a_file_that_exists_is_left_as_it_is(
        self, keeping: KeptStorage, tmp_path: Path
    ) -> None:
        file = tmp_path / "precious"
        file.write_text("mine", encoding="utf-8")

        with pytest.raises(StoreError):
            keeping.backup(str(file))

        assert file.read_text(encoding="utf-8") == "mine"

    def test_a_backup_to_nowhere_is_an_error_of_the_store(
        self, keeping: KeptStorage, tmp_path: Path
    ) -> None:
        with pytest.raises(StoreError):
            keeping.backup(str(tmp_path / "no such folder" / "copy"))
