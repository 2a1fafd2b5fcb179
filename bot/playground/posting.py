"""Taking updates to the address of the bot, as webhooks get them.

Updates of one chat go one after the other; what fails is tried again after growing pauses, until
it is too old (https://core.telegram.org/bots/api#setwebhook).
"""

import asyncio
import contextlib
import json
from collections import Counter
from collections.abc import AsyncIterator
from itertools import chain
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.playground.refusals import Dropped, Json
from bot.playground.updates import HOUR, Waiting
from bot.playground.webhooks import Webhook

if TYPE_CHECKING:
    from bot.playground.engine import FakeTelegram

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds
READ_WITHIN = 60.0  # seconds
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


class Postman:
    """Brings updates to the webhook, while there is one.

    first_pause: seconds before the second try; each further pause is twice as long.
    read_within: seconds in which the bot must answer.
    """

    def __init__(
        self, telegram: "FakeTelegram", first_pause: float = FIRST_PAUSE, read_within: float = READ_WITHIN
    ) -> None:
        self._telegram, self._first_pause = telegram, first_pause
        self._timeout = aiohttp.ClientTimeout(total=read_within)
        self._under_way: set[int] = set()
        self._failures: Counter[int] = Counter()

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
        blocked: set[int] = set()
        for one in chain(updates.again, updates.alive()):
            about = _about(one)
            if about not in self._under_way | blocked:
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
                hook.failed, hook.failure = int(self._telegram.now()), failure
                pause = self._first_pause * 2 ** (self._failures[about] - 1)
                await asyncio.sleep(min(pause, LONGEST_PAUSE))
            else:
                del self._failures[about]
                self._telegram.updates.finish(one)
        finally:
            self._under_way.discard(about)
            self._telegram.updates.bell.ring()
            self._telegram.updates.progress.ring()

    async def _post(self, http: aiohttp.ClientSession, hook: Webhook, one: Waiting) -> str:
        """Hand over one update; what went wrong, or nothing."""
        if one.fetched:
            one.fetched()
        headers = {SECRET: hook.secret} if hook.secret else {}
        try:
            async with http.post(hook.url, json=one.update, headers=headers) as answer:
                body = await answer.read()
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except aiohttp.ClientError:
            return "Connection reset by peer"
        if not 200 <= answer.status < 300:
            return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        await self._reply(body)
        return ""

    async def _reply(self, body: bytes) -> None:
        """Make the call that the bot put into its answer; it never learns what became of it."""
        try:
            given: Any = json.loads(body)
        except ValueError:
            return
        if isinstance(given, dict) and (method := given.pop("method", None)):
            with contextlib.suppress(Dropped):
                await self._telegram.call(str(method), given)


def _about(one: Waiting) -> int:
    """Which chat, or else which person, an update is about; 0 when it names neither."""
    content: Json = next(value for key, value in one.update.items() if key != "update_id")
    chat = content.get("chat") or content.get("message", {}).get("chat")
    somebody = chat or content.get("from") or content.get("user") or {"id": 0}
    return int(somebody["id"])
