-- Partial results, one row per unit, client, kind of visit, staff and the day from which all who came
-- were in the register: what the visits in some_crews
-- come to of what staff continuity counts. Rows of different days add up, and the staff of them all
-- are those of the rows. asked(first_day, end_day) and asked_units(unit) hold what is asked for.
WITH counted AS (
    SELECT
        some_crews.unit,
        some_crews.client,
        some_crews.kind,
        some_crews.visit,
        some_crews.staff,
        some_crews.crew,
        some_crews.place,
        some_crews.known_from,
        seats.primary_staff,
        seats.deputy_staff
    FROM some_crews
    JOIN seats
        ON seats.client = some_crews.client
        AND seats.unit = some_crews.unit
        AND seats.first_day <= some_crews.on_day
        AND some_crews.on_day < seats.end_day
    WHERE some_crews.performed
        AND NOT some_crews.upside_down
        AND NOT some_crews.again
        AND some_crews.on_day >= (SELECT first_day FROM asked)
        AND some_crews.on_day < (SELECT end_day FROM asked)
        AND some_crews.unit IN (SELECT unit FROM asked_units)
),
by_both AS (
    SELECT visit
    FROM counted
    WHERE crew > 1 AND (staff = primary_staff OR staff = deputy_staff)
    GROUP BY visit
    HAVING COUNT(*) > 1
)
SELECT
    counted.unit,
    counted.client,
    counted.kind,
    counted.staff,
    counted.known_from,
    SUM(CASE WHEN place = 0 THEN 1 ELSE 0 END) AS visits,
    SUM(CASE WHEN place = 0 AND crew > 1 THEN 1 ELSE 0 END) AS double_staffed,
    SUM(CASE WHEN staff = primary_staff THEN 1 ELSE 0 END) AS primary_hits,
    SUM(CASE WHEN place = 0 AND primary_staff IS NOT NULL THEN 1 ELSE 0 END) AS primary_base,
    SUM(CASE WHEN staff = deputy_staff THEN 1 ELSE 0 END) AS deputy_hits,
    SUM(CASE WHEN place = 0 AND deputy_staff IS NOT NULL THEN 1 ELSE 0 END) AS deputy_base,
    SUM(CASE WHEN staff = deputy_staff AND by_both.visit IS NOT NULL THEN 1 ELSE 0 END) AS both_hits,
    SUM(CASE
        WHEN place = 0 AND (primary_staff IS NOT NULL OR deputy_staff IS NOT NULL) THEN 1
        ELSE 0
    END) AS total_base
FROM counted
LEFT JOIN by_both ON by_both.visit = counted.visit
GROUP BY counted.unit, counted.client, counted.kind, counted.staff, counted.known_from
