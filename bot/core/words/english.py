"""The bot's own language: every message as it is declared."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from bot.core.words.phrase import MESSAGES, PLACEHOLDER, Argument, Phrase

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class English:
    """Says messages in English."""

    lang = "en"
    is_rtl = False

    def __call__(self, phrase: Phrase) -> str:
        """Say a phrase.

        Raises:
            KeyError: no message has its id.
        """
        message = MESSAGES[phrase.id]
        args = dict(phrase.args)
        template = message.other if message.by and args[message.by] != 1 else message.one
        return PLACEHOLDER.sub(lambda found: self._said(args[found[1]]), template)

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

    def _said(self, value: Argument) -> str:
        if isinstance(value, Phrase):
            return self(value)
        return self.day(value) if isinstance(value, date) else str(value)


ENGLISH: Final = English()
