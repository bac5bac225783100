"""
How a store's URL is read before a plug-in sees it.
"""

from pathlib import Path

import pytest

from fastomsorg.cli._running._addresses import beside, existing, new, without_secrets


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:///fok.db", "sqlite:///fok.db?mode=rw"),
        ("sqlite:////srv/fok.db?timeout=5", "sqlite:////srv/fok.db?timeout=5&mode=rw"),
        ("sqlite:///fok.db?mode=rwc", "sqlite:///fok.db?mode=rwc"),
        ("sqlite:///mode=a.db", "sqlite:///mode=a.db?mode=rw"),
        ("sqlite://", "sqlite://"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("memory:", "memory:"),
        ("ours://host/store", "ours://host/store"),
    ],
)
def test_a_store_that_is_asked_about_must_be_there(url: str, expected: str) -> None:
    assert existing(url) == expected


def test_a_store_that_is_made_must_not_be_there() -> None:
    assert new("sqlite:///fok.db") == "sqlite:///fok.db?mode=new"


def test_the_directories_lie_beside_the_store_wherever_one_stands(tmp_path: Path) -> None:
    assert beside(f"sqlite:///{tmp_path}/fok.db?timeout=5") == {
        "journal": f"files://{tmp_path}/fok-journal",
        "plan": f"files://{tmp_path}/fok-planer",
        "planning": f"files://{tmp_path}/fok-planering",
    }
    assert beside("sqlite:///fok.db")["journal"] == f"files://{Path.cwd()}/fok-journal"


@pytest.mark.parametrize("url", ["sqlite://", "memory:", "ours://host/store"])
def test_beside_what_is_no_file_there_is_nothing(url: str) -> None:
    assert beside(url) == {}


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sqlite:////srv/fok.db?timeout=5", "sqlite:////srv/fok.db?timeout=5"),
        ("postgresql+psycopg://fok@db/t1", "postgresql+psycopg://fok@db/t1"),
        ("postgresql+psycopg://fok:abc@db:5432/t1", "postgresql+psycopg://fok:***@db:5432/t1"),
        ("postgresql+psycopg://fok:a@b/c:@db/t1", "postgresql+psycopg://fok:***@db/t1"),
        ("postgresql+psycopg://fok@db/t1?password=abc", "postgresql+psycopg://fok@db/t1?***"),
    ],
)
def test_a_url_is_told_without_what_lets_in(url: str, told: str) -> None:
    assert told == without_secrets(url)
