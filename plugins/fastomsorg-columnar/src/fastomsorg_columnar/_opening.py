"""
Which engine is asked for, and over which data: by its name, its options and the data's URL.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl

from fastomsorg.hooks import Engine
from fastomsorg.terms import Malformed, PluginError

from ._address import SCHEME, folder_of
from ._database import MEMORY
from ._duckdb import Columns
from ._engine import SqlEngine

DUCKDB, SPARK, POSTGRESQL = "duckdb", "spark", "postgresql"
PARQUET = "parquet:///srv/columns"
STORE = "postgresql+psycopg://user@host/fok"
HERE = "local"


def open_engine(engine: str, source: str) -> Engine | None:
    """
    The engine (*beräkningsmotor*): ``duckdb``, ``duckdb:?memory=2GB&spill=/srv/tmp``,
    ``spark://local``, ``spark://host:7077`` or ``postgresql``; None for any other.

    Raises `Malformed` for an option or a source that the engine cannot have, `PluginError` where
    what it takes is not installed.
    """
    kind, _, rest = engine.partition(":")
    if kind == DUCKDB:
        return _duckdb(_folder(kind, source), _options(kind, rest, ("memory", "spill")))
    if kind == SPARK:
        return _spark(_folder(kind, source), rest.removeprefix("//"))
    if kind == POSTGRESQL:
        _options(kind, rest, ())
        return _postgresql(source)
    return None


def _duckdb(folder: Path, options: Mapping[str, str]) -> Engine:
    spill = options.get("spill")
    return Columns(
        folder, memory=options.get("memory", MEMORY), spill=None if spill is None else Path(spill)
    )


def _spark(folder: Path, master: str) -> Engine:
    try:
        from ._spark import SparkPlace  # noqa: PLC0415 - an extra, and large
    except ImportError:
        raise _not_installed(SPARK, "pyspark") from None
    return SqlEngine(
        SparkPlace(folder, "local[*]" if master in ("", HERE) else f"spark://{master}")
    )


def _postgresql(source: str) -> Engine:
    try:
        from ._postgresql import PostgresPlace  # noqa: PLC0415 - an extra
    except ImportError:
        raise _not_installed(POSTGRESQL, "psycopg") from None
    if source.partition(":")[0] not in ("postgresql", "postgresql+psycopg"):
        raise _wrong_source(POSTGRESQL, source, STORE)
    return SqlEngine(PostgresPlace(source))


def _folder(engine: str, source: str) -> Path:
    if not source.lower().startswith(SCHEME):
        raise _wrong_source(engine, source, PARQUET)
    return folder_of(source)


def _options(engine: str, told: str, known: tuple[str, ...]) -> Mapping[str, str]:
    options = dict(parse_qsl(told.lstrip("/").removeprefix("?"), keep_blank_values=True))
    for option in options:
        if option not in known:
            expected = "|".join(known) or "–"
            raise Malformed("engine_option", engine=engine, option=option, expected=expected)
    return options


def _wrong_source(engine: str, source: str, expected: str) -> Malformed:
    """
    There may be a password in the source: only its beginning is told.
    """
    got = f"{source.partition(':')[0]}:…"
    return Malformed("engine_source", engine=engine, got=got, expected=expected)


def _not_installed(engine: str, library: str) -> PluginError:
    install = f"fastomsorg-columnar[{engine}]"
    return PluginError("engine_library_missing", engine=engine, library=library, install=install)
