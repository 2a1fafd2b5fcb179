"""People, chats and calls as the page is told of them; texts stay texts, without markup."""

import json
from collections.abc import Mapping
from typing import Any, Final

from bot.playground.breaches import RULES, Breach
from bot.playground.commands import commands_for
from bot.playground.engine import Call
from bot.playground.groups import Group, Topic
from bot.playground.parameters import Upload
from bot.playground.people import Person
from bot.playground.refusals import Json
from bot.playground.world import World, WorldChat

LONGEST_SHOWN: Final = 6000
"""Characters of a call that the panel shows."""


def person_view(person: Person) -> Json:
    """Somebody in the list of people."""
    return {"id": person.id, "name": person.user.first_name, "blocked": person.chat.blocked}


def chat_view(chat: WorldChat) -> Json:
    """What stands above a chat."""
    shown = chat.json()
    return {
        "id": chat.id,
        "type": chat.type,
        "title": shown.get("title") or shown.get("first_name", ""),
        "started": chat.started,
        "blocked": chat.blocked,
        "pinned": list(chat.pins),
        **(_group_view(chat) if isinstance(chat, Group) else {}),
    }


def _group_view(group: Group) -> Json:
    """members, admins: ids of the people; bot: what it is there; left: the group became another chat.

    topics: those of a forum but the general one; None where there are none at all.
    """
    people = [each for each in group.present() if not each.user.is_bot]
    bots = [each.status for each in group.present() if each.user.is_bot]
    return {
        "members": [each.user.id for each in people],
        "admins": [each.user.id for each in people if each.is_admin],
        "bot": bots[0] if bots else "absent",
        "left": group.upgraded_to != 0,
        "topics": [_topic_view(each) for each in group.topics.values()] if group.is_forum else None,
    }


def _topic_view(topic: Topic) -> Json:
    return {"id": topic.id, "name": topic.name, "closed": topic.is_closed}


def menus_view(world: World, chat: WorldChat) -> list[Json]:
    """The menus of commands in a chat, each with the ids of those who see it; nobody sees an empty one."""
    here = [each.user for each in chat.present()] if isinstance(chat, Group) else [world.people[chat.id]]
    menus: dict[int, Json] = {}
    for user in here:
        if commands := ([] if user.is_bot else commands_for(world, chat, user)):
            menus.setdefault(id(commands), {"commands": commands, "for": []})["for"].append(user.id)
    return list(menus.values())


def call_view(call: Call) -> Json:
    """One call of the Bot API, in the panel."""
    return {
        "time": call.time,
        "method": call.method,
        "status": call.status,
        "given": shorten(_words(call.given)),
        "answer": shorten(call.body if isinstance(call.body, str) else _words(call.body)),
    }


def breach_view(breach: Breach) -> Json:
    """One rule that the bot broke."""
    return {
        "kind": breach.kind,
        "rule": RULES[breach.kind],
        "method": breach.method,
        "reason": breach.reason,
        "given": shorten(_words(breach.given)),
    }


def profile_view(world: World) -> Json:
    """What the bot says of itself."""
    return {
        "id": world.bot.id,
        "name": world.bot.first_name,
        "username": world.bot.username,
        "description": world.profile.get(("description", ""), ""),
    }


def shorten(text: str) -> str:
    """A text that a panel can show."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} …"


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
