"""
Values become plain data and come back the same.
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.care import Client
from fastomsorg.commands import Command, Correct, PlainCommand, RecordStatus
from fastomsorg.decisions import Verdict
from fastomsorg.history import (
    ChangeWished,
    DoneRecorded,
    Event,
    Registration,
    StatusRecorded,
)
from fastomsorg.journal import JournalNote, Notice
from fastomsorg.terms import KEEP, CaseKey, Malformed, Period, Service, Status
from fastomsorg.wire import (
    COMMAND_TAGS,
    EVENT_TAGS,
    NOTICE_TAGS,
    VERDICT_TAGS,
    digest,
    dumps,
    from_plain,
    loads,
    to_plain,
)
from tests.wire.values import (
    AT,
    CASE,
    COMMANDS,
    DAY,
    EVENTS,
    NOTICES,
    REGISTRATION,
    STATUS,
    THINGS,
    VERDICTS,
)

TRUST = pytest.mark.parametrize("trusted", [False, True])


@TRUST
@pytest.mark.parametrize(
    "value", [*EVENTS, *COMMANDS, *NOTICES, *VERDICTS, *THINGS, REGISTRATION], ids=type
)
def test_a_value_comes_back_from_json_as_it_was(value: object, trusted: bool) -> None:
    assert loads(type(value), dumps(value), trusted=trusted) == value


@TRUST
@pytest.mark.parametrize(
    ("union", "values"),
    [(Event, EVENTS), (Command, COMMANDS), (Notice, NOTICES), (Verdict, VERDICTS)],
    ids=["events", "commands", "notices", "verdicts"],
)
def test_what_is_told_apart_by_its_tag_comes_back_as_its_class(
    union: object, values: tuple[object, ...], trusted: bool
) -> None:
    kind = tuple[union, ...]  # type: ignore[valid-type]

    assert loads(kind, dumps(values), trusted=trusted) == values


@pytest.mark.parametrize(
    ("union", "tags"),
    [
        (Event, EVENT_TAGS),
        (Command, COMMAND_TAGS),
        (Notice, NOTICE_TAGS),
        (Verdict, VERDICT_TAGS),
    ],
    ids=["events", "commands", "notices", "verdicts"],
)
def test_every_class_of_a_union_has_a_tag_of_its_own(
    union: object, tags: Mapping[type, str]
) -> None:
    assert set(tags) == set(get_args(union))
    assert len(set(tags.values())) == len(tags)


@pytest.mark.parametrize("values", [EVENTS, COMMANDS, NOTICES, VERDICTS])
def test_the_values_tried_here_miss_no_class_and_no_field(values: tuple[object, ...]) -> None:
    written: dict[Any, set[str]] = {type(value): set() for value in values}
    for value in values:
        written[type(value)] |= to_plain(value).keys() - {"type"}

    assert written == {cls: {field.name for field in attrs.fields(cls)} for cls in written}


def test_what_has_its_default_is_left_out() -> None:
    assert to_plain(StatusRecorded(DAY, Status.DECLINED)) == {
        "type": "status_recorded",
        "on": "2025-02-17",
        "status": "declined",
    }


def test_nobody_and_nothing_said_and_somebody_called_keep_are_told_apart() -> None:
    said = [
        to_plain(RecordStatus(CASE, Status.ACCEPTED, DAY, primary=primary))
        for primary in (None, KEEP, "keep")
    ]

    assert [plain.get("primary", "left out") for plain in said] == [None, "left out", "keep"]
    assert [from_plain(RecordStatus, plain).primary for plain in said] == [None, KEEP, "keep"]
    assert from_plain(RecordStatus, said[1]).primary is KEEP


def test_sets_are_written_in_order_and_words_as_text() -> None:
    plain = to_plain(COMMANDS[0])

    assert plain["services"] == ["alarm", "meals", "personal_care"]
    assert {type(word) for word in plain["services"]} == {str}


def test_facts_that_are_a_set_come_back_in_the_order_they_are_shown_in() -> None:
    note = attrs.evolve(NOTICES[0], facts={"services": frozenset({Service.MEALS, Service.ALARM})})

    assert loads(JournalNote, dumps(note)).facts == {"services": ("alarm", "meals")}


def test_an_instant_is_written_in_utc_whatever_zone_it_came_in() -> None:
    summer = dt.datetime(2025, 7, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))

    plain = to_plain(attrs.evolve(REGISTRATION, recorded_at=summer))

    assert plain["recorded_at"] == "2025-07-01T10:00:00+00:00"


@pytest.mark.parametrize(
    "value",
    [
        attrs.evolve(REGISTRATION, recorded_at=AT.replace(tzinfo=None)),
        attrs.evolve(NOTICES[0], facts={"who": object()}),
        attrs.evolve(NOTICES[0], facts={"share": float("nan")}),
        attrs.evolve(NOTICES[0], facts={"some": frozenset({1})}),
    ],
    ids=["no time zone", "no plain value", "not a number", "a set of no texts"],
)
def test_what_plain_data_cannot_say_is_refused(value: object) -> None:
    with pytest.raises(Malformed):
        dumps(value)


ENVELOPE = to_plain(REGISTRATION)
YES = to_plain(STATUS)


@TRUST
@pytest.mark.parametrize(
    ("kind", "data", "faults"),
    [
        (Event, {"type": "status_recorded", "on": "2025-02-17"}, ("$.status: missing",)),
        (Event, {"type": "died"}, ("$: type: " + "|".join(EVENT_TAGS.values()),)),
        (Event, {"on": "2025-02-17"}, ("$.type: missing",)),
        (Event, [], ("$: object",)),
        (Event, "x", ("$: object",)),
        (Event, None, ("$: object",)),
        (StatusRecorded, {**YES}, ("$: type: status_recorded",)),
        (Command, {**YES, "deputies": []}, ("$.deputies: unknown",)),
        (Command, {**YES, "on": "2025-02-30"}, ("$.on: YYYY-MM-DD",)),
        (Command, {**YES, "on": "20250217"}, ("$.on: YYYY-MM-DD",)),
        (Command, {**YES, "on": "2025-W08-1"}, ("$.on: YYYY-MM-DD",)),
        (Command, {**YES, "on": 20250217}, ("$.on: text",)),
        (Command, {**YES, "primary": 5}, ("$.primary: text",)),
        (Command, {**YES, "confirmed": 1}, ("$.confirmed: true|false",)),
        (Command, {**YES, "confirmed": "no"}, ("$.confirmed: true|false",)),
        (Command, {**YES, "status": "yes"}, ("$.status: not_asked|no_need|declined|accepted",)),
        (Command, {**YES, "case": {"client": "1"}}, ("$.case.unit: missing",)),
        (Period, {"start": "2025-02-17", "end": "2025-02-17"}, ("$: period_upside_down",)),
        *(
            (
                Registration,
                {**ENVELOPE, "recorded_at": at},
                ("$.recorded_at: YYYY-MM-DDTHH:MM:SS+00:00",),
            )
            for at in ("2025-02-17T10:00:00", "2025-02-30T10:00:00Z", "0001-01-01T00:00:00+14:00")
        ),
        (Registration, {**ENVELOPE, "id": "12"}, ("$.id: UUID",)),
        (Registration, {**ENVELOPE, "position": "7"}, ("$.position: number",)),
        (Client, {"id": "1", "name": "A", "version": 2}, ("$.version: unknown",)),
        (JournalNote, {**to_plain(NOTICES[0]), "facts": {"a": {"b": 1}}}, None),
        (JournalNote, {**to_plain(NOTICES[0]), "facts": {"a": float("inf")}}, None),
        (JournalNote, {**to_plain(NOTICES[0]), "facts": []}, ("$.facts: object",)),
        (tuple[PlainCommand, ...], [YES, {"type": "annul"}], None),
        (tuple[Event, ...], {"a": 1}, None),
    ],
)
def test_data_that_is_wrong_is_refused_with_every_fault(
    kind: object, data: object, faults: tuple[str, ...] | None, trusted: bool
) -> None:
    with pytest.raises(Malformed) as refused:
        from_plain(kind, data, trusted=trusted)

    assert refused.value.code == "plain_data_unfit"
    assert refused.value.facts["faults"] == (faults or refused.value.facts["faults"])
    assert refused.value.facts["faults"] != ()


def test_all_faults_are_told_at_once_and_say_where() -> None:
    events = [to_plain(EVENTS[0]), {"type": "last_day_set", "on": "x", "enactment": 3}]

    with pytest.raises(Malformed) as refused:
        from_plain(Registration, {**ENVELOPE, "events": events, "routine": None})

    assert refused.value.facts == {
        "kind": "Registration",
        "faults": (
            "$.events[1].on: YYYY-MM-DD",
            "$.events[1].enactment: text",
            "$.events[1].last_day: missing",
            "$.routine: text",
        ),
    }


def test_a_refusal_quotes_no_value() -> None:
    data = {**to_plain(ChangeWished(DAY, "Hemligt")), "wished": {"Hemligt": "Hemligt"}}

    with pytest.raises(Malformed) as refused:
        from_plain(Event, data)

    assert "Hemligt" not in str(refused.value)
    assert refused.value.__context__ is None


@TRUST
@pytest.mark.parametrize("text", ["", "{", "\ud800", '{"a": NaN', "[" * 100_000])
def test_what_is_not_json_is_refused(text: str, trusted: bool) -> None:
    with pytest.raises(Malformed):
        loads(Event, text, trusted=trusted)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "on", "case", "facts", "events", "start", "end", "status"])
            | st.text(max_size=5),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(
    kind=st.sampled_from([Event, Command, Notice, Registration, Client, tuple[Event, ...]]),
    data=ANYTHING,
    tag=st.sampled_from([*EVENT_TAGS.values(), *COMMAND_TAGS.values(), *NOTICE_TAGS.values()]),
)
def test_whatever_comes_in_nothing_else_is_raised(kind: object, data: object, tag: str) -> None:
    tagged = {**data, "type": tag} if isinstance(data, dict) else data

    for each in (data, tagged):
        try:
            value = from_plain(kind, each)
        except Malformed:
            continue
        assert from_plain(kind, to_plain(value)) == value


def test_the_digest_is_of_what_is_asked_for_whatever_its_order() -> None:
    again = loads(Command, json.dumps(to_plain(STATUS), sort_keys=False))

    assert digest(again) == digest(STATUS)
    assert digest(STATUS) == "ebb1281e492c493d00823ee468dd234b5b8b69bafa497632722e50c3c9bf8f28"


def test_a_confirmation_says_what_was_seen_and_is_no_part_of_the_digest() -> None:
    correct = COMMANDS[-1]
    assert isinstance(correct, Correct)
    confirmed = attrs.evolve(
        correct,
        confirmed=True,
        commands=tuple(attrs.evolve(each, confirmed=True) for each in correct.commands),
    )

    assert digest(attrs.evolve(STATUS, confirmed=False)) == digest(STATUS)
    assert digest(confirmed) == digest(correct)


def test_a_salt_changes_the_digest_and_is_what_it_is_made_again_with() -> None:
    salted = digest(STATUS, "5a17")

    assert salted == digest(attrs.evolve(STATUS, confirmed=True), "5a17")
    assert len({salted, digest(STATUS), digest(STATUS, "5a18")}) == 3


def test_who_and_when_change_the_digest() -> None:
    other = [
        attrs.evolve(STATUS, case=CaseKey("1", "2")),
        attrs.evolve(STATUS, on=dt.date(2025, 2, 18)),
        attrs.evolve(STATUS, deputy="greal"),
        attrs.evolve(STATUS, deputy=KEEP),
        attrs.evolve(STATUS, text="semester"),
    ]

    assert len({digest(STATUS), *map(digest, other)}) == len(other) + 1


class TestWhatWasStoredBeforeAFieldWasThere:
    """
    An event is read as it was stored, and stored as it was where nothing new is said.
    """

    OLD = (
        ({"type": "done_recorded", "on": "2025-02-17", "kind": "plan"}, DoneRecorded(DAY, "plan")),
        (
            {"type": "status_recorded", "on": "2025-02-17", "status": "declined"},
            StatusRecorded(DAY, Status.DECLINED),
        ),
    )

    @pytest.mark.parametrize(("stored", "event"), OLD)
    def test_it_is_read_and_written_as_it_stood(self, stored: object, event: Event) -> None:
        assert from_plain(Event, stored) == event
        assert to_plain(event) == stored
