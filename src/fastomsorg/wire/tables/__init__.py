"""
Tables in and out: units, clients, staff, employments, enactments, registrations, visits, absences.
"""

from ._cases import ENACTMENTS, REGISTRATIONS
from ._handed import HANDED, HandedRow
from ._kinds import TABLES, table_of
from ._outcome import Line, TableError
from ._people import CLIENTS, EMPLOYMENTS, STAFF, UNITS
from ._reading import read
from ._rows import EmploymentRow, EnactmentRow, RegistrationRow, StaffRow
from ._table import Column, Limits, Table
from ._text import neutralised
from ._visit_order import stand_in_order, stand_in_order_of_day
from ._visit_rows import visit_rows
from ._visits import ABSENCES, VISITS
from ._writing import write, writing

__all__ = [
    "ABSENCES",
    "CLIENTS",
    "EMPLOYMENTS",
    "ENACTMENTS",
    "HANDED",
    "REGISTRATIONS",
    "STAFF",
    "TABLES",
    "UNITS",
    "VISITS",
    "Column",
    "EmploymentRow",
    "EnactmentRow",
    "HandedRow",
    "Limits",
    "Line",
    "RegistrationRow",
    "StaffRow",
    "Table",
    "TableError",
    "neutralised",
    "read",
    "stand_in_order",
    "stand_in_order_of_day",
    "table_of",
    "visit_rows",
    "write",
    "writing",
]
