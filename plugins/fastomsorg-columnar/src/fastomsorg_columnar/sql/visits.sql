-- Visits whole, of the days in asked(first_day, end_day) and the units in asked_units(unit).
SELECT
    id,
    client,
    unit,
    starts,
    ends,
    planned_starts,
    planned_ends,
    kind,
    services,
    staff,
    planned_staff,
    performed,
    registered_afterwards
FROM visits
WHERE on_day >= (SELECT first_day FROM asked)
    AND on_day < (SELECT end_day FROM asked)
    AND unit IN (SELECT unit FROM asked_units)
ORDER BY COALESCE(starts, planned_starts), id
