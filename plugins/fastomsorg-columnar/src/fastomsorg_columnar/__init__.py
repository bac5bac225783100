"""
The statistics of fastomsorg on columns: where there are more visits than a loop should touch.
"""

from ._duckdb import Columns
from ._export import ParquetExport, export
from ._layout import TABLES
from ._plugin import Plugin
from ._visits import ParquetVisits

__all__ = ["TABLES", "Columns", "ParquetExport", "ParquetVisits", "Plugin", "export"]
