"""
The SQL texts of the reports, one for each.
"""

from functools import cache
from importlib.resources import files


@cache
def text_of(report: str) -> str:
    """
    The text of a report (*rapportens fråga*), which no value is ever pasted into.
    """
    return files(__package__).joinpath("sql", f"{report}.sql").read_text(encoding="utf-8")
