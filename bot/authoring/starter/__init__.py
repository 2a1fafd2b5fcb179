"""The files of a new dialog."""
