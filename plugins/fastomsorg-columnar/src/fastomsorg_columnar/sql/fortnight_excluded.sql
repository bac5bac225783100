-- The visits of the national fourteen days that do not count, by the first reason that holds.
-- asked(first_day, end_day) and asked_units(unit) hold what is asked for.
WITH judged AS (
    SELECT
        CASE
            WHEN again THEN 'twice'
            WHEN NOT performed THEN 'not_performed'
            WHEN kind <> 'home_care' THEN 'other_kind'
            WHEN minute IS NULL THEN 'no_start'
            WHEN upside_down THEN 'upside_down'
            WHEN minute < 7 * 60 OR minute >= 22 * 60 THEN 'night'
            WHEN crew = 0 THEN 'no_staff'
            WHEN known_from >= (SELECT end_day FROM asked) THEN 'unknown_staff'
        END AS why
    FROM visits
    WHERE on_day >= (SELECT first_day FROM asked)
        AND on_day < (SELECT end_day FROM asked)
        AND unit IN (SELECT unit FROM asked_units)
)
SELECT why, COUNT(*) AS visits
FROM judged
WHERE why IS NOT NULL
GROUP BY why
