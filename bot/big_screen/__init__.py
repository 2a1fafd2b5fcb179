"""The page for a projector: what a group has in its messages, live, for whoever has the link."""
