"""What this process knows of the messages of a chat that no row says, or not yet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownMessage:
    """The message of a surface as we last left it: newer than any row that was read before.

    retired: the message it replaced, while that is not removed yet. is_pinned: False while it is to be
    pinned. is_recorded: whether the store knows.
    """

    message_id: int
    digest: str
    picture: str
    revision: int
    retired: int | None
    is_pinned: bool = True
    is_recorded: bool = False


@dataclass(frozen=True, slots=True)
class UnconfirmedSends:
    """How often one state of a surface was sent without an answer that says whether it arrived."""

    revision: int
    count: int
