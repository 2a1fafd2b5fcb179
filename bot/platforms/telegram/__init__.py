"""Telegram: the only package that knows the Bot API."""

import bot.platforms.telegram.opt_in  # noqa: F401  # imported for what it sets, before all else here
