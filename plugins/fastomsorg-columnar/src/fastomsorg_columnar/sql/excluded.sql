-- The visits of the days that do not count, by the first reason that holds: those made by the units
-- asked for, and those that another unit made to somebody with a stay at one of them that day.
-- asked(first_day, end_day), asked_units(unit) and asked_kinds(kind) hold what is asked for.
WITH looked_at AS (
    SELECT
        visits.client,
        visits.unit,
        visits.on_day,
        visits.performed,
        visits.upside_down,
        visits.crew,
        asked_units.unit IS NOT NULL AS of_unit,
        asked_kinds.kind IS NOT NULL AS of_kind
    FROM visits
    LEFT JOIN asked_units ON asked_units.unit = visits.unit
    LEFT JOIN asked_kinds ON asked_kinds.kind = visits.kind
    WHERE visits.on_day >= (SELECT first_day FROM asked)
        AND visits.on_day < (SELECT end_day FROM asked)
),
stays AS (
    SELECT seats.client, seats.unit, seats.first_day, seats.end_day
    FROM seats
    JOIN asked_units ON asked_units.unit = seats.unit
),
judged AS (
    SELECT
        CASE
            WHEN NOT looked_at.performed THEN 'not_performed'
            WHEN NOT looked_at.of_kind THEN 'other_kind'
            WHEN looked_at.upside_down THEN 'upside_down'
            WHEN stays.client IS NULL THEN 'outside_stay'
            WHEN looked_at.crew = 0 THEN 'no_staff'
        END AS why
    FROM looked_at
    LEFT JOIN stays
        ON stays.client = looked_at.client
        AND stays.unit = looked_at.unit
        AND stays.first_day <= looked_at.on_day
        AND looked_at.on_day < stays.end_day
    WHERE looked_at.of_unit
    UNION ALL
    SELECT 'other_unit' AS why
    FROM looked_at
    WHERE looked_at.performed
        AND looked_at.of_kind
        AND NOT looked_at.of_unit
        AND EXISTS (
            SELECT 1
            FROM stays
            WHERE stays.client = looked_at.client
                AND stays.first_day <= looked_at.on_day
                AND looked_at.on_day < stays.end_day
        )
)
SELECT why, COUNT(*) AS visits
FROM judged
WHERE why IS NOT NULL
GROUP BY why
