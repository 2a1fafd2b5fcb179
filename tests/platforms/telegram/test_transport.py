import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InputFile, User
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.ops.meter import Meter
from bot.platforms.telegram import transport
from bot.platforms.telegram.calls import call
from bot.platforms.telegram.transport import AiohttpRequest, NotReached, client
from tests.ops.counting import Kept
from tests.platforms.telegram.servers import Answer, http, tcp, unused
from tests.platforms.telegram.updates import BOT

CANARY = "AAcanary-canary-canary-canary-canary"
TOKEN = f"123456789:{CANARY}"


@asynccontextmanager
async def connected(
    api_base: str,
    *unread: str,
    read: float = 10.0,
    write: float = 10.0,
    connect: float = 5.0,
    pool: float = 5.0,
    meter: Meter | None = None,
) -> AsyncIterator[tuple[Bot, AiohttpRequest]]:
    request = AiohttpRequest(
        TOKEN, api_base, unread=unread, read=read, write=write, connect=connect, pool=pool, meter=meter
    )
    await request.initialize()
    try:
        yield client(request), request
    finally:
        await request.shutdown()


def saying(status: int, body: object, **headers: str) -> Answer:
    async def answer(_request: web.Request) -> web.Response:
        text = body if isinstance(body, str) else json.dumps(body)
        return web.Response(status=status, text=text, headers=headers)

    return answer


def refusing(status: int, description: str, **parameters: int) -> Answer:
    return saying(
        status,
        {"ok": False, "error_code": status, "description": description, "parameters": parameters},
    )


def echoing(heard: list[Any], result: object = True) -> Answer:
    async def answer(request: web.Request) -> web.Response:
        is_json = request.content_type == "application/json"
        given = await request.json() if is_json else dict(await request.post())
        heard.append((request.path, given))
        return web.json_response({"ok": True, "result": result})

    return answer


# --- calls --------------------------------------------------------------------------------


async def test_a_call_goes_to_the_bots_address_as_json() -> None:
    heard: list[Any] = []

    async with http(echoing(heard)) as base, connected(base) as (bot, _):
        await bot.answer_callback_query("7", "Grüße & mehr")

    assert heard == [(f"/bot{TOKEN}/answerCallbackQuery", {"callback_query_id": "7", "text": "Grüße & mehr"})]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (saying(200, {"ok": True, "result": True}), 200),
        (refusing(400, "Bad Request"), 400),
        (refusing(429, "Too Many Requests", retry_after=3), 429),
        (saying(502, "oh"), 502),
    ],
)
async def test_a_call_is_counted_by_what_became_of_it(answer: Answer, status: int) -> None:
    meter = Kept()

    async with http(answer) as base, connected(base, meter=meter) as (bot, _):
        with suppress(TelegramError):
            await bot.delete_message(1, 2)

    assert meter.calls == [("deleteMessage", status)]


async def test_a_call_that_reached_nobody_is_counted_too() -> None:
    meter = Kept()

    async with connected(unused(), meter=meter) as (bot, _):
        with pytest.raises(NotReached):
            await bot.delete_message(1, 2)

    assert meter.calls == [("deleteMessage", None)]


async def test_plain_data_is_sent_as_it_is() -> None:
    heard: list[Any] = []
    arguments = {"offset": 5, "text": "Grüße? & 😀", "kinds": ["message"], "thread": None}

    async with http(echoing(heard, [])) as base, connected(base) as (_, request):
        updates = await call(request, "getUpdates", arguments)

    assert updates == []
    del arguments["thread"]
    assert heard == [(f"/bot{TOKEN}/getUpdates", arguments)]


async def test_a_file_is_uploaded_whole() -> None:
    heard: list[Any] = []
    sent = {"message_id": 9, "date": 1_790_000_000, "chat": {"id": 1, "type": "private"}}

    async with http(echoing(heard, sent)) as base, connected(base) as (bot, _):
        message = await bot.send_document(1, InputFile(b"\x00\xff{}", filename="all.json"), caption="ä")

    form = heard[0][1]
    assert message.message_id == 9
    assert (form["chat_id"], form["caption"]) == ("1", "ä")
    assert (form["document"].filename, form["document"].content_type) == ("all.json", "application/json")


async def test_a_typed_answer_comes_back() -> None:
    async with http(echoing([], BOT)) as base, connected(f"{base}/") as (bot, _):
        assert await bot.get_me() == User.de_json(BOT, None)


async def test_many_calls_share_one_session() -> None:
    here = asyncio.Barrier(40)

    async def answer(_request: web.Request) -> web.Response:
        await here.wait()
        return web.json_response({"ok": True, "result": True})

    async with http(answer) as base, connected(base) as (bot, _):
        assert await asyncio.gather(*(bot.delete_message(1, each) for each in range(40))) == [True] * 40


async def test_a_session_is_opened_again_after_it_was_closed() -> None:
    async with http(echoing([])) as base, connected(base) as (bot, request):
        await request.shutdown()
        await request.shutdown()
        with pytest.raises(NotReached):
            await bot.log_out()
        await request.initialize()
        await request.initialize()

        assert await bot.log_out() is True


async def test_a_call_before_the_session_is_open_is_surely_not_sent() -> None:
    with pytest.raises(NotReached):
        await AiohttpRequest(TOKEN).post("/getMe")


# --- results that nobody looks at -----------------------------------------------------------


@pytest.mark.parametrize("answer", ['{"ok":true,"result":{"of": "no use"}}', '{"ok": true, "result": 7}'])
async def test_an_unread_result_is_true_whatever_it_was(answer: str) -> None:
    async with http(saying(200, answer)) as base, connected(base, "editMessageText") as (bot, _):
        assert await bot.edit_message_text("x", 1, 2) is True


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusing(400, "Bad Request: message to edit not found"), BadRequest),
        (saying(200, "<html>a proxy</html>"), NetworkError),
        (saying(200, ""), NetworkError),
    ],
    ids=["refused", "strange", "empty"],
)
async def test_an_unread_result_must_still_be_one(answer: Answer, error: type[TelegramError]) -> None:
    async with http(answer) as base, connected(base, "editMessageText") as (bot, _):
        with pytest.raises(error):
            await bot.edit_message_text("x", 1, 2)


# --- answers that are errors --------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (refusing(400, "Bad Request: chat not found"), BadRequest, "Chat not found"),
        (refusing(401, "Unauthorized"), InvalidToken, "Unauthorized"),
        (
            refusing(403, "Forbidden: bot was blocked by the user"),
            Forbidden,
            "Forbidden: bot was blocked by the user",
        ),
        (refusing(404, "Not Found"), InvalidToken, "Not Found"),
        (refusing(409, "Conflict: two"), Conflict, "Conflict: two"),
        (refusing(500, "Internal Server Error"), NetworkError, "Internal Server Error"),
        (saying(502, "<html>Bad Gateway</html>"), NetworkError, "Bad Gateway (502)"),
        # what is none of the Bot API's is a gateway's, and says nothing of a chat, a call or a token
        (saying(401, "<html>log in</html>"), NetworkError, "Bad Gateway (502)"),
        (saying(403, "<html>Forbidden</html>"), NetworkError, "Bad Gateway (502)"),
        (saying(404, "<html>nginx</html>"), NetworkError, "Bad Gateway (502)"),
        (saying(409, ""), NetworkError, "Bad Gateway (502)"),
        (saying(400, "[1]"), NetworkError, "Bad Gateway (502)"),
        (saying(400, {"description": 7, "parameters": "x"}), NetworkError, "Bad Gateway (502)"),
        (saying(302, "", Location="https://example.org"), NetworkError, "Found (302)"),
        (saying(799, "what"), NetworkError, "Unknown HTTPError (799)"),
        (
            saying(200, "<html>captive portal</html>"),
            NetworkError,
            "The server's answer is none of the Bot API",
        ),
        (saying(200, "[]"), NetworkError, "The server's answer is none of the Bot API"),
        (saying(200, {"ok": False}), NetworkError, "The server's answer is none of the Bot API"),
        (saying(200, "[" * 100_000), NetworkError, "The server's answer is none of the Bot API"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_an_error_of_the_server_is_the_librarys(
    answer: Answer, kind: type[TelegramError], words: str
) -> None:
    async with http(answer) as base, connected(base) as (bot, _):
        with pytest.raises(TelegramError) as raised:
            await bot.delete_message(1, 2)

    assert type(raised.value) is kind
    assert str(raised.value) == words


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [(refusing(429, "Too Many Requests", retry_after=7), 7), (saying(429, "<html>slow down</html>"), 1)],
    ids=["Telegram", "a proxy"],
)
async def test_too_many_calls_say_how_long_to_wait(answer: Answer, seconds: int) -> None:
    async with http(answer) as base, connected(base) as (bot, _):
        with pytest.raises(RetryAfter) as raised:
            await bot.delete_message(1, 2)

    assert raised.value.retry_after == timedelta(seconds=seconds)


async def test_a_group_that_moved_says_where_to() -> None:
    async with (
        http(refusing(400, "Bad Request", migrate_to_chat_id=-1009)) as base,
        connected(base) as (bot, _),
    ):
        with pytest.raises(ChatMigrated) as raised:
            await bot.delete_message(1, 2)

    assert raised.value.new_chat_id == -1009


# --- no answer ----------------------------------------------------------------------------


async def test_a_refused_connection_is_surely_not_sent() -> None:
    async with connected(unused()) as (bot, _):
        with pytest.raises(NotReached) as raised:
            await bot.get_me()

    assert "ClientConnectorError" in str(raised.value.__cause__)


async def test_a_name_that_does_not_resolve_is_surely_not_sent() -> None:
    async with connected("http://no-such-host.invalid") as (bot, _):
        with pytest.raises(NotReached):
            await bot.get_me()


async def test_a_full_pool_is_surely_not_sent() -> None:
    async def hang(_request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async with http(hang) as base:
        request = AiohttpRequest(TOKEN, base, connections=1, connect=0.05, pool=0.05)
        await request.initialize()
        first = asyncio.create_task(request.post("/one"))
        await asyncio.sleep(0.05)
        with pytest.raises(NotReached):
            await request.post("/two")
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        await request.shutdown()


async def test_a_late_answer_may_have_been_heard() -> None:
    async def hang(_request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async with http(hang) as base, connected(base, read=0.05) as (bot, _):
        with pytest.raises(TimedOut) as raised:
            await bot.get_me()

    assert str(raised.value.__cause__).startswith("SocketTimeoutError")


async def test_an_answer_that_trickles_ends_some_time() -> None:
    async def trickle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.02)

    async with (
        http(trickle) as base,
        connected(base, read=0.1, write=0.05, connect=0.05, pool=0.05) as (bot, _),
    ):
        with pytest.raises(TimedOut):
            await bot.get_me()


async def test_a_calls_own_timeout_counts() -> None:
    async def hang(_request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async with http(hang) as base, connected(base) as (bot, _):
        with pytest.raises(TimedOut):
            await bot.get_me(read_timeout=0.05, connect_timeout=None)


@pytest.mark.parametrize(
    "answer",
    [None, b"", b"garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"],
    ids=["closed", "silent", "garbage", "cut short"],
)
async def test_a_broken_answer_may_have_been_heard(answer: bytes | None) -> None:
    async with tcp(answer) as base, connected(base) as (bot, _):
        with pytest.raises(NetworkError) as raised:
            await bot.get_me()

    assert type(raised.value) is NetworkError
    assert raised.value.__cause__ is not None


async def test_a_huge_answer_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "LONGEST_ANSWER", 1000)

    async with http(saying(200, "x" * 1001)) as base, connected(base) as (bot, _):
        with pytest.raises(NetworkError) as raised:
            await bot.get_me()

    assert "too long" in str(raised.value.__cause__)


async def test_a_cancelled_call_is_cancelled() -> None:
    async def hang(_request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async with http(hang) as base, connected(base) as (bot, _):
        task = asyncio.create_task(bot.get_me())
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


# --- where to -----------------------------------------------------------------------------


async def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Any] = []

    async with http(echoing(heard)) as proxy:
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.setenv("no_proxy", "localhost")
        async with connected("http://telegram.invalid") as (bot, _):
            assert await bot.log_out() is True

    assert heard == [(f"/bot{TOKEN}/logOut", {})]


async def test_a_host_without_proxy_is_reached_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", unused())
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    async with http(echoing([])) as base, connected(base) as (bot, _):
        assert await bot.log_out() is True


def test_the_library_waits_for_answers_as_long_as_the_transport() -> None:
    assert AiohttpRequest(TOKEN, read=3.0).read_timeout == 3.0
