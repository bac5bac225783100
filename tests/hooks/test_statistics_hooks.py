"""
Engines and measures, from whoever brings them.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fastomsorg.hooks import Panel
from fastomsorg.statistics import Measure
from fastomsorg.terms import Malformed, PluginError
from tests.hooks.engines import (
    WORDS,
    Abacus,
    HasAbacus,
    HasAnotherAbacus,
    HasHalfAnAbacus,
    Measures,
    MeasuresToo,
    a_measure,
    nothing,
)
from tests.hooks.plugins import NotMine, install

SOURCE = "parquet:///srv/columns"


def refused(panel: Panel, engine: str = "abacus") -> PluginError:
    with pytest.raises(PluginError) as error:
        panel.engines(engine, SOURCE)
    return error.value


def test_fastomsorg_open_engine_gives_the_engine_over_the_source() -> None:
    assert Abacus(SOURCE) == Panel.of(NotMine(), HasAbacus()).engines("abacus", SOURCE)


def test_an_engine_that_two_have_is_nobodys() -> None:
    found = refused(Panel.of(HasAbacus(), HasAnotherAbacus()))

    assert ("plugin_several_answered", "abacus") == (found.code, found.facts["url"])


def test_an_engine_that_lacks_something_is_refused_with_what_it_lacks() -> None:
    found = refused(Panel.of(HasHalfAnAbacus()))

    assert "plugin_answered_wrongly" == found.code
    assert (
        "name",
        "continuity",
        "fortnight",
        "time_continuity",
        "distribution",
        "changed",
    ) == found.facts["missing"]


@pytest.mark.parametrize(
    ("engine", "install"),
    [
        ("duckdb", "fastomsorg-columnar"),
        ("spark://cluster:7077", "fastomsorg-columnar[spark]"),
        ("postgresql", "fastomsorg-columnar[postgresql]"),
    ],
)
def test_an_engine_that_nobody_has_says_what_to_install(engine: str, install: str) -> None:
    found = refused(Panel.of(NotMine()), engine)

    assert ("engine_missing", install) == (found.code, found.facts["install"])


def test_an_engine_that_nobody_has_heard_of_says_which_there_are() -> None:
    found = refused(Panel.of(NotMine()), "dukdb")

    assert ("engine_unknown", "dukdb") == (found.code, found.facts["got"])
    assert ("python", "duckdb", "spark", "postgresql") == found.facts["expected"]


def test_a_plug_in_that_was_left_out_is_told_of_when_an_engine_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "our-columns", {"columns": "our_columns"}, "raise ImportError")
    monkeypatch.syspath_prepend(str(tmp_path))

    found = refused(Panel.installed(frozenset({"columns"})), "duckdb")

    assert isinstance(found.__cause__, ExceptionGroup)
    (left_out,) = found.__cause__.exceptions
    assert isinstance(left_out, PluginError)
    assert ("plugin_not_loaded", "columns") == (left_out.code, left_out.facts["plugin"])


def test_fastomsorg_measures_gives_the_measures_of_every_plug_in_in_order_of_name() -> None:
    late, early = a_measure("late/1"), a_measure("early/1")
    panel = Panel.of(Measures(lambda: [late]), NotMine(), MeasuresToo(lambda: (early,)))

    assert (early, late) == panel.measures()


@pytest.mark.parametrize("answer", [None, [], ()], ids=str)
def test_a_plug_in_may_have_no_measures(answer: object) -> None:
    assert () == Panel.of(Measures(lambda: answer)).measures()


def test_two_measures_of_one_name_are_refused_with_whose_they_are() -> None:
    both = (Measures(lambda: [a_measure("a/1")]), MeasuresToo(lambda: [a_measure("a/1")]))

    with pytest.raises(PluginError) as error:
        Panel.of(*both).measures()

    assert ("measure_twice", "a/1") == (error.value.code, error.value.facts["measure"])
    assert error.value.facts["plugins"] == (
        "tests.hooks.engines.Measures",
        "tests.hooks.engines.MeasuresToo",
    )


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda: 1 / 0, "plugin_handed_nothing"),
        (lambda: sys.exit(0), "plugin_handed_nothing"),
        (lambda: "a/1", "plugin_handed_nothing"),
        (lambda: a_measure("a/1"), "plugin_handed_nothing"),
        (lambda: ["a/1"], "plugin_handed_wrongly"),
    ],
)
def test_a_plug_in_that_hands_over_no_measures_is_named(
    answer: Callable[[], object], code: str
) -> None:
    with pytest.raises(PluginError) as error:
        Panel.of(Measures(answer)).measures()

    assert (code, "tests.hooks.engines.Measures") == (error.value.code, error.value.facts["plugin"])


@pytest.mark.parametrize("name", ["", "kkik-14d", "kkik-14d/0", "KKIK/1", "a b/1", "/1", "-a/1"])
def test_a_measure_has_a_name_and_a_version(name: str) -> None:
    with pytest.raises(Malformed) as error:
        a_measure(name)

    assert "measure_name" == error.value.code


def test_a_measure_is_worded_in_both_languages() -> None:
    with pytest.raises(Malformed) as error:
        Measure("a/1", WORDS, {"sv": "Så"}, "our own", nothing)

    assert ("measure_words", "definition", ("en",)) == (
        error.value.code,
        error.value.facts["field"],
        error.value.facts["missing"],
    )
