"""
What people read in the files, and what programs do.
"""

import datetime as dt
import json
import os
import stat
from pathlib import Path

import attrs
from fastomsorg_files import FileJournal, FilePlan, FilePlanning

from fastomsorg.journal import Card, ContactsChanged, JournalNote, PlanSnapshot
from fastomsorg.terms import CaseKey, Role
from fastomsorg.testing import a_contacts_change, a_draft, a_note, a_snapshot, an_actor
from fastomsorg.wire import from_plain

FEB_17, MAR_1 = dt.date(2025, 2, 17), dt.date(2025, 3, 1)
AT_14_28 = dt.datetime(2025, 2, 17, 13, 28, 59, tzinfo=dt.UTC)
NOTE = attrs.evolve(a_note(a_draft(number=1), FEB_17), recorded_at=AT_14_28)
NEXT = a_note(a_draft(number=2), MAR_1)
CLIENT = Path("unit-north", "client-6016254.txt")


def test_the_journal_of_a_client_reads_from_top_to_bottom(tmp_path: Path) -> None:
    journal = FileJournal(tmp_path)
    journal.write(NOTE)
    journal.write(attrs.evolve(NEXT, text="Byte av fast omsorgskontakt.\nNy: Greta Olsson"))

    assert (tmp_path / "journal" / CLIENT).read_text(encoding="utf-8") == (
        "Journal för brukare 6016254 på enheten north\n"
        "\n"
        "2025-02-17  Fast omsorgskontakt\n"
        "Brukaren tackar ja till fast omsorgskontakt.\n"
        f"Antecknat 2025-02-17 14:28 av Susanne APO, Enhetschef [{NOTE.id}]\n"
        "\n"
        "2025-03-01  Fast omsorgskontakt\n"
        "Byte av fast omsorgskontakt.\n"
        "Ny: Greta Olsson\n"
        f"Antecknat 2025-03-01 av Susanne APO, Enhetschef [{NEXT.id}]\n"
    )


def test_whoever_has_no_name_is_known_by_id(tmp_path: Path) -> None:
    FileJournal(tmp_path).write(attrs.evolve(NOTE, by=an_actor("susapo", name="", title="")))

    text = (tmp_path / "journal" / CLIENT).read_text(encoding="utf-8")
    assert f"Antecknat 2025-02-17 14:28 av susapo [{NOTE.id}]\n" in text


def test_each_client_at_each_unit_has_a_journal_of_their_own(tmp_path: Path) -> None:
    journal = FileJournal(tmp_path)
    for client, unit in [("1", "north"), ("1", "south"), ("2", "north")]:
        case = CaseKey(client, unit)
        journal.write(a_note(a_draft(case=case), FEB_17, case=case))

    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.txt")) == [
        str(Path("journal", "unit-north", "client-1.txt")),
        str(Path("journal", "unit-north", "client-2.txt")),
        str(Path("journal", "unit-south", "client-1.txt")),
    ]


def test_a_note_comes_back_from_its_line_as_it_was(tmp_path: Path) -> None:
    FileJournal(tmp_path).write(NOTE)

    (line,) = (tmp_path / "notes.jsonl").read_text(encoding="utf-8").splitlines()
    assert from_plain(JournalNote, json.loads(line)) == NOTE


def test_the_plan_shows_what_it_was_told_last(tmp_path: Path) -> None:
    plan = FilePlan(tmp_path)
    plan.show(a_snapshot(a_draft(number=1), FEB_17))
    latest = attrs.evolve(
        a_snapshot(a_draft(number=2), MAR_1),
        lines=(
            ("Fast omsorgskontakt", "Britta Söder, 07012365498, britta@mail.se"),
            ("Vice fast omsorgskontakt", "Charlotte Rosander, 070-3577544"),
        ),
    )
    plan.show(latest)

    assert (tmp_path / "plans" / CLIENT).read_text(encoding="utf-8") == (
        "Genomförandeplan för brukare 6016254 på enheten north\n"
        "Visas från och med 2025-03-01\n"
        "\n"
        "Fast omsorgskontakt\n"
        "Britta Söder, 07012365498, britta@mail.se\n"
        "\n"
        "Vice fast omsorgskontakt\n"
        "Charlotte Rosander, 070-3577544\n"
    )


def test_a_plan_whose_contacts_were_taken_off_says_so(tmp_path: Path) -> None:
    FilePlan(tmp_path).show(attrs.evolve(a_snapshot(a_draft(), MAR_1), lines=()))

    assert (tmp_path / "plans" / CLIENT).read_text(encoding="utf-8") == (
        "Genomförandeplan för brukare 6016254 på enheten north\n"
        "Visas från och med 2025-03-01\n"
        "\n"
        "Ingen fast omsorgskontakt\n"
    )


def test_an_older_snapshot_told_again_does_not_come_back(tmp_path: Path) -> None:
    plan = FilePlan(tmp_path)
    older = a_snapshot(a_draft(number=1), FEB_17, text="Greta Olsson")
    plan.show(older)
    plan.show(a_snapshot(a_draft(number=2), MAR_1))
    shown = (tmp_path / "plans" / CLIENT).read_text(encoding="utf-8")

    plan.show(older)

    assert (tmp_path / "plans" / CLIENT).read_text(encoding="utf-8") == shown


def test_a_snapshot_comes_back_from_its_line_as_it_was(tmp_path: Path) -> None:
    snapshot = a_snapshot(a_draft(), FEB_17)
    FilePlan(tmp_path).show(snapshot)

    (line,) = (tmp_path / "snapshots.jsonl").read_text(encoding="utf-8").splitlines()
    assert from_plain(PlanSnapshot, json.loads(line)) == snapshot


def test_the_planning_shows_the_contacts_with_what_is_filled_in(tmp_path: Path) -> None:
    change = attrs.evolve(
        a_contacts_change(a_draft(), FEB_17),
        contacts=(
            Card(Role.PRIMARY, "brs89", "Britta Söder", "Undersköterska", "0701", "b@mail.se"),
            Card(Role.DEPUTY, "greal"),
        ),
    )
    FilePlanning(tmp_path).changed(change)

    assert (tmp_path / "contacts" / CLIENT).read_text(encoding="utf-8") == (
        "Kontakter för brukare 6016254 på enheten north\n"
        "Visas från och med 2025-02-17\n"
        "\n"
        "Fast omsorgskontakt\n"
        "Britta Söder, Undersköterska, 0701, b@mail.se\n"
        "\n"
        "Vice fast omsorgskontakt\n"
        "greal\n"
    )


def test_a_change_comes_back_from_its_line_as_it_was(tmp_path: Path) -> None:
    change = a_contacts_change(a_draft(), FEB_17)
    FilePlanning(tmp_path).changed(change)

    (line,) = (tmp_path / "changes.jsonl").read_text(encoding="utf-8").splitlines()
    assert from_plain(ContactsChanged, json.loads(line)) == change


def test_what_is_about_people_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "notes"
    FileJournal(folder).write(NOTE)
    FilePlan(folder).show(a_snapshot(a_draft(), FEB_17))

    open_to_others = [
        path
        for path in (folder.parent, *folder.parent.rglob("*"))
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    assert open_to_others == []


def test_a_character_that_utf_8_has_no_form_for_is_escaped(tmp_path: Path) -> None:
    journal = FileJournal(tmp_path)
    journal.write(attrs.evolve(NOTE, text="Trasigt tecken: \udc80"))

    assert journal.find(NOTE.id)
    text = (tmp_path / "journal" / CLIENT).read_text(encoding="utf-8")
    assert "Trasigt tecken: \\udc80\n" in text
