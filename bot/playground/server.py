"""The HTTP face: ``/bot<token>/<method>`` on localhost, with JSON, forms and files as Telegram takes them."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.playground.breaches import Breach
from bot.playground.engine import ApiAnswer, FakeTelegram
from bot.playground.parameters import Upload
from bot.playground.posting import FIRST_PAUSE, Postman
from bot.playground.refusals import Dropped, Refusal

LARGEST_BODY = 50 * 1024 * 1024  # bytes, https://core.telegram.org/bots/api#senddocument


@asynccontextmanager
async def serve(
    telegram: FakeTelegram, port: int = 0, first_pause: float = FIRST_PAUSE
) -> AsyncIterator[FakeTelegram]:
    """Answer on localhost while the block runs; port 0 takes a free one. first_pause: see `Postman`."""
    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_route("*", "/{path:.*}", _Face(telegram).answer)
    # A poll whose bot has gone away must end, or it would collide with the next one.
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        host, taken = runner.addresses[0][:2]
        telegram.url = f"http://{host}:{taken}"
        async with Postman(telegram, first_pause).works():
            yield telegram
    finally:
        telegram.cut_off()
        await runner.cleanup()
        telegram.reconnect()
        telegram.url = ""


class _Face:
    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram = telegram

    async def answer(self, request: web.Request) -> web.Response:
        token, _, method = request.path.removeprefix("/bot").partition("/")
        if not request.path.startswith("/bot") or not method:
            return _response(ApiAnswer(404, Refusal(404, "Not Found", "").body()))
        if token != self._telegram.token:
            self._telegram.breaches.append(Breach("wrong-token", method, "Unauthorized", {}))
            return _response(ApiAnswer(401, Refusal(401, "Unauthorized", "").body()))
        try:
            given = await _given(request)
        except ValueError:
            return _response(ApiAnswer(400, Refusal(400, "Bad Request: can't parse JSON object", "").body()))
        try:
            return _response(await self._telegram.call(method, given))
        except Dropped:
            if request.transport:
                request.transport.abort()
            return web.Response()


async def _given(request: web.Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query)
    if not request.can_read_body:
        return given
    match request.content_type:
        case "application/json":
            body = json.loads(await request.read())
            given.update(body if isinstance(body, dict) else {})
        case "multipart/form-data":
            for name, value in (await request.post()).items():
                given[name] = _part(value)
        case _:
            given.update(parse_qsl((await request.read()).decode(), keep_blank_values=True))
    return given


def _part(value: Any) -> Any:
    if not isinstance(value, web.FileField):
        return value
    with value.file:
        return Upload(value.filename, value.file.read())


def _response(answer: ApiAnswer) -> web.Response:
    if isinstance(answer.body, str):
        return web.Response(status=answer.status, text=answer.body, content_type="text/html")
    # Half a character has no bytes in UTF-8; what replaces it is how JSON writes it.
    body = json.dumps(answer.body, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return web.Response(status=answer.status, body=body, content_type="application/json")
