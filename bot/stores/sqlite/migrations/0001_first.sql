-- All times are seconds since 1970, UTC. Truth values are 0 and 1.

CREATE TABLE sessions (
    id         INTEGER PRIMARY KEY,
    chat       INTEGER NOT NULL,
    person     INTEGER NOT NULL,
    dialog_id  TEXT    NOT NULL,
    logic_hash TEXT    NOT NULL,
    stage      TEXT    NOT NULL,
    revision   INTEGER NOT NULL,
    body       TEXT    NOT NULL, -- JSON: what has no column here
    used       INTEGER NOT NULL, -- counts up within a chat: the highest was used last, whatever the clock did
    used_at    REAL    NOT NULL,
    created_at REAL    NOT NULL
) STRICT;

CREATE INDEX sessions_used ON sessions (chat, used);
CREATE INDEX sessions_open ON sessions (chat, dialog_id, used) WHERE stage <> 'done';
CREATE INDEX sessions_person ON sessions (person) WHERE person <> chat;

CREATE TABLE surfaces (
    id         INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: a late report must not hit another row
    chat       INTEGER NOT NULL,
    role       TEXT    NOT NULL,
    session    INTEGER REFERENCES sessions (id) ON DELETE CASCADE,
    message_id INTEGER,
    digest     TEXT    NOT NULL DEFAULT '',
    retired    INTEGER,
    revision   INTEGER NOT NULL DEFAULT 1,
    dirty      INTEGER NOT NULL DEFAULT 1,
    below      INTEGER NOT NULL DEFAULT 0, -- revision of the newest mark that wants it below; 0 for none
    since      REAL    NOT NULL,           -- when it was marked while it was clean
    not_before REAL    NOT NULL DEFAULT 0.0,
    attempts   INTEGER NOT NULL DEFAULT 0,
    waiting    INTEGER NOT NULL DEFAULT 0, -- the chat cannot be written to
    screen     TEXT,                       -- JSON, of a message that is sent once
    UNIQUE (session, role)
) STRICT;

CREATE INDEX surfaces_due ON surfaces (since, id, not_before)
    WHERE waiting = 0 AND (dirty = 1 OR retired IS NOT NULL);
CREATE INDEX surfaces_chat ON surfaces (chat);
CREATE INDEX surfaces_waiting ON surfaces (chat) WHERE waiting = 1;

CREATE TABLE updates (
    update_id INTEGER PRIMARY KEY,
    at        REAL NOT NULL
) STRICT;

CREATE TABLE buried (
    update_id INTEGER PRIMARY KEY,
    raw       TEXT NOT NULL,
    problem   TEXT NOT NULL,
    at        REAL NOT NULL
) STRICT;

CREATE TABLE dialogs (
    logic_hash TEXT PRIMARY KEY,
    dialog_id  TEXT NOT NULL,
    text       TEXT NOT NULL,
    kept_at    REAL NOT NULL
) STRICT;

CREATE TABLE keys (
    purpose  TEXT    NOT NULL,
    position INTEGER NOT NULL, -- 0 is the one to sign with
    key      BLOB    NOT NULL,
    PRIMARY KEY (purpose, position)
) STRICT, WITHOUT ROWID;

-- Lines of the file of the forgotten that this database has taken to heart; a restored backup lacks the later ones.
CREATE TABLE forgotten (
    line TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
