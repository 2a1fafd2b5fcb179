"""A strict Telegram Bot API on localhost: for rehearsals, and the tests' Telegram."""
