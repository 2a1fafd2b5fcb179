"""Which chat, message or topic a call means, and whether the bot may do there what it wants."""

from typing import Any

from bot.playground.groups import Group, Topic
from bot.playground.parameters import Parameters
from bot.playground.refusals import Refusal, bad_request, forbidden
from bot.playground.world import ChatMessage, User, World, WorldChat


def find_chat(world: World, given: Parameters, name: str = "chat_id") -> WorldChat:
    """The chat that ``chat_id`` names, whether or not the bot may write there."""
    if not given.text(name):
        raise bad_request(f"{name} is empty", "no-chat-id")
    chat = world.chats.get(given.integer(name))
    if chat is None or (isinstance(chat, Group) and world.bot.id not in chat.members):
        raise bad_request("chat not found", "" if world.before else "unknown-chat")
    if isinstance(chat, Group):
        _check_inside(world, chat)
    return chat


def open_chat(world: World, given: Parameters) -> WorldChat:
    """The chat that ``chat_id`` names.

    Raises:
        Refusal: 400 when there is none or it became a supergroup; 403 when the person never
            wrote, or blocked the bot, or when the bot is not in the group.
    """
    chat = find_chat(world, given)
    if not chat.started:
        # No bot can know who never wrote to it, but by this answer; a coach has a new reason each time.
        raise forbidden("bot can't initiate conversation with a user", "")
    if chat.blocked:
        raise forbidden("bot was blocked by the user", _unless_new(chat, "writes-to-blocked"))
    return chat


def find_group(world: World, given: Parameters, refusal: str) -> Group:
    """The group that ``chat_id`` names; ``refusal``: what Telegram says of a private chat."""
    chat = find_chat(world, given)
    if not isinstance(chat, Group):
        raise bad_request(refusal, "groups-only")
    return chat


def find_message(world: World, chat: WorldChat, given: Parameters, missing: str, breach: str) -> ChatMessage:
    """The message that ``message_id`` names."""
    message_id = given.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified", "no-message-id")
    if message_id in chat.messages:
        return chat.messages[message_id]
    # A bot is not told when a person deletes a message, and finds out by this refusal.
    is_older = message_id <= world.before and message_id not in chat.deleted
    surprised = chat.deleted.get(message_id) is False or is_older
    chat.deleted[message_id] = True
    raise bad_request(missing, "" if surprised else breach)


def find_user(world: World, given: Parameters) -> User:
    """The user that ``user_id`` names."""
    number = given.integer("user_id")
    if number <= 0:
        raise bad_request("invalid user_id specified", "unknown-user")
    if number == world.bot.id:
        return world.bot
    if number not in world.people:
        raise bad_request("user not found", "unknown-user")
    return world.people[number]


def check_may_send(world: World, chat: WorldChat, kind: str) -> None:
    """Whether the bot may send this kind of message (``messages``, ``photos`` ...) to a chat.

    Raises:
        Refusal: 400 in a group where it is muted.
    """
    if isinstance(chat, Group) and not chat.may(world.bot, f"can_send_{kind}"):
        words = "text messages" if kind == "messages" else kind
        raise bad_request(f"not enough rights to send {words} to the chat", "no-right")


def check_right(world: World, chat: WorldChat, right: str, problem: str) -> None:
    """Whether the bot has an administrator's right in a group; it may do everything in private chats."""
    if isinstance(chat, Group) and not chat.may(world.bot, right):
        raise bad_request(problem, "no-right")


def find_topic(chat: WorldChat, number: int) -> Topic:
    """A topic of a forum by its id."""
    topic = chat.topics.get(number) if isinstance(chat, Group) else None
    if topic is None:
        raise bad_request("message thread not found", "unknown-topic")
    return topic


def find_thread(world: World, chat: WorldChat, given: Parameters) -> int:
    """Id of the topic to send to; 0 outside of forums and in the general topic."""
    number = given.integer("message_thread_id")
    if not number:
        return 0
    topic = find_topic(chat, number)
    if topic.is_closed and not (isinstance(chat, Group) and chat.may(world.bot, "can_manage_topics")):
        raise bad_request("TOPIC_CLOSED", "closed-topic")
    return topic.id


def replied_message(chat: WorldChat, given: Parameters) -> int | None:
    """Id of the message that ``reply_parameters`` name."""
    options: Any = given.data("reply_parameters")
    if not options:
        return None
    message_id = options.get("message_id") if isinstance(options, dict) else None
    if message_id in chat.messages:
        return int(message_id)
    if isinstance(options, dict) and options.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found", "replies-to-unknown")


def _check_inside(world: World, group: Group) -> None:
    if group.upgraded_to:
        raise Refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            _unless_new(group, "writes-to-upgraded"),
            {"migrate_to_chat_id": group.upgraded_to},
        )
    bot = group.membership(world.bot)
    if not bot.is_present:
        breach = _unless_new(group, "writes-to-removed")
        if bot.status == "kicked":
            raise forbidden(f"bot was kicked from the {group.type} chat", breach)
        raise forbidden(f"bot is not a member of the {group.type} chat", breach)


def _unless_new(chat: WorldChat, breach: str) -> str:
    """The first refusal may be how the bot learns of it; going on after that is wrong."""
    known, chat.told = chat.told, True
    return breach if known else ""
