"""
The engine on Apache Spark: for where an export lies where a cluster can read it.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame

from fastomsorg.terms import StoreError, UnitId

from ._asking import KINDS, Asked, Kind, Row, Value
from ._codes import Coded
from ._layout import CODE, DAY, INSTANT, TABLES
from ._spark_session import session_at
from ._tables import tables_in
from ._texts import text_of

TYPES: Mapping[pa.DataType, str] = {
    pa.string(): "STRING",
    pa.bool_(): "BOOLEAN",
    pa.int16(): "SMALLINT",
    pa.int64(): "BIGINT",
    CODE: "INT",
    DAY: "DATE",
    INSTANT: "TIMESTAMP",
    pa.list_(pa.string()): "ARRAY<STRING>",
    pa.list_(CODE): "ARRAY<INT>",
}
ASKED: Mapping[Kind, str] = {
    Kind.DAY: "DATE",
    Kind.CODE: "INT",
    Kind.WORD: "STRING",
    Kind.NUMBER: "BIGINT",
}


class SparkPlace:
    """
    The files as tables of a Spark session (*Spark*), at *master*; one question at a time.

    The driver and its workers must find the *folder* under the same path. Raises `StoreError` where
    no export lies there, or one with other columns, or Spark does not start.
    """

    name = "spark"

    def __init__(self, folder: Path, master: str) -> None:
        self._files = tables_in(folder)
        self._master = master
        self._turn = threading.Lock()
        with self._told():
            self._session = session_at(master)
            for name, schema in TABLES.items():
                self._table(self._files[name], _columns(schema)).createOrReplaceTempView(name)

    @contextmanager
    def asking(self) -> Iterator["SparkPlace"]:
        with self._turn, self._told():
            yield self

    def units(self, wanted: Iterable[UnitId] | None) -> Sequence[Value]:
        chosen = None if wanted is None else frozenset(wanted)
        names = self._names[Coded.UNIT]
        return [code for code, id in names.items() if chosen is None or id in chosen]

    def ids(self, kind: Coded) -> Callable[[Any], str]:
        return self._names[kind].__getitem__

    def ask(self, table: str, asked: Asked) -> None:
        schema = ", ".join(f"{name} {ASKED[KINDS[name]]}" for name in asked)
        rows = list(zip(*asked.values(), strict=True))
        self._asked(rows, schema).createOrReplaceTempView(table)

    def rows(self, report: str) -> list[Row]:
        return [tuple(row) for row in self._session.sql(text_of(report)).collect()]

    def columns(self, report: str) -> Sequence[Sequence[Any]]:
        return list(zip(*self.rows(report), strict=True))

    def _table(self, files: Sequence[str], schema: str) -> DataFrame:
        if not files:
            return self._session.createDataFrame([], schema)
        return self._session.read.schema(schema).parquet(*files)

    def _asked(self, rows: Sequence[tuple[Value, ...]], schema: str) -> DataFrame:
        """
        The values as literals of a plan: Spark sees that they are few, and sends them everywhere.
        """
        if not rows:
            return self._session.createDataFrame([], schema)
        row = f"({', '.join('?' for _ in rows[0])})"
        values = [value for each in rows for value in each]
        found = self._session.sql(f"VALUES {', '.join(row for _ in rows)}", args=values)
        casts = (column.split(" ") for column in schema.split(", "))
        return found.selectExpr(
            *(
                f"CAST({name} AS {kind}) AS {own}"
                for name, (own, kind) in zip(found.columns, casts, strict=True)
            )
        )

    @cached_property
    def _names(self) -> Mapping[Coded, Mapping[Any, str]]:
        ids = pq.read_table(list(self._files["ids"]))
        return {kind: _of_kind(ids, kind) for kind in Coded}

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (PySparkException, Py4JError, OSError) as error:
            problem = type(error).__name__
            raise StoreError("spark_failed", problem=problem, master=self._master) from error


def _columns(schema: pa.Schema) -> str:
    return ", ".join(f"{field.name} {TYPES[field.type]}" for field in schema)


def _of_kind(ids: pa.Table, kind: Coded) -> dict[Any, str]:
    some = ids.filter(pc.equal(ids["kind"], kind.value))
    return dict(zip(some["code"].to_pylist(), some["id"].to_pylist(), strict=True))
