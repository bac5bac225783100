-- The visits of the units that do not count, by the first reason that holds, out of the partial
-- results in parts: of excluded.sql, what the units asked for made themselves.
-- asked(first_day, end_day), asked_units(unit) and asked_kinds(kind) hold what is asked for.
SELECT
    CASE
        WHEN parts.why IN ('twice', 'not_performed') THEN parts.why
        WHEN asked_kinds.kind IS NULL THEN 'other_kind'
        ELSE parts.why
    END AS why,
    SUM(parts.visits) AS visits
FROM parts
LEFT JOIN asked_kinds ON asked_kinds.kind = parts.kind
WHERE parts.unit IN (SELECT unit FROM asked_units)
    AND (asked_kinds.kind IS NULL OR parts.known_from >= (SELECT end_day FROM asked))
GROUP BY 1
