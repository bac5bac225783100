-- Partial results of the visits in some_visits to somebody with a stay at other units that day, one
-- row per unit that made them, kind of visit and those other units. A visit of which more than one
-- of them told has a row of its own for each, and the number of the first in told.
-- asked(first_day, end_day) holds what is asked for. (Lists are DuckDB's own.)
WITH stayed AS (
    SELECT
        some_visits.visit,
        some_visits.id,
        some_visits.on_day,
        some_visits.unit,
        some_visits.kind,
        LIST_SORT(LIST(DISTINCT seats.unit)) AS stays
    FROM some_visits
    JOIN seats
        ON seats.client = some_visits.client
        AND seats.unit <> some_visits.unit
        AND seats.first_day <= some_visits.on_day
        AND some_visits.on_day < seats.end_day
    WHERE some_visits.performed
        AND some_visits.on_day >= (SELECT first_day FROM asked)
        AND some_visits.on_day < (SELECT end_day FROM asked)
    GROUP BY ALL
),
told_of AS (
    SELECT
        unit,
        kind,
        stays,
        MIN(visit) OVER same AS earliest,
        COUNT(*) OVER same AS times
    FROM stayed
    WINDOW same AS (PARTITION BY id, on_day)
),
marked AS (
    SELECT unit, kind, stays, CASE WHEN times > 1 THEN earliest END AS told
    FROM told_of
)
SELECT unit, kind, stays, told, COUNT(*) AS visits
FROM marked
GROUP BY unit, kind, stays, told
