"""
What a store's URL says.
"""

from pathlib import Path

import pytest
from fastomsorg_sql._address import (
    Address,
    Mode,
    Network,
    Rollback,
    Server,
    address_of,
    file_of,
    is_ours,
)

from fastomsorg.terms import Malformed


def test_a_path_is_relative_to_where_one_stands_or_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert file_of("sqlite:///fok.db") == Address(tmp_path / "fok.db")
    assert file_of("sqlite:////srv/fok.db") == Address(Path("/srv/fok.db"))


def test_without_a_path_the_store_is_in_memory() -> None:
    assert file_of("sqlite://") == Address(None)
    assert file_of("sqlite:///:memory:") == Address(None)


def test_a_store_is_made_where_it_is_missing_and_kept_safely_unless_said_otherwise() -> None:
    address = file_of("sqlite:////srv/fok.db")

    assert (address.mode, address.journal, address.network, address.timeout) == (
        Mode.OPEN_OR_CREATE,
        Rollback.DELETE,
        Network.REFUSE,
        30.0,
    )


def test_options_stand_after_the_path() -> None:
    url = "sqlite+pysqlite:////srv/å b.db?mode=rw&journal=wal&network=allow&timeout=0.5"

    assert file_of(url) == Address(Path("/srv/å b.db"), Mode.OPEN, Rollback.WAL, Network.ALLOW, 0.5)


@pytest.mark.parametrize(
    "url", ["sqlite", "sqlite:fok.db", "sqlite://fok.db", "sqlite://me:secret@host/fok.db"]
)
def test_a_url_of_another_form_is_refused_with_one_that_would_do(url: str) -> None:
    with pytest.raises(Malformed) as refused:
        file_of(url)

    assert (refused.value.code, refused.value.facts["expected"]) == (
        "store_url",
        "sqlite:///fok.db",
    )


def test_a_password_that_does_not_belong_in_the_url_is_not_repeated() -> None:
    with pytest.raises(Malformed) as refused:
        file_of("sqlite://me:secret@host/fok.db")

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("options", "code", "facts"),
    [
        ("mod=rw", "store_option", {"option": "mod", "expected": "mode|journal|network|timeout"}),
        ("mode=rw&mode=rw", "store_option", {"option": "mode"}),
        ("mode=r", "store_option_value", {"got": "r", "expected": "rwc|rw|new"}),
        ("journal=off", "store_option_value", {"got": "off", "expected": "delete|wal"}),
        ("network=yes", "store_option_value", {"got": "yes", "expected": "refuse|allow"}),
        ("timeout=soon", "store_option_value", {"got": "soon", "expected": "0–3600"}),
        ("timeout=-1", "store_option_value", {"got": "-1", "expected": "0–3600"}),
        ("timeout=nan", "store_option_value", {"got": "nan", "expected": "0–3600"}),
    ],
)
def test_an_option_that_there_is_not_is_refused_with_those_that_there_are(
    options: str, code: str, facts: dict[str, str]
) -> None:
    with pytest.raises(Malformed) as refused:
        file_of(f"sqlite:///fok.db?{options}")

    told = {name: refused.value.facts[name] for name in facts}
    assert (refused.value.code, told) == (code, facts)


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("sqlite:///fok.db", True),
        ("sqlite+pysqlite:///fok.db", True),
        ("sqlite://", True),
        ("sqlite+aiosqlite:///fok.db", False),
        ("postgresql://host/fok", True),
        ("postgresql+psycopg://host/fok", True),
        ("postgresql+asyncpg://host/fok", False),
        ("memory:", False),
        ("files:///notes", False),
        ("fok.db", False),
    ],
)
def test_only_addresses_of_databases_that_we_speak_to_are_ours(url: str, ours: bool) -> None:
    assert is_ours(url) == ours


def test_what_is_ours_is_taken_out_of_a_servers_url_and_the_rest_is_the_drivers() -> None:
    address = address_of(
        "postgresql://kim:hemligt@db.test:5433/fok?mode=rw&timeout=5&sslmode=require"
    )

    assert isinstance(address, Server)
    assert (address.mode, address.timeout) == (Mode.OPEN, 5.0)
    assert address.url.render_as_string(hide_password=False) == (
        "postgresql+psycopg://kim:hemligt@db.test:5433/fok?sslmode=require"
    )


def test_a_server_is_known_without_user_password_and_options() -> None:
    address = address_of("postgresql://kim:hemligt@db.test:5433/fok?password=hemligt")

    assert address.name == "postgresql://db.test:5433/fok"
    assert "hemligt" not in repr(address)


def test_a_servers_url_that_cannot_be_read_is_not_quoted() -> None:
    with pytest.raises(Malformed) as refused:
        address_of("postgresql://kim:hemligt@db.test:port/fok")

    assert refused.value.code == "store_url"
    assert "hemligt" not in str(refused.value)
