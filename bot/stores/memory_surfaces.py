"""The surfaces of `MemoryStore`, by the same rules as the rows in SQL."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from bot.core.group.session import GroupSession
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Role, Show, ShowGroup
from bot.core.solo.session import Session
from bot.stores.group_checks import FILES
from bot.stores.group_checks import LASTING as OF_GROUPS
from bot.stores.protocol import Due, Surface

OF_SESSIONS = frozenset({Role.CARD, Role.RESULT})
"""The surfaces a session has one of each."""
LASTING = OF_SESSIONS | OF_GROUPS
"""The surfaces that stay; the others are sent once."""


@dataclass(slots=True)
class Row:
    """A surface. below: revision of the newest mark that wants it below. since: when it was marked."""

    surface: Surface
    since: float
    below: int = 0
    waiting: bool = False

    @property
    def is_due(self) -> bool:
        """Whether there is anything to do, were it time."""
        return not self.waiting and (self.surface.dirty or self.surface.retired is not None)

    @property
    def is_once(self) -> bool:
        """Whether it belongs to nothing that could mark it again."""
        return self.surface.session is None and self.surface.group is None


@dataclass(slots=True)
class Surfaces:
    """All of them, by id; a late report about one that is gone changes nothing."""

    _rows: dict[int, Row] = field(default_factory=dict)
    _last: int = 0

    def of_chat(self, chat: int) -> tuple[Row, ...]:
        """Those in a chat."""
        return tuple(row for row in self._rows.values() if row.surface.chat == chat)

    def of_session(self, session: int, role: Role) -> Row | None:
        """The one a session has in a role."""
        rows = (row for row in self._rows.values() if row.surface.session == session)
        return next((row for row in rows if row.surface.role is role), None)

    def of_group(self, group: int) -> tuple[Row, ...]:
        """Those that show a group."""
        return tuple(row for row in self._rows.values() if row.surface.group == group)

    def mark(self, session: Session, show: Show, now: float) -> Due:
        """Mark the session's surface of that role; made when there is none."""
        row = self.of_session(session.id, show.role)
        if row is None:
            row = self._add(Surface(0, session.chat, show.role, session.id), now)
        return Due(_marked(row, show.below, now), session, row.waiting)

    def mark_group(self, group: GroupSession, show: ShowGroup, now: float) -> Due:
        """Mark the group's surface of that role and part; made when there is none."""
        of_role = (row for row in self.of_group(group.id) if row.surface.role is show.role)
        row = next((row for row in of_role if row.surface.part == show.part), None)
        chat = group.chat if show.chat is None else show.chat
        thread = group.thread if chat == group.chat else None
        if row is None:
            new = Surface(0, chat, show.role, group=group.id, part=show.part, thread=thread)
            row = self._add(new, now)
        row.surface = replace(row.surface, thread=thread)
        return Due(_marked(row, show.below, now), None, row.waiting)

    def mark_shown(self, group: int) -> None:
        """Have whatever a group has on show brought up to date."""
        for row in self.of_group(group):
            if row.surface.message_id is not None:
                row.surface = replace(row.surface, revision=row.surface.revision + 1, dirty=True)

    def add_once(
        self, chat: int, role: Role, screen: Screen | None, now: float, thread: int | None = None
    ) -> Due:
        """Add a message that is sent once."""
        new = Surface(0, chat, role, revision=1, dirty=True, screen=screen, thread=thread)
        return Due(self._add(new, now).surface, None)

    def due(self, now: float, limit: int) -> tuple[Surface, ...]:
        """Those whose time has come, oldest first."""
        ready = (row for row in self._rows.values() if row.is_due and row.surface.not_before <= now)
        oldest = sorted(ready, key=lambda row: (row.since, row.surface.id))
        return tuple(row.surface for row in oldest[:limit])

    def shown(self, surface: Surface, message_id: int, digest: str, picture: str) -> None:
        """Record what one shows."""
        row = self._rows.get(surface.id)
        if row is None:
            return
        was = row.surface
        if surface.role in LASTING:
            row.below = row.below if row.below > surface.revision else 0
            replaces = was.message_id is not None and was.message_id != message_id
            row.surface = replace(
                was,
                retired=was.message_id if replaces else was.retired,
                message_id=message_id,
                digest=digest,
                picture=picture,
                dirty=was.dirty and was.revision > surface.revision,
                below=row.below > 0,
                not_before=0.0,
                attempts=0,
            )
        elif was.revision <= surface.revision:  # a file that was asked for again meanwhile is sent again
            del self._rows[surface.id]

    def put_away(self, number: int) -> None:
        """The retired message is gone."""
        if row := self._rows.get(number):
            row.surface = replace(row.surface, retired=None)

    def lose(self, number: int) -> None:
        """The message is gone from the chat."""
        if row := self._rows.get(number):
            row.surface = replace(row.surface, message_id=None, digest="", picture="", dirty=True)

    def postpone(self, number: int, until: float) -> None:
        """Not before then."""
        if row := self._rows.get(number):
            row.surface = replace(row.surface, not_before=until, attempts=row.surface.attempts + 1)

    def drop(self, number: int) -> None:
        """Give one up; it goes when nothing can mark it again."""
        if row := self._rows.get(number):
            row.surface = replace(row.surface, dirty=False, retired=None, not_before=0.0, attempts=0)
            if row.is_once or row.surface.role in FILES:
                del self._rows[number]

    def hold(self, chat: int, waiting: bool) -> None:
        """Keep those of a chat waiting, or let them be due again."""
        for row in self.of_chat(chat):
            row.waiting = waiting

    def move(self, old: int, new: int, newest: int | None, goes_on: Callable[[int], bool]) -> None:
        """Give those of a chat to its new id.

        Sent again by themselves are those of the newest session, and the board and the newest step of
        each group that goes on.
        """
        rows = self.of_chat(old)
        steps: dict[int | None, int] = {}
        for row in rows:
            if row.surface.role is Role.STEP and row.surface.message_id is not None:
                steps[row.surface.group] = max(int(row.surface.part), steps.get(row.surface.group, -1))
        for row in rows:
            was = row.surface
            if was.group is None:
                again = was.session is not None and was.session == newest
            else:
                is_newest = was.role is Role.STEP and int(was.part) == steps.get(was.group)
                again = goes_on(was.group) and (was.role is Role.BOARD or is_newest)
            _carry(row, new, again=again and was.message_id is not None)

    def follow(self, sessions: Iterable[Session]) -> None:
        """Give the surfaces of sessions to the chats that those are in now."""
        for session in sessions:
            for row in self._rows.values():
                if row.surface.session == session.id and row.surface.chat != session.chat:
                    _carry(row, session.chat, again=False)

    def delete(self, goes: Callable[[Row], bool]) -> None:
        """Delete all of which that is true."""
        self._rows = {number: row for number, row in self._rows.items() if not goes(row)}

    def _add(self, surface: Surface, now: float) -> Row:
        self._last += 1
        row = Row(replace(surface, id=self._last), now)
        self._rows[self._last] = row
        return row


def _marked(row: Row, below: bool, now: float) -> Surface:
    was = row.surface
    revision = was.revision + 1
    row.since = row.since if was.dirty else now
    row.below = revision if below else row.below
    row.surface = replace(was, revision=revision, dirty=True, below=row.below > 0)
    return row.surface


def _carry(row: Row, chat: int, again: bool) -> None:
    """Into another chat; what it showed stays behind."""
    was = row.surface
    row.surface = replace(
        was,
        chat=chat,
        message_id=None,
        digest="",
        picture="",
        retired=None,
        dirty=was.dirty or again,
    )
    row.waiting = False
