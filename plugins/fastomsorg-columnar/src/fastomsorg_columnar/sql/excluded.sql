-- The visits that do not count, by the first reason that holds.
-- asked(first_day, end_day), asked_units(unit) and asked_kinds(kind) hold what is asked for.
WITH judged AS (
    SELECT
        CASE
            WHEN NOT visits.performed THEN 'not_performed'
            WHEN visits.kind NOT IN (SELECT kind FROM asked_kinds) THEN 'other_kind'
            WHEN visits.unit NOT IN (SELECT unit FROM asked_units) THEN 'other_unit'
            WHEN visits.on_day IS NULL THEN 'no_start'
            WHEN visits.upside_down THEN 'upside_down'
            WHEN visits.on_day < (SELECT first_day FROM asked) THEN 'outside_period'
            WHEN visits.on_day >= (SELECT end_day FROM asked) THEN 'outside_period'
            WHEN seats.client IS NULL THEN 'outside_stay'
            WHEN visits.crew = 0 THEN 'no_staff'
        END AS why
    FROM visits
    LEFT JOIN seats
        ON seats.client = visits.client
        AND seats.unit = visits.unit
        AND seats.first_day <= visits.on_day
        AND visits.on_day < seats.end_day
)
SELECT why, COUNT(*) AS visits
FROM judged
WHERE why IS NOT NULL
GROUP BY why
