"""
The hooks: how a plug-in introduces what it offers, grouped by subject.

Every *open* hook gets a URL from the host's configuration and answers with an object that
satisfies the port, or with None for "not mine". A *collect* hook hands over data, from everybody
who has some.
"""

from ._specs_of_keeping import AuditSpecs, KeepingSpecs
from ._specs_of_people import PeopleSpecs
from ._specs_of_receivers import ReceiverSpecs
from ._specs_of_reports import CalendarSpecs, PageSpecs
from ._specs_of_routine import CoverageSpecs, RoutineSpecs
from ._specs_of_statistics import StatisticsSpecs
from ._specs_of_storage import StorageSpecs

SPECS = (
    StorageSpecs,
    PeopleSpecs,
    ReceiverSpecs,
    KeepingSpecs,
    AuditSpecs,
    StatisticsSpecs,
    RoutineSpecs,
    CoverageSpecs,
    PageSpecs,
    CalendarSpecs,
)
"""Every group of hooks there is."""
