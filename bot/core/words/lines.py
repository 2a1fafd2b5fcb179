"""Texts made to fit: shortened to one line, listed line by line."""

import re
from collections.abc import Iterable
from typing import Final

LONGEST_SLUG: Final = 30


def shorten_line(text: str, longest: int) -> str:
    """Return a text on one line, at most `longest` characters; a cut is behind a word, where it can be."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    whole = flat[:longest].rpartition(" ")[0]
    return f"{whole if 2 * len(whole) > longest else flat[: longest - 1]}…"


def slug(text: str) -> str:
    """Return a text as a part of a file's name: letters and digits, at most 30; "" where it has none."""
    return "-".join(re.findall(r"\w+", text.lower().replace("_", " ")))[:LONGEST_SLUG].strip("-")


def bullets(lines: Iterable[str]) -> str:
    """Return a list, a line each; "" for none."""
    return "\n".join(f"• {line}" for line in lines)


def zone_name(zone: int) -> str:
    """Return what a zone is called, as "UTC+02:00". zone: minutes east of UTC."""
    return f"UTC{'-' if zone < 0 else '+'}{abs(zone) // 60:02d}:{abs(zone) % 60:02d}" if zone else "UTC"
