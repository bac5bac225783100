"""
What only an anchored checkpoint shows: a cut end, and everything hashed anew.
"""

import json
from collections.abc import Sequence

import attrs
import pytest

from fastomsorg.terms import Malformed
from fastomsorg.wire import (
    GENESIS,
    Checkpoint,
    Link,
    checkpoint_line,
    checkpoint_plain,
    checkpoints_in,
    sealed,
    verify,
)
from tests.wire.chains import ALL, NOW, a_chain, looked_through

A, B = a_chain("a", first=1, step=2), a_chain("b", first=2, step=2)


def checkpoint(*chains: Sequence[Link], position: int = ALL) -> Checkpoint:
    links = [link for chain in chains for link in chain]
    return verify(links, position=position, at=NOW).checkpoint


ANCHORED = checkpoint(A, B, position=8)


def against(*chains: Sequence[Link], anchored: Checkpoint = ANCHORED) -> list[str]:
    told = looked_through(*chains, against=[anchored])
    assert [each.checkpoint for each in told.faults] == [anchored] * told.found
    return [each.kind.value for each in told.faults]


def rehashed(chain: Sequence[Link], at: int, payload: str) -> list[Link]:
    """
    The chain with another payload, and everything hashed anew by somebody who knows how.
    """
    made: list[Link] = []
    for number, link in enumerate(chain):
        other = link._replace(payload=payload) if number == at else link
        made.append(sealed(other, made[-1].hash if made else GENESIS))
    return made


def test_what_was_anchored_is_found_again() -> None:
    assert against(A, B) == []


def test_what_was_added_later_does_not_matter() -> None:
    assert against(a_chain("a", length=9, step=2), B, a_chain("c", first=40)) == []


def test_a_cut_end_is_found_and_without_a_checkpoint_it_is_not() -> None:
    assert against(A[:-1], B) == ["cut"]
    assert looked_through(A[:-1], B).whole


def test_a_chain_that_is_gone_is_found_and_without_a_checkpoint_it_is_not() -> None:
    assert against(A) == ["cut"]
    assert looked_through(A).whole


@pytest.mark.parametrize("at", range(4))
def test_what_was_hashed_anew_is_found_and_without_a_checkpoint_it_is_not(at: int) -> None:
    forged = rehashed(A, at, '{"events":[]}')

    assert against(forged, B) == ["rewritten"]
    assert looked_through(forged, B).whole


def test_a_cut_end_that_was_filled_up_again_is_found() -> None:
    filled = [*A[:-1], sealed(A[-1]._replace(payload="{}"), A[-2].hash)]

    assert against(filled, B) == ["rewritten"]


def test_a_link_put_in_below_the_position_is_found() -> None:
    more = sealed(A[0]._replace(chain="c"), GENESIS)

    assert against(A, B, [more]) == ["rewritten"]


def test_a_chain_under_another_name_is_found() -> None:
    assert against(A, a_chain("c", first=2, step=2)) == ["rewritten"]


def test_an_earlier_position_leaves_out_what_came_after_it() -> None:
    assert checkpoint(A, B, position=4) == checkpoint(A[:2], B[:2], position=4)
    assert checkpoint(A, B, position=0) == attrs.evolve(checkpoint(), position=0)
    assert checkpoint(A, B, position=1).chains == 1


def test_an_erased_chain_is_what_was_anchored() -> None:
    assert against([link._replace(payload=None, salt="") for link in A], B) == []


def test_every_checkpoint_is_compared_with() -> None:
    early, late = checkpoint(A, B, position=4), checkpoint(A, B, position=8)
    told = looked_through(A[:-1], B, against=[early, late])

    assert [each.checkpoint for each in told.faults] == [late]
    assert told.against == (early, late)


def test_a_checkpoint_is_one_line_and_read_back_from_it() -> None:
    line = checkpoint_line(ANCHORED)

    assert line == (
        "fastomsorg-checkpoint-1 2024-01-01T08:00:00+00:00 position=8 chains=2 entries=8 "
        f"root={ANCHORED.root}"
    )
    assert checkpoints_in(f"\n  {line}\n\n{line}\n") == (ANCHORED, ANCHORED)


@pytest.mark.parametrize("indent", [None, 2])
def test_a_checkpoint_is_read_back_from_json(indent: int | None) -> None:
    plain = {**checkpoint_plain(ANCHORED), "line": "what else a document says"}

    assert checkpoints_in(json.dumps(plain, indent=indent)) == (ANCHORED,)


def test_checkpoints_are_read_back_from_json_lines() -> None:
    other = attrs.evolve(ANCHORED, position=9)
    lines = [json.dumps(checkpoint_plain(each)) for each in (ANCHORED, other)]

    assert checkpoints_in("\n".join(lines)) == (ANCHORED, other)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "checkpoint_missing"),
        (" \n\n", "checkpoint_missing"),
        ("a letter", "checkpoint_unfit"),
        ("{}", "checkpoint_unfit"),
        ("7", "checkpoint_unfit"),
        ('{"schema": "fastomsorg/checkpoint/2", "checkpoint": {}}', "checkpoint_unfit"),
        ('{"schema": "fastomsorg/anchored/1", "checkpoint": {"at": 7}}', "checkpoint_unfit"),
        (checkpoint_line(ANCHORED).replace("2024", "soon"), "checkpoint_unfit"),
        (checkpoint_line(ANCHORED)[:-1], "checkpoint_unfit"),
        (checkpoint_line(ANCHORED) + "0", "checkpoint_unfit"),
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str, code: str) -> None:
    with pytest.raises(Malformed) as refused:
        checkpoints_in(text)

    assert refused.value.code == code


def test_the_line_that_is_none_is_told_by_its_number() -> None:
    with pytest.raises(Malformed) as refused:
        checkpoints_in(f"{checkpoint_line(ANCHORED)}\n\nwhat?\n")

    assert refused.value.facts == {"line": 3}
