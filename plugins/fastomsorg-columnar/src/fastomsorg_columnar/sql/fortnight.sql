-- The national fourteen days, one row per client with a visit that counts: different staff, and
-- why the client is left out, if so. asked(first_day, end_day, born_by) and asked_units(unit) hold
-- what is asked for: whoever was born on the day born_by or before is 65 on the first day.
WITH counted AS (
    SELECT client, on_day, staff, place
    FROM crews
    WHERE performed
        AND kind = 'home_care'
        AND NOT upside_down
        AND NOT again
        AND known_from < (SELECT end_day FROM asked)
        AND on_day >= (SELECT first_day FROM asked)
        AND on_day < (SELECT end_day FROM asked)
        AND unit IN (SELECT unit FROM asked_units)
        AND minute >= 7 * 60
        AND minute < 22 * 60
),
by_day AS (
    SELECT client, on_day, SUM(CASE WHEN place = 0 THEN 1 ELSE 0 END) AS visits
    FROM counted
    GROUP BY client, on_day
),
kept AS (
    SELECT client, COUNT(*) AS days, MIN(visits) AS fewest
    FROM by_day
    GROUP BY client
),
met AS (
    SELECT client, COUNT(DISTINCT staff) AS staff
    FROM counted
    GROUP BY client
),
away AS (
    SELECT DISTINCT client
    FROM absences
    WHERE first_day < (SELECT end_day FROM asked)
        AND end_day > (SELECT first_day FROM asked)
)
SELECT
    met.client,
    met.staff,
    CASE
        WHEN clients.born IS NULL THEN 'age_unknown'
        WHEN clients.born > (SELECT born_by FROM asked) THEN 'younger'
        WHEN away.client IS NOT NULL THEN 'away'
        WHEN kept.days < 14 OR kept.fewest < 2 THEN 'few_visits'
    END AS left_out
FROM met
JOIN kept ON kept.client = met.client
LEFT JOIN clients ON clients.client = met.client
LEFT JOIN away ON away.client = met.client
