"""The fake of the Bot API with what a rehearsal needs: a clock that can be put forward, and slow motion."""

import asyncio
import secrets
import time
from collections.abc import Mapping
from typing import Any

from bot.playground.bells import Bell
from bot.playground.engine import ApiAnswer, FakeTelegram

BOT_ID = 123456789
FIRST_PLAYED, IDS_A_SECOND = 1_760_000_000, 100
FIRST_UPDATE = 100_000_001


class PageClock:
    """Unix seconds; ``ahead``: by how many it runs before the clock of the machine."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


class Chime(Bell):
    """A bell that also rings another one."""

    __slots__ = ("_above",)

    def __init__(self, above: Bell) -> None:
        super().__init__()
        self._above = above

    def ring(self) -> None:
        """Let both sides look again."""
        super().ring()
        self._above.ring()


class RehearsedTelegram(FakeTelegram):
    """Telegram for the playground.

    Its token is new each time, so no page of a stranger can call it, and it brakes as Telegram does.

    remembered: the bot may know updates and messages of an earlier playground; their ids are not given again.

    clock: of this Telegram; the bot's process is given the same offset.
    was_asked: for updates, since the bot was started.
    pace: seconds by which everything that the bot does is delayed; updates reach it at once.
    bell: rings whenever anything happened anywhere.
    """

    def __init__(self, *, remembered: bool = False) -> None:
        self.clock = PageClock()
        self.was_asked = False
        self.pace = 0.0
        self.bell = Bell()
        token = f"{BOT_ID}:AA{secrets.token_urlsafe(32)[:33]}"
        before = int(IDS_A_SECOND * (time.time() - FIRST_PLAYED)) if remembered else 0
        first = FIRST_UPDATE + before
        super().__init__(token, now=self.clock, floods=True, slows_repeats=False, first_update_id=first)
        self.world.before = self.world.last_message_id = before
        self.updates.progress = Chime(self.bell)

    @property
    def is_cut(self) -> bool:
        """The network between the bot and Telegram is down."""
        return self._is_cut

    def follow(self) -> None:
        """Hear of what happens in chats that are new since the last time."""
        for chat in self.world.chats.values():
            if not isinstance(chat.bell, Chime):
                chat.bell = Chime(self.bell)

    async def call(self, method: str, given: Mapping[str, Any] | None = None) -> ApiAnswer:
        """One call of the Bot API, in slow motion if that is wanted."""
        if method.lower() == "getupdates":
            self.was_asked = True
        elif self.pace:
            await asyncio.sleep(self.pace)
        return await super().call(method, given)
