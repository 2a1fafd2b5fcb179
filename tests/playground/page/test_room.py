"""What the page can do with people, time, and the bot's process."""

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from bot.playground.page.acting import Impossible
from bot.playground.page.feed import Feed
from bot.playground.page.opening import open_playground
from bot.playground.page.orders import read_order
from bot.playground.page.recording import read_recording, write_recording
from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.page.room import DAY, Room
from bot.playground.refusals import Json
from tests.example import DOG
from tests.playground.page.conftest import Playground
from tests.playground.page.nursed import start_nursed


async def order(room: Room, text: str) -> list[Json]:
    told: list[Json] = []
    await room.obey(read_order(text), told.append)
    return told


async def until(room: Room, look: Any, seconds: float = 15.0) -> None:
    assert await room.telegram.bell.until(lambda: look() or None, seconds), list(room.child.lines)


async def test_a_killed_bot_goes_on_where_it_was(operated: Playground) -> None:
    room = operated.room
    (maya,) = room.people.values()
    maya.sends("/start")
    card = await maya.sees(label="Who's behind this?")

    await order(room, '{"do": "bot", "to": "kill"}')
    assert (room.child.state, room.child.status) == ("stopped", -9)
    maya.taps("Get a dog", message=card)
    await order(room, '{"do": "bot", "to": "start"}')

    await maya.sees("What draws you to a dog?")


async def test_a_day_passes_for_telegram_and_the_bot_alike(operated: Playground) -> None:
    room = operated.room
    (maya,) = room.people.values()
    maya.sends("/start")
    await maya.sees(label="Who's behind this?")
    before = room.telegram.now()

    await order(room, '{"do": "wait", "days": 1}')
    maya.sends("/stop")
    answer = await maya.sees("On hold")

    assert answer.date >= int(before + DAY)
    assert room.child.pid


async def test_people_answer_by_themselves_to_the_end(playground: Playground) -> None:
    room = playground.room
    room.crowd.thinks = (0.0, 0.02)

    await order(room, '{"do": "crowd", "people": 3}')
    guests = list(room.people.values())[1:]

    for guest in guests:
        await guest.sees(label="Where I lean now", timeout=20)
    await until(room, lambda: len(room.crowd) == 0)


async def test_a_cut_line_delays_and_loses_nothing(playground: Playground) -> None:
    room = playground.room
    (maya,) = room.people.values()
    await until(room, lambda: room.telegram.was_asked)

    await order(room, '{"do": "network", "cut": true}')
    await order(room, f'{{"do": "say", "who": {maya.id}, "chat": {maya.id}, "text": "/start"}}')
    await asyncio.sleep(0.1)
    assert [each.sender.first_name for each in maya.chat.messages.values()] == ["Maya"]
    await order(room, '{"do": "network", "cut": false}')

    await maya.sees(label="Who's behind this?", timeout=40)


async def test_the_process_ends_with_its_playground(operated: Playground) -> None:
    pid = operated.room.child.pid

    await operated.room.close()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize("to", ['"bot", "to": "restart"', '"wait", "days": 1'])
async def test_no_process_stays_when_the_playground_ends_in_a_restart(
    playground: Playground, to: str
) -> None:
    room = playground.room
    await until(room, lambda: room.telegram.was_asked)
    restarting = asyncio.create_task(order(room, f'{{"do": {to}}}'))
    await until(room, lambda: room.child.state == "stopping")

    await room.close()
    await restarting

    assert (room.child.state, room.child.pid) == ("stopped", 0)


async def test_a_kept_database_goes_on_in_the_next_playground(tmp_path: Path) -> None:
    (tmp_path / "dog").mkdir()
    (tmp_path / "dog" / "dialog.yml").write_text(DOG, encoding="utf-8")
    bot = {"DATABASE_URL": str(tmp_path / "kept.db"), "DIALOGS_DIR": str(tmp_path)}
    async with open_playground(bot, remembered=True, start_bot=start_nursed) as (room, _):
        (maya,) = room.people.values()
        maya.sends("/start")
        maya.taps("Get a dog", message=await maya.sees(label="Get a dog", timeout=40))
        await maya.sees("What draws you to a dog?")
        await room.telegram.settles()

    async with open_playground(bot, remembered=True, start_bot=start_nursed) as (room, _):
        (maya,) = room.people.values()
        maya.sends("/start")
        await maya.sees("What draws you to a dog?", timeout=40)

        assert room.telegram.finish() == ()


# --- without the bot's process ----------------------------------------------------------------


@pytest.fixture
def room() -> Room:
    room = Room(RehearsedTelegram(), {})
    room.add_person("Ann")
    return room


async def test_what_is_typed_is_cleaned_as_by_telegram(room: Room) -> None:
    (ann,) = room.people.values()
    place = f'"who": {ann.id}, "chat": {ann.id}'

    await order(room, f'{{"do": "say", {place}, "text": "a\\u0000b\\u202ec\\ufeff\\nمرحبا"}}')

    assert next(ann.chat.newest()).text == "a bc\nمرحبا"
    written = write_recording(room.recorder.recording())
    assert read_recording(written, "x.yml").steps[0].types == "a bc\nمرحبا"
    with pytest.raises(ValueError, match="at least 1 character"):
        read_order(f'{{"do": "say", {place}, "text": "\\u0007\\u202e"}}')


async def test_what_cannot_be_is_no_part_of_the_recording(room: Room) -> None:
    (ann,) = room.people.values()
    await order(room, f'{{"do": "say", "who": {ann.id}, "chat": {ann.id}, "text": "hi"}}')
    await order(room, f'{{"do": "block", "who": {ann.id}, "blocked": true}}')

    for refused in ('"do": "say", "text": "lost"', '"do": "send", "what": "photo"'):
        with pytest.raises(Impossible):
            await order(room, f'{{{refused}, "who": {ann.id}, "chat": {ann.id}}}')

    assert [(step.types, step.blocks) for step in room.recorder.recording().steps] == [
        ("hi", None),
        (None, True),
    ]


async def test_nobody_and_no_group_is_called_like_another(room: Room) -> None:
    for _ in range(2):
        await order(room, '{"do": "person", "name": "Ann"}')
        await order(room, '{"do": "group", "title": "Circle", "people": 1}')

    assert [person.user.first_name for person in room.people.values()] == ["Ann", "Ann 2", "Ann 3"]
    recording = room.recorder.recording()
    assert (recording.people, list(recording.groups)) == (("Ann", "Ann 2", "Ann 3"), ["Circle", "Circle 2"])


@pytest.mark.parametrize(
    "text",
    [
        '{"do": "say", "who": 1, "chat": 1, "text": "hi"}',
        '{"do": "say", "who": 1000001, "chat": -5, "text": "hi"}',
        '{"do": "open", "who": 1000001, "link": "https://t.me/another_bot?start=x"}',
    ],
)
async def test_what_cannot_be_is_told(room: Room, text: str) -> None:
    with pytest.raises(Impossible):
        await order(room, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"do": "sudo"}',
        '{"do": "say", "who": 1000001, "chat": 1000001, "text": ""}',
        '{"do": "crowd", "people": 100000}',
        '{"do": "bot", "to": "rm -rf"}',
        '{"do": "wait", "days": -1}',
    ],
)
def test_the_page_can_ask_only_for_what_there_is(text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        read_order(text)


def test_the_first_batch_is_everything_and_the_next_what_is_new(room: Room) -> None:
    (ann,) = room.people.values()
    feed = Feed(room)
    first = feed.batch()

    for number in range(5):
        ann.sends(f"text {number}")
    second = feed.batch()

    assert first is not None
    assert second is not None
    assert (first["first"], first["people"][0]["name"]) == (True, "Ann")
    assert second.keys() == {"chats"}
    assert [each["text"] for each in second["chats"][0]["messages"]] == [f"text {n}" for n in range(5)]
    assert feed.batch() is None


async def test_a_message_that_changed_often_is_told_once(room: Room) -> None:
    (ann,) = room.people.values()
    ann.sends("/start")
    await room.telegram.call("sendMessage", {"chat_id": ann.id, "text": "0"})
    message = next(ann.chat.newest())
    feed = Feed(room)
    feed.batch()

    room.telegram.flood = None
    for number in range(1, 50):
        edit = {"chat_id": ann.id, "message_id": message.message_id, "text": str(number)}
        await room.telegram.call("editMessageText", edit)
    batch = feed.batch()

    assert batch is not None
    assert [each["text"] for each in batch["chats"][0]["messages"]] == ["49"]


def test_a_deleted_message_is_gone(room: Room) -> None:
    (ann,) = room.people.values()
    sent = ann.sends("oops")
    feed = Feed(room)
    feed.batch()

    ann.deletes(sent)
    batch = feed.batch()

    assert batch is not None
    assert batch["chats"][0]["gone"] == [sent.message_id]
