-- How many clients have a status on a day, one row per age: each client once, also with several
-- cases. asked(on_day, status, born_by) and asked_units(unit) hold what is asked for: whoever was
-- born on the day born_by or before is 65 on the day.
SELECT
    CASE
        WHEN clients.born IS NULL THEN 'unknown'
        WHEN clients.born > (SELECT born_by FROM asked) THEN 'younger'
        ELSE 'older'
    END AS age,
    COUNT(DISTINCT status_spells.client) AS clients
FROM status_spells
LEFT JOIN clients ON clients.client = status_spells.client
WHERE status_spells.status = (SELECT status FROM asked)
    AND status_spells.first_day <= (SELECT on_day FROM asked)
    AND status_spells.end_day > (SELECT on_day FROM asked)
    AND status_spells.unit IN (SELECT unit FROM asked_units)
GROUP BY 1
