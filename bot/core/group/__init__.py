"""A group and its coach: the stages of a session, who sits in it, what is counted, and what it shows."""
