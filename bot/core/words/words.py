"""Texts made to fit: shortened to one line, listed line by line."""

from collections.abc import Iterable


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


def shorten_line(text: str, longest: int) -> str:
    """A text on one line, at most `longest` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"


def bullets(lines: Iterable[str]) -> str:
    """A list, a line each; "" for none."""
    return "\n".join(f"• {line}" for line in lines)
