"""A strict Telegram Bot API of our own: one engine, reached in process or over HTTP on localhost."""
