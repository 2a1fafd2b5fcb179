"""Answers to taps that go back with the request that brought the tap, and cost no call of their own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

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
