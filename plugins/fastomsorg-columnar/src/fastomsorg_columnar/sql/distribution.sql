-- Who has a status on a day, one row per client and unit: how old the client is, and who are
-- primary and deputy. asked(on_day, status, born_by) and asked_units(unit) hold what is asked for:
-- whoever was born on the day born_by or before is 65 on the day.
SELECT
    status_spells.client,
    status_spells.unit,
    CASE
        WHEN clients.born IS NULL THEN 'unknown'
        WHEN clients.born > (SELECT born_by FROM asked) THEN 'younger'
        ELSE 'older'
    END AS age,
    seats.primary_staff,
    seats.deputy_staff
FROM status_spells
JOIN seats
    ON seats.client = status_spells.client
    AND seats.unit = status_spells.unit
LEFT JOIN clients ON clients.client = status_spells.client
WHERE status_spells.status = (SELECT status FROM asked)
    AND status_spells.first_day <= (SELECT on_day FROM asked)
    AND status_spells.end_day > (SELECT on_day FROM asked)
    AND seats.first_day <= (SELECT on_day FROM asked)
    AND seats.end_day > (SELECT on_day FROM asked)
    AND status_spells.unit IN (SELECT unit FROM asked_units)
