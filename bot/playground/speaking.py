"""What a person writes, on its way into a chat and to the bot."""

import re
from typing import Any

from bot.playground.groups import ANONYMOUS, Group, hears
from bot.playground.html import utf16_length
from bot.playground.refusals import Json
from bot.playground.world import ChatMessage, User, World, WorldChat

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?(?!\S)")


def commands_in(text: str) -> tuple[Json, ...]:
    """The entity of a command at the beginning of a text."""
    command = _COMMAND.match(text)
    if not command:
        return ()
    return ({"type": "bot_command", "offset": 0, "length": utf16_length(command.group())},)


def say_in_chat(world: World, chat: WorldChat, user: User, *, thread: int = 0, **content: Any) -> ChatMessage:
    """A new message of a person, which the bot gets as far as it hears it.

    thread: the topic of a forum in which it is written.

    Raises:
        AssertionError: Telegram would not let this person write there.
    """
    if not isinstance(chat, Group):
        chat.started = True
        message = world.add(chat, user, **content)
        world.updates.put("message", message.json())
        return message
    _check(chat, user, thread)
    content.setdefault("reply_to", None)
    anonymous = chat.membership(user).is_anonymous
    message = world.add(
        chat,
        ANONYMOUS if anonymous else user,
        sender_chat=chat if anonymous else None,
        thread=thread or thread_of_reply(chat, content["reply_to"]),
        **content | {"reply_to": content["reply_to"] or thread or None},
    )
    if hears(world, chat, message):
        world.updates.put("message", message.json())
    return message


def thread_of_reply(chat: WorldChat, reply_to: int | None) -> int:
    """In supergroups a reply belongs to the topic, or to the chain, of what it replies to."""
    replied = chat.messages.get(reply_to or 0)
    if replied is None or chat.type != "supergroup":
        return 0
    return replied.thread or (0 if chat.is_forum else replied.message_id)


def _check(group: Group, user: User, thread: int) -> None:
    if group.upgraded_to:
        raise AssertionError(f"{group.named['title']} is a supergroup now: go on in {group.upgraded_to}")
    if not group.membership(user).is_present:
        raise AssertionError(f"{user.first_name} is not in {group.named['title']}")
    if not group.may(user, "can_send_messages"):
        raise AssertionError(f"{user.first_name} may not write in {group.named['title']}")
    topic = group.topics.get(thread)
    if thread and topic is None:
        raise AssertionError(f"{group.named['title']} has no topic {thread}")
    is_manager = group.membership(user).is_admin and group.may(user, "can_manage_topics")
    if topic and topic.is_closed and not is_manager:
        raise AssertionError(f"the topic {topic.name} is closed")
