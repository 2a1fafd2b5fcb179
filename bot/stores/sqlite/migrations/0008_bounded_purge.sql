-- A purge finds what nobody has used for long without reading everything.
CREATE INDEX sessions_used_at ON sessions (used_at);
CREATE INDEX groups_used_at ON group_sessions (used_at);
CREATE INDEX surfaces_once ON surfaces (since) WHERE session IS NULL AND group_session IS NULL;
