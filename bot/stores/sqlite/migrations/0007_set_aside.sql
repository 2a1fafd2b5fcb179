-- Rows that could not be read, as they were. They stand in nobody's way here, and a version of the bot that
-- can read them takes them back.
CREATE TABLE set_aside (
    id            INTEGER PRIMARY KEY,
    item          TEXT    NOT NULL, -- the table it was in
    person        INTEGER NOT NULL, -- whose it is; 0 for a group
    chat          INTEGER NOT NULL,
    group_session INTEGER NOT NULL, -- the group it is of; 0 for none
    content       TEXT    NOT NULL, -- JSON: column -> value
    problem       TEXT    NOT NULL,
    at            REAL    NOT NULL
) STRICT;

CREATE INDEX set_aside_person ON set_aside (person);
CREATE INDEX set_aside_group ON set_aside (group_session) WHERE group_session <> 0;
