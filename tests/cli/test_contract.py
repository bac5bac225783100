"""
The contract with programs: published schemas, each in use, each strict.
"""

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.shell import SCHEMAS
from tests.rooms.source import LIBRARY, ROOT

NAMES = sorted(path.stem for path in SCHEMAS.glob("*.json"))
USED = {
    name
    for path in (LIBRARY / "cli").rglob("_*.py")
    for name in re.findall(r'\.document\(\s*"([a-z]+)"', path.read_text(encoding="utf-8"))
}
PAGE = ROOT / "docs" / "reference" / "json.md"


def read(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_says_which(name: str) -> None:
    schema = read(name)

    Draft202012Validator.check_schema(schema)
    assert (schema["$id"], schema["title"]) == (f"urn:fastomsorg:{name}:1", f"fastomsorg/{name}/1")
    assert schema["properties"]["schema"] == {"const": f"fastomsorg/{name}/1"}


@pytest.mark.parametrize("name", NAMES)
def test_every_object_lists_all_its_keys_and_requires_them(name: str) -> None:
    loose = [
        place
        for place, each in _objects(read(name), "$")
        if each.get("additionalProperties") is not False
        or set(each["required"]) != set(each["properties"])
    ]

    assert loose == []


def test_every_document_that_is_told_has_a_schema_and_every_schema_is_told() -> None:
    assert sorted(USED) == NAMES


def test_the_reference_lists_every_schema() -> None:
    listed = re.findall(
        r"^\| \[`fastomsorg/([a-z]+)/1`\]", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )

    assert sorted(listed) == NAMES


def _objects(schema: Any, place: str) -> Any:
    """
    Every object whose keys are known, with its place.
    """
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") in ("object", ["object", "null"]):
            yield place, schema
        for key, value in schema.items():
            yield from _objects(value, f"{place}.{key}")
    elif isinstance(schema, list):
        for value in schema:
            yield from _objects(value, place)
