"""Where people meet the bot: Telegram, and a terminal."""
