"""
An engine is opened by its name, its options and where the data lie; what is wrong is said.
"""

import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastomsorg_columnar import TABLES, ParquetVisits, Plugin
from fastomsorg_columnar._duckdb import DuckDbPlace
from fastomsorg_columnar._folders import current, files_of

from fastomsorg.hooks import Engine, Panel
from fastomsorg.terms import FastomsorgError, Malformed, PluginError, StoreError

from .both_ways import exported
from .handbook import PERIOD, TABLE, continuity, handbook, table


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(handbook(), tmp_path_factory.mktemp("handbook") / "out")


def opened(engine: str, source: str | Path) -> Engine:
    url = f"parquet://{source}" if isinstance(source, Path) else source
    return Panel.of(Plugin()).engines(engine, url)


def refused(engine: str, source: str | Path) -> FastomsorgError:
    with pytest.raises(FastomsorgError) as error:
        opened(engine, source)
    return error.value


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """
    As where a library is not installed, also after it has been used here.
    """
    library, ours = request.param
    parts = [name for name in sys.modules if name.startswith(f"{library}.")]
    for name in (library, *parts):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, f"fastomsorg_columnar.{ours}", raising=False)


def test_duckdb_is_opened_over_an_export(folder: Path) -> None:
    found = opened("duckdb", folder)

    assert ("duckdb", TABLE) == (found.name, table(continuity(found)))


def test_duckdb_holds_as_much_as_it_is_told_to_and_spills_where_it_is_told_to(
    folder: Path, tmp_path: Path
) -> None:
    found = opened(f"duckdb:?memory=100MB&spill={tmp_path}", folder)
    spills = [path.name for path in tmp_path.iterdir()]

    assert TABLE == table(continuity(found))
    assert 1 == len(spills)
    del found
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("without", [("pyspark", "_spark")], indirect=True)
@pytest.mark.usefixtures("without")
def test_where_spark_is_not_installed_it_is_said_what_to_install(folder: Path) -> None:
    problem = refused("spark://local", folder)

    assert isinstance(problem, PluginError)
    assert ("engine_library_missing", "fastomsorg-columnar[spark]") == (
        problem.code,
        problem.facts["install"],
    )


@pytest.mark.parametrize("without", [("psycopg", "_postgresql")], indirect=True)
@pytest.mark.usefixtures("without")
def test_where_the_driver_is_not_installed_it_is_said_what_to_install() -> None:
    problem = refused("postgresql", "postgresql+psycopg://fok@127.0.0.1/fok")

    assert isinstance(problem, PluginError)
    assert "fastomsorg-columnar[postgresql]" == problem.facts["install"]


def test_another_engine_is_somebody_elses(folder: Path) -> None:
    assert Plugin().fastomsorg_open_engine("abacus", f"parquet://{folder}") is None


@pytest.mark.parametrize("engine", ["duckdb:?memori=1GB", "postgresql:?memory=1GB"])
def test_an_option_that_there_is_not_is_refused(engine: str, folder: Path) -> None:
    problem = refused(engine, folder)

    assert isinstance(problem, Malformed)
    assert "engine_option" == problem.code


def test_memory_that_cannot_be_read_is_refused(folder: Path) -> None:
    assert "engine_option_value" == refused("duckdb:?memory=lots", folder).code


def test_a_spill_folder_that_is_not_there_is_refused(folder: Path) -> None:
    assert "engine_option_value" == refused("duckdb:?spill=/nowhere/at/all", folder).code


@pytest.mark.parametrize(
    ("engine", "source"),
    [
        ("duckdb", "postgresql+psycopg://fok:secret@127.0.0.1/fok"),
        ("spark://local", "sqlite:///fok.db"),
        ("postgresql", "parquet:///srv/columns"),
    ],
)
def test_a_source_that_the_engine_cannot_count_at_is_refused(engine: str, source: str) -> None:
    problem = refused(engine, source)

    assert "engine_source" == problem.code
    assert "secret" not in str(problem)


def test_a_folder_without_an_export_is_refused(tmp_path: Path) -> None:
    assert "columns_missing" == refused("duckdb", tmp_path).code


def rewritten(folder: Path, table: str, change: pa.Schema) -> None:
    (file,) = files_of(current(folder), table)
    rows = pq.read_table(file)
    pq.write_table(
        pa.table({name: rows[name].cast(change.field(name).type) for name in change.names}), file
    )


@pytest.mark.parametrize("table", ["seats", "visits"])
def test_a_column_that_is_missing_is_named_with_what_it_should_be(
    tmp_path: Path, table: str
) -> None:
    out = exported(handbook(), tmp_path / "out")
    schema = TABLES[table]
    rewritten(out, table, schema.remove(schema.get_field_index("client")))

    problem = refused("duckdb", out)

    assert isinstance(problem, StoreError)
    assert ("columns_wrong", table, "client", "–", "int32") == (
        problem.code,
        *(problem.facts[name] for name in ("table", "column", "got", "expected")),
    )


def test_a_column_of_another_type_is_named_with_what_it_should_be(tmp_path: Path) -> None:
    out = exported(handbook(), tmp_path / "out")
    schema = TABLES["seats"]
    place = schema.get_field_index("first_day")
    rewritten(out, "seats", schema.set(place, pa.field("first_day", pa.timestamp("us"))))

    problem = refused("duckdb", out)

    assert ("seats", "first_day", "timestamp[us]", "date32[day]") == tuple(
        problem.facts[name] for name in ("table", "column", "got", "expected")
    )


@pytest.mark.parametrize("text", [None, b"no Parquet"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: bytes | None) -> None:
    out = exported(handbook(), tmp_path / "out")
    file = current(out) / "clients.parquet"
    file.unlink() if text is None else file.write_bytes(text)

    problem = refused("duckdb", out)

    assert ("columns_unreadable", str(file)) == (problem.code, problem.facts["file"])


def test_visits_have_a_place_on_disk_to_be_put_in_order_which_goes_with_them(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    visits = ParquetVisits(folder)
    (spills,) = visits._database.execute("SELECT current_setting('temp_directory')").fetchall()

    assert [str(path) for path in tmp_path.iterdir()] == list(spills)
    del visits
    assert list(tmp_path.iterdir()) == []


def test_two_may_ask_of_the_same_export_at_once(folder: Path) -> None:
    place = DuckDbPlace(folder, memory="1GB", spill=None)

    with place.asking() as one, place.asking() as other:
        for asking, kinds in ((one, ["home_care"]), (other, ["alarm"])):
            asking.ask("asked", {"first_day": [PERIOD.start], "end_day": [PERIOD.end_or_forever]})
            asking.ask("asked_units", {"unit": asking.units(None)})
            asking.ask("asked_kinds", {"kind": kinds})

        assert (len(TABLE), 0) == tuple(
            len(list(asking.rows("continuity_by_unit"))) for asking in (one, other)
        )


@pytest.mark.parametrize("table", ["visits", "crews"])
def test_an_export_that_lost_a_month_on_the_way_is_not_counted_on(
    tmp_path: Path, table: str
) -> None:
    out = exported(handbook(), tmp_path / "out")
    for file in files_of(current(out), table):
        Path(file).unlink()

    problem = refused("duckdb", out)

    assert ("columns_not_whole", table, 0) == (
        problem.code,
        problem.facts["table"],
        problem.facts["got"],
    )


@pytest.mark.parametrize("told", ["{}", "[]", "no", '{"rows": {}, "free": {}, "schema": "x/2"}'])
def test_an_export_that_says_something_else_of_itself_is_not_counted_on(
    tmp_path: Path, told: str
) -> None:
    out = exported(handbook(), tmp_path / "out")
    (current(out) / "export.json").write_text(told, encoding="utf-8")

    assert "columns_unreadable" == refused("duckdb", out).code
