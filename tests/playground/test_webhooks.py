"""Updates by HTTP POST: the secret, replies in the answer, and what is tried again."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import WebhookInfo

from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.posting import SECRET, Postman
from bot.playground.refusals import Json

KEYBOARD = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}


class Hook:
    """The address of a bot: what came there, and how it answers, the last answer again and again.

    fails: the kind of updates that is never accepted.
    """

    def __init__(self) -> None:
        self.url = ""
        self.came: list[tuple[str, str]] = []
        self.statuses = [200]
        self.body: Json = {}
        self.fails = ""
        self.retry_after = ""

    async def answer(self, request: web.Request) -> web.Response:
        update = await request.json()
        if self.fails in update:
            return web.Response(status=500)
        self.came.append((request.headers.get(SECRET, ""), update["message"]["text"]))
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        headers = {"Retry-After": self.retry_after} if self.retry_after else {}
        return web.json_response(self.body, status=status, headers=headers)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    telegram = FakeTelegram(local=True)
    async with Postman(telegram, first_pause=0.01).works():
        yield telegram


@pytest.fixture
def ann(telegram: FakeTelegram) -> Person:
    return telegram.person("Ann", id=7)


async def result(telegram: FakeTelegram, method: str, **given: Any) -> Any:
    answer = await telegram.call(method, given)
    assert isinstance(answer.body, dict)
    return answer.body.get("result", answer.body.get("description"))


async def test_updates_come_with_the_secret(telegram: FakeTelegram, ann: Person, hook: Hook) -> None:
    ann.sends("before")
    await result(telegram, "setWebhook", url=hook.url, secret_token="hush")
    ann.sends("after")

    await telegram.settles()

    assert hook.came == [("hush", "before"), ("hush", "after")]


async def test_a_call_in_the_answer_is_made(telegram: FakeTelegram, ann: Person, hook: Hook) -> None:
    hook.body = {"method": "sendMessage", "chat_id": 7, "text": "Hello"}
    await result(telegram, "setWebhook", url=hook.url)

    ann.sends("/start")

    assert (await ann.sees("Hello")).text == "Hello"


async def test_what_fails_is_tried_again_in_order(telegram: FakeTelegram, ann: Person, hook: Hook) -> None:
    hook.statuses = [500, 404, 200]
    bob = telegram.person("Bob", id=8)
    await result(telegram, "setWebhook", url=hook.url)

    ann.sends("a1")
    ann.sends("a2")
    await telegram.settles()
    bob.sends("b")
    await telegram.settles()
    info = WebhookInfo.de_json(await result(telegram, "getWebhookInfo"), None)

    assert [text for _, text in hook.came] == ["a1", "a1", "a1", "a2", "b"]
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"
    assert (info.url, info.max_connections, info.pending_update_count) == (hook.url, 40, 0)


async def test_a_bot_that_is_down_gets_its_updates_later(
    telegram: FakeTelegram, ann: Person, hook: Hook
) -> None:
    await result(telegram, "setWebhook", url="http://127.0.0.1:9/hook")
    ann.sends("a")

    def failed() -> str | None:
        hook_now = telegram.world.profile["webhook"]
        return hook_now.failure or None

    assert await telegram.updates.progress.until(failed, 5) == "Connection refused"
    await result(telegram, "setWebhook", url=hook.url)
    await telegram.settles()

    assert hook.came == [("", "a")]


async def test_what_waits_can_be_dropped(telegram: FakeTelegram, ann: Person, hook: Hook) -> None:
    ann.sends("old")
    await result(telegram, "setWebhook", url=hook.url, drop_pending_updates=True)
    ann.sends("new")

    await telegram.settles()

    assert hook.came == [("", "new")]


async def test_the_network_can_be_cut(telegram: FakeTelegram, ann: Person, hook: Hook) -> None:
    await result(telegram, "setWebhook", url=hook.url)
    telegram.cut_off()
    ann.sends("a")
    before = list(hook.came)
    telegram.reconnect()

    await telegram.settles()

    assert (before, hook.came) == ([], [("", "a")])


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"url": "http://x.org/hook"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "https://x.org:9000/hook"}, "Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "https://x.org:port/hook"}, "invalid webhook URL specified"),
        ({"url": "https:///hook"}, "invalid webhook URL specified"),
        (
            {"url": "https://x.org", "max_connections": 101},
            "max_connections must be between 1 and 100",
        ),
    ],
)
async def test_a_wrong_address_is_refused(given: Json, problem: str) -> None:
    telegram = FakeTelegram()

    assert await result(telegram, "setWebhook", **given) == f"Bad Request: bad webhook: {problem}"
    assert [breach.kind for breach in telegram.breaches] == ["bad-webhook"]


async def test_taps_and_messages_of_one_person_are_two_queues(
    telegram: FakeTelegram, ann: Person, hook: Hook
) -> None:
    ann.sends("/start")
    await result(telegram, "sendMessage", chat_id=7, text="Tea?", reply_markup=KEYBOARD)
    hook.statuses, hook.fails = [200], "callback_query"
    await result(telegram, "setWebhook", url=hook.url)

    ann.taps("Yes")
    ann.sends("hello")

    assert await telegram.updates.progress.until(lambda: ("", "hello") in hook.came or None, 5)


async def test_the_bot_may_say_when_to_try_again(telegram: FakeTelegram, ann: Person, hook: Hook) -> None:
    hook.statuses, hook.retry_after = [503, 200], "1"
    await result(telegram, "setWebhook", url=hook.url)
    ann.sends("a")
    begun = asyncio.get_running_loop().time()

    await telegram.settles()

    assert hook.came == [("", "a"), ("", "a")]
    assert asyncio.get_running_loop().time() - begun >= 1
