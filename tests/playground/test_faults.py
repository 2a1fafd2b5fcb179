from typing import Any

import pytest

from bot.playground import faults
from bot.playground.engine import FakeTelegram
from bot.playground.faults import Fault
from bot.playground.people import Person
from bot.playground.refusals import Dropped


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (faults.flooded(3), 429, "Too Many Requests: retry after 3"),
        (faults.server_error(), 500, "Internal Server Error"),
        (faults.bad_gateway(), 502, "<html>"),
        (faults.unauthorized(), 401, "Unauthorized"),
        (faults.not_found(), 404, "Not Found"),
        (faults.conflict(), 409, "Conflict: terminated by other getUpdates request"),
        (faults.migrated(-1001), 400, "'migrate_to_chat_id': -1001"),
        (faults.blocked(), 403, "Forbidden: bot was blocked by the user"),
    ],
)
async def test_a_fault_answers_in_place_of_telegram_and_is_no_breach(
    telegram: FakeTelegram, ann: Person, fault: Fault, status: int, words: str
) -> None:
    telegram.faults.plan("sendMessage", fault)

    spoilt = await telegram.call("sendMessage", {"chat_id": 7, "text": "x"})
    after = await telegram.call("sendMessage", {"chat_id": 7, "text": "x"})

    assert spoilt.status == status
    assert words in str(spoilt.body)
    assert after.status == 200
    assert telegram.breaches == []


async def test_a_flood_says_when_to_come_back(telegram: FakeTelegram) -> None:
    telegram.faults.plan("*", faults.flooded(3))

    answer = await telegram.call("getMe")

    assert isinstance(answer.body, dict)
    assert answer.body["parameters"] == {"retry_after": 3}


async def test_a_fault_meets_only_its_method_and_chat(telegram: FakeTelegram, ann: Person) -> None:
    telegram.person("Bob", id=8).sends("hello")
    telegram.faults.plan("sendMessage", faults.flooded(3), times=2, chat=7)

    async def send(chat: int) -> int:
        return (await telegram.call("sendMessage", {"chat_id": chat, "text": "x"})).status

    assert [await send(chat) for chat in (8, 7, 8, 7, 7)] == [200, 429, 200, 429, 200]
    assert list(telegram.faults.left()) == []


async def test_a_connection_dropped_before_leaves_nothing(telegram: FakeTelegram, ann: Person) -> None:
    telegram.faults.plan("sendMessage", faults.dropped(processed=False))

    with pytest.raises(Dropped):
        await telegram.call("sendMessage", {"chat_id": 7, "text": "x"})

    assert telegram.world.last_message_id == 1
    assert telegram.counts["sendMessage", 0] == 1


async def test_a_connection_dropped_after_leaves_the_message(telegram: FakeTelegram, ann: Person) -> None:
    telegram.faults.plan("sendMessage", faults.silence(0.001, processed=True))

    with pytest.raises(Dropped):
        await telegram.call("sendMessage", {"chat_id": 7, "text": "x"})

    assert (await ann.sees("x")).message_id == 2


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("editMessageText", {"chat_id": 7, "message_id": 2, "text": "new"}),
        ("answerCallbackQuery", {"callback_query_id": "30064771073"}),
        ("deleteMessage", {"chat_id": 7, "message_id": 2}),
    ],
)
async def test_repeating_a_call_whose_answer_was_lost_is_no_breach(
    telegram: FakeTelegram, ann: Person, method: str, given: dict[str, Any]
) -> None:
    await telegram.call("sendMessage", {"chat_id": 7, "text": "x"})
    ann.presses(2, "x", "x")
    telegram.faults.plan(method, faults.dropped(processed=True))

    with pytest.raises(Dropped):
        await telegram.call(method, given)
    repeated = await telegram.call(method, given)
    excused = list(telegram.breaches)
    await telegram.call(method, given)

    assert repeated.status == 400
    assert excused == []
    assert len(telegram.breaches) == 1


async def test_cleared_faults_meet_nobody(telegram: FakeTelegram) -> None:
    telegram.faults.plan("*", faults.server_error(), times=100)
    telegram.faults.clear()

    assert (await telegram.call("getMe")).status == 200
