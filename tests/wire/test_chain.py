"""
What a link says, what seals it, and what is found when somebody has been at it.
"""

import json
from hashlib import sha256
from typing import Any

import pytest

from fastomsorg.terms import CaseKey
from fastomsorg.testing import a_registration, started
from fastomsorg.wire import GENESIS, Link, dumps, linked, microseconds, payload_text, sealed
from tests.wire.chains import NOW, a_chain, found, looked_through

LINK = linked(
    a_registration(started(NOW.date()), number=7, case=CaseKey('c"1', "norr")),
    dumps((started(NOW.date()),)),
    chain="b2c0",
    version=1,
    place=0,
    salt="5a17",
    previous=GENESIS,
)


def with_other(link: Link, field: str, value: Any) -> Link:
    return link._replace(**{field: value})


def erased(link: Link) -> Link:
    return link._replace(payload=None, salt="")


def sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def canonical(content: object) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def test_the_payload_is_who_and_what_as_canonical_json() -> None:
    assert LINK.payload == canonical(
        {
            "client": 'c"1',
            "unit": "norr",
            "actor": {"id": "susapo", "name": "Susanne APO", "title": "Enhetschef"},
            "events": json.loads(dumps((started(NOW.date()),))),
        }
    )


def test_a_link_can_be_made_anew_by_anybody_with_sha_256() -> None:
    commitment = sha("5a17" + str(LINK.payload))
    envelope = {
        "chain": "b2c0",
        "version": 1,
        "position": 7,
        "place": 0,
        "recorded_at": 1_704_121_200_000_000,
        "request": "00000000-0000-0000-0000-000000000007",
        "purpose": "case_handling",
        "rulebook": "rulebook/1",
        "routine": "routine/1",
        "commitment": commitment,
    }

    assert (LINK.commitment, LINK.hash) == (commitment, sha("0" * 64 + canonical(envelope)))


def test_a_link_never_changes_its_form() -> None:
    assert LINK.hash == "c1d69a395fbbbd3f5ec313b09350e283ee74bf5961041fc8a8001889bc4221f8"


def test_an_instant_is_in_microseconds_since_1970() -> None:
    assert microseconds(NOW) == 1_704_096_000_000_000


def test_a_link_shows_nobody() -> None:
    assert repr(LINK) == "Link(chain='b2c0', version=1)"


@pytest.mark.parametrize("events", ["[]", '[],"x":[]', '[{"unit":"norr"}]'])
def test_text_cannot_move_from_one_field_of_the_payload_to_another(events: str) -> None:
    told = {
        payload_text(client, unit, "a", "b", "c", events)
        for client, unit in (("1", "2"), ('1","unit":"2', "2"), ("1", '2"}'), ("12", ""))
    }

    assert len(told) == 4


def test_whole_chains_are_whole() -> None:
    told = looked_through(a_chain("a", first=1, step=2), a_chain("b", first=2, step=2))

    assert (told.whole, told.found, told.faults, told.erased) == (True, 0, (), 0)
    assert (told.checkpoint.chains, told.checkpoint.entries) == (2, 8)


def test_no_chains_are_whole() -> None:
    assert looked_through().whole


@pytest.mark.parametrize("field", [name for name in Link._fields if name != "chain"])
@pytest.mark.parametrize("at", [0, 1, 3])
def test_any_field_that_was_changed_is_found_where_it_was_changed(field: str, at: int) -> None:
    chain = list(a_chain())
    value = getattr(chain[at], field)
    chain[at] = with_other(chain[at], field, value + 50 if type(value) is int else f"{value}x")
    kind, name, version = found(chain)[0]

    assert (name, version) == ("a", at + 1)
    assert kind == ("removed" if field == "version" else "changed")


def test_a_chain_that_got_another_name_is_found_at_every_version() -> None:
    chain = [link._replace(chain="b") for link in a_chain()]

    assert found(chain) == [("changed", "b", version) for version in (1, 2, 3, 4)]


def test_a_hash_that_was_changed_is_one_fault_and_not_two() -> None:
    a, b, c, d = a_chain()

    assert found([a, b._replace(hash="0" * 64), c, d]) == [("changed", "a", 2)]


def test_what_was_removed_is_told_by_its_version() -> None:
    a, b, c, d = a_chain()

    assert found([a, c, d]) == [("removed", "a", 2)]
    assert found([b, c, d]) == [("removed", "a", 1)]
    assert found([a, d]) == [("removed", "a", 2)]


def test_what_was_inserted_is_told_by_its_version() -> None:
    a, b, c, d = a_chain()
    forged = sealed(b._replace(payload="{}"), a.hash)

    assert found([a, b, forged, c, d]) == [("inserted", "a", 2)]
    assert found([a, forged, b, c, d]) == [("inserted", "a", 2)]


def test_a_link_with_a_wrong_hash_after_the_last_is_found() -> None:
    a, b, c, d = a_chain()

    assert found([a, b, c, d, d._replace(version=5, position=9)]) == [("changed", "a", 5)]


def test_what_changed_places_is_found_from_there_on() -> None:
    a, b, c, d = a_chain()
    swapped = [a, c._replace(version=2), b._replace(version=3), d]

    assert found(swapped) == [
        ("changed", "a", 2),
        ("reordered", "a", 3),
        ("changed", "a", 4),
    ]


def test_links_of_another_chain_do_not_fit() -> None:
    (_, *rest), (other, *_) = a_chain("a"), a_chain("b")

    assert found([other._replace(chain="a"), *rest])[0] == ("changed", "a", 1)


def test_a_chain_that_was_erased_still_holds() -> None:
    chain = [erased(link) for link in a_chain()]
    told = looked_through(chain)

    assert (told.whole, told.erased) == (True, 4)
    assert told.checkpoint == looked_through(a_chain()).checkpoint


@pytest.mark.parametrize("at", [0, 1, 3])
def test_the_payload_of_one_link_alone_is_not_erased(at: int) -> None:
    chain = list(a_chain())
    chain[at] = erased(chain[at])

    assert not looked_through(chain).whole


def test_a_payload_is_not_erased_without_its_salt() -> None:
    chain = [link._replace(payload=None) for link in a_chain()]

    assert found(chain) == [("changed", "a", version) for version in (1, 2, 3, 4)]


def test_faults_beyond_a_thousand_are_counted_and_not_told() -> None:
    chain = [link._replace(routine="another") for link in a_chain(length=1_100)]
    told = looked_through(chain)

    assert (told.found, len(told.faults)) == (1_100, 1_000)
