"""The surfaces of `MemoryStore`, by the same rules as the rows in SQL."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.core.replies import Role, Screen, Show
from bot.core.session import Session
from bot.stores.protocol import Due, Surface

LASTING = frozenset({Role.CARD, Role.RESULT})
"""The surfaces a session has one of each; the others are sent once."""


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

    def mark(self, session: Session, show: Show, now: float) -> Due:
        """Mark the session's surface of that role; made when there is none."""
        row = self.of_session(session.id, show.role)
        if row is None:
            row = self._add(Surface(0, session.chat, show.role, session.id), now)
        was = row.surface
        revision = was.revision + 1
        row.since = row.since if was.dirty else now
        row.below = revision if show.below else row.below
        row.surface = replace(was, revision=revision, dirty=True, below=row.below > 0)
        return Due(row.surface, session)

    def add_once(self, chat: int, role: Role, screen: Screen | None, now: float) -> Due:
        """Add a message that is sent once."""
        return Due(
            self._add(Surface(0, chat, role, revision=1, dirty=True, screen=screen), now).surface, None
        )

    def due(self, now: float, limit: int) -> tuple[Surface, ...]:
        """Those whose time has come, oldest first."""
        ready = (row for row in self._rows.values() if row.is_due and row.surface.not_before <= now)
        oldest = sorted(ready, key=lambda row: (row.since, row.surface.id))
        return tuple(row.surface for row in oldest[:limit])

    def shown(self, surface: Surface, message_id: int, digest: str) -> None:
        """Record what one shows."""
        if surface.role not in LASTING:
            self._rows.pop(surface.id, None)
        elif row := self._rows.get(surface.id):
            was = row.surface
            row.below = row.below if row.below > surface.revision else 0
            replaces = was.message_id is not None and was.message_id != message_id
            row.surface = replace(
                was,
                retired=was.message_id if replaces else was.retired,
                message_id=message_id,
                digest=digest,
                dirty=was.dirty and was.revision > surface.revision,
                below=row.below > 0,
                not_before=0.0,
                attempts=0,
            )

    def put_away(self, number: int) -> None:
        """The retired message is gone."""
        if row := self._rows.get(number):
            row.surface = replace(row.surface, retired=None)

    def lose(self, number: int) -> None:
        """The message is gone from the chat."""
        if row := self._rows.get(number):
            row.surface = replace(row.surface, message_id=None, digest="", dirty=True)

    def postpone(self, number: int, until: float) -> None:
        """Not before then."""
        if row := self._rows.get(number):
            row.surface = replace(row.surface, not_before=until, attempts=row.surface.attempts + 1)

    def drop(self, number: int) -> None:
        """Give one up; it goes when nothing can mark it again."""
        if row := self._rows.get(number):
            row.surface = replace(row.surface, dirty=False, retired=None, not_before=0.0, attempts=0)
            if row.surface.session is None:
                del self._rows[number]

    def hold(self, chat: int, waiting: bool) -> None:
        """Keep those of a chat waiting, or let them be due again."""
        for row in self.of_chat(chat):
            row.waiting = waiting

    def move(self, old: int, new: int, newest: int | None) -> None:
        """Give those of a chat to its new id; only the newest session's are sent again by themselves."""
        for row in self.of_chat(old):
            was = row.surface
            again = was.session is not None and was.session == newest and was.message_id is not None
            row.surface = replace(
                was, chat=new, message_id=None, digest="", retired=None, dirty=was.dirty or again
            )
            row.waiting = False

    def delete(self, goes: Callable[[Row], bool]) -> None:
        """Delete all of which that is true."""
        self._rows = {number: row for number, row in self._rows.items() if not goes(row)}

    def _add(self, surface: Surface, now: float) -> Row:
        self._last += 1
        row = Row(replace(surface, id=self._last), now)
        self._rows[self._last] = row
        return row
