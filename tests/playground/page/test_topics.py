"""Topics of a forum in the page: seen and written in one at a time."""

from pathlib import Path
from typing import Any

import pytest

from bot.playground.page.acting import Impossible
from bot.playground.page.feed import Feed
from bot.playground.page.recording import read_recording, write_recording
from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.page.replaying import replay_recording
from bot.playground.page.room import Room
from bot.playground.people import Person
from bot.playground.refusals import Json
from tests.playground.page.browsers import Page, expect
from tests.playground.page.conftest import Playground
from tests.playground.page.nursed import start_nursed
from tests.playground.page.test_groups import group_of
from tests.playground.page.test_room import order, until


@pytest.fixture
def room() -> Room:
    return Room(RehearsedTelegram(), {})


async def does(person: Person, room: Room, do: str, **given: Any) -> None:
    words = {"do": do, "who": person.id, "chat": person.chat.id, **given}
    quoted = ", ".join(f'"{name}": {_json(value)}' for name, value in words.items())
    await order(room, f"{{{quoted}}}")


def _json(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def told(room: Room) -> Json:
    batch = Feed(room).batch()
    assert batch is not None
    groups: list[Json] = [chat for chat in batch["chats"] if chat["type"] != "private"]
    return groups[0]


async def test_what_is_said_in_a_topic_is_told_as_of_it(room: Room) -> None:
    owner = room.add_group("", room.team(2))
    await does(owner, room, "say", text="before")
    await does(owner, room, "attend", what="topics")
    await does(owner, room, "topic", what="begin", name="Plans")
    (topic,) = group_of(room).topics
    await does(owner, room, "say", text="inside", topic=topic)
    await does(owner, room, "say", text="outside")
    await does(owner, room, "topic", what="close", topic=topic)

    group = told(room)

    assert group["topics"] == [{"id": topic, "name": "Plans", "closed": True}]
    assert [
        (each["text"] or each["service"], each["topic"], each["reply"]) for each in group["messages"]
    ] == [
        ("Maya added Decision Coach", 0, None),
        ("before", 0, None),
        ("Maya began the topic Plans", topic, None),
        ("inside", topic, None),
        ("outside", 0, None),
        ("Maya closed the topic", topic, None),
    ]


async def test_a_topic_that_is_gone_takes_no_message(room: Room) -> None:
    owner = room.add_group("", room.team(2))
    await does(owner, room, "attend", what="topics")
    await does(owner, room, "topic", what="begin", name="Plans")
    (topic,) = group_of(room).topics
    await does(owner, room, "topic", what="delete", topic=topic)

    with pytest.raises(Impossible, match="The topic is not there any more"):
        await does(owner, room, "say", text="late", topic=topic)
    with pytest.raises(Impossible, match="A topic needs a name"):
        await does(owner, room, "topic", what="begin")


async def test_one_topic_is_looked_at_and_written_in(playground: Playground, page: Page) -> None:
    await page.get_by_role("button", name="Group", exact=True).click()
    pane = page.locator(".pane.active")
    await expect(pane.get_by_text("Hello! I guide groups")).to_be_visible()
    await pane.get_by_role("button", name="More").click()
    await pane.get_by_role("button", name="Turn topics on").click()
    await pane.get_by_role("button", name="More").click()
    await pane.get_by_label("Name of a new topic").fill("Plans <b>")
    await page.keyboard.press("Enter")
    topics = pane.get_by_role("navigation", name="Topics")

    await topics.get_by_role("button", name="Plans <b>").click()
    await expect(pane.get_by_text("Hello! I guide groups")).to_have_count(0)
    await pane.get_by_label("Message", exact=True).fill("/coach")
    await page.keyboard.press("Enter")
    await expect(pane.get_by_role("button", name="Join")).to_be_visible()
    await topics.get_by_role("button", name="General").click()

    await expect(pane.get_by_text("Hello! I guide groups")).to_be_visible()
    await expect(pane.get_by_role("button", name="Join")).to_have_count(0)
    group = group_of(playground.room)
    (topic,) = group.topics
    assert {one.thread for one in group.messages.values() if one.button("Join")} == {topic}


async def test_news_in_another_topic_are_marked(playground: Playground, page: Page) -> None:
    room = playground.room
    owner = room.add_group("Forum", room.team(2))
    await does(owner, room, "attend", what="topics")
    await does(owner, room, "topic", what="begin", name="Plans")
    (topic,) = group_of(room).topics
    await page.locator(".entry", has_text="Forum").click()
    plans = page.get_by_role("navigation", name="Topics").get_by_role("button", name="Plans")
    await expect(plans).to_be_visible()
    given = {"chat_id": owner.chat.id, "message_thread_id": topic, "text": "News"}
    await room.telegram.call("sendMessage", given)

    await expect(plans.get_by_label("new")).to_be_visible()
    await plans.click()

    await expect(plans.get_by_label("new")).to_have_count(0)
    await expect(page.locator(".pane.active .message", has_text="News")).to_be_visible()


async def test_topics_are_part_of_a_recording(playground: Playground, tmp_path: Path) -> None:
    room = playground.room
    owner = room.add_group("Forum", room.team(2))
    await until(room, lambda: [one for one in owner.chat.messages.values() if "Hello" in one.text])
    await does(owner, room, "attend", what="topics")
    await does(owner, room, "topic", what="begin", name="Plans")
    (topic,) = group_of(room).topics
    await does(owner, room, "say", text="/coach", topic=topic)
    board = await owner.sees(label="Join", timeout=15)
    data = (board.button("Join") or {})["callback_data"]
    await does(owner, room, "tap", message=board.message_id, data=data, label="Join")
    await room.telegram.settles()

    text = write_recording(room.recorder.recording())
    recording = read_recording(text, "conversation.yml")

    assert [
        (step.topic, step.attends, step.arranges, step.types, step.taps)
        for step in recording.steps
        if not step.sees
    ] == [
        ("", "topics", None, None, None),
        ("Plans", None, "begin", None, None),
        ("Plans", None, None, "/coach", None),
        ("Plans", None, None, None, "Join"),
    ]
    dialogs = {"DIALOGS_DIR": str(tmp_path / "dialogs")}
    assert await replay_recording(recording, dialogs, start_nursed) is None
