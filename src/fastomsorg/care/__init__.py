"""
Who and what: clients, staff, units, enactments, contacts, visits, absences.
"""

from ._assessment import Assessment
from ._enactments import Contact, Enactment
from ._people import Certificate, Client, Employment, Relation, StaffMember, Unit
from ._visits import Absence, Absentee, Visit, VisitKind

__all__ = [
    "Absence",
    "Absentee",
    "Assessment",
    "Certificate",
    "Client",
    "Contact",
    "Employment",
    "Enactment",
    "Relation",
    "StaffMember",
    "Unit",
    "Visit",
    "VisitKind",
]
