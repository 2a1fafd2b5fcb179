"""Groups in the page: who is in them, and what each of them sees."""

import asyncio
import gc

import pytest

from bot.playground.groups import Group
from bot.playground.page.acting import Impossible
from bot.playground.page.feed import Feed
from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.page.room import Room
from bot.playground.refusals import Json
from tests.playground.page.browsers import Page, expect
from tests.playground.page.conftest import Playground
from tests.playground.page.test_room import order

KEYS = {
    "inline_keyboard": [[{"text": name, "callback_data": name} for name in ("Tea", "Coffee")]],
}


def group_of(room: Room) -> Group:
    return next(chat for chat in room.telegram.world.chats.values() if isinstance(chat, Group))


async def test_a_group_of_five_is_one_click_away(playground: Playground, page: Page) -> None:
    await page.get_by_role("button", name="Group", exact=True).click()
    pane = page.locator(".pane.active")
    await expect(pane.get_by_text("5 people and the bot")).to_be_visible()
    await expect(pane.get_by_text("Maya added Decision Coach")).to_be_visible()

    you = pane.get_by_label("You are")
    await you.select_option("Luis")
    await pane.get_by_label("Message", exact=True).fill("Hello, everybody <b>")
    await page.keyboard.press("Enter")
    await expect(pane.locator(".mine .text")).to_contain_text("Hello, everybody <b>")
    await you.select_option("Jonas")

    message = pane.locator(".message", has_text="Hello, everybody <b>")
    await expect(message.locator(".name")).to_have_text("Luis")
    assert await pane.locator(".mine").count() == 0
    group = group_of(playground.room)
    assert [each.user.first_name for each in group.present()] == [
        *("Maya", "Jonas", "Amara", "Luis", "Sofia"),
        "Decision Coach",
    ]


async def test_a_crowd_that_joins_takes_one_line(playground: Playground, page: Page) -> None:
    await page.get_by_role("button", name="Group", exact=True).click()
    pane = page.locator(".pane.active")
    await expect(pane.get_by_text("Hello! I guide groups")).to_be_visible()
    group = group_of(playground.room)
    newcomers = [playground.room.add_person(f"Guest {at}").at(group) for at in range(7)]

    for each in newcomers[:3]:
        each.joins()
    await expect(pane.locator(".service", has_text="joined")).to_have_count(3)
    for each in newcomers[3:]:
        each.joins()
    newcomers[0].sends("Here we are")

    await expect(pane.get_by_text("Here we are")).to_be_visible()
    await expect(pane.locator(".service", has_text="joined")).to_have_text(
        ["Guest 0, Guest 1 and 5 others joined"]
    )


async def test_two_people_tap_the_same_message_beside_each_other(playground: Playground, page: Page) -> None:
    await page.get_by_role("button", name="Group", exact=True).click()
    await expect(page.locator(".pane.active").get_by_text("5 people and the bot")).to_be_visible()
    group = group_of(playground.room)
    telegram = playground.room.telegram
    await playground.room.child.stop()  # the test plays the bot
    await telegram.call("sendMessage", {"chat_id": group.id, "text": "Which?", "reply_markup": KEYS})
    await page.get_by_role("button", name="More").click()
    await page.get_by_role("button", name="Open once more, beside").click()
    left, right = page.locator(".pane").first, page.locator(".pane").last
    await right.get_by_label("You are").select_option("Sofia")

    await left.get_by_role("button", name="Tea").click()
    await right.get_by_role("button", name="Coffee").click()

    def both() -> list[str] | None:
        return sorted(telegram.world.presses) if len(telegram.world.presses) == 2 else None

    first, second = await telegram.bell.until(both, 10) or ["", ""]
    people = {each["from"]["first_name"]: each["data"] for each in _queries(telegram)}
    await telegram.call("answerCallbackQuery", {"callback_query_id": first, "text": "Kept: tea"})
    await telegram.call(
        "answerCallbackQuery", {"callback_query_id": second, "text": "Kept: coffee", "show_alert": True}
    )

    assert people == {"Maya": "Tea", "Sofia": "Coffee"}
    await expect(left.locator(".toast")).to_have_text("Kept: tea")
    await expect(right.get_by_role("alertdialog")).to_contain_text("Kept: coffee")
    await right.get_by_role("button", name="OK").click()
    await expect(right.get_by_role("alertdialog")).to_have_count(0)


def _queries(telegram: RehearsedTelegram) -> list[Json]:
    return [each.update["callback_query"] for each in telegram.history if "callback_query" in each.update]


# --- without a browser ------------------------------------------------------------------------


@pytest.fixture
def room() -> Room:
    room = Room(RehearsedTelegram(), {})
    room.telegram.flood = None
    return room


async def test_a_crowd_joins_a_group_and_answers_each_message_once(room: Room) -> None:
    owner = room.add_group("", room.team(1))
    room.crowd.thinks = (0.0, 0.01)
    await order(room, f'{{"do": "crowd", "people": 4, "chat": {owner.chat.id}}}')

    given = {"chat_id": owner.chat.id, "text": "Which?", "reply_markup": KEYS}
    sent = await room.telegram.call("sendMessage", given)
    assert isinstance(sent.body, dict)
    await room.telegram.bell.until(lambda: len(room.telegram.world.presses) == 4 or None, 5)
    edit = {**given, "message_id": sent.body["result"]["message_id"], "text": "Which? 4 of 4"}
    await room.telegram.call("editMessageText", edit)
    await asyncio.sleep(0.05)

    assert len(room.telegram.world.presses) == 4
    await order(room, '{"do": "dismiss"}')
    await room.telegram.bell.until(lambda: len(room.crowd) == 0 or None, 5)


async def test_a_crowd_taps_answers_and_is_silent_where_there_are_none(room: Room) -> None:
    owner = room.add_group("", room.team(1))
    room.crowd.thinks = (0.0, 0.01)
    await order(room, f'{{"do": "crowd", "people": 6, "chat": {owner.chat.id}}}')
    told = [{"text": name, "callback_data": name} for name in ("👁 My answer", "Why this?")]

    def pressed() -> list[str]:
        return [press.data for press in room.telegram.world.presses.values()]

    for answers in ([{"text": "Tea", "callback_data": "Tea"}], []):
        keys = {"inline_keyboard": [*([each] for each in answers), told]}
        given = {"chat_id": owner.chat.id, "text": "Which?", "reply_markup": keys}
        await room.telegram.call("sendMessage", given)
        await room.telegram.bell.until(lambda: len(pressed()) == 6 or None, 5)
        await asyncio.sleep(0.1)

    assert pressed() == ["Tea"] * 6
    assert [one for one in owner.chat.messages.values() if not one.sender.is_bot and one.text] == []
    await order(room, '{"do": "dismiss"}')


async def test_a_crowd_follows_a_long_session_to_its_plans(room: Room) -> None:
    owner = room.add_group("", room.team(1))
    room.crowd.thinks = (0.0, 0.0)
    await order(room, f'{{"do": "crowd", "people": 1, "chat": {owner.chat.id}}}')
    world = room.telegram.world
    for number in range(70):
        keys = {"inline_keyboard": [[{"text": "Tea", "callback_data": f"{number}"}]]}
        await room.telegram.call("sendMessage", {"chat_id": owner.chat.id, "text": "?", "reply_markup": keys})
        await room.telegram.bell.until(lambda: len(world.presses) > number or None, 5)  # noqa: B023

    rows = (("👣 My first step", "👁 My plan"), ("Today", "Tomorrow"), ("0–3", "7–8"), ("Wall, with my name",))
    keys = {"inline_keyboard": [[{"text": each, "callback_data": each} for each in row] for row in rows]}
    await room.telegram.call("sendMessage", {"chat_id": owner.chat.id, "text": "Plan", "reply_markup": keys})
    await room.telegram.bell.until(lambda: len(world.presses) >= 74 or None, 5)

    tapped = [press.data for press in world.presses.values()][70:]
    assert tapped[0] == "👣 My first step"
    assert [len(set(row) & set(tapped)) for row in rows] == [1, 1, 1, 1]
    await order(room, '{"do": "dismiss"}')


async def test_who_is_out_of_the_group_answers_no_more(room: Room) -> None:
    wrong: list[Json] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, about: wrong.append(about))
    owner = room.add_group("", room.team(1))
    room.crowd.thinks = (0.0, 0.0)
    await order(room, f'{{"do": "crowd", "people": 1, "chat": {owner.chat.id}}}')
    guest = list(room.people.values())[1]
    await asyncio.sleep(0)
    owner.removes(guest)

    given = {"chat_id": owner.chat.id, "text": "Which?", "reply_markup": KEYS}
    await room.telegram.call("sendMessage", given)

    assert await room.telegram.bell.until(lambda: len(room.crowd) == 0 or None, 5)
    gc.collect()
    assert (room.telegram.world.presses, wrong) == ({}, [])


async def test_the_page_hears_who_is_in_a_group_and_what_is_pinned(room: Room) -> None:
    owner = room.add_group("Tea round", room.team(3))
    sent = owner.sends("Welcome")
    owner.pins(sent)

    batch = Feed(room).batch()

    assert batch is not None
    (group,) = [each for each in batch["chats"] if each["type"] != "private"]
    assert (group["title"], group["bot"], group["pinned"]) == ("Tea round", "member", [sent.message_id])
    assert (group["members"], group["admins"]) == (list(room.people), [owner.id])
    assert [each["service"] for each in group["messages"]] == [
        *("Maya added Decision Coach", "", "Maya pinned a message"),
    ]


async def test_who_has_left_a_group_can_do_nothing_there_but_join(room: Room) -> None:
    owner = room.add_group("", room.team(2))
    who, chat = list(room.people)[1], owner.chat.id
    await order(room, f'{{"do": "attend", "who": {who}, "chat": {chat}, "what": "leave"}}')

    with pytest.raises(Impossible, match="is not in Team 1"):
        await order(room, f'{{"do": "say", "who": {who}, "chat": {chat}, "text": "hi"}}')
    with pytest.raises(Impossible, match="is no administrator"):
        await order(room, f'{{"do": "attend", "who": {who}, "chat": {chat}, "what": "promote"}}')
    await order(room, f'{{"do": "attend", "who": {who}, "chat": {chat}, "what": "join"}}')
    await order(room, f'{{"do": "say", "who": {who}, "chat": {chat}, "text": "hi"}}')

    assert next(owner.chat.newest()).text == "hi"
