-- Staff continuity out of the partial results in parts, one row per unit and client, as
-- continuity_by_unit.sql has it: counts are added up, staff are united, and a visit by both contacts
-- counts once.
-- asked(first_day, end_day), asked_units(unit) and asked_kinds(kind) hold what is asked for.
SELECT
    unit,
    client,
    COUNT(DISTINCT staff) AS staff,
    SUM(visits) AS visits,
    SUM(double_staffed) AS double_staffed,
    SUM(primary_hits) AS primary_hits,
    SUM(primary_base) AS primary_base,
    SUM(deputy_hits) AS deputy_hits,
    SUM(deputy_base) AS deputy_base,
    SUM(primary_hits) + SUM(deputy_hits) - SUM(both_hits) AS total_hits,
    SUM(total_base) AS total_base
FROM parts
WHERE unit IN (SELECT unit FROM asked_units)
    AND kind IN (SELECT kind FROM asked_kinds)
    AND known_from < (SELECT end_day FROM asked)
GROUP BY unit, client
