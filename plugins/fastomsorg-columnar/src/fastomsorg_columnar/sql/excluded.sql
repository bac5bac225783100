-- The visits of the days that do not count, by the first reason that holds: those made by the units
-- asked for, and those that another unit made to somebody with a stay at one of them that day.
-- asked(first_day, end_day), asked_units(unit) and asked_kinds(kind) hold what is asked for.
WITH looked_at AS (
    SELECT
        visits.visit,
        visits.id,
        visits.client,
        visits.unit,
        visits.on_day,
        visits.performed,
        visits.upside_down,
        visits.again,
        visits.crew,
        visits.known_from >= (SELECT end_day FROM asked) AS by_unknown,
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
            WHEN looked_at.again THEN 'twice'
            WHEN NOT looked_at.performed THEN 'not_performed'
            WHEN NOT looked_at.of_kind THEN 'other_kind'
            WHEN looked_at.upside_down THEN 'upside_down'
            WHEN stays.client IS NOT NULL AND looked_at.crew > 0 AND NOT looked_at.by_unknown
                THEN NULL
            WHEN clients.client IS NULL THEN 'unknown_client'
            WHEN stays.client IS NULL THEN 'outside_stay'
            WHEN looked_at.crew = 0 THEN 'no_staff'
            ELSE 'unknown_staff'
        END AS why
    FROM looked_at
    LEFT JOIN clients ON clients.client = looked_at.client
    LEFT JOIN stays
        ON stays.client = looked_at.client
        AND stays.unit = looked_at.unit
        AND stays.first_day <= looked_at.on_day
        AND looked_at.on_day < stays.end_day
    WHERE looked_at.of_unit
    UNION ALL
    SELECT
        CASE
            WHEN ROW_NUMBER() OVER (
                PARTITION BY looked_at.id, looked_at.on_day ORDER BY looked_at.visit
            ) > 1 THEN 'twice'
            ELSE 'other_unit'
        END AS why
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
