-- Who was succeeded by another person as primary from first_day to on_day, both included, of the
-- clients with a stay at the unit on on_day; days without a primary in between do not matter.
-- asked(first_day, on_day, born_by) and asked_units(unit) hold what is asked for: whoever was born
-- on the day born_by or before is 65 on on_day.
WITH held AS (
    SELECT
        client,
        unit,
        first_day,
        primary_staff,
        LAG(primary_staff) OVER (PARTITION BY client, unit, stay ORDER BY first_day) AS former
    FROM seats
    WHERE primary_staff IS NOT NULL
        AND unit IN (SELECT unit FROM asked_units)
),
ongoing AS (
    SELECT client, unit
    FROM seats
    WHERE first_day <= (SELECT on_day FROM asked)
        AND end_day > (SELECT on_day FROM asked)
)
SELECT
    held.client,
    held.unit,
    held.first_day AS on_day,
    held.former,
    held.primary_staff AS successor,
    CASE
        WHEN clients.born IS NULL THEN 'unknown'
        WHEN clients.born > (SELECT born_by FROM asked) THEN 'younger'
        ELSE 'older'
    END AS age
FROM held
JOIN ongoing ON ongoing.client = held.client AND ongoing.unit = held.unit
LEFT JOIN clients ON clients.client = held.client
WHERE held.former <> held.primary_staff
    AND held.first_day >= (SELECT first_day FROM asked)
    AND held.first_day <= (SELECT on_day FROM asked)
