"""The schema as numbered SQL files. It begins at 8: with what SQLite's steps up to there lead to."""
