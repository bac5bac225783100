-- Staff continuity, one row per unit and client: continuity.sql, of each unit by itself.
-- asked(first_day, end_day), asked_units(unit) and asked_kinds(kind) hold what is asked for.
WITH counted AS (
    SELECT
        crews.unit,
        crews.client,
        crews.visit,
        crews.staff,
        crews.crew,
        crews.place,
        seats.primary_staff,
        seats.deputy_staff
    FROM crews
    JOIN seats
        ON seats.client = crews.client
        AND seats.unit = crews.unit
        AND seats.first_day <= crews.on_day
        AND crews.on_day < seats.end_day
    WHERE crews.performed
        AND NOT crews.upside_down
        AND NOT crews.again
        AND crews.known_from < (SELECT end_day FROM asked)
        AND crews.on_day >= (SELECT first_day FROM asked)
        AND crews.on_day < (SELECT end_day FROM asked)
        AND crews.unit IN (SELECT unit FROM asked_units)
        AND crews.kind IN (SELECT kind FROM asked_kinds)
)
SELECT
    unit,
    client,
    COUNT(DISTINCT staff) AS staff,
    SUM(CASE WHEN place = 0 THEN 1 ELSE 0 END) AS visits,
    SUM(CASE WHEN place = 0 AND crew > 1 THEN 1 ELSE 0 END) AS double_staffed,
    SUM(CASE WHEN staff = primary_staff THEN 1 ELSE 0 END) AS primary_hits,
    SUM(CASE WHEN place = 0 AND primary_staff IS NOT NULL THEN 1 ELSE 0 END) AS primary_base,
    SUM(CASE WHEN staff = deputy_staff THEN 1 ELSE 0 END) AS deputy_hits,
    SUM(CASE WHEN place = 0 AND deputy_staff IS NOT NULL THEN 1 ELSE 0 END) AS deputy_base,
    SUM(CASE WHEN crew = 1 AND (staff = primary_staff OR staff = deputy_staff) THEN 1 ELSE 0 END)
        + COUNT(DISTINCT CASE
            WHEN crew > 1 AND (staff = primary_staff OR staff = deputy_staff) THEN visit
        END) AS total_hits,
    SUM(CASE
        WHEN place = 0 AND (primary_staff IS NOT NULL OR deputy_staff IS NOT NULL) THEN 1
        ELSE 0
    END) AS total_base
FROM counted
GROUP BY unit, client
