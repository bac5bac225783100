-- Visits by whether they start as planned, or why they cannot be compared.
-- asked(first_day, end_day), asked_units(unit) and asked_margin(microseconds) hold what is asked
-- for: how far from the plan a start may be, before or after.
WITH judged AS (
    SELECT
        CASE
            WHEN again THEN 'twice'
            WHEN NOT performed THEN 'not_performed'
            WHEN planned_starts IS NULL THEN 'not_planned'
            WHEN starts IS NULL THEN 'no_start'
            WHEN ABS(late) <= (SELECT microseconds FROM asked_margin) THEN 'on_time'
            ELSE 'off'
        END AS how
    FROM visits
    WHERE on_day >= (SELECT first_day FROM asked)
        AND on_day < (SELECT end_day FROM asked)
        AND unit IN (SELECT unit FROM asked_units)
)
SELECT how, COUNT(*) AS visits
FROM judged
GROUP BY how
