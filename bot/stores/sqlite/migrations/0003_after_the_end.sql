-- A session that has ended has deadlines too: its members asked to be asked how it went.
DROP INDEX groups_deadline;
CREATE INDEX groups_deadline ON group_sessions (deadline) WHERE deadline IS NOT NULL;

-- Calls to groups of the last minute: whoever starts again must not begin to count anew.
CREATE TABLE calls (
    chat INTEGER NOT NULL,
    at   REAL    NOT NULL
);
