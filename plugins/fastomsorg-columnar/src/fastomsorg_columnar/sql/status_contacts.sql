-- Who is contact for those who have a status on a day, one row per staff member and unit: how many
-- of the cases as primary, how many as deputy. asked(on_day, status) and asked_units(unit) hold what
-- is asked for.
WITH standing AS (
    SELECT seats.unit, seats.primary_staff, seats.deputy_staff
    FROM status_spells
    JOIN seats
        ON seats.client = status_spells.client
        AND seats.unit = status_spells.unit
    WHERE status_spells.status = (SELECT status FROM asked)
        AND status_spells.first_day <= (SELECT on_day FROM asked)
        AND status_spells.end_day > (SELECT on_day FROM asked)
        AND seats.first_day <= (SELECT on_day FROM asked)
        AND seats.end_day > (SELECT on_day FROM asked)
        AND status_spells.unit IN (SELECT unit FROM asked_units)
),
held AS (
    SELECT primary_staff AS staff, unit, 1 AS as_primary, 0 AS as_deputy FROM standing
    UNION ALL
    SELECT deputy_staff AS staff, unit, 0 AS as_primary, 1 AS as_deputy FROM standing
)
SELECT
    staff,
    unit,
    CAST(SUM(as_primary) AS BIGINT) AS primary_cases,
    CAST(SUM(as_deputy) AS BIGINT) AS deputy_cases
FROM held
WHERE staff IS NOT NULL
GROUP BY staff, unit
