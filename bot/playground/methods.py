"""The methods of the Bot API that the playground has, and the parameters that each takes."""

from collections.abc import Callable
from typing import Any, NamedTuple

from bot.playground import (
    chats,
    commands,
    media,
    pins,
    polls,
    presses,
    profile,
    reactions,
    sending,
    topics,
    webhooks,
)
from bot.playground.parameters import Parameters
from bot.playground.world import World

_SENDS = (
    "chat_id", "message_thread_id", "disable_notification", "protect_content", "reply_parameters",
    "reply_markup",
)  # fmt: skip
_EDITS = ("chat_id", "message_id", "reply_markup")
_TOPIC = ("chat_id", "message_thread_id")
_TEXT = ("text", "parse_mode", "link_preview_options")
_COMMANDS = ("scope", "language_code")


class Method(NamedTuple):
    """How to answer one method.

    takes: names of its parameters; others are reported.
    floods: calls count for flood control.
    """

    name: str
    run: Callable[[World, Parameters], Any]
    takes: frozenset[str]
    floods: bool = False


def _method(name: str, run: Callable[[World, Parameters], Any], *takes: str, floods: bool = False) -> Method:
    return Method(name, run, frozenset(takes), floods)


GET_UPDATES = frozenset({"offset", "limit", "timeout", "allowed_updates"})

_ALL = (
    _method("getMe", profile.get_me),
    _method("sendMessage", sending.send_message, *_SENDS, *_TEXT, floods=True),
    _method(
        "sendDocument", media.send_document, *_SENDS, "document", "caption", "parse_mode",
        "disable_content_type_detection", floods=True,
    ),
    _method("sendPhoto", media.send_photo, *_SENDS, "photo", "caption", "parse_mode", floods=True),
    _method(
        "sendPoll", polls.send_poll, *_SENDS, "question", "options", "type", "is_anonymous",
        "allows_multiple_answers", "is_closed", floods=True,
    ),
    _method("stopPoll", polls.stop_poll, *_EDITS, floods=True),
    _method("editMessageText", sending.edit_message_text, *_EDITS, *_TEXT, floods=True),
    _method("editMessageReplyMarkup", sending.edit_message_reply_markup, *_EDITS, floods=True),
    _method("editMessageMedia", media.edit_message_media, *_EDITS, "media", floods=True),
    _method(
        "editMessageCaption", media.edit_message_caption, *_EDITS, "caption", "parse_mode", floods=True
    ),
    _method("deleteMessage", sending.delete_message, "chat_id", "message_id"),
    _method("deleteMessages", sending.delete_messages, "chat_id", "message_ids"),
    _method(
        "pinChatMessage", pins.pin_chat_message, "chat_id", "message_id", "disable_notification",
        floods=True,
    ),
    _method("unpinChatMessage", pins.unpin_chat_message, "chat_id", "message_id"),
    _method("unpinAllChatMessages", pins.unpin_all_chat_messages, "chat_id"),
    _method(
        "setMessageReaction", reactions.set_message_reaction, "chat_id", "message_id", "reaction", "is_big"
    ),
    _method(
        "createForumTopic", topics.create_forum_topic, "chat_id", "name", "icon_color", floods=True
    ),
    _method("editForumTopic", topics.edit_forum_topic, *_TOPIC, "name"),
    _method("closeForumTopic", topics.close_forum_topic, *_TOPIC),
    _method("reopenForumTopic", topics.reopen_forum_topic, *_TOPIC),
    _method("deleteForumTopic", topics.delete_forum_topic, *_TOPIC),
    _method(
        "answerCallbackQuery", presses.answer_callback_query, "callback_query_id", "text", "show_alert",
        "url", "cache_time",
    ),
    _method("setMyCommands", commands.set_my_commands, "commands", *_COMMANDS),
    _method("getMyCommands", commands.get_my_commands, *_COMMANDS),
    _method("deleteMyCommands", commands.delete_my_commands, *_COMMANDS),
    _method("setMyDescription", profile.set_my_description, "description", "language_code"),
    _method(
        "setMyShortDescription", profile.set_my_short_description, "short_description", "language_code"
    ),
    _method("getMyDescription", profile.get_my_description, "language_code"),
    _method("getMyShortDescription", profile.get_my_short_description, "language_code"),
    _method("getChat", chats.get_chat, "chat_id"),
    _method("getChatMember", chats.get_chat_member, "chat_id", "user_id"),
    _method("getChatAdministrators", chats.get_chat_administrators, "chat_id"),
    _method("getChatMemberCount", chats.get_chat_member_count, "chat_id"),
    _method("leaveChat", chats.leave_chat, "chat_id"),
    _method("sendChatAction", chats.send_chat_action, *_TOPIC, "action"),
    _method(
        "setWebhook", webhooks.set_webhook, "url", "secret_token", "max_connections", "allowed_updates",
        "drop_pending_updates",
    ),
    _method("deleteWebhook", webhooks.delete_webhook, "drop_pending_updates"),
    _method("getWebhookInfo", webhooks.get_webhook_info),
)  # fmt: skip

# Names of methods are not case-sensitive (https://core.telegram.org/bots/api#making-requests).
METHODS = {method.name.lower(): method for method in _ALL}
