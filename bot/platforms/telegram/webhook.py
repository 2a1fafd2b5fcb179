"""Updates by HTTP: each request is answered once its update is committed, so that nothing is lost.

Telegram brings an update until it is answered with a status of 2xx; those of one person one after the other.
So nothing is kept here that is not on disk: while the store is out of use, and when the bot stops, an update
is given back with 503, and comes again later, to this process or another one. Several processes may be
behind one address.
"""

import asyncio
import hmac
import json
import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError

from bot.ops.addresses import WebhookSettings
from bot.ops.meter import Meter
from bot.platforms.telegram.calls import Replies, date_of, tap_id_of
from bot.platforms.telegram.failures import retry_delay, seconds
from bot.platforms.telegram.handling import BuryRaw, Handle, Sleep, UpdateIntake, unless
from bot.platforms.telegram.polling import LONGEST_SLOWDOWN
from bot.platforms.telegram.reading import READ

# Bot API, setWebhook: the header that carries the secret, and the most connections at once.
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of a header
CONNECTIONS: Final = 100

LARGEST_UPDATE: Final = 512 * 1024
"""Bytes of a body; a text of 4096 characters with all that it replies to stays far below."""

RETRY_AFTER: Final = 3
"""Seconds after which Telegram is asked to bring again what cannot be taken now."""

CHECKS: Final = 10.0
"""Seconds between two looks whether updates still come here."""


class WebhookRefused(Exception):
    """Telegram does not accept the address; str() says why."""


log = logging.getLogger(__name__)


class WebhookIntake(UpdateIntake):
    """Takes updates from requests.

    bot: registers the address. replies: where answers to taps are looked for.
    note_date: is told what time it was for Telegram.
    heard_at: when that last brought or said something. turned_at: when it was last asked where updates go.
    """

    def __init__(
        self,
        bot: Bot,
        settings: WebhookSettings,
        handle: Handle,
        bury: BuryRaw,
        replies: Replies,
        note_date: Callable[[float], None],
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        meter: Meter | None = None,
    ) -> None:
        super().__init__(handle, bury, keeps=False, clock=clock, sleep=sleep, meter=meter)
        self._bot, self._settings, self._replies = bot, settings, replies
        self._secret = settings.secret.reveal().encode()
        self._note_date = note_date
        self._reported: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether updates are taken."""
        return not self._stop.is_set()

    # --- requests -------------------------------------------------------------------------------

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request: 200 once its update is settled, 503 where it has to come again."""
        if (refusal := self._refusal(request)) is not None:
            return refusal
        if self._stop.is_set():
            return come_again()
        body = await read_body(request, LARGEST_UPDATE)
        if body is None:
            return _refused(413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return _refused(400)
        return await self._take(update)

    def _refusal(self, request: web.BaseRequest) -> web.Response | None:
        """Return what somebody is told who is not Telegram, or sends no update; None if all is well."""
        if request.method != "POST":
            return _refused(405)
        named = request.headers.getall(SECRET_HEADER, ())
        # `compare_digest` takes as long whatever is wrong with the secret.
        if len(named) != 1 or not hmac.compare_digest(named[0].encode(errors="replace"), self._secret):
            return _refused(403)
        if request.content_type != "application/json":
            return _refused(415)
        return None

    async def _take(self, update: object) -> web.Response:
        self.heard_at = self._clock()
        if (date := date_of(update)) is not None:
            self._note_date(date)
        with self._replies.to(tap_id_of(update)) as reply:
            if not await self._handling.take(update):
                return come_again()
        if reply.arguments is None:
            return web.Response()
        call = {"method": "answerCallbackQuery", **reply.arguments}
        return web.Response(body=json.dumps(call).encode(), content_type="application/json")

    # --- the address ----------------------------------------------------------------------------

    async def run(self) -> None:
        """Register the address, and see to it that updates come here, until stopped.

        Raises:
            WebhookRefused: Telegram does not accept the address.
            SecondInstance, RevokedToken: see `LastingFaults`.
        """
        is_registered = False
        try:
            while not self._stop.is_set():
                self.turned_at = self._clock()
                try:
                    if not (is_registered and await self._comes_here()):
                        await unless(self._stop, self._register())
                except TelegramError as error:
                    pause = self._note(error)
                else:
                    is_registered, self._failures, pause = True, 0, CHECKS
                    self.heard_at = self._clock()
                await unless(self._stop, self._sleep(pause))
        finally:
            self._stop.set()
            await self._handling.end()

    async def _register(self) -> None:
        try:
            await self._bot.set_webhook(
                self._settings.url,
                max_connections=CONNECTIONS,
                allowed_updates=READ,
                secret_token=self._settings.secret.reveal(),
            )
        except BadRequest as problem:
            raise WebhookRefused(f"Telegram does not accept WEBHOOK_URL: {problem.message}") from None
        log.info("updates come to %s", self._settings.url)

    async def _comes_here(self) -> bool:
        """Return whether updates come here; raise an error if somebody else has had them for long."""
        info = await unless(self._stop, self._bot.get_webhook_info())
        if info is None:  # it was stopped
            return True
        if info.url != self._settings.url:
            where = "to another address" if info.url else "to whoever polls"
            log.error("updates go %s; they are asked for again", where)
            self._lasting.note(Conflict(f"updates went {where}"))
            return False
        self._lasting.note_success()
        failed = info.last_error_date
        if failed is not None and failed != self._reported:
            self._reported = failed
            log.warning("Telegram could not bring an update: %s", info.last_error_message)
        return True

    def _note(self, error: TelegramError) -> float:
        """Take note of a call that failed; return the seconds until the next one."""
        log.warning("Telegram does not say where updates go, trying again: %s", error)
        if not isinstance(error, Conflict):
            self._lasting.note(error)
        delay = retry_delay(self._failures)
        self._failures += 1
        if isinstance(error, RetryAfter):
            return min(LONGEST_SLOWDOWN, seconds(error.retry_after))
        return CHECKS if isinstance(error, InvalidToken) else delay


def come_again() -> web.Response:
    """Return the answer by which Telegram keeps an update, and brings it again soon."""
    return web.Response(status=503, headers={"Retry-After": str(RETRY_AFTER)})


async def read_body(request: web.BaseRequest, most: int) -> bytes | None:
    """Return the body of a request; None if it has more bytes than that."""
    if (request.content_length or 0) > most:
        return None
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def _refused(status: int) -> web.Response:
    """Return an answer that says nothing more; what was not read of the request is thrown away with it."""
    answer = web.Response(status=status)
    answer.force_close()
    return answer
