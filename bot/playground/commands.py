"""The commands of the bot, by scope and language (https://core.telegram.org/bots/api#botcommandscope)."""

import re
from typing import Any

from bot.playground.access import find_chat, find_user
from bot.playground.groups import Group
from bot.playground.parameters import Parameters
from bot.playground.refusals import Json, bad_request
from bot.playground.world import User, World, WorldChat

MOST_COMMANDS = 100
LONGEST_COMMAND = 32
LONGEST_COMMAND_DESCRIPTION = 256
_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")


def set_my_commands(world: World, given: Parameters) -> bool:
    """Replace the commands of one scope and language."""
    listed = given.data("commands")
    if not isinstance(listed, list):
        raise bad_request("expected an Array of BotCommand", "bad-commands")
    place = _place(world, given)
    commands = [_command(raw) for raw in listed]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH", "bad-commands")
    world.profile["commands", place] = commands
    return True


def get_my_commands(world: World, given: Parameters) -> list[Json]:
    """The commands of one scope and language; none when they were never set."""
    commands: list[Json] = world.profile.get(("commands", _place(world, given)), [])
    return commands


def delete_my_commands(world: World, given: Parameters) -> bool:
    """No commands of one scope and language, so that the next wider scope counts."""
    world.profile.pop(("commands", _place(world, given)), None)
    return True


def commands_for(world: World, chat: WorldChat, user: User) -> list[Json]:
    """What the menu of commands shows a person in a chat: of the narrowest scope that has any."""
    scopes: list[tuple[str, int, int]] = [("chat", chat.id, 0)]
    if isinstance(chat, Group):
        is_admin = chat.membership(user).is_admin
        scopes.insert(0, ("chat_member", chat.id, user.id))
        scopes[1:1] = [("chat_administrators", chat.id, 0)] if is_admin else []
        scopes += [("all_chat_administrators", 0, 0)] if is_admin else []
        scopes.append(("all_group_chats", 0, 0))
    else:
        scopes.append(("all_private_chats", 0, 0))
    for scope in (*scopes, ("default", 0, 0)):
        for language in dict.fromkeys((user.language_code, "")):
            found: list[Json] = world.profile.get(("commands", (*scope, language)), [])
            if found:
                return found
    return []


def _place(world: World, given: Parameters) -> tuple[str, int, int, str]:
    """Scope and language of a list of commands."""
    raw: Any = given.data("scope") or {"type": "default"}
    kind = raw.get("type") if isinstance(raw, dict) else None
    if kind not in (*_SCOPES, "chat", "chat_administrators", "chat_member"):
        raise bad_request("can't parse BotCommandScope: Unsupported type specified", "bad-commands")
    if kind not in _SCOPES:
        if not raw.get("chat_id"):
            raise bad_request("can't parse BotCommandScope: chat_id is empty", "bad-commands")
        chat = find_chat(world, Parameters(raw))
        if kind != "chat" and not isinstance(chat, Group):
            raise bad_request("can't use specified scope in private chats", "bad-commands")
        if kind == "chat_member":
            find_user(world, Parameters(raw))
    language = given.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified", "bad-commands")
    return str(kind), int(raw.get("chat_id") or 0), int(raw.get("user_id") or 0), language


def _command(raw: Any) -> Json:
    if not isinstance(raw, dict) or not {"command", "description"} <= raw.keys():
        raise bad_request("can't parse BotCommand: expected an Object", "bad-commands")
    command = str(raw["command"]).strip().removeprefix("/")
    description = str(raw["description"]).strip()
    for name, value, longest in (
        ("command", command, LONGEST_COMMAND),
        ("command description", description, LONGEST_COMMAND_DESCRIPTION),
    ):
        if not value:
            raise bad_request(f"{name} must be non-empty", "bad-commands")
        if len(value) > longest:
            raise bad_request(f"{name} length must not exceed {longest}", "bad-commands")
    if not re.fullmatch(r"[a-z0-9_]+", command):
        raise bad_request("BOT_COMMAND_INVALID", "bad-commands")
    return {"command": command, "description": description}
