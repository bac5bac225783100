"""
The first tables.
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op
from fastomsorg_sql._migrations import _functions, _guards
from fastomsorg_sql._types import Day, Flag, Moment, Uid
from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None


def upgrade() -> None:
    _ledger()
    _outbox()
    _logs()
    _read_model()
    _people()
    _visits()
    _grants()
    if op.get_bind().dialect.name == "postgresql":
        for statement in (*_functions.ALL, _guards.NEVER_EMPTIED):
            op.get_bind().exec_driver_sql(statement)
    _refusals()


def _ledger() -> None:
    _table(
        "case_file",
        _number("id"),
        _needed("client", Text()),
        _needed("unit", Text()),
        sa.UniqueConstraint("client", "unit"),
    )
    _index("case_file", "unit", "unit", "client")
    _table(
        "registration",
        _number("position"),
        _needed("id", Uid()),
        *_texts("digest", "answer"),
        _needed("recorded_at", Moment()),
        *_texts("actor", "actor_name", "actor_title", "purpose", "rulebook", "routine"),
        *_whole("entries", "notices"),
        sa.UniqueConstraint("id"),
    )
    _table(
        "entry",
        *_whole("position", "place", "case_file", "version"),
        *_texts("events"),
        PrimaryKeyConstraint("position", "place"),
        _later(["position"], ["registration.position"]),
        ForeignKeyConstraint(["case_file"], ["case_file.id"]),
        sa.UniqueConstraint("case_file", "version"),
    )
    _table(
        "enactment_start",
        *_texts("enactment"),
        *_whole("position", "place"),
        PrimaryKeyConstraint("enactment", "position", "place"),
        _later(["position", "place"], ["entry.position", "entry.place"]),
        clustered=True,
    )
    _index("enactment_start", "entry", "position", "place")


def _outbox() -> None:
    _table(
        "notice",
        *_whole("position", "place"),
        _needed("id", Uid()),
        *_whole("case_file"),
        *_texts("kind"),
        _needed("on_day", Day()),
        Column("not_before", Moment()),
        *_texts("content"),
        *_whole("targets"),
        PrimaryKeyConstraint("position", "place"),
        _later(["position"], ["registration.position"]),
        ForeignKeyConstraint(["case_file"], ["case_file.id"]),
        sa.UniqueConstraint("id"),
    )
    _index("notice", "case_file", "case_file", "on_day")
    notes = sa.text("kind = 'journal'")
    _index("notice", "note", "on_day", "position", "place", where=notes)
    _table(
        "delivery",
        *_whole("position", "place", "rank"),
        *_texts("target", "state"),
        Column("told", Text()),
        PrimaryKeyConstraint("position", "place", "rank"),
        _later(["position", "place"], ["notice.position", "notice.place"]),
        sa.UniqueConstraint("position", "place", "target"),
        clustered=True,
    )
    pending = sa.text("state = 'pending'")
    _index("delivery", "pending", "position", "place", "rank", where=pending)


def _logs() -> None:
    _table(
        "access",
        _number("number"),
        *_texts("actor", "purpose", "permission", "action"),
        _needed("at", Moment()),
        *_texts("outcome"),
        Column("unit", Text()),
        Column("client", Text()),
    )


def _read_model() -> None:
    seats = ("primary", "deputy", "contact_person", "deputy_contact_person")
    _table(
        "spell",
        *_texts("client", "unit"),
        *(_needed(name, Day()) for name in ("start", "end", "stay_start", "stay_end")),
        *_texts("status"),
        *(column for seat in seats for column in _seat(seat)),
        PrimaryKeyConstraint("client", "unit", "start"),
        clustered=True,
    )
    _index("spell", "unit", "unit", "end", "start")


def _seat(name: str) -> tuple[Column[Any], ...]:
    return Column(name, Text()), Column(f"{name}_since", Day()), Column(f"{name}_by", Uid())


def _people() -> None:
    _table(
        "unit",
        *_known("id"),
        *_texts("name", "provider", "municipality"),
    )
    _index("unit", "id", "id", "number")
    _table(
        "client",
        *_known("id"),
        *_texts("name"),
        Column("personal_number", Text()),
        Column("customer_number", Text()),
        Column("born", Day()),
        _needed("protected", Flag()),
        Column("relatives_told", Flag()),
    )
    _index("client", "id", "id", "number")
    _table(
        "staff",
        _number("number"),
        *_texts("id"),
        _needed("since", Day()),
        _needed("recorded_at", Moment()),
        *_texts("name", "units", "title", "phone", "email", "hsa_id", "signature"),
        _needed("selectable", Flag()),
        _needed("available", Flag()),
        Column("certificate_from", Day()),
        Column("certificate_evidence", Text()),
        *_texts("delegations", "languages", "team"),
    )
    _index("staff", "id", "id", "since", "number")
    _table(
        "membership",
        *_texts("unit", "staff"),
        PrimaryKeyConstraint("unit", "staff"),
        clustered=True,
    )
    _table(
        "employment",
        *_known("staff"),
        *_texts("employer", "title"),
        _needed("permanent", Flag()),
        _needed("start", Day()),
        Column("end", Day()),
        *_texts("evidence"),
    )
    _index("employment", "staff", "staff", "number")


def _visits() -> None:
    instants = ("begins", "starts", "ends", "planned_starts", "planned_ends")
    _table(
        "visit",
        *_texts("id", "client", "unit"),
        *(Column(name, Moment()) for name in instants),
        *_texts("kind", "services", "staff", "planned_staff"),
        _needed("performed", Flag()),
        _needed("registered_afterwards", Flag()),
        PrimaryKeyConstraint("id"),
    )
    _index("visit", "begins", "begins", "id")
    _table(
        "absence",
        *_texts("id", "who"),
        _needed("start", Day()),
        Column("end", Day()),
        *_texts("reason"),
        PrimaryKeyConstraint("id", "who", "start"),
        clustered=True,
    )
    _index("absence", "start", "start", "who", "id")


def _grants() -> None:
    _table(
        "actor",
        *_texts("id", "name", "title"),
        Column("login", Text()),
        PrimaryKeyConstraint("id"),
    )
    _table(
        "granted",
        _number("number"),
        *_texts("actor", "permission"),
        Column("unit", Text()),
        ForeignKeyConstraint(["actor"], ["actor.id"]),
    )
    _index("granted", "actor", "actor", "permission")
    _table("setting", *_texts("name", "value"), PrimaryKeyConstraint("name"))


def _refusals() -> None:
    for table in ("case_file", "registration", "entry", "enactment_start", "notice", "access"):
        _refuse(_guards.only_added_to(table))
    _refuse(_guards.never_removed("delivery"))
    _refuse(_guards.never_changed("delivery", "position", "place", "rank", "target"))
    _refuse(_guards.not_without("registration", "entries", "entry", ("position",)))
    _refuse(_guards.not_without("registration", "notices", "notice", ("position",)))
    _refuse(_guards.not_without("notice", "targets", "delivery", ("position", "place")))


def _refuse(guards: Iterable[_guards.Guard]) -> None:
    _guards.make(op.get_bind(), guards)


def _table(name: str, *parts: sa.schema.SchemaItem, clustered: bool = False) -> None:
    numbered = any(isinstance(part, Column) and part.autoincrement is True for part in parts)
    op.create_table(
        name,
        *parts,
        sqlite_strict=True,
        sqlite_autoincrement=numbered,
        sqlite_with_rowid=not clustered,
    )


def _index(table: str, name: str, *columns: str, where: Any = None) -> None:
    some = {} if where is None else {"sqlite_where": where, "postgresql_where": where}
    op.create_index(f"ix_{table}_{name}", table, list(columns), **some)


def _number(name: str) -> Column[Any]:
    return Column(name, Integer(), sa.Identity(), primary_key=True, autoincrement=True)


def _known(id: str) -> tuple[Column[Any], ...]:
    return _number("number"), *_texts(id), _needed("recorded_at", Moment())


def _needed(name: str, kind: TypeEngine[Any]) -> Column[Any]:
    return Column(name, kind, nullable=False)


def _texts(*names: str) -> tuple[Column[Any], ...]:
    return tuple(_needed(name, Text()) for name in names)


def _whole(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Integer(), autoincrement=False, nullable=False) for name in names)


def _later(columns: list[str], refers: list[str]) -> ForeignKeyConstraint:
    """
    A reference that is looked at on commit.
    """
    return ForeignKeyConstraint(columns, refers, deferrable=True, initially="DEFERRED")
