"""What one worker has to agree on with the others that run now, where several use one database.

A worker is one process of the bot. Each update is safe with any of them: a transaction orders what they
change. What is left are calls, which no transaction holds: a chat is written to by the worker that has
claimed it, all calls together come out of one budget, and a few duties are one worker's alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn, Protocol

from bot.stores.protocol import Due


class Duty(StrEnum):
    """What one worker does for all.

    POLL: asks for updates, where no webhook brings them. TIME: looks at deadlines, deletes what has passed
    its time, and goes on with what a worker that ended had begun to look up.
    """

    POLL = "poll"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Pace:
    """How much a chat has been called lately; whoever claims it next goes on from there.

    debt: to a private chat, seconds until it takes as many calls at once as ever. rest: seconds for which the
    chat is to be left alone. calls: to a group, how many seconds ago each was.
    """

    debt: float = 0.0
    rest: float = 0.0
    calls: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimedChat:
    """A chat that is one's own until it is released. due: what is to be shown in it, as it is now."""

    due: tuple[Due, ...]
    pace: Pace


@dataclass(frozen=True, slots=True)
class Grant:
    """Calls that may be made. pause: seconds until another may be, where there are none."""

    calls: int
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class CallRate:
    """Calls a second in all, and how many at once; the same for those that nobody waits for."""

    rate: float
    burst: float
    bulk_rate: float
    bulk_burst: float


class Workers(Protocol):
    """One worker among those that run now.

    A worker counts as running for a few seconds after it last said so. One that could not say so in time
    has lapsed: what it had claimed may be another's by now, so it forgets all of that, and begins anew.

    on_lapse: called then.
    """

    on_lapse: Callable[[], None]

    async def join(self, wanted: frozenset[Duty]) -> None:
        """Begin to count as running. wanted: duties that it takes on where nobody has them.

        Raises:
            StoreError: the database cannot be used.
        """

    async def keep(self) -> NoReturn:
        """Count as running from `join` on, for ever."""

    async def leave(self) -> None:
        """Hand everything over to the others, as far as the database can be used."""

    def has(self, duty: Duty) -> bool:
        """Whether a duty is this worker's now."""

    def step_down(self) -> None:
        """Leave all duties to others, as long as there are any with other code."""

    @property
    def is_mixed(self) -> bool:
        """Whether workers with other code run too, which may read what this one cannot."""

    async def claim(self, chat: int, now: float, window: float) -> ClaimedChat | None:
        """Claim a chat, or go on having it; None while it is another worker's.

        now: seconds since 1970, by which surfaces are due. window: how old calls to a group still count.

        Raises:
            StoreError: the database cannot be used.
        """

    async def release(self, chat: int, pace: Pace) -> None:
        """Leave a chat to whoever claims it next. A failure is only logged: it lapses with this worker."""

    async def take_calls(self, rate: CallRate, wanted: int, *, is_bulk: bool) -> Grant:
        """Count so many calls to all chats together, or as many as may be made now.

        Raises:
            StoreError: the database cannot be used.
        """

    async def spend_calls(self, rate: CallRate, calls: int) -> None:
        """Count calls that were made, or (below 0) that were counted and not made.

        Raises:
            StoreError: the database cannot be used.
        """

    async def hold_calls(self, seconds: float) -> None:
        """Have nobody make a call for so long.

        Raises:
            StoreError: the database cannot be used.
        """
