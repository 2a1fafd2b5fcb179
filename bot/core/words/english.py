"""The bot's own language: every message as it is declared."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from bot.core.words.phrase import MESSAGES, Argument, Phrase

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

PLACE: Final = re.compile(r"\{(\w+)\}(\.(?=\s|$))?")
"""A placeholder, with the full stop that follows it."""
CLOSED: Final = (".", "!", "?", "…")
"""What ends a sentence by itself."""


class English:
    """Says messages in English."""

    lang = "en"

    def __call__(self, phrase: Phrase) -> str:
        """Say a phrase.

        Raises:
            KeyError: no message has its id.
        """
        message = MESSAGES[phrase.id]
        args = dict(phrase.args)
        template = message.other if message.by and args[message.by] != 1 else message.one
        return PLACE.sub(lambda found: self._filled(args[found[1]], found[2] or ""), template)

    def day(self, day: date) -> str:
        """Name a day as "Mon 30 Nov", whatever the machine's language."""
        return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"

    def full_day(self, day: date) -> str:
        """Name a day as "Mon 30 Nov 2026"."""
        return f"{self.day(day)} {day.year}"

    def listed(self, each: Iterable[str]) -> str:
        """Join the parts of a list, as "a, b and c"."""
        *first, last = each
        return f"{', '.join(first)} and {last}" if first else last

    def _filled(self, value: Argument, stop: str) -> str:
        """Say what stands in a place; an author's sentence there brings its full stop itself."""
        said = self._said(value)
        return said if said.endswith(CLOSED) else said + stop

    def _said(self, value: Argument) -> str:
        if isinstance(value, Phrase):
            return self(value)
        return self.day(value) if isinstance(value, date) else str(value)


ENGLISH: Final = English()
