-- Whoever leaves a chat leaves the sessions there that have ended, too.
DROP INDEX groups_open;
CREATE INDEX groups_chat ON group_sessions (chat, began);
