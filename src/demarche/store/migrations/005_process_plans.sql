-- Announced rounds of known processes ("the summit will take place in April") stand in the calendar too.

ALTER TABLE plans ADD COLUMN process TEXT;
ALTER TABLE plans ADD COLUMN sentence INTEGER;
CREATE INDEX process_statuses_day ON process_statuses (process, status, day);
