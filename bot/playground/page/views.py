"""People, chats, messages and calls as the page is told of them; texts stay texts, without markup."""

import json
from collections.abc import Mapping
from typing import Any, Final

from bot.playground.breaches import RULES, Breach
from bot.playground.engine import Call
from bot.playground.groups import Group
from bot.playground.parameters import Upload
from bot.playground.people import Person
from bot.playground.refusals import Json
from bot.playground.world import Chat, Message, World

LONGEST_SHOWN: Final = 6000
"""Characters of a call that the panel shows."""


def person_view(person: Person) -> Json:
    """Somebody in the list of people."""
    return {"id": person.id, "name": person.user.first_name, "blocked": person.chat.blocked}


def chat_view(chat: Chat) -> Json:
    """What stands above a chat."""
    shown = chat.json()
    return {
        "id": chat.id,
        "type": chat.type,
        "title": shown.get("title") or shown.get("first_name", ""),
        "started": chat.started,
        "blocked": chat.blocked,
        "pinned": chat.pins[-1] if chat.pins else 0,
        **(_group_view(chat) if isinstance(chat, Group) else {}),
    }


def _group_view(group: Group) -> Json:
    """members, admins: ids of the people; bot: what it is there; left: the group became another chat."""
    people = [each for each in group.present() if not each.user.is_bot]
    bots = [each.status for each in group.present() if each.user.is_bot]
    return {
        "members": [each.user.id for each in people],
        "admins": [each.user.id for each in people if each.is_admin],
        "bot": bots[0] if bots else "absent",
        "left": group.upgraded_to != 0,
    }


def message_view(message: Message) -> Json:
    """One state of a message."""
    return {
        "id": message.message_id,
        "turn": message.turn,
        "from": message.sender.id,
        "name": _sender(message),
        "bot": message.sender.is_bot,
        "service": _service(message),
        "date": message.date,
        "edited": message.edited,
        "text": message.text,
        "entities": list(message.entities),
        "rows": [[_button(button) for button in row] for row in _rows(message)],
        "files": []
        if message.service
        else [_file(message, kind, about) for kind, about in message.attached.items()],
        "reply": _replied(message),
    }


def call_view(call: Call) -> Json:
    """One call of the Bot API, in the panel."""
    return {
        "time": call.time,
        "method": call.method,
        "status": call.status,
        "given": shortened(_words(call.given)),
        "answer": shortened(call.body if isinstance(call.body, str) else _words(call.body)),
    }


def breach_view(breach: Breach) -> Json:
    """One rule that the bot broke."""
    return {
        "kind": breach.kind,
        "rule": RULES[breach.kind],
        "method": breach.method,
        "reason": breach.reason,
        "given": shortened(_words(breach.given)),
    }


def profile_view(world: World) -> Json:
    """What the bot says of itself. commands: for private chats and for groups, as a menu shows them."""
    return {
        "id": world.bot.id,
        "name": world.bot.first_name,
        "username": world.bot.username,
        "description": world.profile.get(("description", ""), ""),
        "commands": {
            "private": _commands(world, "all_private_chats"),
            "group": _commands(world, "all_group_chats"),
        },
    }


def shortened(text: str) -> str:
    """A text that a panel can show."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} …"


def _sender(message: Message) -> str:
    if message.sender_chat is not None:
        return str(message.sender_chat.named.get("title", ""))
    return message.sender.first_name


def _service(message: Message) -> str:
    """What a service message says; empty for every other one."""
    if not message.service:
        return ""
    who, (kind, about) = _sender(message), next(iter(message.attached.items()))
    match kind:
        case "new_chat_members":
            names = ", ".join(each["first_name"] for each in about)
            return f"{names} joined" if about[0]["id"] == message.sender.id else f"{who} added {names}"
        case "left_chat_member":
            name = about["first_name"]
            return f"{name} left" if about["id"] == message.sender.id else f"{who} removed {name}"
        case "pinned_message":
            return f"{who} pinned a message"
        case "forum_topic_created":
            return f"{who} began the topic {about['name']}"
    return f"{who}: {kind.replace('_', ' ')}"


def _commands(world: World, scope: str) -> list[Json]:
    """Bot API: the list of the narrowest scope that has one is shown."""
    for kind in (scope, "default"):
        commands: list[Json] = world.profile.get(("commands", (kind, 0, 0, "")), [])
        if commands:
            return commands
    return []


def _rows(message: Message) -> list[list[Json]]:
    rows: list[list[Json]] = message.keyboard["inline_keyboard"] if message.keyboard else []
    return rows


def _button(button: Json) -> Json:
    shown: Json = {"text": button["text"]}
    if "callback_data" in button:
        shown["data"] = button["callback_data"]
    elif "url" in button:
        shown["url"] = button["url"]
    else:
        shown["copy"] = button["copy_text"]["text"]
    return shown | ({"style": button["style"]} if "style" in button else {})


def _file(message: Message, kind: str, about: Any) -> Json:
    named = about if isinstance(about, dict) else {}
    return {
        "kind": kind,
        "name": named.get("file_name", ""),
        "size": len(message.content) or named.get("file_size", 0),
        "seconds": named.get("duration", 0),
        # The turn makes it another address where another file took the place of the first.
        "href": f"/file/{message.chat.id}/{message.message_id}?{message.turn}" if message.content else "",
    }


def _replied(message: Message) -> Json | None:
    if message.reply_to is None:
        return None
    replied = message.chat.messages.get(message.reply_to)
    if replied is None:
        return {"id": 0, "name": "", "text": "deleted message"}
    return {"id": replied.message_id, "name": replied.sender.first_name, "text": replied.text[:120]}


def _words(given: Mapping[str, Any]) -> str:
    """Parameters as they can be read; JSON inside of text is unfolded, files are named."""
    return json.dumps({name: _unfolded(value) for name, value in given.items()}, ensure_ascii=False, indent=1)


def _unfolded(value: Any) -> Any:
    if isinstance(value, Upload):
        return f"(file {value.name}, {len(value.content)} bytes)"
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
