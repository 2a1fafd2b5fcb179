"""YAML text to a checked `Dialog`, with every mistake reported where it was written."""
