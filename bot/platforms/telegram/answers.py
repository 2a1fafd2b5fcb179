"""Answers of a Bot API server, or of what stands before it, as far as the library can be given them."""

import json
from email.utils import parsedate_to_datetime

LONGEST_DESCRIPTION = 500
"""Characters kept of an error's description."""

TOO_LARGE, TOO_MANY, BAD_GATEWAY = 413, 429, 502
KEPT = (TOO_LARGE, TOO_MANY)
"""Statuses that mean the same whoever gives them."""


def time_of(date: str) -> float | None:
    """Return the seconds since 1970 of an HTTP date; None if it is none."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError):
        return None


def is_done(payload: bytes) -> bool:
    """Whether this is an answer of the Bot API to a call that was done."""
    return payload[:12].replace(b" ", b"").startswith(b'{"ok":true')


def tidy_answer(status: int, payload: bytes) -> tuple[int, bytes]:
    """Return an error answer with nothing but what the library reads, in the form in which it reads it.

    Not every server in between speaks JSON, and the library puts what it cannot read into errors. What a
    gateway says it says of itself: its 403 blocks no chat, and its 401 revokes no token.
    """
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        answer = None
    is_of_the_api = isinstance(answer, dict) and isinstance(answer.get("description"), str)
    if not isinstance(answer, dict):
        answer = {}
    if not is_of_the_api and 400 <= status < 500 and status not in KEPT:
        status = BAD_GATEWAY
    description, parameters = answer.get("description"), answer.get("parameters")
    known = {
        name: value
        for name, value in (parameters.items() if isinstance(parameters, dict) else ())
        if name in ("retry_after", "migrate_to_chat_id") and type(value) is int
    }
    if status == TOO_MANY:
        known.setdefault("retry_after", 1)
    text = description[:LONGEST_DESCRIPTION] if isinstance(description, str) else ""
    return status, json.dumps({"result": None, "description": text, "parameters": known}).encode()
