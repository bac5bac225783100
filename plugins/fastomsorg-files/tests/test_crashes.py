"""
Nothing is lost and nothing is written twice, whenever a writer was stopped.
"""

import datetime as dt
import json
import multiprocessing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from fastomsorg_files import FileJournal, FilePlan, FilePlanning

from fastomsorg.hooks import Standing
from fastomsorg.journal import JournalNote
from fastomsorg.terms import StoreError
from fastomsorg.testing import a_contacts_change, a_draft, a_note, a_snapshot

DAY = dt.date(2025, 2, 17)
CLIENT = Path("unit-north", "client-6016254.txt")


def note(number: int) -> JournalNote:
    return a_note(a_draft(number=number), DAY)


def ids_in(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


def line_of(number: int, folder: Path) -> bytes:
    """
    The line that a note has, made in a folder of its own.
    """
    FileJournal(folder).write(note(number))
    return (folder / "notes.jsonl").read_bytes()


@pytest.mark.parametrize("kept", [0, 1, 20, 60, -2])
def test_what_a_crash_left_of_a_line_is_cut_off_and_the_note_written(
    kept: int, tmp_path: Path
) -> None:
    FileJournal(tmp_path).write(note(1))
    torn = line_of(2, tmp_path / "elsewhere")[:kept]
    with (tmp_path / "notes.jsonl").open("ab") as file:
        file.write(torn)

    journal = FileJournal(tmp_path)
    found = journal.find(note(2).id)
    journal.write(note(2))

    assert found is False
    assert ids_in(tmp_path / "notes.jsonl") == [str(note(1).id), str(note(2).id)]


def test_a_line_that_lacks_nothing_but_its_end_is_completed_and_not_written_again(
    tmp_path: Path,
) -> None:
    FileJournal(tmp_path).write(note(1))
    with (tmp_path / "notes.jsonl").open("ab") as file:
        file.write(line_of(2, tmp_path / "elsewhere").rstrip(b"\n"))

    FileJournal(tmp_path).write(note(2))

    assert ids_in(tmp_path / "notes.jsonl") == [str(note(1).id), str(note(2).id)]


def test_a_torn_line_does_not_swallow_another_note(tmp_path: Path) -> None:
    (tmp_path / "notes.jsonl").write_bytes(line_of(1, tmp_path / "elsewhere")[:50])

    FileJournal(tmp_path).write(note(2))

    assert ids_in(tmp_path / "notes.jsonl") == [str(note(2).id)]


def test_zeros_that_a_power_cut_left_are_cut_off(tmp_path: Path) -> None:
    FileJournal(tmp_path).write(note(1))
    with (tmp_path / "notes.jsonl").open("ab") as file:
        file.write(b"\0" * 512)

    FileJournal(tmp_path).write(note(2))

    assert ids_in(tmp_path / "notes.jsonl") == [str(note(1).id), str(note(2).id)]


def test_a_note_whose_text_was_not_written_before_the_crash_gets_it_on_the_retry(
    tmp_path: Path,
) -> None:
    FileJournal(tmp_path).write(note(1))
    text = (tmp_path / "journal" / CLIENT).read_text(encoding="utf-8")
    (tmp_path / "journal" / CLIENT).unlink()

    FileJournal(tmp_path).write(note(1))

    assert (tmp_path / "journal" / CLIENT).read_text(encoding="utf-8") == text
    assert ids_in(tmp_path / "notes.jsonl") == [str(note(1).id)]


def test_a_plan_whose_text_was_not_written_before_the_crash_gets_it_on_the_retry(
    tmp_path: Path,
) -> None:
    snapshot = a_snapshot(a_draft(), DAY)
    FilePlan(tmp_path).show(snapshot)
    text = (tmp_path / "plans" / CLIENT).read_text(encoding="utf-8")
    (tmp_path / "plans" / CLIENT).unlink()

    FilePlan(tmp_path).show(snapshot)

    assert (tmp_path / "plans" / CLIENT).read_text(encoding="utf-8") == text


def test_a_change_of_planning_is_completed_on_the_retry_too(tmp_path: Path) -> None:
    change = a_contacts_change(a_draft(), DAY)
    FilePlanning(tmp_path).changed(change)
    (tmp_path / "contacts" / CLIENT).unlink()

    FilePlanning(tmp_path).changed(change)

    assert (tmp_path / "contacts" / CLIENT).exists()


def test_a_text_that_was_half_written_is_never_seen(tmp_path: Path) -> None:
    FileJournal(tmp_path).write(note(1))
    half = (tmp_path / "journal" / CLIENT).with_suffix(".new")
    half.write_text("Journal för bru", encoding="utf-8")

    FileJournal(tmp_path).write(note(2))

    text = (tmp_path / "journal" / CLIENT).read_text(encoding="utf-8")
    assert [f"[{note(number).id}]" in text for number in (1, 2)] == [True, True]


def test_another_program_s_notes_are_found_and_not_written_again(tmp_path: Path) -> None:
    ours, theirs = FileJournal(tmp_path), FileJournal(tmp_path)
    ours.write(note(1))
    theirs.write(note(2))
    ours.write(note(2))
    theirs.write(note(1))

    assert ours.find(note(2).id)
    assert ids_in(tmp_path / "notes.jsonl") == [str(note(1).id), str(note(2).id)]


def test_a_file_that_the_keeper_has_put_away_begins_anew(tmp_path: Path) -> None:
    journal = FileJournal(tmp_path)
    journal.write(note(1))
    (tmp_path / "notes.jsonl").rename(tmp_path / "notes-2024.jsonl")

    assert journal.find(note(1).id) is False
    journal.write(note(2))

    assert ids_in(tmp_path / "notes.jsonl") == [str(note(2).id)]


def test_a_file_that_was_restored_from_a_backup_is_read_anew(tmp_path: Path) -> None:
    journal = FileJournal(tmp_path)
    journal.write(note(1))
    backup = (tmp_path / "notes.jsonl").read_bytes()
    journal.write(note(2))
    (tmp_path / "notes.jsonl").write_bytes(backup)

    assert [journal.find(note(number).id) for number in (1, 2)] == [True, False]


def test_lines_that_somebody_wrote_in_another_order_are_understood(tmp_path: Path) -> None:
    plain = json.loads(line_of(1, tmp_path / "elsewhere"))
    turned = dict(reversed(plain.items()))
    (tmp_path / "notes.jsonl").write_text(json.dumps(turned) + "\n", encoding="utf-8")

    assert FileJournal(tmp_path).find(note(1).id)


@pytest.mark.parametrize(
    "line", ["not json", "[]", '{"id":"not an id"}', '{"other":1}', '{"id":null}', ""]
)
def test_a_line_that_cannot_be_read_is_told_of_with_its_number(line: str, tmp_path: Path) -> None:
    FileJournal(tmp_path).write(note(1))
    with (tmp_path / "notes.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")

    with pytest.raises(StoreError) as raised:
        FileJournal(tmp_path).write(note(2))

    facts = {"file": str(tmp_path / "notes.jsonl"), "line": 2}
    assert (raised.value.code, raised.value.facts) == ("files_damaged", facts)


def test_a_damaged_line_is_told_of_as_often_as_it_is_met(tmp_path: Path) -> None:
    (tmp_path / "notes.jsonl").write_text("not json\n", encoding="utf-8")
    journal = FileJournal(tmp_path)

    lines = []
    for _ in range(2):
        with pytest.raises(StoreError) as raised:
            journal.find(note(1).id)
        lines.append(raised.value.facts["line"])

    assert lines == [1, 1]


def write_all(folder: Path, numbers: range, together: Barrier) -> None:
    journal = FileJournal(folder)
    together.wait(60)
    for number in numbers:
        journal.write(note(number))


def test_several_programs_at_once_write_every_note_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    shares = (range(1, 41), range(21, 61), range(1, 61))
    together = context.Barrier(len(shares))
    writers = [
        context.Process(target=write_all, args=(tmp_path, share, together)) for share in shares
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    expected = sorted(str(note(number).id) for number in range(1, 61))
    text = (tmp_path / "journal" / CLIENT).read_text(encoding="utf-8")
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert sorted(ids_in(tmp_path / "notes.jsonl")) == expected
    assert [text.count(f"[{id}]") for id in expected] == [1] * 60


def test_what_stands_is_listed_and_a_line_that_is_no_notice_is_told_of(tmp_path: Path) -> None:
    journal = FileJournal(tmp_path)
    journal.write(note(1))
    listed = list(journal.listed())
    with (tmp_path / "notes.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id":"00000000-0000-0000-0000-000000000001"}\n')

    assert listed == [Standing(note(1).id, note(1).text)]
    with pytest.raises(StoreError) as raised:
        list(journal.listed())
    assert (raised.value.code, raised.value.facts["line"]) == ("files_damaged", 2)
