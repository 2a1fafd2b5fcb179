"""Messages as the page is told of them, and as it shows them."""

import json

from bot.playground.page.messages import message_view
from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.page.room import Room
from tests.playground.page.browsers import Page, expect
from tests.playground.page.conftest import Playground


async def test_a_poll_is_a_question_with_its_options_and_votes() -> None:
    room = Room(RehearsedTelegram(), {})
    ann, bob = room.add_person("Ann"), room.add_person("Bob")
    owner = room.add_group("", [ann, bob])
    options = json.dumps(["Tea", "Coffee"])
    await room.telegram.call("sendPoll", {"chat_id": owner.chat.id, "question": "Which?", "options": options})

    bob.at(owner.chat).votes(next(owner.chat.newest()), 1)

    view = message_view(next(owner.chat.newest()))
    assert view["files"] == []
    assert view["poll"] == {
        "question": "Which?",
        "options": [["Tea", 0], ["Coffee", 1]],
        "voters": 1,
        "closed": False,
        "anonymous": True,
        "several": False,
    }


async def test_a_poll_is_shown_as_one(playground: Playground, page: Page) -> None:
    room = playground.room
    await page.get_by_role("button", name="Group", exact=True).click()
    pane = page.locator(".pane.active")
    await expect(pane.get_by_text("Hello! I guide groups")).to_be_visible()
    (group,) = [chat for chat in room.telegram.world.chats.values() if chat.type != "private"]
    given = {"chat_id": group.id, "question": "Which <b>?", "options": json.dumps(["Tea", "Coffee"])}
    await room.telegram.call("sendPoll", given)
    message = next(group.newest())

    for at, person in enumerate(list(room.people.values())[:3]):
        person.at(group).votes(message, at % 2)

    poll = pane.get_by_role("group", name="Poll")
    await expect(poll.locator("strong")).to_have_text("Which <b>?")
    await expect(poll.locator("li")).to_have_text(["Tea2 · 67 %", "Coffee1 · 33 %"])
    await expect(poll.locator("small").last).to_have_text("3 votes")
    await expect(page.locator(".entry", has_text="Team 1")).to_contain_text("Which <b>?")
