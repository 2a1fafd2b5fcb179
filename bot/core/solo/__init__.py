"""One person's way through a dialog: the session, its engine, its screens."""
