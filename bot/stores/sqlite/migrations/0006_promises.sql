-- What a person asked to be written about, and where they live by the clock: minutes east of UTC.
ALTER TABLE sessions ADD COLUMN deadline REAL;
ALTER TABLE sessions ADD COLUMN zone INTEGER;

CREATE INDEX sessions_deadline ON sessions (deadline) WHERE deadline IS NOT NULL;
