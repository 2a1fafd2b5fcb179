"""Dead letters as an operator reads them: what kind of update, when, and why it could not be handled.

What a person wrote is in none of these lines; `content` gives it to whoever asks for it by name.
"""

import json
import re
from datetime import UTC, datetime
from typing import Final

from bot.platforms.telegram.calls import is_update
from bot.platforms.telegram.reading import READ
from bot.stores.archive import DeadLetter

UNKNOWN: Final = "unknown"
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys instead of showing it; the end of a line may stay."""


def letter_line(letter: DeadLetter) -> str:
    """Return one line: id, when, kind, why."""
    return f"{letter.update_id:>12}  {_moment(letter)}  {letter_kind(letter):<16}  {letter.problem}"


def letter_facts(letter: DeadLetter) -> str:
    """Return what is known of a letter, a line each, without its content."""
    facts = {
        "update": letter.update_id,
        "put aside": _moment(letter),
        "kind": letter_kind(letter),
        "why": letter.problem,
        "size": f"{len(letter.raw.encode())} bytes",
    }
    return "\n".join(f"{name + ':':<11} {fact}" for name, fact in facts.items())


def letter_kind(letter: DeadLetter) -> str:
    """Return which kind of update of the Bot API it is; "unknown" for none that the bot reads."""
    update = _read(letter)
    return next((kind for kind in READ if isinstance(update, dict) and kind in update), UNKNOWN)


def letter_content(letter: DeadLetter) -> str:
    """Return the update as it came, with what a person wrote."""
    update = _read(letter)
    content = letter.raw if update is None else json.dumps(update, indent=2, ensure_ascii=False)
    return _CONTROL.sub(lambda sign: f"\\u{ord(sign[0]):04x}", content)


def can_be_retried(letter: DeadLetter) -> bool:
    """Whether it is an update at all: without an id, nothing could keep it from counting twice."""
    return is_update(_read(letter))


def _read(letter: DeadLetter) -> object:
    try:
        return json.loads(letter.raw)
    except (ValueError, RecursionError):  # the latter where it is nested too deep
        return None


def _moment(letter: DeadLetter) -> str:
    try:
        return datetime.fromtimestamp(letter.at, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (ValueError, OverflowError, OSError):
        return UNKNOWN  # of a clock that was far off
