"""What a bot says of itself: getMe, commands, descriptions, and its webhook."""

import re
from typing import Any

from bot.playground.parameters import Parameters
from bot.playground.refusals import Json, bad_request
from bot.playground.world import World

MOST_COMMANDS = 100
LONGEST_COMMAND = 32
LONGEST_COMMAND_DESCRIPTION = 256
LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120
_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")


def get_me(world: World, _given: Parameters) -> Json:
    """The bot itself."""
    return {
        **world.bot.json(),
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, given: Parameters) -> bool:
    """Replace the commands of one scope and language."""
    listed = given.data("commands")
    if not isinstance(listed, list):
        raise bad_request("expected an Array of BotCommand", "bad-commands")
    place = _place(given)
    commands = [_command(raw) for raw in listed]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH", "bad-commands")
    world.profile["commands", place] = commands
    return True


def get_my_commands(world: World, given: Parameters) -> list[Json]:
    """The commands of one scope and language; none when they were never set."""
    commands: list[Json] = world.profile.get(("commands", _place(given)), [])
    return commands


def set_my_description(world: World, given: Parameters) -> bool:
    """The text in an empty chat with the bot."""
    return _describe(world, given, "description", LONGEST_DESCRIPTION)


def get_my_description(world: World, given: Parameters) -> Json:
    """What ``set_my_description`` set for a language, or for all."""
    return {"description": _described(world, given, "description")}


def get_my_short_description(world: World, given: Parameters) -> Json:
    """What ``set_my_short_description`` set for a language, or for all."""
    return {"short_description": _described(world, given, "short_description")}


def set_my_short_description(world: World, given: Parameters) -> bool:
    """The text on the page of the bot."""
    return _describe(world, given, "short_description", LONGEST_SHORT_DESCRIPTION)


def set_webhook(world: World, given: Parameters) -> bool:
    """From now on updates go to an address, and getUpdates is refused; an empty one ends that."""
    url = given.text("url")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook", "bad-webhook")
    secret = given.text("secret_token")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters", "bad-webhook")
    world.profile["webhook"] = url
    if given.flag("drop_pending_updates"):
        world.updates.waiting.clear()
    return True


def delete_webhook(world: World, given: Parameters) -> bool:
    """Back to getUpdates."""
    world.profile["webhook"] = ""
    if given.flag("drop_pending_updates"):
        world.updates.waiting.clear()
    return True


def get_webhook_info(world: World, _given: Parameters) -> Json:
    """Where updates go, and how many wait."""
    return {
        "url": world.profile.get("webhook", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }


def _place(given: Parameters) -> tuple[str, int, int, str]:
    """Scope and language of a list of commands."""
    raw: Any = given.data("scope") or {"type": "default"}
    kind = raw.get("type") if isinstance(raw, dict) else None
    if kind not in (*_SCOPES, "chat", "chat_administrators", "chat_member"):
        raise bad_request("can't parse BotCommandScope: Unsupported type specified", "bad-commands")
    if kind not in _SCOPES and not raw.get("chat_id"):
        raise bad_request("can't parse BotCommandScope: chat_id is empty", "bad-commands")
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


def _described(world: World, given: Parameters, name: str) -> str:
    own = world.profile.get((name, given.text("language_code")), "")
    return own or str(world.profile.get((name, ""), ""))


def _describe(world: World, given: Parameters, name: str, longest: int) -> bool:
    text = given.text(name)
    if len(text) > longest:
        raise bad_request(f"{name.upper()}_TOO_LONG", "description-too-long")
    world.profile[name, given.text("language_code")] = text
    return True
