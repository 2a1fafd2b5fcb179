"""The token is nowhere: not in what is logged, raised, or shown by repr, whatever goes wrong."""

import asyncio
import gc
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot.platforms.telegram.transport import AiohttpRequest, client
from tests.platforms.telegram.servers import http, tcp, unused

CANARY = "AAcanary-canary-canary-canary-canary"
TOKEN = f"123456789:{CANARY}"


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """All that is logged, by anybody, before it is redacted."""
    names = ("", "telegram", "httpx", "aiohttp", "asyncio")
    with caplog.at_level(logging.DEBUG):
        for name in names[1:]:
            caplog.set_level(logging.DEBUG, name)
        yield caplog


@asynccontextmanager
async def refused() -> AsyncIterator[str]:
    yield unused()


def saying(status: int, text: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, text=text.replace("PATH", request.path))

    return answer


async def silent(_request: web.Request) -> web.Response:
    await asyncio.sleep(30)
    return web.Response()


WORLDS = {
    "refused": refused,
    "401": lambda: http(saying(401, '{"ok": false, "error_code": 401, "description": "Unauthorized"}')),
    "401 that quotes": lambda: http(saying(401, '{"ok": false, "description": "PATH"}')),
    "404 page that quotes": lambda: http(saying(404, "<html>PATH was not found</html>")),
    "502 page": lambda: http(saying(502, "<html>PATH</html>")),
    "200 that quotes": lambda: http(saying(200, "PATH")),
    "result that quotes": lambda: http(saying(200, '{"ok": true, "result": "PATH"}')),
    "redirect": lambda: http(saying(302, "PATH")),
    "silence": lambda: http(silent),
    "closed": lambda: tcp(None),
    "garbage": lambda: tcp(b"\x00\x01 garbage\r\n\r\n"),
    "cut short": lambda: tcp(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"),
    "bad length": lambda: tcp(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{"),
    "no such host": refused,
}


def told(error: BaseException) -> str:
    """Everything that an error could ever show, down to its first cause."""
    words = "".join(traceback.format_exception(error))
    seen: list[BaseException] = []
    todo: list[BaseException | None] = [error]
    while todo:
        each = todo.pop()
        if each is None or each in seen:
            continue
        seen.append(each)
        words += f"{each!r} {each} {each.args!r} {each.__dict__!r}"
        todo += [each.__cause__, each.__context__]
    return words


@pytest.mark.parametrize("world", WORLDS)
async def test_no_failure_shows_the_token(world: str, everything_logged: pytest.LogCaptureFixture) -> None:
    words = ""
    async with WORLDS[world]() as base:
        where = "http://no-such-host.invalid" if world == "no such host" else base
        request = AiohttpRequest(TOKEN, where, read=0.1, connect=0.5, pool=0.1)
        bot = client(request)
        calls: tuple[Callable[[], Awaitable[object]], ...] = (
            bot.initialize,
            lambda: bot.send_message(1, "hello"),
            lambda: request.post("/getUpdates?offset=0"),
        )
        for call in calls:
            try:
                await call()
            except (TelegramError, TypeError, AttributeError) as error:
                words += told(error)
        words += f"{bot!r} {request!r} {bot.token} {bot.base_url} {bot.base_file_url}"
        await request.shutdown()
    gc.collect()

    logged = everything_logged.text + repr([record.__dict__ for record in everything_logged.records])
    assert words.count("Error") + words.count("InvalidToken") + words.count("TimedOut") > 0
    assert CANARY not in words
    assert CANARY not in logged


async def test_a_crash_in_a_call_does_not_show_the_token(everything_logged: pytest.LogCaptureFixture) -> None:
    async with http(silent) as base:
        request = AiohttpRequest(TOKEN, base)
        await request.initialize()
        task = asyncio.create_task(client(request).get_me())
        await asyncio.sleep(0.05)
        words = repr(task) + "".join(map(repr, task.get_stack()))
        await request.shutdown()
        results = await asyncio.gather(task, return_exceptions=True)

    assert isinstance(results[0], TelegramError)
    assert CANARY not in words + told(results[0]) + everything_logged.text


def test_the_client_knows_no_token() -> None:
    bot: Bot = client(AiohttpRequest(TOKEN))

    assert CANARY not in repr(bot) + bot.token
