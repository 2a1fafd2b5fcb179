"""One group as its big screen shows it now: looked up while anybody looks, and rendered once for all of them.

The state comes from the store alone, so any process on the same database can show any group.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2s
from typing import Final

from bot.big_screen.data import page_data
from bot.core.group.own_question import with_own
from bot.core.group.screens.big_screen import big_screen
from bot.core.group.screens.view import View
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Words
from bot.library.library import Library
from bot.ops import logs
from bot.stores.protocol import Store, StoreError
from bot.stores.unreadable import UnreadableRow

POLL: Final = 0.5
"""Seconds between two looks at whether something has changed: what happens meanwhile comes together."""
ANYWAY: Final = 20
"""Looks after which a group is rendered again though nothing in its rows has changed: its dialog may have."""
LINGER: Final = 30.0
"""Seconds for which a group is looked up after the last viewer has gone."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BigScreenState:
    """What all viewers get. made: of the link that holds now; 0 for none. id: of the event. data: JSON."""

    made: int
    id: str = ""
    data: str = ""


class Watch:
    """Keeps the state of one group's wall current while somebody looks at it.

    now: the newest state; None before the first. join: of a group's id, where people join.
    """

    def __init__(
        self,
        group: int,
        store: Store,
        library: Library,
        join: Callable[[int], str],
        ticks: Callable[[], float],
        words: Words,
    ) -> None:
        self._group, self._store, self._library, self._join = group, store, library, join
        self._ticks, self._words = ticks, words
        self._changed = asyncio.Event()
        self._mark: tuple[int, ...] | None = None
        self._looks = 0
        self._used_at = ticks()
        self._fails = False
        self.now: BigScreenState | None = None

    async def after(self, state: BigScreenState | None, seconds: float) -> BigScreenState | None:
        """Return the newest state: at once if it is another one, else when there is one, or after so long."""
        self._used_at = self._ticks()
        if self.now is None or self.now == state:
            changed = self._changed
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await changed.wait()
        return self.now

    def render_anew(self) -> None:
        """Have the group rendered at the next look, whatever its rows say."""
        self._looks = ANYWAY

    async def keep(self) -> None:
        """Look up the group again and again, until nobody has used it for a while."""
        while self._ticks() - self._used_at < LINGER:
            try:
                await self._look()
                self._fails = False
            except (StoreError, UnreadableRow) as problem:
                if not self._fails:  # once for each time that it begins
                    log.warning("the big screen of group %d waits: %s", self._group, logs.place(problem))
                self._fails = True
            await asyncio.sleep(POLL)

    async def _look(self) -> None:
        mark = await self._store.change_mark(self._group)
        self._looks += 1
        if self.now is None or mark != self._mark or self._looks >= ANYWAY:
            self._publish(await self._render())
            self._mark, self._looks = mark, 0

    async def _render(self) -> BigScreenState:
        found = await self._store.group(self._group)
        dialog = None if found.group is None else await self._library.fetch(found.group.logic_hash)
        if found.group is None or dialog is None:
            return BigScreenState(0)
        about = with_own(dialog, found.group.own)
        screen = big_screen(View(self._words, about, found.group, found.seats))
        # ASCII, so that half a character in a name or a text can be sent too: UTF-8 has no bytes for it.
        data = json.dumps(page_data(screen, self._join(self._group), self._words))
        return BigScreenState(found.group.big_screen, blake2s(data.encode(), digest_size=8).hexdigest(), data)

    def _publish(self, state: BigScreenState) -> None:
        if state != self.now:
            self.now = state
            self._changed.set()
            self._changed = asyncio.Event()


class Watches:
    """The groups that somebody looks at."""

    def __init__(
        self, store: Store, library: Library, ticks: Callable[[], float], words: Words = ENGLISH
    ) -> None:
        self._store, self._library, self._ticks, self._words = store, library, ticks, words
        self._watches: dict[int, Watch] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._join: Callable[[int], str] = lambda _group: ""

    def let_join(self, join: Callable[[int], str]) -> None:
        """Learn where people join, and show it at once. join: of a group's id, the address."""
        self._join = join
        for watch in self._watches.values():
            watch.render_anew()

    def of(self, group: int) -> Watch:
        """Return the watch of a group, which begins if there is none."""
        watch = self._watches.get(group)
        if watch is None:
            watch = self._watches[group] = Watch(
                group, self._store, self._library, lambda each: self._join(each), self._ticks, self._words
            )
            task = asyncio.create_task(self._keep(group, watch))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return watch

    async def _keep(self, group: int, watch: Watch) -> None:
        try:
            await watch.keep()
        except Exception as problem:  # noqa: BLE001  # a bug costs the screens of one group a moment
            log.error("the big screen of group %d begins anew: %s", group, logs.place(problem))
            await asyncio.sleep(POLL)
        finally:
            del self._watches[group]

    async def stop(self) -> None:
        """End all watches."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
