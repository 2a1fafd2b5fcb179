"""The HTTP face, spoken to by python-telegram-bot and by a plain client."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.playground import faults
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.server import serve
from bot.playground.world import Toast


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with serve(FakeTelegram()) as served:
        yield served


@pytest.fixture
def ann(telegram: FakeTelegram) -> Person:
    person = telegram.person("Ann")
    person.sends("/start")
    return person


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as started:
        yield started


async def test_a_conversation_with_the_library(telegram: FakeTelegram, ann: Person, bot: Bot) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])

    (start,) = await bot.get_updates()
    await bot.send_message(ann.id, "<b>Sure?</b>", parse_mode="HTML", reply_markup=keyboard)
    tap = ann.taps("Yes", message=await ann.sees("Sure?"))
    (tapped,) = await bot.get_updates(offset=start.update_id + 1, timeout=5)
    assert tapped.callback_query is not None
    await bot.answer_callback_query(tapped.callback_query.id, "Noted")
    await bot.edit_message_text("Done", ann.id, 2)
    await bot.send_document(ann.id, b"{}", filename="answers.json", caption="Yours")
    await bot.delete_message(ann.id, 1)
    await bot.get_updates(offset=tapped.update_id + 1)

    await telegram.settles()
    assert await tap.answered() == Toast("Noted")
    assert (await ann.sees("Yours")).content == b"{}"
    assert telegram.finish() == ()
    assert [call.method for call in telegram.calls] == [
        "getMe", "getUpdates", "sendMessage", "getUpdates", "answerCallbackQuery", "editMessageText",
        "sendDocument", "deleteMessage", "getUpdates",
    ]  # fmt: skip


async def test_refusals_reach_the_library_as_its_errors(
    telegram: FakeTelegram, ann: Person, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the old form of retry_after warns when it is read
    telegram.faults.plan("sendMessage", faults.flooded(3))
    with pytest.raises(RetryAfter):
        await bot.send_message(ann.id, "x")
    telegram.faults.plan("sendMessage", faults.bad_gateway())
    with pytest.raises(NetworkError):
        await bot.send_message(ann.id, "x")
    telegram.faults.plan("sendMessage", faults.dropped(processed=True))
    with pytest.raises(NetworkError):
        await bot.send_message(ann.id, "it arrives all the same")
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", ann.id, 99)
    ann.blocks_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ann.id, "x")

    assert (await ann.sees("it arrives all the same")).message_id == 2


async def test_an_update_with_half_a_character_arrives_as_json(telegram: FakeTelegram) -> None:
    telegram.queue("message", {"text": "\ud800 é"})

    async with aiohttp.ClientSession() as session:
        answer = await session.get(f"{telegram.url}/bot{telegram.token}/getUpdates")
        given = await answer.read()

    assert json.loads(given)["result"][0]["message"]["text"] == "\ud800 é"


async def test_another_token_is_unauthorized(telegram: FakeTelegram) -> None:
    stranger = Bot("1:another", base_url=f"{telegram.url}/bot")

    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()

    assert [breach.kind for breach in telegram.breaches] == ["wrong-token"]


async def test_every_form_of_request_is_understood(telegram: FakeTelegram, ann: Person) -> None:
    url = f"{telegram.url}/bot{telegram.token}/sendMessage"
    given = {"chat_id": str(ann.id), "text": "привет & так"}
    parts = aiohttp.FormData(given, default_to_multipart=True)

    async with aiohttp.ClientSession() as http:
        answers = [
            await http.get(url, params=given),
            await http.post(url, json=given),
            await http.post(url, data=given),
            await http.post(url, data=parts),
        ]
        texts = [(await answer.json())["result"]["text"] for answer in answers]

    assert texts == ["привет & так"] * 4


@pytest.mark.parametrize("path", ["/", "/bot", "/bot{token}", "/bot{token}/x"])
async def test_other_paths_are_not_found(telegram: FakeTelegram, path: str) -> None:
    url = telegram.url + path.format(token=telegram.token)

    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        assert answer.status == 404
        assert await answer.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_json_that_is_none_is_refused(telegram: FakeTelegram) -> None:
    url = f"{telegram.url}/bot{telegram.token}/getMe"
    headers = {"Content-Type": "application/json"}

    async with aiohttp.ClientSession() as http, http.post(url, data=b"{", headers=headers) as answer:
        assert answer.status == 400


async def test_a_poll_whose_bot_went_away_disturbs_nobody(telegram: FakeTelegram, ann: Person) -> None:
    url = f"{telegram.url}/bot{telegram.token}/getUpdates"
    telegram.updates.waiting.clear()

    async with aiohttp.ClientSession() as http:
        lost = asyncio.create_task(http.get(url, params={"timeout": "50"}))
        polls = telegram.updates
        assert await polls.progress.until(lambda: polls.is_polled or None, 5)
        lost.cancel()
        await asyncio.gather(lost, return_exceptions=True)
        assert await polls.progress.until(lambda: not polls.is_polled or None, 5)
        ann.sends("hello")
        async with http.get(url, params={"offset": "1"}) as answer:
            assert len((await answer.json())["result"]) == 1

    assert telegram.breaches == []
