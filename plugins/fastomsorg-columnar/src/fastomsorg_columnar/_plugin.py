"""
The plug-in: visits at every ``parquet:`` URL, and the engines that count on columns.
"""

from fastomsorg.hooks import Engine, Visits, hookimpl

from ._address import SCHEME, folder_of
from ._opening import open_engine
from ._visits import ParquetVisits


class Plugin:
    """
    Visits in the exported folder that the URL names (*besök i Parquet*), and statistics by DuckDB,
    Spark or PostgreSQL (*beräkningsmotorer*).
    """

    fastomsorg_hook_version = 1

    @hookimpl
    def fastomsorg_open_visits(self, url: str) -> Visits | None:
        return ParquetVisits(folder_of(url)) if url.lower().startswith(SCHEME) else None

    @hookimpl
    def fastomsorg_open_engine(self, engine: str, source: str) -> Engine | None:
        return open_engine(engine, source)
