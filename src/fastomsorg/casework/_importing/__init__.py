"""
Tables read into a store: everything that is named, or nothing.
"""

from ._history import Importer
from ._importing import import_tables
from ._report import ImportReport, TableFile, TableTally, TakenOverRow

__all__ = ["ImportReport", "Importer", "TableFile", "TableTally", "TakenOverRow", "import_tables"]
