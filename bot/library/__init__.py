"""The dialogs on offer: read, kept current, found by name."""
