"""How the bot says things: its short sentences, its buttons' names, dates, counts and lists."""

from collections.abc import Iterable
from datetime import date

BEGIN, BACK, SKIP, NOT_SURE = "Begin", "‹ Back", "Skip", "Not sure"
START_ALONE = "Again, for me alone"
"""What starting again is called below a session that is part of a group's."""
GO_ON, START_AGAIN, CHANGE, ADVISE = "Go on", "Start again", "Change an answer", "Get my advice"
MOVE_OVER = "Move to the new version"
BACK_TO_REVIEW, BACK_TO_RESULT = "‹ Back to my answers", "‹ Back to my result"


def day_and_month(day: date) -> str:
    """A day as "Mon 30 Nov", whatever the machine's language."""
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{weekday} {day.day} {months[day.month - 1]}"


def count(number: int, noun: str) -> str:
    """A number with its noun, as "1 answer" or "3 answers"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def lasting(seconds: float) -> str:
    """How long something took, in the unit that a person would say it in; at least a minute."""
    minutes = max(1, round(seconds / 60))
    if minutes < 100:
        return count(minutes, "minute")
    hours = round(seconds / 3600)
    return count(hours, "hour") if hours < 48 else count(round(seconds / 86_400), "day")


def sentence(text: str) -> str:
    """A text with a full stop, unless it ends a sentence already."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def shortened(text: str, longest: int) -> str:
    """A text on one line, at most `longest` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"


def bullets(lines: Iterable[str]) -> str:
    """A list, a line each; "" for none."""
    return "\n".join(f"• {line}" for line in lines)
