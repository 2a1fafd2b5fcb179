"""sendMessage, sendDocument, editMessageText, editMessageReplyMarkup, deleteMessage."""

import mimetypes
from typing import Any

from bot.playground.html import Formatted, utf16_length
from bot.playground.keyboard import read_markup
from bot.playground.parameters import Parameters, Upload
from bot.playground.refusals import Json, Refusal, bad_request, forbidden
from bot.playground.world import Chat, Message, World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
DELETABLE = 48 * 3600  # seconds after its date, https://core.telegram.org/bots/api#deletemessage


def send_message(world: World, given: Parameters) -> Json:
    """A new message from the bot."""
    formatted = _text(given)
    keyboard = read_markup(given.data("reply_markup"))
    chat = open_chat(world, given)
    _check_length(formatted)
    message = world.add(
        chat,
        world.bot,
        text=formatted.text,
        entities=formatted.entities,
        keyboard=keyboard,
        reply_to=_replied(chat, given),
    )
    return message.json()


def send_document(world: World, given: Parameters) -> Json:
    """A new file from the bot, with or without a caption."""
    caption = given.formatted("caption")
    keyboard = read_markup(given.data("reply_markup"))
    shown, content = _file(world, given.upload("document"))
    chat = open_chat(world, given)
    if utf16_length(caption.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long", "text-too-long")
    message = world.add(
        chat,
        world.bot,
        text=caption.text,
        entities=caption.entities,
        keyboard=keyboard,
        attached={"document": shown},
        content=content,
        reply_to=_replied(chat, given),
    )
    return message.json()


def edit_message_text(world: World, given: Parameters) -> Json:
    """Another text and keyboard in the place of the old ones; no keyboard takes it away."""
    formatted = _text(given)
    keyboard = read_markup(given.data("reply_markup"))
    message = _editable(world, given)
    if message.attached:
        raise bad_request("there is no text in the message to edit", "edits-no-text")
    _check_length(formatted)
    same = formatted == (message.text, message.entities) and keyboard == message.keyboard
    _check_changed(same)
    changed = world.change(message, text=formatted.text, entities=formatted.entities, keyboard=keyboard)
    return changed.json()


def edit_message_reply_markup(world: World, given: Parameters) -> Json:
    """Another keyboard below the same text."""
    keyboard = read_markup(given.data("reply_markup"))
    message = _editable(world, given)
    _check_changed(keyboard == message.keyboard)
    return world.change(message, keyboard=keyboard).json()


def delete_message(world: World, given: Parameters) -> bool:
    """Take away a message of either side."""
    chat = open_chat(world, given)
    message = _find(chat, given, "message to delete not found", "deletes-unknown")
    if world.now() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone", "deletes-too-late")
    world.delete(chat, message.message_id, known=True)
    return True


def find_chat(world: World, given: Parameters) -> Chat:
    """The chat that ``chat_id`` names, whether or not the bot may write there."""
    if not given.text("chat_id"):
        raise bad_request("chat_id is empty", "no-chat-id")
    chat = world.chats.get(given.integer("chat_id"))
    if chat is None:
        raise bad_request("chat not found", "unknown-chat")
    return chat


def open_chat(world: World, given: Parameters) -> Chat:
    """The chat that ``chat_id`` names.

    Raises:
        Refusal: 400 when there is none, 403 when the person never wrote, or blocked the bot.
    """
    chat = find_chat(world, given)
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user", "writes-first")
    if chat.blocked:
        # The first refusal may be how the bot learns of it; writing on after that is wrong.
        breach = "writes-to-blocked" if chat.told else ""
        chat.told = True
        raise forbidden("bot was blocked by the user", breach)
    return chat


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


def _check_changed(same: bool) -> None:
    if same:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message",
            "not-modified",
        )


def _editable(world: World, given: Parameters) -> Message:
    chat = open_chat(world, given)
    message = _find(chat, given, "message to edit not found", "edits-unknown")
    if message.sender.id != world.bot.id:
        raise bad_request("message can't be edited", "edits-not-own")
    return message


def _find(chat: Chat, given: Parameters, missing: str, breach: str) -> Message:
    message_id = given.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified", "no-message-id")
    if message_id in chat.messages:
        return chat.messages[message_id]
    # A bot is not told when a person deletes a message, and finds out by this refusal.
    surprised = chat.deleted.get(message_id) is False
    chat.deleted[message_id] = True
    raise bad_request(missing, "" if surprised else breach)


def _replied(chat: Chat, given: Parameters) -> int | None:
    options: Any = given.data("reply_parameters")
    if not options:
        return None
    message_id = options.get("message_id") if isinstance(options, dict) else None
    if message_id in chat.messages:
        return int(message_id)
    if isinstance(options, dict) and options.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found", "replies-to-unknown")


def _file(world: World, upload: Upload | str | None) -> tuple[Json, bytes]:
    if upload is None:
        raise bad_request("there is no document in the request", "no-file")
    if isinstance(upload, str):
        if upload not in world.files:
            raise _wrong_file()
        return world.files[upload]
    if not upload.content:
        raise bad_request("file must be non-empty", "empty-file")
    number = len(world.files) + 1
    file_id = f"BQAC{number:012d}"
    shown: Json = {
        "file_id": file_id,
        "file_unique_id": f"AgAD{number:08d}",
        "file_name": upload.name,
        "mime_type": mimetypes.guess_type(upload.name)[0] or "application/octet-stream",
        "file_size": len(upload.content),
    }
    world.files[file_id] = shown, upload.content
    return shown, upload.content


def _wrong_file() -> Refusal:
    return bad_request("wrong file identifier/HTTP URL specified", "unknown-file")
