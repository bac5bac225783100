"""
People as the rows that were handed over, each with the instant from which it was known; visits.
"""

from sqlalchemy import Index, Text

from fastomsorg.care import Absentee, VisitKind
from fastomsorg.terms import Title
from fastomsorg_sql._types import Day, Flag, Moment, Names, Word

from ._columns import key, needed, numbered, optional, table

unit = table(
    "unit",
    numbered("number"),
    needed("id", Text()),
    needed("recorded_at", Moment()),
    needed("name", Text()),
    needed("provider", Text()),
    needed("municipality", Text()),
    Index("ix_unit_id", "id", "number"),
)

client = table(
    "client",
    numbered("number"),
    needed("id", Text()),
    needed("recorded_at", Moment()),
    needed("name", Text()),
    optional("personal_number", Text()),
    optional("customer_number", Text()),
    optional("born", Day()),
    needed("protected", Flag()),
    optional("relatives_told", Flag()),
    Index("ix_client_id", "id", "number"),
)

staff = table(
    "staff",
    numbered("number"),
    needed("id", Text()),
    needed("since", Day()),
    needed("recorded_at", Moment()),
    needed("name", Text()),
    needed("units", Names()),
    needed("title", Text()),
    needed("phone", Text()),
    needed("email", Text()),
    needed("hsa_id", Text()),
    needed("signature", Text()),
    needed("selectable", Flag()),
    needed("available", Flag()),
    optional("certificate_from", Day()),
    optional("certificate_evidence", Text()),
    needed("delegations", Names()),
    needed("languages", Names()),
    needed("team", Text()),
    optional("protected", Flag()),
    Index("ix_staff_id", "id", "since", "number"),
)

membership = table(
    "membership",
    key("unit", Text()),
    key("staff", Text()),
    clustered=True,
)

employment = table(
    "employment",
    numbered("number"),
    needed("staff", Text()),
    needed("recorded_at", Moment()),
    needed("employer", Text()),
    needed("title", Word(Title)),
    needed("permanent", Flag()),
    needed("start", Day()),
    optional("end", Day()),
    needed("evidence", Text()),
    Index("ix_employment_staff", "staff", "number"),
)

visit = table(
    "visit",
    key("id", Text()),
    needed("client", Text()),
    needed("unit", Text()),
    optional("begins", Moment()),
    optional("starts", Moment()),
    optional("ends", Moment()),
    optional("planned_starts", Moment()),
    optional("planned_ends", Moment()),
    needed("kind", Word(VisitKind)),
    needed("services", Names()),
    needed("staff", Names()),
    needed("planned_staff", Names()),
    needed("performed", Flag()),
    needed("registered_afterwards", Flag()),
    Index("ix_visit_begins", "begins", "id"),
)

absence = table(
    "absence",
    key("id", Text()),
    key("who", Word(Absentee)),
    key("start", Day()),
    optional("end", Day()),
    needed("reason", Text()),
    Index("ix_absence_start", "start", "who", "id"),
    clustered=True,
)
