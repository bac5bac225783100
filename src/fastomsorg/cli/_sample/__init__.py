"""
A made-up municipality: units, staff, clients and what happened to them over the years.
"""

from ._municipality import UNTIL, VISIT_DAYS, write_sample

__all__ = ["UNTIL", "VISIT_DAYS", "write_sample"]
