-- Partial results of what does not count, one row per unit, kind of visit, reason and day: how many
-- of the visits in some_visits do not count for that reason where what is asked for ends on
-- known_from or before. What is of another kind than those asked for is told when that is known.
-- asked(first_day, end_day) and asked_units(unit) hold what is asked for.
WITH looked_at AS (
    SELECT
        some_visits.unit,
        some_visits.kind,
        some_visits.again,
        some_visits.performed,
        some_visits.upside_down,
        some_visits.crew,
        some_visits.known_from,
        clients.client IS NOT NULL AS of_client,
        seats.client IS NOT NULL AS in_stay
    FROM some_visits
    LEFT JOIN clients ON clients.client = some_visits.client
    LEFT JOIN seats
        ON seats.client = some_visits.client
        AND seats.unit = some_visits.unit
        AND seats.first_day <= some_visits.on_day
        AND some_visits.on_day < seats.end_day
    WHERE some_visits.on_day >= (SELECT first_day FROM asked)
        AND some_visits.on_day < (SELECT end_day FROM asked)
        AND some_visits.unit IN (SELECT unit FROM asked_units)
),
judged AS (
    SELECT
        unit,
        kind,
        CASE
            WHEN again THEN 'twice'
            WHEN NOT performed THEN 'not_performed'
            WHEN upside_down THEN 'upside_down'
            WHEN NOT of_client THEN 'unknown_client'
            WHEN NOT in_stay THEN 'outside_stay'
            WHEN crew = 0 THEN 'no_staff'
            ELSE 'unknown_staff'
        END AS why,
        CASE
            WHEN performed AND NOT again AND NOT upside_down AND in_stay AND crew > 0
                THEN known_from
            ELSE DATE '9999-12-31'
        END AS known_from
    FROM looked_at
)
SELECT unit, kind, why, known_from, COUNT(*) AS visits
FROM judged
GROUP BY unit, kind, why, known_from
