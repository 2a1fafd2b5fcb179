"""The Bot API as plain data: calls, what servers answer, and what updates say of themselves.

What every tap asks for is called so: the library's objects would be half of its cost.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import Any, Final, TypeAlias, TypeGuard

from telegram.request import BaseRequest

COMPACT: Final = (",", ":")


async def call(
    request: BaseRequest, method: str, arguments: Mapping[str, Any], read_timeout: float | None = None
) -> Any:
    """Make one call over our transport; return its result as it came. arguments: None for what is left out.

    read_timeout: seconds that the answer may take; None for as long as usual.

    Raises:
        TelegramError: as from the library's client.
    """
    given = {name: value for name, value in arguments.items() if value is not None}
    url = f"/{method}?{json.dumps(given, separators=COMPACT)}"
    if read_timeout is None:
        return await request.post(url)
    return await request.post(url, read_timeout=read_timeout)


# --- what servers answer ----------------------------------------------------------------
# They, or what stands before them, as far as the library can be given it.

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


# --- replies ----------------------------------------------------------------------------
# Answers to taps that go back with the request that brought the tap, and cost no call of their own.

CallArguments: TypeAlias = Mapping[str, Any]
"""The parameters of a call."""


class TapReply:
    """What goes back with one request. arguments: of the answer to its tap; None while there is none."""

    __slots__ = ("arguments",)

    def __init__(self) -> None:
        self.arguments: CallArguments | None = None


class Replies:
    """The requests that are open, by the ids of their taps."""

    def __init__(self) -> None:
        self._open: dict[str, TapReply] = {}

    @contextmanager
    def to(self, query_id: str | None) -> Iterator[TapReply]:
        """Take an answer to a tap as long as the block lasts. query_id: None for what is no tap."""
        reply = TapReply()
        if query_id is None:
            yield reply
            return
        self._open[query_id] = reply
        try:
            yield reply
        finally:
            self._open.pop(query_id, None)

    def put(self, query_id: str, arguments: CallArguments) -> bool:
        """Have an answer go back with the request that waits for it; return whether one does."""
        reply = self._open.get(query_id)
        if reply is not None:
            reply.arguments = arguments
        return reply is not None


# --- what an update says of itself before it is read ------------------------------------
# Nothing here raises: whatever came is taken as it is.

Raw: TypeAlias = dict[str, Any]

OWNERS = (
    ("callback_query", "from", "id"),
    ("message", "chat", "id"),
    ("edited_message", "chat", "id"),
    ("my_chat_member", "chat", "id"),
    ("chat_member", "chat", "id"),
)
"""Where an update says whose it is. In a private chat the person's id is the chat's."""

LAST_DATE = 2**63
"""Beyond it a number is none that a date could be."""


def is_update(received: object) -> TypeGuard[Raw]:
    """Whether it has what every update has: an id to confirm it by."""
    return isinstance(received, dict) and type(received.get("update_id")) is int


def owner_of(received: object) -> int | None:
    """Whose it is: in the order received, what has one owner must not overtake. None for nobody's."""
    for path in OWNERS:
        found = received
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, int):
            return found
    return None


def tap_id_of(received: object) -> str | None:
    """The id by which a tap is answered; None for what is no tap."""
    query = received.get("callback_query") if isinstance(received, dict) else None
    query_id = query.get("id") if isinstance(query, dict) else None
    return query_id if isinstance(query_id, str) else None


def date_of(received: object) -> float | None:
    """When Telegram says that it happened; None where it does not say, as with taps."""
    if not isinstance(received, dict):
        return None
    dates = (part.get("date") for part in received.values() if isinstance(part, dict))
    return next((float(date) for date in dates if type(date) is int and date < LAST_DATE), None)
