ALTER TABLE surfaces ADD COLUMN urgency INTEGER NOT NULL DEFAULT 0;

-- The oldest version that may start on this schema, by the newest schema it knows: a step that only adds
-- leaves it as it is, so that older workers are restarted beside newer ones.
ALTER TABLE decision_coach ADD COLUMN oldest INTEGER NOT NULL DEFAULT 9;

-- What the workers that are running now share. It is worth nothing after a crash of the server, which empties
-- these tables: each worker finds itself missing then, and begins anew. Times are those of the server's clock.

CREATE UNLOGGED TABLE workers (
    id    BIGINT PRIMARY KEY,
    build TEXT COLLATE "C" NOT NULL, -- digest of its code
    place TEXT COLLATE "C" NOT NULL, -- what it has in common with processes that see whether it runs
    pid   INTEGER NOT NULL,
    until DOUBLE PRECISION NOT NULL  -- it counts as running until then, and says again and again that it does
);

-- What one worker does for all.
CREATE UNLOGGED TABLE duties (
    duty   TEXT COLLATE "C" PRIMARY KEY,
    worker BIGINT NOT NULL
);

-- Chats that one worker alone makes calls to, and what it leaves to the next one.
CREATE UNLOGGED TABLE claims (
    chat       BIGINT PRIMARY KEY,
    worker     BIGINT NOT NULL,                    -- 0: nobody's
    debt       DOUBLE PRECISION NOT NULL DEFAULT 0, -- seconds until it takes as many calls at once as ever
    at         DOUBLE PRECISION NOT NULL DEFAULT 0, -- when that was so
    rest_until DOUBLE PRECISION NOT NULL DEFAULT 0  -- the chat is left alone until then
);

-- Calls to all chats together, in one row: when the bucket would have been empty, for all and for bulk.
CREATE UNLOGGED TABLE budget (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    calls_at   DOUBLE PRECISION NOT NULL DEFAULT 0,
    bulk_at    DOUBLE PRECISION NOT NULL DEFAULT 0,
    held_until DOUBLE PRECISION NOT NULL DEFAULT 0
);
