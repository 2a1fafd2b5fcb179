"""Taking updates to the address of the bot, as webhooks get them.

Taps of one person go one after the other, and so does everything else of one chat; what fails is tried
again at once and then after growing pauses, or when the bot asks for it, until it is too old
(https://core.telegram.org/bots/api#setwebhook, and WebhookActor.cpp of github.com/tdlib/telegram-bot-api).
"""

import asyncio
import contextlib
import json
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

import aiohttp

from bot.playground.refusals import Dropped
from bot.playground.updates import HOUR, Waiting
from bot.playground.webhooks import Webhook

if TYPE_CHECKING:
    from bot.playground.engine import FakeTelegram

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0  # seconds
LONGEST_WISH = 3600  # seconds, of a header Retry-After
READ_WITHIN = 60.0  # seconds
DeliveryQueue: TypeAlias = tuple[bool, int]
"""Whether it is a person's taps, and the id of the person or the chat."""
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


class Postman:
    """Brings updates to the webhook, while there is one.

    first_pause: seconds before the third try, the second comes at once; each further pause is twice as long.
    read_within: seconds in which the bot must answer.
    """

    def __init__(
        self, telegram: "FakeTelegram", first_pause: float = FIRST_PAUSE, read_within: float = READ_WITHIN
    ) -> None:
        self._telegram, self._first_pause = telegram, first_pause
        self._timeout = aiohttp.ClientTimeout(total=read_within)
        self._under_way: set[DeliveryQueue] = set()
        self._failures: Counter[DeliveryQueue] = Counter()

    @contextlib.asynccontextmanager
    async def works(self) -> AsyncIterator[None]:
        """Deliver while the block runs."""
        walking = asyncio.create_task(self._walk())
        try:
            yield
        finally:
            walking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await walking

    async def _walk(self) -> None:
        async with aiohttp.ClientSession(timeout=self._timeout) as http, asyncio.TaskGroup() as rounds:
            while True:
                one = await self._telegram.updates.bell.until(self._next, HOUR)
                if one:
                    self._under_way.add(_about(one))
                    rounds.create_task(self._bring(http, one))

    def _next(self) -> Waiting | None:
        hook: Webhook | None = self._telegram.world.profile.get("webhook")
        if hook is None or self._telegram.is_offline or len(self._under_way) >= hook.connections:
            return None
        updates = self._telegram.updates
        blocked: set[DeliveryQueue] = set()
        for one in chain(updates.again, updates.alive()):
            about = _about(one)
            if about not in self._under_way and about not in blocked:
                return one
            blocked.add(about)
        return None

    async def _bring(self, http: aiohttp.ClientSession, one: Waiting) -> None:
        hook: Webhook | None = self._telegram.world.profile.get("webhook")
        about = _about(one)
        try:
            if hook is None:
                return
            failure = await self._post(http, hook, one)
            if failure:
                self._failures[about] += 1
                hook.failed, hook.failure = int(self._telegram.now()), failure.words
                await asyncio.sleep(self._pause(self._failures[about], failure))
            else:
                del self._failures[about]
                self._telegram.updates.finish(one)
        finally:
            self._under_way.discard(about)
            self._telegram.updates.bell.ring()
            self._telegram.updates.progress.ring()

    def _pause(self, failures: int, failure: "_Failure") -> float:
        if failure.retry_after is not None:
            return min(failure.retry_after, LONGEST_WISH)
        return 0.0 if failures == 1 else min(self._first_pause * 2.0 ** (failures - 2), LONGEST_PAUSE)

    async def _post(self, http: aiohttp.ClientSession, hook: Webhook, one: Waiting) -> "_Failure | None":
        """Hand over one update; what went wrong, or nothing."""
        if one.fetched:
            one.fetched()
        headers = {SECRET: hook.secret} if hook.secret else {}
        try:
            async with http.post(hook.url, json=one.update, headers=headers) as answer:
                body = await answer.read()
        except TimeoutError:
            return _Failure("Read timeout expired")
        except aiohttp.ClientConnectorError:
            return _Failure("Connection refused")
        except aiohttp.ClientError:
            return _Failure("Connection reset by peer")
        if not 200 <= answer.status < 300:
            wish = answer.headers.get("Retry-After", "")
            words = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            return _Failure(words, int(wish) if wish.isdecimal() else None)
        await self._reply(body)
        return None

    async def _reply(self, body: bytes) -> None:
        """Make the call that the bot put into its answer; it never learns what became of it."""
        try:
            given: Any = json.loads(body)
        except ValueError:
            return
        if isinstance(given, dict) and (method := given.pop("method", None)):
            self._telegram.replies[str(method)] += 1
            with contextlib.suppress(Dropped):
                await self._telegram.call(str(method), given)


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why an update was not accepted. retry_after: seconds after which the bot wants it again, or None."""

    words: str
    retry_after: int | None = None


def _about(one: Waiting) -> DeliveryQueue:
    """Whose an update is: a person's for a tap, else a chat's; nobody's, 0, when it names neither."""
    kind, content = next(item for item in one.update.items() if item[0] != "update_id")
    chat = None if kind == "callback_query" else content.get("chat")
    somebody = chat or content.get("from") or content.get("user") or {"id": 0}
    return kind == "callback_query", int(somebody["id"])
