"""setMessageReaction, and what people do with it."""

from typing import Any

from bot.playground.access import find_message, open_chat
from bot.playground.parameters import Parameters
from bot.playground.refusals import Json, bad_request
from bot.playground.world import ChatMessage, User, World

# A part of ReactionTypeEmoji.
EMOJI = frozenset("👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🙏👌🥱😍🐳💯🤣🏆💔🤨😐😭🤓👻👀🎃😇🤝🤗🫡🤷") | frozenset(
    ["❤", "⚡", "✍", "☃", "❤\u200d🔥"]
)


def set_message_reaction(world: World, given: Parameters) -> bool:
    """The bot's one reaction to a message; an empty list takes it away."""
    chosen = _read(given.data("reaction"))
    chat = open_chat(world, given)
    message = find_message(world, chat, given, "message to react not found", "pins-unknown")
    if message.service:
        raise bad_request("message can't be reacted", "bad-reaction")
    world.reactions[chat.id, message.message_id, world.bot.id] = chosen
    chat.turn += 1
    return True


def react(world: World, message: ChatMessage, user: User, emoji: str, *, is_heard: bool) -> None:
    """A person reacts, or with an empty text no longer does.

    is_heard: the bot gets it if it asked, which it does in private chats and as an administrator.
    """
    place = (message.chat.id, message.message_id, user.id)
    old, new = world.reactions.get(place, ""), emoji
    world.reactions[place] = new
    world.note(message.chat, f"{user.first_name} reacts {emoji or '(no more)'}")
    change: Json = {
        "chat": message.chat.json(),
        "message_id": message.message_id,
        "date": int(world.now()),
        "user": user.json(),
        "old_reaction": _shown(old),
        "new_reaction": _shown(new),
    }
    if is_heard:
        world.updates.put("message_reaction", change)


def _shown(emoji: str) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


def _read(raw: Any) -> str:
    if raw is None or raw == []:
        return ""
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        raise bad_request("can't parse reaction types JSON object", "bad-reaction")
    if len(raw) > 1:
        raise bad_request("REACTIONS_TOO_MANY", "bad-reaction")
    emoji = raw[0].get("emoji")
    if raw[0].get("type") != "emoji" or emoji not in EMOJI:
        raise bad_request("REACTION_INVALID", "bad-reaction")
    return str(emoji)
