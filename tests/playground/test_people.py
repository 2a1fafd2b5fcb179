import asyncio
import re
from typing import Any

import pytest
from telegram import Message, Update

from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.refusals import Json
from bot.playground.world import Toast

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "y"}, {"text": "No", "callback_data": "n"}],
        [{"text": "Source", "url": "https://x.org"}],
    ]
}


async def says(telegram: FakeTelegram, text: str, markup: Json | None = None) -> None:
    answer = await telegram.call("sendMessage", {"chat_id": 7, "text": text, "reply_markup": markup})
    assert answer.status == 200


def update(telegram: FakeTelegram) -> Update:
    """The newest update, as the library reads it."""
    return Update.de_json(telegram.history[-1].update, None)


async def answer(telegram: FakeTelegram, query_id: str, **given: Any) -> Json:
    answered = await telegram.call("answerCallbackQuery", {"callback_query_id": query_id, **given})
    assert isinstance(answered.body, dict)
    return answered.body


def test_a_command_arrives_with_its_entity(telegram: FakeTelegram, ann: Person) -> None:
    ann.sends("/start now")

    message = update(telegram).message
    assert message is not None
    assert (message.text, message.parse_entities()) == ("/start now", {message.entities[0]: "/start"})
    assert message.from_user is not None
    assert (message.from_user.id, message.from_user.language_code, message.chat_id) == (7, "en", 7)


def test_everything_that_people_send_parses(telegram: FakeTelegram, ann: Person) -> None:
    ann.sends_voice()
    voice = update(telegram).effective_message
    ann.sends_photo("look")
    photo = update(telegram).effective_message
    ann.sends_sticker()
    sticker = update(telegram).effective_message
    typed = ann.sends("one")
    ann.edits_message(typed, "two")
    edited = update(telegram).edited_message

    assert isinstance(voice, Message)
    assert voice.voice is not None
    assert isinstance(photo, Message)
    assert (photo.caption, len(photo.photo)) == ("look", 2)
    assert isinstance(sticker, Message)
    assert sticker.sticker is not None
    assert edited is not None
    assert (edited.text, edited.message_id) == ("two", typed.message_id)


def test_a_block_is_an_update(telegram: FakeTelegram, ann: Person) -> None:
    ann.blocks_bot()
    blocked = update(telegram).my_chat_member
    ann.unblocks_bot()
    unblocked = update(telegram).my_chat_member

    assert blocked is not None
    assert (blocked.old_chat_member.status, blocked.new_chat_member.status) == ("member", "kicked")
    assert unblocked is not None
    assert (unblocked.old_chat_member.status, unblocked.new_chat_member.status) == ("kicked", "member")


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("https://t.me/decision_coach_bot?start=ai-cert", "/start ai-cert"),
        ("t.me/Decision_Coach_Bot?start=", "/start"),
        ("https://t.me/decision_coach_bot", "/start"),
    ],
)
def test_a_deep_link_starts_the_bot(ann: Person, link: str, text: str) -> None:
    assert ann.opens(link).text == text


@pytest.mark.parametrize("payload", ["a b", "x" * 65, "a.b", "%C3%A9"])
def test_telegram_does_not_pass_on_a_wrong_payload(ann: Person, payload: str) -> None:
    with pytest.raises(ValueError, match="is not 1-64 characters"):
        ann.opens(f"https://t.me/decision_coach_bot?start={payload}")


def test_a_link_elsewhere_is_refused(ann: Person) -> None:
    with pytest.raises(ValueError, match="does not lead to"):
        ann.opens("https://t.me/another_bot?start=x")


async def test_a_tap_carries_what_the_person_looked_at(telegram: FakeTelegram, ann: Person) -> None:
    await says(telegram, "Sure?", KEYBOARD)
    screen = await ann.sees("Sure?")
    await telegram.call("editMessageText", {"chat_id": 7, "message_id": screen.message_id, "text": "Done"})

    ann.taps("Yes", message=screen)

    query = update(telegram).callback_query
    assert screen.buttons == (("Yes", "No"), ("Source",))
    assert query is not None
    assert query.data == "y"
    assert isinstance(query.message, Message)
    assert query.message.text == "Done"


async def test_a_tap_on_a_deleted_message_shows_an_inaccessible_one(
    telegram: FakeTelegram, ann: Person
) -> None:
    await says(telegram, "Sure?", KEYBOARD)
    screen = await ann.sees("Sure?")
    ann.deletes(screen)

    ann.taps("Yes", message=screen)

    query = update(telegram).callback_query
    assert query is not None
    assert query.message is not None
    assert not query.message.is_accessible


async def test_a_hostile_app_can_send_any_data(telegram: FakeTelegram, ann: Person) -> None:
    await says(telegram, "Sure?", KEYBOARD)

    ann.taps(data="forged")

    query = update(telegram).callback_query
    assert query is not None
    assert query.data == "forged"


@pytest.mark.parametrize(("label", "data"), [("Maybe", ""), ("Source", ""), ("", "x" * 65)])
async def test_only_buttons_with_data_can_be_tapped(
    telegram: FakeTelegram, ann: Person, label: str, data: str
) -> None:
    await says(telegram, "Sure?", KEYBOARD)

    with pytest.raises(AssertionError):
        ann.taps(label, data=data)


async def test_a_toast_reaches_the_person(telegram: FakeTelegram, ann: Person) -> None:
    await says(telegram, "Sure?", KEYBOARD)
    tap = ann.taps("Yes")
    waiting = asyncio.create_task(tap.answered())
    await asyncio.sleep(0)

    await answer(telegram, tap.press.query_id, text="Noted", show_alert="True")

    assert await waiting == Toast("Noted", alert=True)


TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.mark.parametrize(
    ("wait", "given", "problem", "kind"),
    [
        (151, {}, TOO_OLD, "answers-late"),
        (0, {"text": "x" * 201}, "Bad Request: MESSAGE_TOO_LONG", "toast-too-long"),
        (0, {"url": "https://x.org"}, "Bad Request: URL_INVALID", "bad-toast-url"),
        (0, {"query_id": "0"}, TOO_OLD, "answers-unknown"),
    ],
)
async def test_a_wrong_answer_to_a_tap_is_refused(
    telegram: FakeTelegram, ann: Person, clock: Any, wait: int, given: Json, problem: str, kind: str
) -> None:
    tap = ann.presses(1, "x", "x")
    clock.passes(wait)

    refused = await answer(telegram, **{"query_id": tap.press.query_id} | given)

    assert refused["description"] == problem
    assert [breach.kind for breach in telegram.breaches] == [kind]


async def test_a_tap_is_answered_once(telegram: FakeTelegram, ann: Person) -> None:
    tap = ann.presses(1, "x", "x")
    await answer(telegram, tap.press.query_id, url="https://t.me/decision_coach_bot?start=x")

    assert (await answer(telegram, tap.press.query_id))["description"] == TOO_OLD
    assert [breach.kind for breach in telegram.breaches] == ["answers-twice"]


async def test_a_tap_that_the_bot_has_wants_an_answer(telegram: FakeTelegram, ann: Person) -> None:
    ann.presses(1, "waiting", "x")
    before = telegram.finish()
    await telegram.call("getUpdates")

    assert before == ()
    assert [(breach.kind, breach.given) for breach in telegram.finish()] == [
        ("never-answers", {"data": "waiting"})
    ]


async def test_a_slow_answer_is_reported(telegram: FakeTelegram, ann: Person, clock: Any) -> None:
    tap = ann.presses(1, "x", "x")
    await telegram.call("getUpdates")
    clock.passes(11)
    await answer(telegram, tap.press.query_id)

    assert [breach.kind for breach in telegram.finish()] == ["answers-slowly"]


async def test_a_repeated_tap_has_ids_of_its_own(telegram: FakeTelegram, ann: Person) -> None:
    first = ann.presses(1, "x", "x")
    second = first.again()

    one, two = (waiting.update for waiting in telegram.history[-2:])
    assert first.press.query_id != second.press.query_id
    assert one["update_id"] != two["update_id"]
    assert one["callback_query"]["data"] == two["callback_query"]["data"]


async def test_a_person_waits_for_what_comes_after(telegram: FakeTelegram, ann: Person) -> None:
    await says(telegram, "one")
    old = await ann.sees("one")
    waiting = asyncio.create_task(ann.sees("one", after=old))
    await asyncio.sleep(0)

    await telegram.call("editMessageText", {"chat_id": 7, "message_id": old.message_id, "text": "one more"})

    assert (await waiting).text == "one more"


async def test_what_was_not_seen_is_told_with_the_whole_chat(telegram: FakeTelegram, ann: Person) -> None:
    await says(telegram, "one")

    with pytest.raises(AssertionError, match=re.escape("Ann did not see 'two' with a button 'Yes' in 0 s:")):
        await ann.sees("two", label="Yes", timeout=0)
    with pytest.raises(AssertionError, match="Ann tapped and got no answer"):
        await ann.presses(1, "x", "x").answered(timeout=0)


async def test_a_chat_settles_when_everything_is_confirmed_and_answered(
    telegram: FakeTelegram, ann: Person
) -> None:
    tap = ann.presses(1, "x", "x")
    with pytest.raises(AssertionError, match="for 0 s 1 updates wait and 0 taps have no answer"):
        await telegram.settles(timeout=0)

    await telegram.call("getUpdates")
    await answer(telegram, tap.press.query_id)
    await telegram.call("getUpdates", {"offset": -1})
    await telegram.call("getUpdates", {"offset": telegram.updates.next_id})

    await telegram.settles(timeout=0)


async def test_taps_that_a_bot_had_confirmed_when_it_died_are_waited_for_no_more(
    telegram: FakeTelegram, ann: Person
) -> None:
    ann.presses(1, "x", "x")
    await telegram.call("getUpdates")
    await telegram.call("getUpdates", {"offset": telegram.updates.next_id})
    with pytest.raises(AssertionError, match="for 0 s 0 updates wait and 1 taps have no answer"):
        await telegram.settles(timeout=0)

    telegram.lose_taps()

    await telegram.settles(timeout=0)
    assert telegram.finish() == ()


async def test_a_transcript_reads_as_the_chat_looks(telegram: FakeTelegram, ann: Person) -> None:
    await says(telegram, "Sure?", KEYBOARD)
    tap = ann.taps("Yes")
    await answer(telegram, tap.press.query_id, text="Noted")
    edit = {"chat_id": 7, "message_id": 2, "text": "Why?", "reply_markup": KEYBOARD}
    await telegram.call("editMessageText", edit)
    ann.sends_voice()
    ann.deletes(ann.sends("never mind"))
    ann.blocks_bot()

    assert ann.chat.transcript() == (
        "Ann: /start\n"
        "Decision Coach: Why?    (edited 1x)\n"
        "    [Yes] [No]\n"
        "    [Source]\n"
        "Ann taps [Yes]\n"
        "    (toast: Noted)\n"
        "Ann: [voice]\n"
        "    (deleted message)\n"
        "Ann blocks the bot"
    )


async def test_without_records_chats_still_work(clock: Any) -> None:
    telegram = FakeTelegram(now=clock, records=False)
    ann = telegram.person("Ann", id=7)
    ann.sends("hello")
    await says(telegram, "Sure?", KEYBOARD)

    assert (await ann.sees("Sure?")).buttons[0] == ("Yes", "No")
    assert (telegram.calls, telegram.history, ann.chat.log) == ([], [], [])
    assert telegram.counts["sendMessage", 200] == 1
