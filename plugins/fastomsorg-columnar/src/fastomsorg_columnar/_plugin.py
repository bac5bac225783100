"""
The plug-in: visits at every ``parquet:`` URL, and the engines that count on columns.
"""

from fastomsorg.hooks import Engine, Export, Visits, hookimpl

from ._address import SCHEME, folder_of
from ._export import ParquetExport
from ._opening import open_engine
from ._visits import ParquetVisits


class Plugin:
    """
    The exported folder that the URL names (*export i Parquet*), to write to and its visits, and
    statistics by DuckDB, Spark or PostgreSQL (*beräkningsmotorer*).
    """

    fastomsorg_hook_version = 1

    @hookimpl
    def fastomsorg_open_export(self, url: str) -> Export | None:
        return ParquetExport(folder_of(url)) if url.lower().startswith(SCHEME) else None

    @hookimpl
    def fastomsorg_open_visits(self, url: str) -> Visits | None:
        return ParquetVisits(folder_of(url)) if url.lower().startswith(SCHEME) else None

    @hookimpl
    def fastomsorg_open_engine(self, engine: str, source: str) -> Engine | None:
        return open_engine(engine, source)
