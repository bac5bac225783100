"""
Who may do what in a PostgreSQL store: scripts for whoever keeps the database.

Whoever opens the store first owns its tables, and may do everything to them, also take the guards
away. Nobody should work as the owner: the scripts here make roles that can do what they need.
"""

from collections.abc import Iterable

from ._schema import metadata

NEW_ROWS = (
    *("case_file", "registration", "entry", "enactment_start", "notice", "access"),
    *("unit", "client", "staff", "membership", "employment", "visit", "absence"),
)
"""What is only ever added to: the ledger, the read log, and people as they were handed over."""

CHANGES = {
    "delivery": "INSERT, UPDATE (state, told, attempts, problem, retry_at, claimed_until)",
    "spell": "INSERT, UPDATE, DELETE",
    "actor": "INSERT, UPDATE",
    "granted": "INSERT, UPDATE, DELETE",
    "setting": "INSERT, UPDATE, DELETE",
}
"""What says how things stand now."""

ERASED = {
    "erasing": "INSERT, DELETE",
    "case_file": "UPDATE",
    "registration": "UPDATE",
    "entry": "UPDATE",
    "access": "UPDATE",
    "client": "UPDATE, DELETE",
    "enactment_start": "DELETE",
    "notice": "DELETE",
    "delivery": "DELETE",
    "visit": "DELETE",
    "absence": "DELETE",
}
"""What whoever erases changes and removes beside that; the guards still say when."""


def application_role(role: str) -> str:
    """
    A script that lets *role* use the store (*programmets roll*), and not change what is registered.

    Run it as the owner of the store, again after every upgrade. The role is there already.
    """
    return _script(
        f"GRANT USAGE ON SCHEMA fastomsorg TO {_name(role)}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA fastomsorg TO {_name(role)}",
        f"GRANT INSERT ON {_tables(NEW_ROWS)} TO {_name(role)}",
        *(
            f"GRANT {what} ON {_tables([table])} TO {_name(role)}"
            for table, what in CHANGES.items()
        ),
        *(f"GRANT EXECUTE ON FUNCTION {each} TO {_name(role)}" for each in FUNCTIONS),
    )


FUNCTIONS = (
    "fastomsorg.next_places(integer, bigint)",
    "fastomsorg.oldest_writer()",
    "fastomsorg.settled()",
    "fastomsorg.take_cases(text[], text[])",
    "fastomsorg.take_turn(text)",
)


def eraser_role(role: str) -> str:
    """
    A script that lets *role* also erase what is too old (*gallringens roll*).

    Run it after `application_role` for the same role. What was erased is out of the files when the
    owner of the store has run ``VACUUM FULL``.
    """
    return _script(
        *(f"GRANT {what} ON {_tables([table])} TO {_name(role)}" for table, what in ERASED.items())
    )


READABLE = {
    "unit": "id, recorded_at, name, provider, municipality",
    "case_file": "id, client, unit",
    "entry": "position, place, case_file, version, events",
    "registration": (
        "position, id, recorded_at, actor, actor_name, actor_title, purpose, rulebook, routine"
    ),
    "spell": "*",
    "visit": "*",
    "client": "id, recorded_at, name, customer_number, born",
    "staff": "id, since, recorded_at, name, title, phone, email, selectable, available",
}
"""What a unit's login may read, where the row is of the unit."""

ROWS = {
    "unit": "fastomsorg_readers.reads(id)",
    "case_file": "fastomsorg_readers.reads(unit, client)",
    "entry": "EXISTS (SELECT FROM fastomsorg.case_file AS its WHERE its.id = case_file)",
    "registration": (
        "EXISTS (SELECT FROM fastomsorg.entry AS its WHERE its.position = registration.position)"
    ),
    "spell": "fastomsorg_readers.reads(unit, client)",
    "visit": "fastomsorg_readers.reads(unit, client)",
    "client": "EXISTS (SELECT FROM fastomsorg.case_file AS its WHERE its.client = client.id)",
    "staff": "fastomsorg_readers.reads_one_of(units) AND fastomsorg_readers.is_open(id)",
}
"""Which rows are of the unit."""

READS = """
CREATE SCHEMA IF NOT EXISTS fastomsorg_readers;
CREATE TABLE IF NOT EXISTS fastomsorg_readers.reader (
    login text NOT NULL, unit text COLLATE "C" NOT NULL, PRIMARY KEY (login, unit)
);
CREATE OR REPLACE FUNCTION fastomsorg_readers.reads(of_unit text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = fastomsorg, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM fastomsorg_readers.reader WHERE login = session_user AND unit = of_unit
    )
$$;
CREATE OR REPLACE FUNCTION fastomsorg_readers.reads(of_unit text, of_client text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = fastomsorg, pg_temp AS $$
    SELECT fastomsorg_readers.reads(of_unit) AND NOT coalesce(
        (SELECT protected FROM client WHERE id = of_client ORDER BY number DESC LIMIT 1), true
    )
$$;
CREATE OR REPLACE FUNCTION fastomsorg_readers.reads_one_of(units text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = fastomsorg, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM jsonb_array_elements_text(units::jsonb) AS its(unit)
        WHERE fastomsorg_readers.reads(its.unit)
    )
$$;
CREATE OR REPLACE FUNCTION fastomsorg_readers.is_open(of_staff text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = fastomsorg, pg_temp AS $$
    SELECT NOT coalesce(
        (SELECT coalesce(protected, false) FROM staff WHERE id = of_staff
         ORDER BY number DESC LIMIT 1), true
    )
$$
"""


def unit_readers(role: str, *others: str) -> str:
    """
    A script that lets the members of *role* read, each the units of its own (*enhetens läsare*).

    *others* work with the store as before: the application's role, the eraser's. Which login reads
    which unit stands in ``fastomsorg_readers.reader``. Whoever is protected is left out, and what
    others a person has to do with is not shown. What this does not cover stands in the README.
    """
    group = _name(role)
    all_tables = sorted(metadata.tables)
    return _script(
        READS,
        f"GRANT USAGE ON SCHEMA fastomsorg, fastomsorg_readers TO {group}",
        *(f"ALTER TABLE {_tables([table])} ENABLE ROW LEVEL SECURITY" for table in all_tables),
        *(_policy(table, f"{other} works", other) for table in all_tables for other in others),
        *(_policy(table, f"{role} reads", role, rows) for table, rows in ROWS.items()),
        *(
            f"GRANT SELECT{'' if columns == '*' else f' ({columns})'} ON {_tables([table])}"
            f" TO {group}"
            for table, columns in READABLE.items()
        ),
    )


def _policy(table: str, name: str, role: str, rows: str = "true") -> str:
    on = f"ON {_tables([table])}"
    return (
        f"DROP POLICY IF EXISTS {_name(name)} {on};\n"
        f"CREATE POLICY {_name(name)} {on} TO {_name(role)} USING ({rows})"
    )


def _tables(names: Iterable[str]) -> str:
    return ", ".join(f"fastomsorg.{_name(name)}" for name in names)


def _name(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def _script(*statements: str) -> str:
    return "".join(f"{statement.strip()};\n" for statement in statements)
