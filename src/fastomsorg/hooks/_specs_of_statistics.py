"""
Hooks to engines, exports and measures.
"""

from collections.abc import Sequence

from fastomsorg.statistics import Measure

from ._engines import Engine
from ._exports import Export
from ._marking import hookspec


class StatisticsSpecs:
    """
    What is measured, and where it is calculated.
    """

    @hookspec
    def fastomsorg_open_engine(self, engine: str, source: str) -> Engine | None:
        """
        Open the engine (*beräkningsmotor*) over the data at *source*, or return None.

        Kind: open. Exactly one plug-in must answer to an engine that is asked for.

        When: when statistics are asked for on an engine other than ``python``.

        Args: *engine*, as it was asked for, such as ``duckdb`` or ``spark://cluster:7077``;
        *source*, the URL where the data lie, such as ``parquet:///srv/columns``.

        Returns: an `Engine`, or None.

        If it raises: there is no report; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_open_engine(engine, source):
                return OurEngine(source) if engine == "ours" else None
        """

    @hookspec
    def fastomsorg_open_export(self, url: str) -> Export | None:
        """
        Open the place that everything is written out to (*export*), or return None.

        Kind: open. Exactly one plug-in must answer to each URL.

        When: when a store is exported.

        Args: *url*, as it was asked for, such as ``parquet:///srv/columns``.

        Returns: an `Export`, or None.

        If it raises: nothing is exported; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_open_export(url):
                return OurTables(url) if url.startswith("ours://") else None
        """

    @hookspec
    def fastomsorg_measures(self) -> Sequence[Measure] | None:
        """
        Hand over measures (*mått*), each a definition with a name and a version of its own.

        Kind: collect. Every plug-in may have some; two of the same name are an error.

        When: each time measures are listed, or one is asked for.

        Args: none.

        Returns: the measures, or None.

        If it raises: nothing is measured; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_measures():
                return [Measure("our-evenings/1", OUR_TITLE, OUR_DEFINITION, OUR_SOURCE, evenings)]
        """
