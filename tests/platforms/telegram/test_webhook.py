import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.ops.addresses import ListenAddress, Secret, WebhookSettings
from bot.ops.http_server import listening
from bot.platforms.telegram.calls import Replies
from bot.platforms.telegram.failures import LONGEST_CONFLICT, LONGEST_REFUSAL, RevokedToken, SecondInstance
from bot.platforms.telegram.reading import READ
from bot.platforms.telegram.transport import client
from bot.platforms.telegram.webhook import (
    LARGEST_UPDATE,
    SECRET_HEADER,
    WebhookIntake,
    WebhookRefused,
)
from bot.playground import faults
from bot.playground.engine import FakeTelegram
from bot.stores.protocol import StoreError
from tests.coached import DirectRequest
from tests.platforms.telegram.servers import free_port
from tests.platforms.telegram.updates import Raw, message, tap

SECRET = "s" * 32
HEADERS = {SECRET_HEADER: SECRET}
AGAIN = (503, "", "3")


class Door:
    """A webhook that handles by a script, and what came of it.

    handled, buried: ids of updates. answers: of taps, by update id. pauses: seconds that were waited.
    """

    def __init__(self, telegram: FakeTelegram) -> None:
        self.telegram = telegram
        self.script: Callable[[int], Awaitable[None]] | None = None
        self.handled: list[int] = []
        self.buried: list[int] = []
        self.answers: dict[int, dict[str, Any]] = {}
        self.pauses: list[float] = []
        self.now = 1000.0
        self.dates: list[float] = []
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/hook"
        self._replies = Replies()
        listen = ListenAddress("127.0.0.1", self.port)
        self.intake = WebhookIntake(
            client(DirectRequest(telegram)),
            WebhookSettings(self.url, listen, Secret(SECRET)),
            self._handle,
            self._bury,
            self._replies,
            self.dates.append,
            clock=lambda: self.now,
            sleep=self._sleep,
        )
        self.listening = listening("WEBHOOK_LISTEN", listen, {"/hook": self.intake.answer}.get)

    async def brings(self, update: object, **headers: str) -> tuple[int, str, str]:
        """Bring an update as Telegram does; status, body and Retry-After of the answer."""
        return await self.posts(json.dumps(update).encode(), **headers)

    async def posts(self, body: object, method: str = "POST", **headers: str) -> tuple[int, str, str]:
        given = {**HEADERS, "Content-Type": "application/json"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        async with (
            aiohttp.ClientSession() as http,
            http.request(method, self.url, data=body, headers=given) as answer,
        ):
            return answer.status, await answer.text(), answer.headers.get("Retry-After", "")

    async def _handle(self, raw: Raw) -> None:
        if self.script is not None:
            await self.script(raw["update_id"])
        if "message" not in raw and "callback_query" not in raw:
            raise ValueError
        if (answer := self.answers.get(raw["update_id"])) is not None:
            self._replies.put(raw["callback_query"]["id"], answer)
        self.handled.append(raw["update_id"])

    async def _bury(self, update_id: int, _raw: str, _problem: str) -> None:
        self.buried.append(update_id)

    async def _sleep(self, pause: float) -> None:
        self.pauses.append(pause)
        self.now += pause
        await asyncio.sleep(0)


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    """Open, but not registered."""
    door = Door(FakeTelegram(local=True))
    async with door.listening:
        yield door


@asynccontextmanager
async def running(door: Door) -> AsyncIterator[None]:
    """A door that is registered, and does not look again."""
    door.intake._sleep = asyncio.sleep
    task = asyncio.create_task(door.intake.run())
    assert await door.telegram.updates.progress.until(
        lambda: door.telegram.counts["setWebhook", 200] or None, 5
    )
    try:
        yield
    finally:
        door.intake.stop()
        await task


def text(update_id: int, person: int = 7) -> Raw:
    return message(update_id=update_id, text="x", chat={"id": person, "type": "private"})


# --- who may come in ----------------------------------------------------------------------


@pytest.mark.parametrize("secret", ["", "x" * 32, SECRET[:-1], SECRET + "s", "é" * 32])
async def test_who_does_not_know_the_secret_is_turned_away(
    door: Door, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    status, body, _ = await door.brings(text(1), **{SECRET_HEADER: secret})

    assert (status, body, door.handled) == (403, "", [])
    assert SECRET not in caplog.text


async def test_who_names_two_secrets_knows_none(door: Door) -> None:
    both = [(SECRET_HEADER, SECRET), (SECRET_HEADER, "x" * 32), ("Content-Type", "application/json")]
    async with aiohttp.ClientSession() as http, http.post(door.url, data=b"{}", headers=both) as answer:
        assert answer.status == 403


async def deep() -> AsyncIterator[bytes]:
    for _ in range(LARGEST_UPDATE // 1000 + 1):
        yield b"[" * 1000


@pytest.mark.parametrize(
    ("status", "body", "given"),
    [
        (405, b"", {"method": "GET"}),
        (415, b"{}", {"Content_Type": "text/plain"}),
        (415, b"a=1", {"Content_Type": "application/x-www-form-urlencoded"}),
        (400, b"{", {}),
        (400, b"", {}),
        (400, b'{"update_id": \xff}', {}),
        (400, b"[" * 200_000, {}),
        (413, b" " * (LARGEST_UPDATE + 1), {}),
        (413, deep, {}),
    ],
    ids=["get", "text", "form", "half", "nothing", "bytes", "deep", "long", "long in parts"],
)
async def test_what_is_no_update_is_refused(
    door: Door, status: int, body: bytes | Callable[[], AsyncIterator[bytes]], given: dict[str, str]
) -> None:
    answer = await door.posts(body() if callable(body) else body, **given)

    assert (answer[0], door.handled, door.buried) == (status, [], [])


async def test_other_paths_lead_nowhere(door: Door) -> None:
    async with aiohttp.ClientSession() as http, http.post(f"{door.url}/x", headers=HEADERS) as answer:
        assert answer.status == 404


# --- one update ---------------------------------------------------------------------------


async def test_an_update_is_accepted_only_when_it_is_handled(door: Door) -> None:
    gate = asyncio.Event()

    async def wait(_update_id: int) -> None:
        await gate.wait()

    door.script = wait
    coming = asyncio.create_task(door.brings(text(1)))
    await asyncio.sleep(0.05)
    early = coming.done()
    gate.set()

    assert (early, await coming, door.handled) == (False, (200, "", ""), [1])
    assert door.intake.settled_at == door.intake.heard_at == door.now
    assert door.dates == [1_790_000_000]


async def test_what_the_store_cannot_take_comes_again(door: Door) -> None:
    problems: list[Exception] = [StoreError("the disk is full: make room")]

    async def fail_once(_update_id: int) -> None:
        if problems:
            raise problems.pop()

    door.script = fail_once

    assert [await door.brings(text(1)), await door.brings(text(1))] == [AGAIN, (200, "", "")]
    assert (door.handled, door.buried) == ([1], [])


async def test_a_malformed_update_is_put_aside_and_never_comes_again(door: Door) -> None:
    answers = [await door.brings(each) for each in ({"update_id": 8}, {"update_id": "8"}, [1], "x", None)]

    assert answers == [(200, "", "")] * 5
    assert (door.buried, door.handled) == ([8, 0, 0, 0, 0], [])


async def test_the_answer_to_a_tap_goes_back_with_it(door: Door) -> None:
    door.answers[5] = {"callback_query_id": "q5", "text": "Added.", "show_alert": False}
    query = {**tap("data")["callback_query"], "id": "q5"}

    status, body, _ = await door.brings({"update_id": 5, "callback_query": query})

    assert status == 200
    assert json.loads(body) == {
        "method": "answerCallbackQuery",
        "callback_query_id": "q5",
        "text": "Added.",
        "show_alert": False,
    }


async def test_a_tap_without_an_answer_yet_is_accepted_without_one(door: Door) -> None:
    assert await door.brings({**tap("data"), "update_id": 5}) == (200, "", "")


async def test_what_one_person_does_stays_in_order(door: Door) -> None:
    gate = asyncio.Event()

    async def hold_first(update_id: int) -> None:
        if update_id == 1:
            await gate.wait()

    door.script = hold_first
    first = asyncio.create_task(door.brings(text(1)))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(door.brings(text(2)))
    await door.brings(text(3, person=8))
    gate.set()
    await asyncio.gather(first, second)

    assert door.handled == [3, 1, 2]


# --- stopping -----------------------------------------------------------------------------


async def test_when_stopped_what_has_begun_is_finished_and_the_rest_comes_again(door: Door) -> None:
    gate = asyncio.Event()

    async def wait(_update_id: int) -> None:
        await gate.wait()

    door.script = wait
    async with running(door):
        begun = asyncio.create_task(door.brings(text(1)))
        behind = asyncio.create_task(door.brings(text(2)))
        await asyncio.sleep(0.05)
        door.intake.stop()
        late = await door.brings(text(3))
        gate.set()

        assert (await begun, await behind, late) == ((200, "", ""), AGAIN, AGAIN)
    assert (door.handled, door.intake.is_open) == ([1], False)


# --- the address --------------------------------------------------------------------------


async def test_the_address_is_registered_with_the_secret_and_the_kinds_that_are_read(door: Door) -> None:
    async with running(door):
        (given,) = [call.given for call in door.telegram.calls if call.method == "setWebhook"]

    assert given["url"] == door.url
    assert (given["secret_token"], int(given["max_connections"])) == (SECRET, 100)
    assert json.loads(given["allowed_updates"]) == list(READ)
    assert "drop_pending_updates" not in given
    assert door.telegram.breaches == []


async def test_an_address_that_telegram_does_not_accept_ends_the_start(door: Door) -> None:
    door.telegram.world.local = False

    with pytest.raises(WebhookRefused, match="WEBHOOK_URL: Bad webhook: an https url must be provided"):
        await door.intake.run()


async def test_registering_waits_until_telegram_can_be_reached(door: Door) -> None:
    door.telegram.faults.plan("setWebhook", faults.bad_gateway(), times=3)
    door.telegram.faults.plan("setWebhook", faults.flooded(7))
    door.telegram.faults.plan("getWebhookInfo", faults.unauthorized(), times=100)

    with pytest.raises(RevokedToken):
        await door.intake.run()

    assert door.telegram.counts["setWebhook", 200] == 1
    assert 7.0 in door.pauses


async def test_updates_that_go_elsewhere_are_asked_for_again(door: Door) -> None:
    looks = 0

    async def look(pause: float) -> None:
        nonlocal looks
        looks += 1
        door.now += pause
        if looks == 1:
            await door.telegram.call("deleteWebhook", {})
        if looks == 3:
            door.intake.stop()
        await asyncio.sleep(0)

    door.intake._sleep = look

    await door.intake.run()

    assert door.telegram.counts["setWebhook", 200] == 2
    assert door.telegram.world.profile["webhook"].url == door.url


async def test_who_takes_the_updates_again_and_again_is_a_second_instance(door: Door) -> None:
    async def steal(pause: float) -> None:
        door.now += pause
        await door.telegram.call("setWebhook", {"url": "http://other.example.org/hook"})

    door.intake._sleep = steal

    with pytest.raises(SecondInstance, match="updates went to another address"):
        await door.intake.run()

    assert LONGEST_CONFLICT <= door.now - 1000 <= LONGEST_CONFLICT + 20


async def test_a_token_that_is_refused_for_long_was_revoked(door: Door) -> None:
    door.telegram.faults.plan("getWebhookInfo", faults.unauthorized(), times=100)

    with pytest.raises(RevokedToken, match="@BotFather"):
        await door.intake.run()

    assert LONGEST_REFUSAL <= door.now - 1000 <= LONGEST_REFUSAL + 25


async def test_why_telegram_cannot_bring_updates_is_logged_once(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    async def look(pause: float) -> None:
        door.now += pause
        hook = door.telegram.world.profile["webhook"]
        hook.failed, hook.failure = 1_790_000_000, "Wrong response from the webhook: 502 Bad Gateway"
        if door.now > 1050:
            door.intake.stop()
        await asyncio.sleep(0)

    door.intake._sleep = look

    await door.intake.run()

    assert caplog.text.count("502 Bad Gateway") == 1
