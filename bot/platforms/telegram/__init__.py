"""Telegram: the only package that knows the Bot API.

Two things have to be settled before anything of python-telegram-bot is imported. Its own switch for
durations: with it `RetryAfter.retry_after` and its like are timedeltas, as they will be in its next major
version; without it every use of one warns. And it imports httpx, which brings a command line of its own
along, with all that this draws with; nobody here asks for that, and it makes every start slower.
"""

import os
import sys

os.environ.setdefault("PTB_TIMEDELTA", "true")
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # None: as if it were not installed
