"""Hints for a name that does not exist."""

import re
from collections.abc import Container, Iterable
from difflib import get_close_matches

from bot.loader.signs import plain_name

LONGEST_NAME = 40
LONGEST_LIST = 8
COMPARISON = re.compile(r"[<>=]|\s(and|or|is|not)\s")
"""What a text has in it that is meant to compare."""


def did_you_mean(word: str, known: Iterable[str], taken: Container[str] = ()) -> str:
    """Return a hint: the closest known name, or all of them if they are few; "" for neither.

    taken: names that stand beside the word already, and would then stand there twice.
    """
    names = sorted(set(known))
    close = get_close_matches(plain_name(word), names, n=1) if len(word) <= LONGEST_NAME else []
    if close and close[0] in taken:
        return f"`{close[0]}` is here already; remove one of the two"
    names = [name for name in names if name not in taken]
    if close:
        return f"did you mean `{close[0]}`?"
    if 0 < len(names) <= LONGEST_LIST:
        return f"use {listed(names, 'or')}"
    return ""


def suggest_fact(written: str, known: Iterable[str]) -> str:
    """Return a hint for what stands in a fact's place: how a comparison is written, or what was meant."""
    if COMPARISON.search(written):
        return "write a comparison as {scale: {gt: 50}} or {question: option}"
    return did_you_mean(written, known)


def listed(names: Iterable[str], joint: str = "and") -> str:
    """Return names in quotes, joined into words: `a`, `b` and `c`."""
    quoted = [f"`{name}`" for name in names]
    return f" {joint} ".join(part for part in (", ".join(quoted[:-1]), *quoted[-1:]) if part)
