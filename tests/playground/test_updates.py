import asyncio
from typing import Any

import pytest

from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.refusals import Dropped, Json


async def fetch(telegram: FakeTelegram, **given: Any) -> list[Json]:
    answer = await telegram.call("getUpdates", given)
    assert isinstance(answer.body, dict)
    updates: list[Json] = answer.body["result"]
    return updates


async def ids(telegram: FakeTelegram, **given: Any) -> list[int]:
    return [update["update_id"] for update in await fetch(telegram, **given)]


@pytest.fixture
def telegram(clock: Any) -> FakeTelegram:
    return FakeTelegram(now=clock, slows_repeats=False, first_update_id=11)


@pytest.fixture
def ann(telegram: FakeTelegram) -> Person:
    return telegram.person("Ann", id=7)


async def test_updates_stay_until_the_next_offset_confirms_them(telegram: FakeTelegram, ann: Person) -> None:
    for text in "abc":
        ann.sends(text)

    assert await ids(telegram) == [11, 12, 13]
    assert await ids(telegram, offset=12) == [12, 13]
    assert await ids(telegram) == [12, 13]
    assert await ids(telegram, offset=14) == []


async def test_a_batch_has_at_most_limit_updates(telegram: FakeTelegram, ann: Person) -> None:
    for _ in range(105):
        ann.sends("x")

    assert len(await ids(telegram)) == 100
    assert len(await ids(telegram, limit=1000)) == 100
    assert await ids(telegram, limit=2) == [11, 12]
    assert await ids(telegram, limit=0) == [11]


async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(
    telegram: FakeTelegram, ann: Person
) -> None:
    for text in "abc":
        ann.sends(text)

    assert await ids(telegram, offset=-2) == [12, 13]
    assert await ids(telegram) == [12, 13]


async def test_ids_can_jump_as_after_a_quiet_week(telegram: FakeTelegram, ann: Person) -> None:
    ann.sends("a")
    telegram.updates.next_id = 500
    ann.sends("b")

    assert await ids(telegram, offset=12) == [500]


async def test_taps_expire_before_messages(telegram: FakeTelegram, ann: Person, clock: Any) -> None:
    ann.sends("a")
    ann.presses(1, "x", "x")
    ann.sends("b")

    clock.passes(151)
    after_a_while = await ids(telegram)
    clock.passes(24 * 3600)

    assert after_a_while == [11, 13]
    assert await ids(telegram) == []


async def test_a_poll_waits_for_an_update(telegram: FakeTelegram, ann: Person) -> None:
    poll = asyncio.create_task(fetch(telegram, timeout=50))
    await asyncio.sleep(0)
    ann.sends("a")

    assert (await poll)[0]["message"]["text"] == "a"


async def test_only_kinds_asked_for_are_queued(telegram: FakeTelegram, ann: Person) -> None:
    ann.sends("before")
    await fetch(telegram, allowed_updates=["callback_query"], offset=12)
    ann.sends("dropped")
    ann.presses(1, "x", "x")

    assert [set(update) for update in await fetch(telegram)] == [{"update_id", "callback_query"}]


async def test_an_empty_list_of_kinds_means_the_usual_ones(telegram: FakeTelegram, ann: Person) -> None:
    await fetch(telegram, allowed_updates='["callback_query"]')
    await fetch(telegram, allowed_updates=[])
    ann.sends("a")
    telegram.queue("chat_member", {})

    assert [set(update) for update in await fetch(telegram)] == [{"update_id", "message"}]


async def test_a_second_poll_ends_the_first(telegram: FakeTelegram, ann: Person) -> None:
    first = asyncio.create_task(telegram.call("getUpdates", {"timeout": 50}))
    await asyncio.sleep(0)
    second = asyncio.create_task(fetch(telegram, timeout=50))
    refused = await first
    ann.sends("a")

    assert refused.body == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }
    assert len(await second) == 1
    assert [breach.kind for breach in telegram.breaches] == ["two-pollers"]


async def test_asking_again_at_once_for_one_offset_gets_one_update(clock: Any) -> None:
    telegram = FakeTelegram(now=clock, first_update_id=11)
    ann = telegram.person("Ann")
    for text in "abc":
        ann.sends(text)

    assert await ids(telegram, offset=11) == [11, 12, 13]
    assert await ids(telegram, offset=11) == [11]
    clock.passes(1)
    assert await ids(telegram, offset=11) == [11, 12, 13]


async def test_a_redelivered_update_keeps_its_id(telegram: FakeTelegram, ann: Person) -> None:
    tap = ann.presses(1, "x", "x")
    first = await fetch(telegram)
    tap.is_redelivered()

    assert await fetch(telegram, offset=12) == first
    assert await fetch(telegram, offset=12) == []


async def test_a_cut_network_breaks_the_poll_under_way(telegram: FakeTelegram, ann: Person) -> None:
    poll = asyncio.create_task(telegram.call("getUpdates", {"timeout": 50}))
    await asyncio.sleep(0)
    telegram.cut_off()

    with pytest.raises(Dropped):
        await poll
    with pytest.raises(Dropped):
        await telegram.call("getMe")
    telegram.reconnect()
    assert (await telegram.call("getMe")).status == 200


async def test_webhooks_can_drop_what_waits(telegram: FakeTelegram, ann: Person) -> None:
    ann.sends("a")
    await telegram.call("deleteWebhook", {"drop_pending_updates": True})

    assert await ids(telegram) == []
