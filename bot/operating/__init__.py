"""For those who operate the bot: commands, and what they look at."""
