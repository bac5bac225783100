-- The tables of the layout as temporary views over a store in PostgreSQL, where an id stands for
-- itself and no number for it. asked_span(begins, ends) says between which instants visits are
-- looked for, in microseconds since 1970: no narrower than the days that are asked for.
CREATE TEMPORARY VIEW status_spells AS
SELECT client, unit, start AS first_day, "end" AS end_day, status
FROM fastomsorg.spell;

CREATE TEMPORARY VIEW seats AS
SELECT
    client,
    unit,
    start AS first_day,
    "end" AS end_day,
    stay_start AS stay,
    "primary" AS primary_staff,
    deputy AS deputy_staff
FROM fastomsorg.spell;

CREATE TEMPORARY VIEW clients AS
SELECT DISTINCT ON (id) id AS client, born
FROM fastomsorg.client
ORDER BY id, number DESC;

CREATE TEMPORARY VIEW absences AS
SELECT
    who,
    id,
    CASE WHEN who = 'client' THEN id END AS client,
    start AS first_day,
    COALESCE("end", DATE '9999-12-31') AS end_day,
    reason
FROM fastomsorg.absence;

CREATE TEMPORARY VIEW swedish_visits AS
SELECT
    visit.*,
    CAST(staff AS jsonb) AS everybody,
    (TIMESTAMPTZ 'epoch' + begins * INTERVAL '1 microsecond') AT TIME ZONE 'Europe/Stockholm'
        AS clock
FROM fastomsorg.visit
WHERE begins >= (SELECT asked_span.begins FROM asked_span)
    AND begins < (SELECT asked_span.ends FROM asked_span);

CREATE TEMPORARY VIEW visits AS
SELECT
    id AS visit,
    id,
    client,
    unit,
    CAST(clock AS date) AS on_day,
    kind,
    performed,
    COALESCE(ends < starts, FALSE) AS upside_down,
    FALSE AS again,
    (
        SELECT COALESCE(MAX(COALESCE(first_row.since, DATE '9999-12-31')), DATE '1900-01-01')
        FROM jsonb_array_elements_text(everybody) AS each (id)
        LEFT JOIN LATERAL (
            SELECT MIN(since) AS since
            FROM fastomsorg.staff
            WHERE staff.id = each.id
        ) AS first_row ON TRUE
    ) AS known_from,
    CASE
        WHEN starts IS NOT NULL THEN EXTRACT(HOUR FROM clock) * 60 + EXTRACT(MINUTE FROM clock)
    END AS minute,
    CASE
        WHEN jsonb_array_length(everybody) < 2 THEN jsonb_array_length(everybody)
        ELSE (SELECT COUNT(DISTINCT each) FROM jsonb_array_elements_text(everybody) AS each)
    END AS crew,
    starts - planned_starts AS late,
    starts,
    planned_starts,
    everybody
FROM swedish_visits;

CREATE TEMPORARY VIEW crews AS
SELECT
    visits.visit,
    visits.client,
    visits.unit,
    visits.on_day,
    visits.kind,
    visits.performed,
    visits.upside_down,
    visits.again,
    visits.known_from,
    visits.minute,
    took_part.staff,
    visits.crew,
    took_part.place
FROM visits
CROSS JOIN LATERAL (
    SELECT
        each.staff COLLATE "C" AS staff,
        ROW_NUMBER() OVER (ORDER BY MIN(each.place)) - 1 AS place
    FROM jsonb_array_elements_text(visits.everybody) WITH ORDINALITY AS each (staff, place)
    GROUP BY each.staff
) AS took_part;
