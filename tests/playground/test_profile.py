from typing import Any

import pytest
from telegram import BotCommand, ChatFullInfo, User, WebhookInfo

from bot.playground.commands import commands_for
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.refusals import Json
from bot.playground.world import WorldChat
from tests.playground.answers import refusal, result


@pytest.mark.parametrize(
    ("commands", "problem"),
    [
        ("nonsense", 'can\'t parse "commands": invalid JSON'),
        ({}, "expected an Array of BotCommand"),
        ([{"command": "", "description": "x"}], "command must be non-empty"),
        ([{"command": "x" * 33, "description": "x"}], "command length must not exceed 32"),
        ([{"command": "a-b", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a", "description": ""}], "command description must be non-empty"),
        ([{"command": "a", "description": "x" * 257}], "command description length must not exceed 256"),
        ([{"command": "a", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_wrong_commands_are_refused(telegram: FakeTelegram, commands: Any, problem: str) -> None:
    refused = await refusal(telegram, "setMyCommands", commands=commands)

    assert refused["description"] == f"Bad Request: {problem}"


async def test_commands_are_kept_by_scope_and_language(telegram: FakeTelegram) -> None:
    start = {"command": "start", "description": "Begin"}
    private = {"type": "all_private_chats"}
    await result(telegram, "setMyCommands", commands=[start], scope=private, language_code="en")

    found = await result(telegram, "getMyCommands", scope=private, language_code="en")
    others = await result(telegram, "getMyCommands")

    assert BotCommand.de_list(found, None) == (BotCommand("start", "Begin"),)
    assert others == []


async def test_a_description_for_all_serves_a_language_without_its_own(telegram: FakeTelegram) -> None:
    await result(telegram, "setMyDescription", description="for all")
    await result(telegram, "setMyShortDescription", short_description="kurz", language_code="de")

    german = await result(telegram, "getMyDescription", language_code="de")
    short = [await result(telegram, "getMyShortDescription", language_code=code) for code in ("de", "")]

    assert german == {"description": "for all"}
    assert short == [{"short_description": "kurz"}, {"short_description": ""}]


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("setMyDescription", {"description": "x" * 513}),
        ("setMyShortDescription", {"short_description": "x" * 121}),
        ("setMyCommands", {"commands": [], "scope": {"type": "moon"}}),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat"}}),
        ("setMyCommands", {"commands": [], "language_code": "english"}),
        ("sendChatAction", {"chat_id": 7, "action": "dance"}),
        ("setWebhook", {"url": "http://x.org"}),
        ("setWebhook", {"url": "https://x.org", "secret_token": "a b"}),
        ("getChat", {"chat_id": 404}),
    ],
)
async def test_other_wrong_calls_are_refused(
    telegram: FakeTelegram, ann: Person, method: str, given: Json
) -> None:
    assert (await refusal(telegram, method, **given))["error_code"] == 400


async def test_what_the_bot_asks_about_itself_and_chats_parses(telegram: FakeTelegram, ann: Person) -> None:
    me = User.de_json(await result(telegram, "getMe"), None)
    chat = ChatFullInfo.de_json(await result(telegram, "getChat", chat_id=7), None)
    webhook = WebhookInfo.de_json(await result(telegram, "getWebhookInfo"), None)

    assert (me.is_bot, me.username) == (True, "decision_coach_bot")
    assert (chat.id, chat.type, chat.first_name) == (7, "private", "Ann")
    assert (webhook.url, webhook.pending_update_count) == ("", 0)
    assert await result(telegram, "setMyDescription", description="x" * 512)
    assert await result(telegram, "setMyShortDescription", short_description="x" * 120)
    assert await result(telegram, "sendChatAction", chat_id=7, action="typing")


async def test_a_webhook_excludes_polling(telegram: FakeTelegram) -> None:
    await result(telegram, "setWebhook", url="https://x.org/hook", secret_token="s" * 32)

    refused = await refusal(telegram, "getUpdates")
    await result(telegram, "deleteWebhook")

    assert refused["description"] == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    assert await result(telegram, "getUpdates") == []


async def test_the_narrowest_scope_of_commands_counts(telegram: FakeTelegram, ann: Person) -> None:
    bob = telegram.person("Bob", id=8)
    group = telegram.group("Class", ann, bob)
    scopes: dict[str, Json] = {
        "all": {"type": "default"},
        "private": {"type": "all_private_chats"},
        "groups": {"type": "all_group_chats"},
        "admins": {"type": "chat_administrators", "chat_id": group.id},
        "bob": {"type": "chat_member", "chat_id": group.id, "user_id": 8},
    }
    for name, scope in scopes.items():
        listed = [{"command": name, "description": "x"}]
        await result(telegram, "setMyCommands", commands=listed, scope=scope)

    def menu(person: Person, chat: WorldChat) -> str:
        (one,) = commands_for(telegram.world, chat, person.user)
        return str(one["command"])

    narrow = [menu(ann, ann.chat), menu(ann, group), menu(bob, group)]
    await result(telegram, "deleteMyCommands", scope=scopes["bob"])

    assert narrow == ["private", "admins", "bob"]
    assert menu(bob, group) == "groups"


@pytest.mark.parametrize(
    ("scope", "problem"),
    [
        ({"type": "chat", "chat_id": 404}, "chat not found"),
        ({"type": "chat_administrators", "chat_id": 7}, "can't use specified scope in private chats"),
    ],
)
async def test_a_scope_names_a_fitting_chat(
    telegram: FakeTelegram, ann: Person, scope: Json, problem: str
) -> None:
    refused = await refusal(telegram, "setMyCommands", commands=[], scope=scope)

    assert refused["description"] == f"Bad Request: {problem}"
