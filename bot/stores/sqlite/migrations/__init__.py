"""The schema as numbered SQL files, each applied once in one transaction; a released one is never edited."""
