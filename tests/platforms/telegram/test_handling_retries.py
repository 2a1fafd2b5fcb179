"""Dead letters that an operator wants tried again go to the handling, and then away."""

import asyncio
import json

import pytest

from bot.platforms.telegram.handling import Settled, keep_retrying
from bot.stores.sqlite.store import SqliteStore


class Enough(Exception):
    """Two looks were taken."""


async def retried(store: SqliteStore, *, is_settled: bool = True) -> list[object]:
    """What was handed to the handling in two looks."""
    taken: list[object] = []
    looks = iter((None,))

    def take(update: object) -> Settled:
        taken.append(update)
        settled: Settled = asyncio.get_running_loop().create_future()
        settled.set_result(is_settled)
        return settled

    async def sleep(_seconds: float) -> None:
        if next(looks, Enough) is Enough:
            raise Enough

    with pytest.raises(Enough):
        await keep_retrying(store, take, sleep)
    return taken


async def buried(*raw: str) -> SqliteStore:
    store = SqliteStore.in_memory()
    for number, each in enumerate(raw, 1):
        await store.bury(number, each, "nonsense", 1.0)
        await store.request_retry(number)
    return store


async def test_what_was_handled_is_a_dead_letter_no_more() -> None:
    store = await buried(json.dumps({"update_id": 1}), json.dumps({"update_id": 2}))

    assert await retried(store) == [{"update_id": 1}, {"update_id": 2}]
    assert await store.dead_letters() == ()


async def test_what_could_not_be_handled_now_is_tried_at_the_next_look() -> None:
    store = await buried(json.dumps({"update_id": 1}))

    assert await retried(store, is_settled=False) == [{"update_id": 1}] * 2
    assert len(await store.letters_to_retry()) == 1


async def test_what_is_no_json_goes_without_a_try() -> None:
    store = await buried("{half")

    assert await retried(store) == []
    assert await store.dead_letters() == ()


async def test_a_store_that_is_out_of_use_is_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    store = SqliteStore.in_memory()
    await store.close()

    assert await retried(store) == []
    assert caplog.text.count("dead letters wait for the store") == 2
