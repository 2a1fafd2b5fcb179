"""Pictures, documents, polls, pins, reactions, and what the bot asks about groups."""

import struct
from typing import Any

import pytest
from telegram import ChatFullInfo, ChatMember, Message, Poll, Update

from bot.playground.engine import FakeTelegram
from bot.playground.groups import Group
from bot.playground.parameters import Upload
from bot.playground.people import Person
from bot.playground.refusals import Json


def png(width: int = 600, height: int = 400) -> Upload:
    """The beginning of a picture with these sides; more of it nobody reads here."""
    header = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)
    return Upload("chart.png", header + b"\x08\x06\0\0\0")


PICTURE, OTHER, TEXT = png(), png(300, 300), Upload("a.txt", b"x")
KEYS = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}


async def call(telegram: FakeTelegram, method: str, **given: Any) -> Any:
    answer = await telegram.call(method, {"chat_id": 7, **given})
    assert isinstance(answer.body, dict)
    return answer.body.get("result", answer.body.get("description"))


async def test_a_picture_is_sent_again_by_its_id(telegram: FakeTelegram, ann: Person) -> None:
    sent = Message.de_json(await call(telegram, "sendPhoto", photo=PICTURE, caption="c"), None)

    again = Message.de_json(await call(telegram, "sendPhoto", photo=sent.photo[-1].file_id), None)

    assert (sent.photo[-1].width, sent.photo[-1].height, sent.caption) == (600, 400, "c")
    assert again.photo == sent.photo


async def test_a_text_turns_into_a_picture_and_into_another_one(telegram: FakeTelegram, ann: Person) -> None:
    sent = await call(telegram, "sendMessage", text="Answered: 7 of 12", reply_markup=KEYS)
    place = {"message_id": sent["message_id"]}

    media = {"type": "photo", "media": "attach://f", "caption": "<b>Split</b>", "parse_mode": "HTML"}
    first = Message.de_json(await call(telegram, "editMessageMedia", **place, media=media, f=PICTURE), None)
    by_id = {"type": "photo", "media": first.photo[-1].file_id, "caption": "Same"}
    second = Message.de_json(await call(telegram, "editMessageMedia", **place, media=by_id), None)
    third = await call(telegram, "editMessageCaption", **place, caption="Words", reply_markup=KEYS)

    assert (first.text, first.caption_html, first.reply_markup) == (None, "<b>Split</b>", None)
    assert (second.photo, second.caption) == (first.photo, "Same")
    assert (third["caption"], third["reply_markup"]) == ("Words", KEYS)
    assert (await call(telegram, "editMessageMedia", **place, media=by_id)) is not None
    assert telegram.breaches == []


@pytest.mark.parametrize(
    ("method", "given", "problem"),
    [
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": TEXT}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", {"photo": png(9000, 2000)}, "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", {"photo": png(2100, 100)}, "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", {"photo": "unknown"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {"photo": "BQAC000000000001"}, "can't use file of type Document as Photo"),
        (
            "sendPhoto",
            {"photo": Upload("x.png", b"\xff\xd8\xff" + b"0" * 10485760)},
            "file is too big for a photo; the maximum size is 10485760 bytes",
        ),
        ("editMessageMedia", {"media": "x"}, 'can\'t parse "media": invalid JSON'),
        ("editMessageMedia", {"media": []}, "can't parse InputMedia: Can't parse JSON object"),
        (
            "editMessageMedia",
            {"media": {"type": "mood"}},
            "can't parse InputMedia: type must be specified or is unsupported",
        ),
        ("editMessageMedia", {"media": {"type": "photo"}}, "there is no photo in the request"),
        ("editMessageCaption", {"message_id": 1, "caption": "x"}, "message can't be edited"),
        (
            "editMessageCaption",
            {"message_id": 3, "caption": "x"},
            "there is no caption in the message to edit",
        ),
    ],
)
async def test_wrong_media_is_refused(
    telegram: FakeTelegram, ann: Person, method: str, given: Json, problem: str
) -> None:
    await call(telegram, "sendDocument", document=TEXT)
    await call(telegram, "sendMessage", text="text")

    assert await call(telegram, method, **given) == f"Bad Request: {problem}"
    assert len(telegram.breaches) == 1


async def test_an_edit_with_the_same_picture_changes_nothing(telegram: FakeTelegram, ann: Person) -> None:
    sent = await call(telegram, "sendPhoto", photo=PICTURE)
    media = {"type": "photo", "media": sent["photo"][0]["file_id"]}

    refused = await call(telegram, "editMessageMedia", message_id=sent["message_id"], media=media)

    assert refused.startswith("Bad Request: message is not modified")


# --- pins and reactions ---------------------------------------------------------------


async def test_a_pin_needs_its_right_and_is_told(telegram: FakeTelegram, ann: Person) -> None:
    group = telegram.group("Class", ann)
    at = {"chat_id": group.id}
    sent = await call(telegram, "sendMessage", **at, text="Card")
    place = {**at, "message_id": sent["message_id"]}
    refused = await call(telegram, "pinChatMessage", **place)
    ann.at(group).promotes_bot("can_pin_messages")

    assert await call(telegram, "pinChatMessage", **place, disable_notification=True)
    told = Update.de_json(telegram.history[-1].update, None).message
    chat = ChatFullInfo.de_json(await call(telegram, "getChat", **at), None)
    assert await call(telegram, "unpinChatMessage", **at)
    after = ChatFullInfo.de_json(await call(telegram, "getChat", **at), None)

    assert refused == "Bad Request: not enough rights to manage pinned messages in the chat"
    assert told is not None
    assert isinstance(told.pinned_message, Message)
    assert told.pinned_message.text == "Card"
    assert chat.pinned_message is not None
    assert (chat.pinned_message.text, after.pinned_message) == ("Card", None)


async def test_pins_in_a_private_chat_need_no_right(telegram: FakeTelegram, ann: Person) -> None:
    sent = await call(telegram, "sendMessage", text="Card")
    place = {"message_id": sent["message_id"]}

    assert await call(telegram, "pinChatMessage", **place)
    assert await call(telegram, "pinChatMessage", **place)
    assert await call(telegram, "unpinChatMessage", **place)
    assert await call(telegram, "unpinAllChatMessages")
    assert await call(telegram, "unpinChatMessage") == "Bad Request: message to unpin not found"
    assert await call(telegram, "pinChatMessage", message_id=99) == "Bad Request: message to pin not found"
    assert await call(telegram, "pinChatMessage", message_id=3) == "Bad Request: message can't be pinned"


async def test_a_deleted_message_is_no_longer_pinned(telegram: FakeTelegram, ann: Person) -> None:
    group = telegram.group("Class", ann, bot_is="administrator")
    sent = await call(telegram, "sendMessage", chat_id=group.id, text="Card")
    card = group.messages[sent["message_id"]]
    ann.at(group).pins(card)

    ann.at(group).deletes(card)

    assert "pinned_message" not in await call(telegram, "getChat", chat_id=group.id)


async def test_reactions_go_both_ways(telegram: FakeTelegram, ann: Person) -> None:
    typed = ann.sends("hello")
    await telegram.call("getUpdates", {"allowed_updates": ["message_reaction"]})

    done = await call(
        telegram,
        "setMessageReaction",
        message_id=typed.message_id,
        reaction=[{"type": "emoji", "emoji": "👍"}],
    )
    ann.reacts(typed, "🔥")

    change = Update.de_json(telegram.history[-1].update, None).message_reaction
    assert done is True
    assert change is not None
    assert (change.old_reaction, change.new_reaction[0].to_dict()) == ((), {"type": "emoji", "emoji": "🔥"})


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"message_id": 99}, "message to react not found"),
        ({"message_id": 1, "reaction": [{"type": "emoji", "emoji": "x"}]}, "REACTION_INVALID"),
        ({"message_id": 1, "reaction": [{}, {}]}, "REACTIONS_TOO_MANY"),
        ({"message_id": 1, "reaction": ["👍"]}, "can't parse reaction types JSON object"),
    ],
)
async def test_a_wrong_reaction_is_refused(
    telegram: FakeTelegram, ann: Person, given: Json, problem: str
) -> None:
    assert await call(telegram, "setMessageReaction", **given) == f"Bad Request: {problem}"


# --- polls ----------------------------------------------------------------------------


async def test_a_public_poll_tells_who_voted(telegram: FakeTelegram, ann: Person) -> None:
    sent = await call(
        telegram, "sendPoll", question="Sure?", options=["Yes", {"text": "No"}], is_anonymous=False
    )
    message = ann.chat.messages[sent["message_id"]]

    ann.votes(message, 1)
    state, vote = (Update.de_json(each.update, None) for each in telegram.history[-2:])
    ended = Poll.de_json(await call(telegram, "stopPoll", message_id=message.message_id), None)

    assert state.poll is not None
    assert [option.voter_count for option in state.poll.options] == [0, 1]
    assert vote.poll_answer is not None
    assert (vote.poll_answer.option_ids, vote.effective_user and vote.effective_user.id) == ((1,), 7)
    assert (ended.is_closed, ended.total_voter_count) == (True, 1)
    with pytest.raises(AssertionError, match="Ann sees no open poll"):
        ann.votes(message, 0)


async def test_an_anonymous_poll_does_not_tell_who_voted(telegram: FakeTelegram, ann: Person) -> None:
    sent = await call(telegram, "sendPoll", question="Sure?", options='["Yes", "No"]')

    ann.votes(ann.chat.messages[sent["message_id"]], 0)

    assert "poll" in telegram.history[-1].update
    with pytest.raises(AssertionError, match="takes one answer"):
        ann.votes(ann.chat.messages[sent["message_id"]], 0, 1)


@pytest.mark.parametrize(
    ("method", "given", "problem"),
    [
        ("sendPoll", {"options": ["a"]}, "poll question must be non-empty"),
        ("sendPoll", {"question": "x" * 301}, "poll question length must not exceed 300"),
        ("sendPoll", {"question": "x"}, "expected an Array of InputPollOption"),
        ("sendPoll", {"question": "x", "options": []}, "poll must have at least 1 option"),
        ("sendPoll", {"question": "x", "options": ["a"] * 13}, "poll can't have more than 12 options"),
        ("sendPoll", {"question": "x", "options": ["a", " "]}, "poll options must be non-empty"),
        ("sendPoll", {"question": "x", "options": ["a" * 101]}, "poll options length must not exceed 100"),
        (
            "sendPoll",
            {"question": "x", "options": ["a"], "type": "quiz"},
            "only regular polls are modelled here",
        ),
        ("stopPoll", {"message_id": 99}, "message with poll to stop not found"),
        ("stopPoll", {"message_id": 1}, "message is not a poll"),
    ],
)
async def test_a_wrong_poll_is_refused(
    telegram: FakeTelegram, ann: Person, method: str, given: Json, problem: str
) -> None:
    assert await call(telegram, method, **given) == f"Bad Request: {problem}"


async def test_a_poll_is_stopped_once(telegram: FakeTelegram, ann: Person) -> None:
    sent = await call(telegram, "sendPoll", question="Sure?", options=["Yes", "No"])
    place = {"message_id": sent["message_id"]}
    await call(telegram, "stopPoll", **place)

    assert await call(telegram, "stopPoll", **place) == "Bad Request: poll has already been closed"
    media = {"type": "photo", "media": PICTURE}
    assert "media" in await call(telegram, "editMessageMedia", **place, media=media)


# --- members and deletions ------------------------------------------------------------


@pytest.fixture
def group(telegram: FakeTelegram, ann: Person) -> Group:
    return telegram.group("Class", ann, telegram.person("Bob", id=8), telegram.person("Eve", id=9))


async def test_every_status_parses(telegram: FakeTelegram, ann: Person, group: Group) -> None:
    anna = ann.at(group)
    bob, eve = (Person(telegram, telegram.world.people[number], group) for number in (8, 9))
    anna.promotes(bob, "can_pin_messages", anonymous=True)
    anna.mutes(eve)
    telegram.person("Never", id=10)
    gone = telegram.person("Gone", id=11).at(group)
    gone.joins()
    anna.removes(gone)

    numbers = [7, 8, 9, 10, 11, telegram.world.bot.id]
    shown = [await call(telegram, "getChatMember", chat_id=group.id, user_id=one) for one in numbers]

    statuses = [ChatMember.de_json(one, None).status for one in shown]
    assert statuses == ["creator", "administrator", "restricted", "left", "kicked", "member"]
    admins = await call(telegram, "getChatAdministrators", chat_id=group.id)
    assert [one["user"]["id"] for one in admins] == [7, 8]
    assert await call(telegram, "getChatMemberCount", chat_id=group.id) == 4


@pytest.mark.parametrize(
    ("method", "given", "problem"),
    [
        ("getChatMember", {"user_id": 0}, "invalid user_id specified"),
        ("getChatMember", {"user_id": 404}, "user not found"),
        ("getChatAdministrators", {}, "there are no administrators in the private chat"),
        ("leaveChat", {}, "chat member status can't be changed in private chats"),
        ("deleteMessages", {}, "message identifiers are not specified"),
        ("deleteMessages", {"message_ids": list(range(101))}, "too many message identifiers specified"),
    ],
)
async def test_other_wrong_calls_are_refused(
    telegram: FakeTelegram, ann: Person, method: str, given: Json, problem: str
) -> None:
    assert await call(telegram, method, **given) == f"Bad Request: {problem}"


async def test_hidden_members_are_shown_to_administrators_alone(telegram: FakeTelegram, ann: Person) -> None:
    group = telegram.group("Class", ann, hides_members=True)
    given = {"chat_id": group.id, "user_id": 7}

    hidden = await call(telegram, "getChatMember", **given)
    ann.at(group).promotes_bot()

    assert hidden == "Bad Request: CHAT_ADMIN_REQUIRED"
    assert (await call(telegram, "getChatMember", **given))["status"] == "creator"
    assert (await call(telegram, "getChatMember", user_id=7))["status"] == "member"
    assert await call(telegram, "getChatMemberCount") == 2


async def test_the_bot_deletes_messages_of_others_only_by_right(
    telegram: FakeTelegram, ann: Person, group: Group
) -> None:
    typed = ann.at(group).sends("/hello")
    given = {"chat_id": group.id, "message_id": typed.message_id}

    refused = await call(telegram, "deleteMessage", **given)
    ann.at(group).promotes_bot("can_delete_messages")

    assert refused == "Bad Request: message can't be deleted"
    assert await call(telegram, "deleteMessage", **given)


async def test_several_messages_are_deleted_at_once(telegram: FakeTelegram, ann: Person) -> None:
    numbers = [(await call(telegram, "sendMessage", text=text))["message_id"] for text in "ab"]

    assert await call(telegram, "deleteMessages", message_ids=[*numbers, 404])
    assert [each.text for each in ann.chat.messages.values()] == ["/start"]
