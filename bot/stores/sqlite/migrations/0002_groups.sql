-- Coached groups. A member's answers are in `sessions`, like anybody's.

CREATE TABLE group_sessions (
    id         INTEGER PRIMARY KEY,
    chat       INTEGER NOT NULL,
    thread     INTEGER,          -- the topic; NULL for none
    dialog_id  TEXT    NOT NULL,
    logic_hash TEXT    NOT NULL,
    coach      INTEGER NOT NULL, -- 0: forgotten
    stage      TEXT    NOT NULL,
    deadline   REAL,             -- when something is to be done without anybody asking
    revision   INTEGER NOT NULL,
    body       TEXT    NOT NULL, -- JSON: what has no column here
    began      INTEGER NOT NULL, -- counts up: the highest is the newest, whatever the clock did
    used_at    REAL    NOT NULL,
    created_at REAL    NOT NULL
) STRICT;

CREATE UNIQUE INDEX groups_began ON group_sessions (began);
CREATE INDEX groups_open ON group_sessions (chat, began) WHERE stage <> 'ended';
CREATE INDEX groups_deadline ON group_sessions (deadline) WHERE stage <> 'ended' AND deadline IS NOT NULL;

CREATE TABLE members (
    group_session INTEGER NOT NULL REFERENCES group_sessions (id) ON DELETE CASCADE,
    seat          INTEGER NOT NULL, -- from 1; all that figures know of a person
    person        INTEGER NOT NULL,
    session       INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    body          TEXT    NOT NULL, -- JSON: the name, and what has no column here
    PRIMARY KEY (group_session, seat)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX members_person ON members (person, group_session);
CREATE UNIQUE INDEX members_session ON members (session);

-- Who leads, the coach among them: to find the groups of a person.
CREATE TABLE coaches (
    person        INTEGER NOT NULL,
    group_session INTEGER NOT NULL REFERENCES group_sessions (id) ON DELETE CASCADE,
    PRIMARY KEY (person, group_session)
) STRICT, WITHOUT ROWID;

CREATE INDEX coaches_group ON coaches (group_session);

ALTER TABLE surfaces ADD COLUMN group_session INTEGER REFERENCES group_sessions (id) ON DELETE CASCADE;
ALTER TABLE surfaces ADD COLUMN part TEXT NOT NULL DEFAULT '';    -- which of its role in the group
ALTER TABLE surfaces ADD COLUMN thread INTEGER;                   -- the topic it is in
ALTER TABLE surfaces ADD COLUMN picture TEXT NOT NULL DEFAULT ''; -- digest of the chart on show

CREATE UNIQUE INDEX surfaces_group ON surfaces (group_session, role, part) WHERE group_session IS NOT NULL;
