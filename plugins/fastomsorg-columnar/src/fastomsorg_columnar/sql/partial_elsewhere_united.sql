-- The visits that other units made to somebody with a stay at one of the units that day, out of the
-- partial results in parts: of excluded.sql, what the units asked for did not make themselves.
-- asked_units(unit) and asked_kinds(kind) hold what is asked for. (Lists are DuckDB's own.)
WITH met AS (
    SELECT told, visits
    FROM parts
    WHERE kind IN (SELECT kind FROM asked_kinds)
        AND unit NOT IN (SELECT unit FROM asked_units)
        AND LIST_HAS_ANY(stays, (SELECT LIST(unit) FROM asked_units))
),
counted AS (
    SELECT
        COUNT(DISTINCT told) + COALESCE(SUM(CASE WHEN told IS NULL THEN visits END), 0) AS different,
        COALESCE(SUM(visits), 0) AS visits
    FROM met
)
SELECT 'other_unit' AS why, different AS visits
FROM counted
WHERE different > 0
UNION ALL
SELECT 'twice' AS why, visits - different AS visits
FROM counted
WHERE visits > different
