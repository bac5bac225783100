"""
What PostgreSQL needs beside the tables: functions for what has to be one step among many writers.

They run with their owner's rights, so that whoever calls them needs none on what they touch.

**Places.** Positions and instants are given one transaction at a time, under a lock that is let go
of before the function returns: nobody waits for somebody else's commit. The latest instant is kept
in a sequence, since those are seen at once and are never taken back. So whoever comes later to a
place gets a higher position and no earlier instant.

**Settled.** They are committed in any order, though. A transaction gets its id inside the lock if
it had none: then every transaction with a higher id came to its places later. Such a registration
keeps the id (*settles*). When no transaction with a lower id is left, everything up to that
registration has been committed or never will be; when nobody is writing at all, everything has.
Transactions of other databases on the server are no matter of ours, which is why who is writing is
read from the locks: a transaction holds one on its own id from when it has it until its rows can be
seen. In a snapshot that was taken before, or on a copy of the server, the locks say nothing, and
the snapshot has to.
"""


def _function(head: str, body: str) -> str:
    return (
        f"CREATE FUNCTION {head} LANGUAGE plpgsql SECURITY DEFINER"
        f" SET search_path = fastomsorg, pg_temp AS $body$ {body} $body$"
    )


LATEST_INSTANT = """
CREATE SEQUENCE latest_instant AS bigint
    MINVALUE -62135596800000000 START WITH -62135596800000000
"""
"""In microseconds since 1970; it begins with the first instant of the year 1."""

SETTLES = """
ALTER TABLE registration ADD COLUMN settles xid8
    DEFAULT nullif(current_setting('fastomsorg.settles', true), '')::xid8
"""
SETTLES_INDEX = """
CREATE INDEX ix_registration_settles ON registration (position) WHERE settles IS NOT NULL
"""

NEXT_PLACES = _function(
    "next_places(many integer, clock bigint, OUT positions bigint[], OUT instant bigint)",
    """
    DECLARE
        only_here CONSTANT bigint := 5075393435668673651; -- nobody else's advisory lock
    BEGIN
        PERFORM pg_advisory_lock(only_here);
        BEGIN
            PERFORM set_config(
                'fastomsorg.settles',
                CASE WHEN pg_current_xact_id_if_assigned() IS NULL
                     THEN pg_current_xact_id()::text ELSE '' END,
                true
            );
            SELECT greatest(last_value, clock) INTO instant FROM latest_instant;
            PERFORM setval('latest_instant', instant);
            positions := ARRAY(
                SELECT nextval('registration_position_seq') FROM generate_series(1, many)
            );
        EXCEPTION WHEN query_canceled OR OTHERS THEN
            PERFORM pg_advisory_unlock(only_here);
            RAISE;
        END;
        PERFORM pg_advisory_unlock(only_here);
    END
    """,
)

OLDEST_WRITER = _function(
    "oldest_writer() RETURNS bigint",
    """
    DECLARE
        latest bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
        oldest bigint;
    BEGIN
        IF pg_is_in_recovery() OR current_setting('transaction_isolation') <> 'read committed'
        THEN
            RETURN pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
        END IF;
        PERFORM pg_stat_clear_snapshot();
        -- a lock shows the lower half of an id: the upper half is that of ids near the latest
        SELECT latest - 2147483648 + min(
            (held.transactionid::text::bigint - latest + 2147483648) & 4294967295
        )
        INTO oldest
        FROM pg_locks AS held
        LEFT JOIN pg_stat_activity AS writer ON writer.pid = held.pid
        WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock' AND held.granted
            AND held.pid IS DISTINCT FROM pg_backend_pid()
            AND (writer.datid IS NULL OR writer.datname = current_database());
        RETURN oldest;
    END
    """,
)

SETTLED = _function(
    'settled(OUT "position" bigint, OUT instant bigint)',
    """
    DECLARE
        oldest bigint;
    BEGIN
        SELECT last_value INTO instant FROM latest_instant;
        SELECT CASE WHEN is_called THEN last_value ELSE 0 END
        INTO "position" FROM registration_position_seq;
        oldest := oldest_writer(); -- after what was given has been seen
        IF oldest IS NULL THEN
            RETURN;
        END IF;
        SELECT known.position, known.recorded_at INTO "position", instant
        FROM registration AS known
        WHERE known.settles < oldest::text::xid8
        ORDER BY known.position DESC LIMIT 1;
        IF NOT FOUND THEN
            "position" := 0;
            SELECT seqmin INTO instant FROM pg_sequence
            WHERE seqrelid = 'latest_instant'::regclass;
        END IF;
    END
    """,
)

TAKE_CASES = _function(
    "take_cases(clients text[], units text[]) RETURNS void",
    """
    BEGIN
        PERFORM FROM case_file
        JOIN unnest(clients, units) AS wanted(client, unit)
            ON case_file.client = wanted.client COLLATE "C"
            AND case_file.unit = wanted.unit COLLATE "C"
        ORDER BY case_file.id
        FOR NO KEY UPDATE OF case_file;
    END
    """,
)

TAKE_TURN = _function(
    "take_turn(wanted text) RETURNS void",
    """
    BEGIN
        IF wanted NOT IN (
            'unit', 'client', 'staff', 'employment', 'visit', 'absence', 'spell'
        ) THEN
            RAISE EXCEPTION USING MESSAGE = 'nobody takes turns at ' || wanted;
        END IF;
        EXECUTE 'LOCK TABLE ' || quote_ident(wanted) || ' IN SHARE ROW EXCLUSIVE MODE';
    END
    """,
)

ALL = (
    LATEST_INSTANT,
    SETTLES,
    SETTLES_INDEX,
    NEXT_PLACES,
    OLDEST_WRITER,
    SETTLED,
    TAKE_CASES,
    TAKE_TURN,
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA fastomsorg FROM PUBLIC",
)
"""In the order in which they are made."""
