"""
Which note a registration gives, and what it says.
"""

import pickle
from collections.abc import Iterable, MutableMapping

import attrs
import pytest

from fastomsorg.decisions import AlsoNoted
from fastomsorg.history import (
    ChangeWished,
    DoneRecorded,
    EnactmentMovedAway,
    ServicesChanged,
    TakenOver,
)
from fastomsorg.journal import JournalNote, Registered, journal_note, note_text_in
from fastomsorg.terms import ChangeReason, Role, Status
from fastomsorg.testing import (
    accepted,
    an_actor,
    annulled,
    answered,
    ended,
    request,
    seated,
    started,
)
from fastomsorg.texts import Language
from tests.journal.golden import FOLDER, golden
from tests.journal.scenes import (
    CASE,
    EVERYTHING,
    FEB_10,
    FEB_17,
    MAR_1,
    MAR_2,
    MOVED_HERE,
    NOTES,
    STAY,
    WITH_BOTH,
    WITH_BRITTA,
    changed,
    happened,
)


def written(registered: Registered) -> JournalNote:
    note = journal_note(registered)
    assert note is not None
    return note


def read(name: str, note: JournalNote) -> str:
    swedish, english = (note_text_in(language, note) for language in Language)
    return f"# {name}\n# {note.template}, {note.on}\n\n{swedish}\n\n{english}\n"


def file_of(name: str) -> str:
    return f"note_{name.replace(',', '').replace(' ', '_')}"


@pytest.mark.parametrize("name", NOTES)
def test_people_read(name: str) -> None:
    now = read(name, written(NOTES[name]))

    assert now == golden(file_of(name), now)


def test_every_file_is_read_by_somebody() -> None:
    assert {path.stem for path in FOLDER.glob("note_*.txt")} == set(map(file_of, NOTES))


@pytest.mark.parametrize(
    ("name", "template"),
    [
        ("accepted with both", "accepted/1"),
        ("accepted, contact to follow", "accepted/1"),
        ("declined", "declined/1"),
        ("no need", "no_need/1"),
        ("appointed", "appointed/1"),
        ("replaced", "replaced/1"),
        ("a deputy", "deputy_appointed/1"),
        ("another deputy", "deputy_appointed/1"),
        ("a seat falls empty", "contact_ended/1"),
        ("the stay ends", "ended/1"),
        ("the end is withdrawn", "end_withdrawn/1"),
        ("moved away", "moved/1"),
        ("moved here", "moved_here/1"),
        ("something was done", "done/1"),
        ("annulled", "annulled/1"),
        ("corrected", "corrected/1"),
        ("two answers at another unit than the annulled", "several/1"),
    ],
)
def test_the_note_is_rendered_from(name: str, template: str) -> None:
    assert written(NOTES[name]).template == template


def test_a_note_says_whose_it_is_and_which_registration_it_comes_from() -> None:
    note = written(NOTES["accepted with both"])

    assert (note.case, note.registration, note.on, note.by, note.heading) == (
        CASE,
        request(2),
        FEB_17,
        an_actor(),
        "Fast omsorgskontakt",
    )


def test_a_note_keeps_the_swedish_text_it_was_written_with() -> None:
    note = attrs.evolve(written(NOTES["declined"]), text="Så som det stod.")

    assert note_text_in(Language.SV, note) == "Så som det stod."


def test_the_same_registration_gives_the_same_note() -> None:
    assert journal_note(NOTES["replaced"]) == journal_note(NOTES["replaced"])


WITHOUT_A_NOTE = {
    "an enactment starts": happened(*STAY, upon=()),
    "other services": happened(ServicesChanged(FEB_17, "e1", frozenset())),
    "a wish for another contact": happened(ChangeWished(FEB_17, "Vill byta"), upon=WITH_BRITTA),
    "not asked": happened(answered(Status.NOT_ASKED, FEB_17), upon=WITH_BRITTA),
    "the same contacts again": happened(*accepted(FEB_17, "brs89")[1:], upon=WITH_BRITTA),
    "the deputy leaves": happened(changed(Role.DEPUTY, None, FEB_17), upon=WITH_BOTH),
    "the primary leaves": happened(
        changed(Role.PRIMARY, None, MAR_1, ChangeReason.STAFF_LEFT), upon=WITH_BOTH
    ),
    "the stay ends": happened(ended(MAR_1), upon=WITH_BOTH),
    "moved away": happened(EnactmentMovedAway(MAR_1, "e1", "south"), upon=WITH_BOTH),
    "moved here": happened(MOVED_HERE, upon=()),
    "something was done": happened(DoneRecorded(FEB_17, "Välkomstsamtal")),
    "a contact person": happened(seated(Role.CONTACT_PERSON, "brs89", FEB_17)),
    "what was annulled had no note": happened(annulled(1, FEB_17), upon=(STAY,)),
    "taken over from another system": happened(TakenOver(FEB_17, None), *accepted(FEB_17, "brs89")),
}


@pytest.mark.parametrize("name", WITHOUT_A_NOTE)
def test_no_note_is_written_when(name: str) -> None:
    assert journal_note(WITHOUT_A_NOTE[name]) is None


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("a seat falls empty", AlsoNoted.ENDED),
        ("the stay ends", AlsoNoted.ENDED),
        ("the end is withdrawn", AlsoNoted.ENDED),
        ("moved away", AlsoNoted.MOVED),
        ("moved here", AlsoNoted.MOVED),
        ("something was done", AlsoNoted.DONE),
    ],
)
def test_local_rules_choose_to_have_it_noted(name: str, chosen: AlsoNoted) -> None:
    def noted(also: Iterable[AlsoNoted]) -> bool:
        return journal_note(attrs.evolve(NOTES[name], also=frozenset(also))) is not None

    assert [noted({chosen}), noted(EVERYTHING - {chosen})] == [True, False]


def test_one_of_two_enactments_ending_is_not_the_end_of_the_stay() -> None:
    two = ((*STAY, started(FEB_10, enactment="e2")),)

    assert journal_note(happened(ended(MAR_1), upon=two, also=EVERYTHING)) is None


def test_a_last_day_that_is_moved_is_noted_as_the_new_one() -> None:
    note = written(happened(ended(MAR_2), upon=(*WITH_BOTH, (ended(MAR_1),)), also=EVERYTHING))

    assert (note.template, note.facts["last_day"]) == ("ended/1", MAR_2)


def test_moving_what_makes_no_stay_is_not_noted() -> None:
    lss = ((started(FEB_10, counts=False),),)
    moved = EnactmentMovedAway(MAR_1, "e1", "south")

    assert journal_note(happened(moved, upon=lss, also=EVERYTHING)) is None


def test_whoever_registered_without_a_name_is_known_by_id() -> None:
    scene = NOTES["annulled"]
    nameless = attrs.evolve(
        scene,
        before=attrs.evolve(
            scene.before,
            registrations=tuple(
                attrs.evolve(each, actor=an_actor("susapo", name=""))
                for each in scene.before.registrations
            ),
        ),
    )

    assert written(nameless).facts["registered_by"] == "susapo"


def test_an_annulment_of_what_cannot_be_seen_says_no_more_than_is_known() -> None:
    note = written(happened(annulled(99, FEB_17), annulled_had_note=True))

    assert {"registered_on", "registered_by"} & note.facts.keys() == set()


def test_whoever_holds_the_notice_knows_which_registrations_were_annulled() -> None:
    assert NOTES["annulled"].annuls == frozenset({request(2)})
    assert NOTES["declined"].annuls == frozenset()


def test_a_unit_that_nobody_knows_is_named_by_id() -> None:
    assert written(attrs.evolve(NOTES["moved away"], units={})).facts["unit"] == "south"


NEEDS_NO_EARLIER_NOTE = (
    "a move here annulled, and what was registered after it lapses",
    "a later last day annulled, and a contact falls",
)


@pytest.mark.parametrize("name", NEEDS_NO_EARLIER_NOTE)
def test_what_ends_is_noted_though_what_was_annulled_had_no_note(name: str) -> None:
    scene = NOTES[name]

    assert (scene.annulled_had_note, written(scene).template) == (False, "annulled/1")


def test_a_contact_that_comes_back_is_no_reason_for_a_note() -> None:
    deputy_left = (*WITH_BOTH, (changed(Role.DEPUTY, None, FEB_17),))

    assert journal_note(happened(annulled(4, FEB_17), upon=deputy_left)) is None


def test_free_text_of_what_is_annulled_is_not_repeated() -> None:
    note = written(NOTES["annulled, one of two from the same day"])

    assert "Byter område." not in note.text
    assert "Byter område." not in note.facts.values()


def test_nobody_can_change_the_facts_of_a_note() -> None:
    given_facts = {"on": FEB_17}
    note = attrs.evolve(written(NOTES["declined"]), facts=given_facts)
    given_facts["on"] = MAR_1

    assert not isinstance(note.facts, MutableMapping)
    assert dict(note.facts) == {"on": FEB_17}


def test_a_note_can_be_copied_with_its_facts() -> None:
    note = written(NOTES["declined"])

    assert pickle.loads(pickle.dumps(note)) == note


def test_neither_names_nor_free_text_are_in_the_repr() -> None:
    note = written(NOTES["no need for somebody who had a contact"])

    shown = repr(note) + repr(note.facts)

    assert [word for word in ("Britta", "nätverk", "Susanne") if word in shown] == []
