-- Staff continuity, one row per unit and client: continuity.sql, of each unit by itself.
-- asked(first_day, end_day), asked_units(unit) and asked_kinds(kind) hold what is asked for.
WITH asked_seats AS (
    SELECT
        seats.client,
        seats.unit,
        GREATEST(seats.first_day, asked.first_day) AS first_day,
        LEAST(seats.end_day, asked.end_day) AS end_day,
        seats.primary_staff,
        seats.deputy_staff
    FROM seats
    JOIN asked_units ON asked_units.unit = seats.unit
    CROSS JOIN asked
),
counted AS (
    SELECT
        crews.unit,
        crews.client,
        crews.visit,
        crews.staff,
        crews.crew,
        crews.place,
        asked_seats.primary_staff,
        asked_seats.deputy_staff
    FROM crews
    JOIN asked_seats
        ON asked_seats.client = crews.client
        AND asked_seats.unit = crews.unit
        AND asked_seats.first_day <= crews.on_day
        AND crews.on_day < asked_seats.end_day
    WHERE crews.performed
        AND NOT crews.upside_down
        AND NOT crews.again
        AND crews.known_from < (SELECT end_day FROM asked)
        AND crews.kind IN (SELECT kind FROM asked_kinds)
)
SELECT
    unit,
    client,
    COUNT(DISTINCT staff) AS staff,
    COUNT(CASE WHEN place = 0 THEN 1 END) AS visits,
    COUNT(CASE WHEN place = 0 AND crew > 1 THEN 1 END) AS double_staffed,
    COUNT(CASE WHEN staff = primary_staff THEN 1 END) AS primary_hits,
    COUNT(CASE WHEN place = 0 AND primary_staff IS NOT NULL THEN 1 END) AS primary_base,
    COUNT(CASE WHEN staff = deputy_staff THEN 1 END) AS deputy_hits,
    COUNT(CASE WHEN place = 0 AND deputy_staff IS NOT NULL THEN 1 END) AS deputy_base,
    COUNT(CASE WHEN crew = 1 AND (staff = primary_staff OR staff = deputy_staff) THEN 1 END)
        + COUNT(DISTINCT CASE
            WHEN crew > 1 AND (staff = primary_staff OR staff = deputy_staff) THEN visit
        END) AS total_hits,
    COUNT(CASE
        WHEN place = 0 AND (primary_staff IS NOT NULL OR deputy_staff IS NOT NULL) THEN 1
    END) AS total_base
FROM counted
GROUP BY unit, client
