-- What the partial results of each unit are made from, as a digest: the visits in some_visits, and
-- the days in asked(first_day, end_day) of whoever held its seats. (hash() is DuckDB's own.)
WITH visited AS (
    SELECT
        unit,
        COUNT(*) AS visits,
        SUM(hash(client, on_day, kind, performed, upside_down, again, known_from, staff)) AS digest
    FROM some_visits
    GROUP BY unit
),
held AS (
    SELECT
        seats.unit,
        COUNT(*) AS spells,
        SUM(hash(
            seats.client,
            GREATEST(seats.first_day, asked.first_day),
            LEAST(seats.end_day, asked.end_day),
            seats.primary_staff,
            seats.deputy_staff
        )) AS digest
    FROM seats
    JOIN asked ON seats.first_day < asked.end_day AND seats.end_day > asked.first_day
    GROUP BY seats.unit
)
SELECT
    visited.unit,
    concat_ws(' ', visited.visits, visited.digest, held.spells, held.digest) AS digest
FROM visited
LEFT JOIN held ON held.unit = visited.unit
ORDER BY visited.unit
