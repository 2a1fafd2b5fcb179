"""A button, and what it can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a person can do: what a button stands for, or a typed text."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button: an event of ours, an address to open, or a text to copy; "" for no text."""

    label: str
    event: Event | None = None
    url: str | None = None
    copy: str = ""


Rows: TypeAlias = tuple[tuple[Button, ...], ...]


def in_rows(buttons: Sequence[Button], abreast: int) -> Rows:
    """Return buttons in rows of so many, and a last row of what is left."""
    return tuple(tuple(buttons[at : at + abreast]) for at in range(0, len(buttons), abreast))
