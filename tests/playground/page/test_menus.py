"""The menu of commands: each sees their own, as by the scopes of the Bot API."""

import json
from typing import Any

import pytest

from bot.playground.page.feed import Feed
from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.page.room import Room
from tests.playground.page.browsers import Page, expect
from tests.playground.page.conftest import Playground


@pytest.fixture
def room() -> Room:
    return Room(RehearsedTelegram(), {})


async def has(room: Room, command: str, language: str = "", **scope: Any) -> None:
    commands = [{"command": command, "description": "."}]
    given = {"commands": json.dumps(commands), "scope": json.dumps(scope), "language_code": language}
    answer = await room.telegram.call("setMyCommands", given)
    assert answer.status == 200, answer


async def test_everybody_is_told_the_menu_of_the_narrowest_scope(room: Room) -> None:
    owner, anna, bob = room.team(3)
    bob.user.language_code = "de"
    group = room.add_group("", [owner, anna, bob]).chat
    await has(room, "all", type="default")
    await has(room, "private", type="all_private_chats")
    await has(room, "group", type="all_group_chats")
    await has(room, "gruppe", "de", type="all_group_chats")
    await has(room, "admins", type="all_chat_administrators")

    batch = Feed(room).batch()

    assert batch is not None
    told = {
        (chat["id"], who): [each["command"] for each in menu["commands"]]
        for chat in batch["chats"]
        for menu in chat["menus"]
        for who in menu["for"]
    }
    assert told == {
        **{(each.id, each.id): ["private"] for each in (owner, anna, bob)},
        (group.id, owner.id): ["admins"],
        (group.id, anna.id): ["group"],
        (group.id, bob.id): ["gruppe"],
    }


async def test_menus_are_told_again_only_when_they_change(room: Room) -> None:
    owner, anna = room.team(2)
    group = room.add_group("", [owner, anna]).chat
    await has(room, "group", type="all_group_chats")
    feed = Feed(room)
    feed.batch()

    anna.at(group).sends("Hello")
    said = feed.batch()
    await has(room, "anna", type="chat_member", chat_id=group.id, user_id=anna.id)
    changed = feed.batch()

    assert said is not None
    assert changed is not None
    assert "menus" not in said["chats"][0]
    assert [(each["commands"][0]["command"], each["for"]) for each in changed["chats"][0]["menus"]] == [
        ("group", [owner.id]),
        ("anna", [anna.id]),
    ]


async def test_who_looks_at_a_chat_sees_their_menu_there(playground: Playground, page: Page) -> None:
    await page.get_by_role("button", name="Group", exact=True).click()
    pane = page.locator(".pane.active")
    await expect(pane.get_by_text("5 people and the bot")).to_be_visible()
    await has(playground.room, "lead", type="all_chat_administrators")

    menu = pane.get_by_role("listbox", name="Commands").get_by_role("option")
    await pane.get_by_role("button", name="Menu").click()
    await expect(menu).to_have_text(["/lead."])
    await pane.get_by_label("You are", exact=True).select_option("Luis")
    await pane.get_by_role("button", name="Menu").click()

    await expect(menu.first).to_contain_text("/coach")
    await expect(pane.locator(".commands", has_text="/lead")).to_have_count(0)
