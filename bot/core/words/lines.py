"""Texts made to fit: shortened to one line, listed line by line."""

from collections.abc import Iterable


def shorten_line(text: str, longest: int) -> str:
    """Return a text on one line, at most `longest` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"


def bullets(lines: Iterable[str]) -> str:
    """Return a list, a line each; "" for none."""
    return "\n".join(f"• {line}" for line in lines)
