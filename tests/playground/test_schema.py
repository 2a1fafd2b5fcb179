"""The fake against two independent readings of the Bot API: those of aiogram and python-telegram-bot.

Every kind of reply and update that the engine makes must be read by both without a rest, and every
method must take, and require, what aiogram says it does.
"""

import importlib
import os
from collections.abc import Iterator
from typing import Any

import pytest
import telegram as ptb
from pydantic import BaseModel, TypeAdapter

from bot.playground.engine import Call, FakeTelegram
from bot.playground.groups import Group
from bot.playground.methods import GET_UPDATES, METHODS, Method
from bot.playground.parameters import Upload
from bot.playground.people import Person
from bot.playground.refusals import Json

NEWER = {
    "can_send_welcome_messages", "can_manage_tags", "can_edit_tag", "can_react_to_messages", "persistent_id",
    "option_persistent_ids", "allows_revoting", "members_only",
}  # fmt: skip
"""Fields that are younger than the installed python-telegram-bot, as far as it lacks them."""

READERS = {
    "getMe": ptb.User,
    "getChat": ptb.ChatFullInfo,
    "getChatMember": ptb.ChatMember,
    "getChatAdministrators": ptb.ChatMember,
    "getMyCommands": ptb.BotCommand,
    "getMyDescription": ptb.BotDescription,
    "getMyShortDescription": ptb.BotShortDescription,
    "getWebhookInfo": ptb.WebhookInfo,
    "createForumTopic": ptb.ForumTopic,
    "stopPoll": ptb.Poll,
}
"""What python-telegram-bot reads a reply with; messages where nothing else is said."""

KEYS = {
    "inline_keyboard": [
        [
            {"text": "A", "callback_data": "a", "style": "success"},
            {"text": "B", "url": "https://x.org"},
            {"text": "C", "copy_text": {"text": "c"}},
        ]
    ]
}
PICTURE = Upload("p.jpg", b"\xff\xd8\xff" + b"0" * 100)
EVERYTHING = [
    "message", "edited_message", "callback_query", "poll", "poll_answer", "my_chat_member", "chat_member",
    "message_reaction",
]  # fmt: skip


class Play:
    """A Telegram in which everything happens once."""

    def __init__(self) -> None:
        self.telegram = FakeTelegram(local=True)
        self.ann = self.telegram.person("Ann", last_name="A", username="ann", language_code="en", id=7)
        self.bob = self.telegram.person("Bob", id=8)

    async def call(self, method: str, **given: Any) -> Any:
        answer = await self.telegram.call(method, given)
        assert isinstance(answer.body, dict)
        assert answer.status == 200, (method, answer.body)
        return answer.body["result"]

    async def everything(self) -> None:
        await self.call("getUpdates", allowed_updates=EVERYTHING)
        self.typed()
        await self.sent(7, 0)
        small = self.telegram.group("Small", self.ann, self.bob, supergroup=False)
        await self.in_group(small, 0)
        await self.in_group(self.ann.at(small).upgrades_group(), 0)
        forum = self.telegram.group("Forum", self.ann, self.bob, topics=True)
        topic = self.ann.at(forum).begins_topic("Jobs")
        await self.in_group(forum, topic.id)
        self.ann.at(forum).closes_topic(topic)
        self.ann.at(forum).reopens_topic(topic)
        await self.topics(forum)
        await self.profile()
        self.bob.sends("x")
        self.bob.blocks_bot()

    def typed(self) -> None:
        ann = self.ann
        ann.sends("/start x")
        ann.sends_voice()
        ann.sends_photo("c")
        ann.sends_sticker()
        ann.reacts(ann.edits_message(ann.sends("one"), "two"), "🔥")

    async def sent(self, chat: int, thread: int) -> None:
        at: Json = {"chat_id": chat} | ({"message_thread_id": thread} if thread else {})
        markup: Json = {"reply_markup": KEYS}
        sent = await self.call("sendMessage", **at, text="<b>T</b>", parse_mode="HTML", **markup)
        place = {"chat_id": chat, "message_id": sent["message_id"]}
        await self.call("pinChatMessage", **place)
        await self.call("getChat", chat_id=chat)
        await self.call("unpinChatMessage", **place)
        await self.call("unpinAllChatMessages", chat_id=chat)
        await self.call("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}])
        await self.call("editMessageText", **place, text="x")
        await self.call("editMessageReplyMarkup", **place, **markup)
        tapped = self.ann.at(self.telegram.world.chats[chat]).taps("A")
        await self.call("answerCallbackQuery", callback_query_id=tapped.press.query_id)
        await self.call(
            "editMessageMedia", **place, media={"type": "photo", "media": "attach://f"}, f=PICTURE
        )
        await self.call("editMessageCaption", **place, caption="c")
        await self.call("sendPhoto", **at, photo=PICTURE)
        document = await self.call("sendDocument", **at, document=Upload("a.txt", b"x"), caption="c")
        await self.call("sendChatAction", **at, action="typing")
        await self.call("deleteMessage", **place)
        self.ann.at(self.telegram.world.chats[chat]).presses(sent["message_id"], "a", "a")
        await self.call("deleteMessages", chat_id=chat, message_ids=[document["message_id"]])
        poll = await self.call("sendPoll", **at, question="?", options=["a", "b"], is_anonymous=False)
        person = self.ann.at(self.telegram.world.chats[chat])
        person.votes(person.chat.messages[poll["message_id"]], 1)
        await self.call("stopPoll", chat_id=chat, message_id=poll["message_id"])

    async def in_group(self, group: Group, thread: int) -> None:
        ann, bob = self.ann.at(group), self.bob.at(group)
        ann.promotes_bot("can_pin_messages", "can_manage_topics", "can_delete_messages")
        await self.sent(group.id, thread)
        eve = self.telegram.person("Eve").at(group)
        eve.joins()
        if group.type == "supergroup":
            ann.mutes(eve)
        ann.removes(eve)
        ann.promotes(bob, anonymous=True)
        bob.sends("as the group", reply_to=ann.sends("hello"))
        for user in (ann, bob, eve):
            await self.call("getChatMember", chat_id=group.id, user_id=user.id)
        await self.call("getChatMember", chat_id=group.id, user_id=self.telegram.world.bot.id)
        await self.call("getChatAdministrators", chat_id=group.id)
        await self.call("getChatMemberCount", chat_id=group.id)
        ann.removes_bot()
        ann.adds_bot("x", "can_pin_messages", "can_manage_topics")

    async def topics(self, forum: Group) -> None:
        topic = await self.call("createForumTopic", chat_id=forum.id, name="T")
        place = {"chat_id": forum.id, "message_thread_id": topic["message_thread_id"]}
        await self.call("editForumTopic", **place, name="U")
        await self.call("closeForumTopic", **place)
        await self.call("reopenForumTopic", **place)
        await self.call("deleteForumTopic", **place)
        await self.call("leaveChat", chat_id=forum.id)

    async def profile(self) -> None:
        await self.call("getMe")
        await self.call("setMyCommands", commands=[{"command": "a", "description": "b"}])
        await self.call("getMyCommands")
        await self.call("deleteMyCommands")
        await self.call("setMyDescription", description="d")
        await self.call("getMyDescription")
        await self.call("setMyShortDescription", short_description="d")
        await self.call("getMyShortDescription")
        await self.call("setWebhook", url="https://x.org", allowed_updates=EVERYTHING)
        await self.call("getWebhookInfo")
        await self.call("deleteWebhook")


@pytest.fixture
async def play() -> Play:
    play = Play()
    await play.everything()
    return play


def aiogram(name: str) -> Any:
    """A part of aiogram, which takes seconds to import, so nothing does before a test needs it."""
    return importlib.import_module(name) if os.environ.get("CI") else pytest.importorskip(name)


def schema(method: str) -> Any:
    return getattr(aiogram("aiogram.methods"), method[0].upper() + method[1:])


def test_what_a_library_does_not_know_is_found() -> None:
    strange = {"id": 7, "is_bot": False, "first_name": "Ann", "mood": "good"}
    chat = {"id": 7, "type": "private"}
    update = {"update_id": 1, "message": {"message_id": 1, "date": 0, "from": strange, "chat": chat}}

    by_ptb = set(rest_in_ptb(ptb.Update.de_json(update, None)))
    by_aiogram = set(rest_in_aiogram(aiogram("aiogram.types").Update.model_validate(update)))

    assert (by_ptb, by_aiogram) == ({"User.mood"}, {"User.mood"})


def rest_in_aiogram(value: Any) -> Iterator[str]:
    """Fields that aiogram did not know."""
    if isinstance(value, BaseModel):
        yield from (f"{type(value).__name__}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from rest_in_aiogram(getattr(value, name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from rest_in_aiogram(one)


def rest_in_ptb(value: Any) -> Iterator[str]:
    """Fields that python-telegram-bot did not know."""
    if isinstance(value, ptb.TelegramObject):
        yield from (f"{type(value).__name__}.{name}" for name in value.api_kwargs if name not in NEWER)
        for part in value.to_dict(recursive=False).values():
            yield from rest_in_ptb(part)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from rest_in_ptb(one)


def replies(play: Play) -> list[Call]:
    return [call for call in play.telegram.calls if call.method != "getUpdates"]


async def test_the_play_has_every_method_and_every_kind_of_update(play: Play) -> None:
    kinds = {kind for each in play.telegram.history for kind in each.update} - {"update_id"}

    assert {method.name for method in METHODS.values()} - {
        call.method for call in play.telegram.calls
    } == set()
    assert kinds == set(EVERYTHING)
    assert play.telegram.breaches == []


async def test_aiogram_reads_everything(play: Play) -> None:
    unread: set[str] = set()
    for call in replies(play):
        assert isinstance(call.body, dict)
        reader = TypeAdapter(schema(call.method).__returning__)
        unread |= set(rest_in_aiogram(reader.validate_python(call.body["result"])))
    for each in play.telegram.history:
        unread |= set(rest_in_aiogram(aiogram("aiogram.types").Update.model_validate(each.update)))

    assert unread == set()


async def test_python_telegram_bot_reads_everything(play: Play) -> None:
    unread: set[str] = set()
    for call in replies(play):
        assert isinstance(call.body, dict)
        result = call.body["result"]
        reader: Any = READERS.get(call.method, ptb.Message)
        for one in result if isinstance(result, list) else [result]:
            unread |= set(rest_in_ptb(reader.de_json(one, None) if isinstance(one, dict) else one))
    for each in play.telegram.history:
        unread |= set(rest_in_ptb(ptb.Update.de_json(each.update, None)))

    assert unread == set()


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
def test_a_method_takes_what_the_bot_api_has(method: Method) -> None:
    fields = schema(method.name).model_fields
    required = {name for name, field in fields.items() if field.is_required()}

    assert method.takes - fields.keys() == set()
    assert required - method.takes == set()


def test_get_updates_takes_what_the_bot_api_has() -> None:
    assert schema("getUpdates").model_fields.keys() == GET_UPDATES


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
async def test_a_call_without_a_required_parameter_is_refused(
    telegram: FakeTelegram, ann: Person, method: Method
) -> None:
    group = telegram.group("Class", ann, bot_is="administrator", topics=True)
    await telegram.call("sendPhoto", {"chat_id": group.id, "photo": PICTURE})
    enough = {"chat_id": group.id, "message_id": 1, "user_id": 7, "callback_query_id": "1"}
    fields = schema(method.name).model_fields
    required = {name for name, field in fields.items() if field.is_required()} - {"url"}

    statuses = {name: (await telegram.call(method.name, {**enough, name: None})).status for name in required}

    assert statuses == dict.fromkeys(required, 400)
