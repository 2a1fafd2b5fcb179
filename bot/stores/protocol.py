"""What the app needs from a store, whatever database is behind it.

A store knows sessions, surfaces and updates; it makes no decisions. All times are
seconds since 1970, UTC, and are given by the caller.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from bot.core.group.session import FoundGroup, GroupChange, GroupSession
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Notice, Role, Show, Urgency
from bot.core.solo.session import Session
from bot.stores.archive import Archive

if TYPE_CHECKING:
    from bot.stores.workers import Workers


class StoreError(Exception):
    """The database cannot be used now, or ever; str() says what to do. Nothing was changed."""


class LeftToOthers(StoreError):
    """What is addressed may have been written by a newer worker that runs too, and is left to it."""


class InUse(StoreError):
    """Another process holds the lock of the database."""


@dataclass(frozen=True, slots=True)
class Surface:
    """One message of ours in a chat: a rendering of a session or of a group, or a screen sent once.

    id: of the row. session, group: what it shows; both None for a message that shows neither.
    part: which of its role in the group (see `ShowGroup`). thread: the topic it is in; None for none.
    picture: digest of the chart on show; "" for none.
    message_id: None while it was not sent. digest: of what it shows; "" while it was not sent.
    retired: an earlier message of ours that this one replaced, and that `Retire` is still to be done to.
    revision: rises each time it is marked; what `Store.shown` confirms.
    dirty: it has not been brought up to date since it was marked.
    below: the next rendering is sent as a new message.
    not_before: time before which it must not be tried. attempts: failures in a row.
    screen: what a `Role.MESSAGE` shows.
    """

    id: int
    chat: int
    role: Role
    session: int | None = None
    message_id: int | None = None
    digest: str = ""
    retired: int | None = None
    revision: int = 0
    dirty: bool = False
    below: bool = False
    not_before: float = 0.0
    attempts: int = 0
    screen: Screen | None = None
    group: int | None = None
    part: str = ""
    thread: int | None = None
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A surface to be brought up to date, with the session it shows as it is now.

    held: its chat cannot be written to, and has said nothing since.
    urgency: of the change that marked it. below: that change wants it as a new message. They say how it was
    marked, not what is due, and do not count when two are compared.
    """

    surface: Surface
    session: Session | None
    held: bool = False
    urgency: Urgency = field(default=Urgency.STAGE, compare=False)
    below: bool = field(default=False, compare=False)


F = TypeVar("F")
"""What is found at an address."""
C = TypeVar("C")
"""How what is there may change."""


class Where(Generic[F, C]):
    """An address, which says by its type what a decision about it gets and returns."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a decision may look at: the addressed session, if the chat has it, and its card.

    is_last: the session is the one that its chat used last, or there is none.
    zone: minutes east of UTC by which the person lives, as they said in any session; None while unknown.
    """

    session: Session | None
    card: Surface | None
    is_last: bool = True
    zone: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision wants: a session saved (and used last from now on), surfaces marked,
    messages sent once, an export sent, and the private answer to the tap.

    is_aside: a saved session keeps its place in the order of use, and counts as used no later: what is
    typed next is not for it.
    """

    session: Session | None = None
    show: tuple[Show, ...] = ()
    tell: tuple[Screen, ...] = ()
    export: bool = False
    notice: Notice | None = None
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Address(Where[Found, Change]):
    """Which session of the chat an update is about.

    session: that one. dialog: of those, unfinished or stopped, of this dialog, the one used last.
    unfinished: the same of any dialog. Nothing of these: the one the chat used last.
    Where the chat has no such session, none is found.
    """

    chat: int
    session: int | None = None
    dialog: str | None = None
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class GroupAddress(Where[FoundGroup, GroupChange]):
    """Which group session something is about, and whose part in it.

    group: that one. Otherwise the newest of this chat and topic that has not ended.
    person: whose seat is wanted; None for nobody's. everybody: all seats are wanted.
    """

    chat: int | None = None
    thread: int | None = None
    group: int | None = None
    person: int | None = None
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class Committed(Generic[C]):
    """A change that is on disk, and the surfaces it marked.

    groups: the open groups that take note of it, for their member answered in the private chat.
    """

    change: C
    due: tuple[Due, ...]
    groups: tuple[int, ...] = ()


class Store(Archive, Protocol):
    """The only access to stored data."""

    @property
    def is_persistent(self) -> bool:
        """Whether stored data outlives the process."""

    @property
    def workers(self) -> "Workers | None":
        """What is to be agreed on with others that use the database; None where nobody else can."""

    async def update(
        self, address: Where[F, C], update_id: int | None, decide: Callable[[F], C], now: float
    ) -> Committed[C] | None:
        """Load, decide and save in one transaction; on disk when it returns.

        Returns None, and calls nothing, when this update was decided before.
        update_id: None for what no update asked for, as a deadline.
        `decide` is pure and quick; it may be called more than once. What it raises
        is raised here, and nothing is changed.
        The chat of the address, were it undeliverable, is written to again: an update shows that the chat it
        came from can be reached, and says nothing about those of a group's other people. What no update asked
        for shows nothing.
        Of a group, a tap of a member reads and writes as many rows whatever its size. A member's session that
        comes into another chat, or whose card is shown, is used last there. A seat's number is never given to
        somebody else while a figure of the group rests on it.

        Raises:
            UnreadableRow: what is addressed cannot be decoded. It was set aside: the next update finds
                nothing there, and a version that can read it takes it back. The update is undecided.
            ValueError: the change is none this store can make: a session of another chat, one that is
                stored and was not found, or a surface of a session where there is none; a group or a seat
                that is stored and was not found, a group whose revision does not follow the found one's, a
                session that is to be in a chat which is neither the group's nor its person's, and a card or
                result that all would see.
        """

    async def group(self, group_id: int) -> FoundGroup:
        """Return a group with all its seats."""

    async def change_mark(self, group_id: int) -> tuple[int, ...] | None:
        """Return what differs whenever what a group is shown may have; None where there is no such group."""

    async def groups_of(self, person: int) -> tuple[GroupSession, ...]:
        """Return the groups that a person has a seat in or leads, the newest first."""

    async def groups_due(self, now: float) -> tuple[int, ...]:
        """Return the ids of groups whose deadline has passed, the longest overdue first."""

    async def next_deadline(self) -> float | None:
        """Return the earliest deadline of all groups and sessions; None if there is none."""

    async def sessions_due(self, now: float, limit: int) -> tuple[tuple[int, int], ...]:
        """Return chat and id of sessions whose deadline has passed, the longest overdue first."""

    async def groups_in(self, chat: int) -> tuple[GroupSession, ...]:
        """Return the groups of a chat, including those that have ended, the newest first."""

    async def due(self, now: float, limit: int) -> tuple[Due, ...]:
        """Dirty surfaces whose time has come, and those with a retired message, oldest first."""

    async def awaiting_text(self, chat: int) -> Surface | None:
        """Return the newest message that a chat was sent of those with `takes_text`; None for none."""

    async def shown(self, surface: Surface, message_id: int, digest: str, picture: str = "") -> None:
        """Record what a surface shows now. It is clean unless it was marked again meanwhile.

        `surface` is the row as it was rendered. The message it had before, if another, becomes `retired`;
        what is sent once is finished and goes, but for a file that was asked for again meanwhile.
        """

    async def called(self, chat: int, now: float, window: float) -> None:
        """Record a call to a chat, for the rate limit; delete calls that are older than the window.

        Several workers go by the clock of their database: `now` counts where only one process uses it.
        """

    async def recent_calls(self, now: float, window: float) -> tuple[tuple[int, float], ...]:
        """Return the chat of each call in the window, and how many seconds ago it was; the oldest first.

        `now` counts as in `called`. A call from before the clock was put back is 0 seconds ago.
        """

    async def clear_retired(self, surface_id: int) -> None:
        """Record that nothing is left to do about the retired message."""

    async def lost(self, surface_id: int) -> None:
        """Record that the surface's message is gone from the chat: it will be sent again."""

    async def postpone(self, surface_id: int, until: float) -> None:
        """Delay a surface until then, and count one attempt."""

    async def drop(self, surface_id: int) -> None:
        """Give a surface up until it is marked again."""

    async def undeliverable(self, chat: int) -> None:
        """Record that the chat cannot be written to: its surfaces wait until its next update."""

    async def tell(
        self, chat: int, screen: Screen, now: float, thread: int | None = None
    ) -> Committed[Change]:
        """Have a message sent to a chat or its topic, whatever else is stored there."""

    async def sessions(self, chat: int) -> tuple[Session, ...]:
        """Return all sessions of a chat that can be read, the last used first."""

    async def forget(
        self, chat: int, update_id: int | None, tell: Screen, now: float
    ) -> Committed[Change] | None:
        """Delete everything about the person of a private chat, then tell them; None as in `update`.

        Their seats in groups go, and their name; a group that they coached has ended. Published figures
        stay. What such a group has on show is due.
        """

    async def migrate_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: its id changed and its messages are out of reach.

        Of what was on show, that of the session used last is due, and of each coached group that goes on
        the board and the newest step; the rest is sent when it is marked again.
        """

    async def close(self) -> None:
        """Finish what was started, and release the database."""
