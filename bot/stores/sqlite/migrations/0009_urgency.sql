-- How urgently a surface is to be shown: a number of `Urgency`, of all marks since it was shown the highest.
-- A process that reads the row spares a group's few calls as the one that marked it would have done.
ALTER TABLE surfaces ADD COLUMN urgency INTEGER NOT NULL DEFAULT 0;
