-- The partial results in parts of the units in asked_units(unit), as they stand.
SELECT *
FROM parts
WHERE unit IN (SELECT unit FROM asked_units)
