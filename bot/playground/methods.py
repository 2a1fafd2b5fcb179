"""The methods of the Bot API that the playground has, and the parameters that each takes."""

from collections.abc import Callable
from typing import Any, NamedTuple

from bot.playground import presses, profile, sending
from bot.playground.parameters import Parameters
from bot.playground.world import World

_SENDS = ("chat_id", "disable_notification", "protect_content", "reply_parameters", "reply_markup")
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
        "sendDocument", sending.send_document, *_SENDS, "document", "caption", "parse_mode",
        "disable_content_type_detection", floods=True,
    ),
    _method(
        "editMessageText", sending.edit_message_text, "chat_id", "message_id", *_TEXT, "reply_markup",
        floods=True,
    ),
    _method(
        "editMessageReplyMarkup", sending.edit_message_reply_markup, "chat_id", "message_id",
        "reply_markup", floods=True,
    ),
    _method("deleteMessage", sending.delete_message, "chat_id", "message_id"),
    _method(
        "answerCallbackQuery", presses.answer_callback_query, "callback_query_id", "text", "show_alert",
        "url", "cache_time",
    ),
    _method("setMyCommands", profile.set_my_commands, "commands", *_COMMANDS),
    _method("getMyCommands", profile.get_my_commands, *_COMMANDS),
    _method("setMyDescription", profile.set_my_description, "description", "language_code"),
    _method(
        "setMyShortDescription", profile.set_my_short_description, "short_description", "language_code"
    ),
    _method("getMyDescription", profile.get_my_description, "language_code"),
    _method("getMyShortDescription", profile.get_my_short_description, "language_code"),
    _method("getChat", profile.get_chat, "chat_id"),
    _method("sendChatAction", profile.send_chat_action, "chat_id", "action"),
    _method(
        "setWebhook", profile.set_webhook, "url", "secret_token", "max_connections", "allowed_updates",
        "drop_pending_updates",
    ),
    _method("deleteWebhook", profile.delete_webhook, "drop_pending_updates"),
    _method("getWebhookInfo", profile.get_webhook_info),
)  # fmt: skip

# Names of methods are not case-sensitive (https://core.telegram.org/bots/api#making-requests).
METHODS = {method.name.lower(): method for method in _ALL}
