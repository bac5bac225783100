"""
The schema for editors and the reader take the same files for right, and the same for wrong.
"""

import datetime as dt
import tomllib
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from fastomsorg.routine import keys_of_tables, profiles, routine_schema
from fastomsorg.routine._schema import TABLES
from fastomsorg.texts import Language
from tests.routine.test_extending import BOARD, OWN
from tests.routine.test_reading import RULES, SPRING
from tests.routine.texts import HEAD, OFFER, told
from tests.texts import catalogues

SCHEMA = Draft202012Validator(routine_schema())
WHOLE = (
    OFFER
    + """\
[load]
limits.primary = { fewest = 3, most = 4 }
limits.deputy.most = 9
weights = { personal_care = 1.5, alarm = "1/4" }
refuses = true
[demands]
delegations = ["insulin"]
delegations_for = { medication = ["medicin"] }
languages = ["fi"]
one_team = true
roles = ["primary"]
[team]
staff = { fewest = 3 }
runner = true
[longer_absence]
amount = 4
unit = "weeks"
[targets.contact_share]
least = "25 %"
months = 2
[targets.scheduled]
least = 0.65
most = "70 %"
"""
)
GOOD = {
    "head": HEAD,
    "rules": HEAD + RULES,
    "version": HEAD + OFFER + SPRING,
    "whole": HEAD + WHOLE,
    "board": BOARD,
    "open": HEAD + '[rules]\nunconfirmed_law = { from = 2026-07-01, source = "KS 2" }\n',
}
BAD = {
    "no name": HEAD.replace('name = "norr"\n', ""),
    "no day": HEAD.replace("from = 2026-01-01\n", ""),
    "name": HEAD.replace('"norr"', '"Norr kommun"'),
    "unknown key": HEAD + "colour = 1\n",
    "unknown rule": HEAD + "[rules]\ntitle_required = false\n",
    "rule of wrong kind": HEAD + '[rules]\ndeputy_required = "ja"\n',
    "rule without value": HEAD + '[rules]\ndeputy_required = { source = "x" }\n',
    "stand without source": HEAD + "[rules]\nunclear_accepted = { from = 2026-01-01 }\n",
    "bare stand": HEAD + "[rules]\nunclear_accepted = true\n",
    "operator": HEAD + '[rules]\noperator = "private"\n',
    "no threshold": HEAD + "[rules]\nsmall_counts = 0\n",
    "anchor": HEAD + OFFER.replace('"start"', '"strat"'),
    "no anchor": HEAD + OFFER.replace('anchor = "start"\n', ""),
    "unit": HEAD + OFFER.replace('"days"', '"years"'),
    "negative": HEAD + OFFER.replace("14", "-14"),
    "half days": HEAD + OFFER.replace("14", "1.5"),
    "no Swedish": HEAD + OFFER.replace('sv = "Erbjud", ', ""),
    "no kind": HEAD + OFFER.replace('kind = "offer"\n', ""),
    "blank": HEAD + OFFER.replace('"avsnitt 2"', '" "'),
    "list": HEAD + OFFER.replace('["manager"]', '"manager"'),
    "share": HEAD + '[targets.contact_share]\nleast = "25 procent"\n',
    "large share": HEAD + "[targets.contact_share]\nleast = 25\n",
    "span": HEAD + "[team]\nstaff = 5\n",
    "role": HEAD + "[load]\nlimits.manager.most = 3\n",
    "name in a version": HEAD + '[[version]]\nfrom = 2027-01-01\nname = "x"\n',
    "version without day": HEAD + "[[version]]\nrules.deputy_required = true\n",
}


def taken(text: str) -> bool:
    return SCHEMA.is_valid(_plain(tomllib.loads(text)))


@pytest.mark.parametrize("name", GOOD)
def test_both_take_what_is_right(name: str) -> None:
    assert [] == told(GOOD[name])
    assert taken(GOOD[name])


@pytest.mark.parametrize("name", BAD)
def test_neither_takes_what_is_wrong(name: str) -> None:
    assert [] != told(BAD[name])
    assert not taken(BAD[name])


@pytest.mark.parametrize("name", profiles())
def test_the_schema_takes_the_routines_that_come_along(name: str) -> None:
    assert taken(profiles()[name].text)


def test_what_only_a_reader_can_see_the_schema_lets_pass() -> None:
    circle = OWN.replace('"norr"', '"omsorgen"')
    looser = OWN + "deputy_required = false\n"

    assert taken(circle)
    assert taken(looser)
    assert [] != told(circle)
    assert [] != told(looser, BOARD)


def test_the_schema_is_one() -> None:
    for language in Language:
        Draft202012Validator.check_schema(routine_schema(language))


@pytest.mark.parametrize("language", Language)
def test_every_key_of_every_class_is_explained(language: Language) -> None:
    explained = keys_of_tables(language)

    for kind, name in TABLES.items():
        keys = {each.name for each in attrs.fields(kind)} - {"start"}
        assert keys <= set(explained[name])
        assert all(said.strip() for said in explained[name].values())


def test_nothing_is_explained_that_is_no_key() -> None:
    keys = {f"{table}.{key}" for table, each in keys_of_tables(Language.SV).items() for key in each}
    assert keys == set(catalogues.texts("sv", "routine_keys"))


def _plain(said: Any) -> Any:
    """
    What TOML says, as JSON has it: days as text.
    """
    if isinstance(said, dict):
        return {key: _plain(each) for key, each in said.items()}
    if isinstance(said, list):
        return [_plain(each) for each in said]
    return said.isoformat() if isinstance(said, dt.date) else said
