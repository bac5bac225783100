-- What the partial results of each unit are made from, as a digest: the visits in some_visits, who of
-- the clients is in the register, and the days in asked(first_day, end_day) of whoever held its
-- seats. (hash() is DuckDB's own.)
WITH visited AS (
    SELECT
        some_visits.unit,
        COUNT(*) AS visits,
        SUM(hash(
            some_visits.client,
            clients.client IS NULL,
            some_visits.on_day,
            some_visits.kind,
            some_visits.performed,
            some_visits.upside_down,
            some_visits.again,
            some_visits.known_from,
            some_visits.staff
        )) AS digest
    FROM some_visits
    LEFT JOIN clients ON clients.client = some_visits.client
    GROUP BY some_visits.unit
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
