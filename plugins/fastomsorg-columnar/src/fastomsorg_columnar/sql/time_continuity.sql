-- Visits by whether they start as planned, or why they cannot be compared.
-- asked_margin(microseconds) holds how far from the plan a start may be, before or after.
WITH judged AS (
    SELECT
        CASE
            WHEN NOT performed THEN 'not_performed'
            WHEN planned_starts IS NULL THEN 'not_planned'
            WHEN starts IS NULL THEN 'no_start'
            WHEN ABS(late) <= (SELECT microseconds FROM asked_margin) THEN 'on_time'
            ELSE 'off'
        END AS how
    FROM visits
)
SELECT how, COUNT(*) AS visits
FROM judged
GROUP BY how
