-- Absences that touch the days in asked(first_day, end_day).
SELECT who, id, first_day, end_day, reason
FROM absences
WHERE first_day < (SELECT end_day FROM asked)
    AND end_day > (SELECT first_day FROM asked)
ORDER BY first_day, who, id
