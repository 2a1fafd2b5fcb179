"""sendMessage, editMessageText, editMessageReplyMarkup, deleteMessage(s), and what they share with media."""

from typing import Any

from bot.playground.access import (
    check_may_send,
    find_message,
    find_thread,
    open_chat,
    replied_message,
)
from bot.playground.groups import Group
from bot.playground.html import Formatted, utf16_length
from bot.playground.keyboard import read_markup
from bot.playground.parameters import Parameters
from bot.playground.refusals import Json, bad_request
from bot.playground.speaking import thread_of_reply
from bot.playground.world import ChatMessage, World, WorldChat

LONGEST_TEXT = 4096
DELETABLE = 48 * 3600  # seconds after its date, https://core.telegram.org/bots/api#deletemessage
MOST_DELETED = 100


def send_message(world: World, given: Parameters) -> Json:
    """A new message from the bot."""
    formatted = _text(given)
    keyboard = read_markup(given.data("reply_markup"))
    chat = open_chat(world, given)
    _check_length(formatted)
    return post(
        world, chat, given, "messages", text=formatted.text, entities=formatted.entities, keyboard=keyboard
    ).json()


def post(world: World, chat: WorldChat, given: Parameters, kind: str, **content: Any) -> ChatMessage:
    """Put a new message of the bot where the call says; ``kind``: what the bot must be allowed to send."""
    thread = find_thread(world, chat, given)
    check_may_send(world, chat, kind)
    reply_to = replied_message(chat, given)
    return world.add(
        chat,
        world.bot,
        reply_to=reply_to or thread or None,
        thread=thread or thread_of_reply(chat, reply_to),
        **content,
    )


def edit_message_text(world: World, given: Parameters) -> Json:
    """Another text and keyboard in the place of the old ones; no keyboard takes it away."""
    formatted = _text(given)
    keyboard = read_markup(given.data("reply_markup"))
    message = editable(world, given)
    if message.attached:
        raise bad_request("there is no text in the message to edit", "edits-no-text")
    _check_length(formatted)
    check_changed(formatted == (message.text, message.entities) and keyboard == message.keyboard)
    changed = world.change(message, text=formatted.text, entities=formatted.entities, keyboard=keyboard)
    return changed.json()


def edit_message_reply_markup(world: World, given: Parameters) -> Json:
    """Another keyboard below the same text."""
    keyboard = read_markup(given.data("reply_markup"))
    message = editable(world, given)
    check_changed(keyboard == message.keyboard)
    return world.change(message, keyboard=keyboard).json()


def delete_message(world: World, given: Parameters) -> bool:
    """Take away a message of either side."""
    chat = open_chat(world, given)
    message = find_message(world, chat, given, "message to delete not found", "deletes-unknown")
    _check_deletable(world, chat, message)
    world.delete(chat, message.message_id, known=True)
    return True


def delete_messages(world: World, given: Parameters) -> bool:
    """Take away several messages; those that are not there, or that may not go, are passed over."""
    chat = open_chat(world, given)
    ids = given.data("message_ids")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified", "no-message-id")
    if len(ids) > MOST_DELETED:
        raise bad_request("too many message identifiers specified", "deletes-too-many")
    for number in ids:
        message = chat.messages.get(number)
        if message and _is_deletable(world, chat, message):
            world.delete(chat, number, known=True)
    return True


def editable(world: World, given: Parameters) -> ChatMessage:
    """The message of the bot that a call wants to edit."""
    chat = open_chat(world, given)
    message = find_message(world, chat, given, "message to edit not found", "edits-unknown")
    if message.sender.id != world.bot.id or message.service:
        raise bad_request("message can't be edited", "edits-not-own")
    return message


def check_changed(same: bool) -> None:
    """An edit must change something."""
    if same:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message",
            "not-modified",
        )


def _text(given: Parameters) -> Formatted:
    if not given.text("text"):
        raise bad_request("message text is empty", "empty-text")
    formatted = given.formatted("text")
    if not formatted.text:
        raise bad_request("text must be non-empty", "empty-text")
    return formatted


def _check_length(formatted: Formatted) -> None:
    if utf16_length(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long", "text-too-long")


def _check_deletable(world: World, chat: WorldChat, message: ChatMessage) -> None:
    if _is_deletable(world, chat, message):
        return
    if isinstance(chat, Group) and message.sender.id != world.bot.id:
        raise bad_request("message can't be deleted", "no-right")
    raise bad_request("message can't be deleted for everyone", "deletes-too-late")


def _is_deletable(world: World, chat: WorldChat, message: ChatMessage) -> bool:
    if isinstance(chat, Group) and chat.may(world.bot, "can_delete_messages"):
        return True
    is_fresh = world.now() - message.date <= DELETABLE
    return is_fresh and (not isinstance(chat, Group) or message.sender.id == world.bot.id)
