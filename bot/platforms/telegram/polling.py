"""Long polling that loses nothing: an update is confirmed to Telegram once it is handled.

Telegram forgets every update before the offset that is asked for. So the offset is the first update that is
not settled yet: while one person's update takes long, those of others come in and are handled, and what
Telegram gives again meanwhile is passed over. `Intake` asks for updates, `Handling` works them off. What was
settled after the last of these questions is confirmed by one more when the bot stops, so that the next start
does not answer it again.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias

from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.ops.meter import Meter
from bot.platforms.telegram.calls import call, date_of, is_update
from bot.platforms.telegram.failures import retry_delay, seconds
from bot.platforms.telegram.handling import (
    LONGEST_STOP,
    BuryRaw,
    Handle,
    Settled,
    Sleep,
    UpdateIntake,
    unless,
)
from bot.platforms.telegram.reading import READ
from bot.platforms.telegram.transport import AiohttpRequest

# Bot API: getUpdates gives at most 100 updates.
BATCH = 100

LONG_POLL = 20
"""Seconds that Telegram holds a call while nothing comes; a health check wants news every 60."""

ANSWER_WITHIN = 5.0
"""Seconds that the answer may take beyond that."""

LONGEST_SLOWDOWN = 60.0
"""Seconds for which it does not poll because Telegram asks for patience; it may ask for hours."""

LONGEST_WAIT = 0.5
"""Seconds for which updates that have just come are waited for before the next are asked for."""

STAND_BY = 0.3
"""Seconds between two looks whether another worker still polls."""

SAME_OFFSET = 0.5
"""Seconds before the same offset is asked for again; before that Telegram gives one update at a time."""

CONFIRM_WITHIN = 0.5
"""Seconds of `LONGEST_STOP` for confirming; what is not confirmed comes again, and changes nothing."""

Ask: TypeAlias = Callable[[int, int], Awaitable[Sequence[object]]]
"""Offset, and the seconds for which Telegram holds the call while nothing comes."""

log = logging.getLogger(__name__)


def asking(request: AiohttpRequest) -> Ask:
    """Asks Telegram for updates from an id on, as they come: a bad one then spoils no other."""

    async def ask(offset: int, hold: int) -> Sequence[object]:
        wanted = {"offset": offset, "limit": BATCH, "timeout": hold, "allowed_updates": READ}
        updates: object = await call(request, "getUpdates", wanted, hold + ANSWER_WITHIN)
        if not isinstance(updates, list):
            raise NetworkError("The server's answer holds no updates")
        for date in map(date_of, updates):
            if date is not None:
                request.note_time(date)
        return updates

    return ask


def polls_alone() -> bool:
    """Whether no other worker polls, where there is none."""
    return True


class Unsettled:
    """The updates that Telegram would give again, in the order in which they came.

    offset: to ask for; Telegram forgets what was before it.
    """

    def __init__(self) -> None:
        self._settled: dict[int, Settled] = {}
        self.offset = 0

    def __contains__(self, update_id: int) -> bool:
        return update_id in self._settled

    def add(self, update_id: int, settled: Settled) -> None:
        """Remember an update until it, and all that came before, are settled."""
        self._settled[update_id] = settled

    def advance(self) -> bool:
        """Move the offset past what is settled; return whether it moved."""
        before = self.offset
        for update_id, settled in list(self._settled.items()):
            if not (settled.done() and settled.result()):
                self.offset = update_id
                break
            del self._settled[update_id]
            self.offset = update_id + 1
        return self.offset != before

    @property
    def first(self) -> Settled | None:
        """Of what is not settled, the one that came first."""
        return next(iter(self._settled.values()), None)


class Intake(UpdateIntake):
    """The loop. may_poll: whether no other worker does.

    heard_at: when Telegram last gave an answer, or another worker polled. turned_at: when it last went round.
    """

    def __init__(
        self,
        ask: Ask,
        handle: Handle,
        bury: BuryRaw,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        meter: Meter | None = None,
        may_poll: Callable[[], bool] = polls_alone,
    ) -> None:
        super().__init__(handle, bury, keeps=True, clock=clock, sleep=sleep, meter=meter)
        self._ask, self._may_poll = ask, may_poll
        self._unsettled = Unsettled()
        self._confirmed = 0

    @property
    def is_open(self) -> bool:
        """Whether updates come in: it polls, and was not stopped."""
        return self.heard_at is not None and not self._stop.is_set()

    async def run(self) -> None:
        """Poll until stopped; then have Telegram forget what is settled.

        Raises:
            SecondInstance: somebody else has polled for `LONGEST_CONFLICT` seconds.
            RevokedToken: the token was refused for `LONGEST_REFUSAL` seconds.
        """
        try:
            while not self._stop.is_set():
                self.turned_at = self._clock()
                if self._may_poll():
                    await self._take(await self._fetch(self._unsettled.offset))
                else:
                    await self._stand_by()
        finally:
            self._stop.set()
            ends_at = self._clock() + LONGEST_STOP
            await self._handling.end()
        await self._confirm(min(CONFIRM_WITHIN, ends_at - self._clock()))

    async def _confirm(self, within: float) -> None:
        """Ask once more if something was settled since; what comes is left to the next start.

        within: seconds; with none left it is not asked. Nor where somebody else polls, who would be cut off.
        """
        self._unsettled.advance()
        is_confirmed = self._unsettled.offset == self._confirmed
        if within <= 0 or is_confirmed or self._lasting.is_on or not self._may_poll():
            return
        try:
            async with asyncio.timeout(within):
                await self._ask(self._unsettled.offset, 0)
        except (TelegramError, TimeoutError) as error:
            log.info("what was handled last is not confirmed, and will come again: %s", error)

    async def _stand_by(self) -> None:
        """Wait a little for the worker that polls to end; what it confirmed does not come again."""
        self._unsettled, self._confirmed = Unsettled(), 0
        self._lasting.note_success()
        self.heard_at = self._clock()
        await self._pause(STAND_BY)

    async def _take(self, received: Sequence[object]) -> None:
        """Begin with what is new, and wait for it, but not for long: other people's updates may come."""
        new = [self._handling.take(each) for each in received if not is_update(each)]
        for update in filter(is_update, received):
            if update["update_id"] not in self._unsettled:
                new.append(self._handling.take(update))
                self._unsettled.add(update["update_id"], new[-1])
        if new:
            await unless(self._stop, asyncio.wait(new, timeout=LONGEST_WAIT))
        await self._handling.ready()
        if self._unsettled.advance():
            return
        if (first := self._unsettled.first) is not None:
            await unless(self._stop, asyncio.wait((first,), timeout=SAME_OFFSET))
            self._unsettled.advance()
        elif received:  # none of it can be confirmed, so it will come again
            await self._pause(1.0)

    async def _fetch(self, offset: int) -> Sequence[Any]:
        """The next batch; empty, after a pause, when it could not be had."""
        try:
            batch = await unless(self._stop, self._asked(offset))
        except TelegramError as error:
            await self._recover(error)
            return ()
        if batch is None:
            return ()
        if self._failures:
            log.info("polling works again")
            self._failures = 0
            self._lasting.note_success()
        self._confirmed = offset
        self.heard_at = self._clock()
        return batch

    async def _asked(self, offset: int) -> Sequence[object]:
        return await self._ask(offset, LONG_POLL)

    async def _recover(self, error: TelegramError) -> None:
        log.log(
            logging.INFO if self._failures else logging.WARNING, "polling failed, trying again: %s", error
        )
        self._lasting.note(error)
        if isinstance(error, RetryAfter):
            self._failures += 1
            wanted = seconds(error.retry_after)
            pause = min(LONGEST_SLOWDOWN, wanted)
            log.warning("Telegram wants no poll for %.0f s; the next comes in %.0f s", wanted, pause)
            await self._pause(pause)
        else:
            await self._pause(retry_delay(self._failures))
            self._failures += 1

    async def _pause(self, pause: float) -> None:
        await unless(self._stop, self._sleep(pause))
