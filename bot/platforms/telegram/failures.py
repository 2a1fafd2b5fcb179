"""What an error of the library means: for a delivery, and for the bot if it lasts."""

import random
from collections.abc import Callable
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.outbox.chat_port import (
    ChatGone,
    ChatMoved,
    DeliveryError,
    MessageGone,
    NotSent,
    RateLimited,
    Refused,
    TopicClosed,
    Unconfirmed,
)
from bot.platforms.telegram.transport import NotReached

# Bot API answers 400 with these descriptions; there is no code to tell them apart.
NOT_MODIFIED = "message is not modified"
MESSAGE_GONE = (
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message_id_invalid",
)
OTHER_KIND = ("there is no text in the message to edit", "there is no caption in the message to edit")
TOO_OLD = "message can't be deleted"
NO_PICTURE = (
    "not enough rights to send photos",
    "chat_send_photos_forbidden",
    "image_process_failed",
    "photo_invalid_dimensions",
)
TOPIC_CLOSED = ("topic_closed", "topic_deleted", "message thread not found")
CHAT_GONE = (
    "chat not found",
    "peer_id_invalid",
    "user_is_blocked",
    "user is deactivated",
    "input_user_deactivated",
    "group chat was deactivated",
    "group chat was upgraded",  # without its new id, which comes with an update
    "chat_restricted",
    "chat_write_forbidden",
    "chat_send_plain_forbidden",
    "not enough rights to send text messages",
    "have no rights to send",
    "have no write access",
    "need administrator rights in the channel chat",
)


SLOWEST = 5.0
"""Seconds between two tries to receive updates at most: people wait for the first that works again."""


class TooOld(MessageGone):
    """The message is still there, but it cannot be deleted any more."""


class OtherKind(MessageGone):
    """The message is still there, and has a text where it was to have a caption, or a caption instead."""


class NoPicture(Refused):
    """The chat takes no pictures, or not this one."""


def failure(error: TelegramError) -> DeliveryError:
    """What happened to a call.

    `BadRequest` is a `NetworkError` to the library, and comes before it here: it is never retried.
    """
    match error:
        case RetryAfter():
            return RateLimited(seconds(error.retry_after))
        case ChatMigrated():
            return ChatMoved(error.new_chat_id)
        case Forbidden():
            return ChatGone(error.message)
        case BadRequest():
            return _refusal(error.message)
        case NotReached() | InvalidToken() | Conflict():  # 401 and 404 come from a server in trouble, too
            return NotSent(error.message)
    return Unconfirmed(error.message)


def is_unchanged(error: TelegramError) -> bool:
    """Whether an edit failed only because the message looks like that already."""
    return isinstance(error, BadRequest) and NOT_MODIFIED in error.message.lower()


def _refusal(description: str) -> DeliveryError:
    words = description.lower()
    if TOO_OLD in words:
        return TooOld(description)
    for known, error in (
        (OTHER_KIND, OtherKind),
        (MESSAGE_GONE, MessageGone),
        (NO_PICTURE, NoPicture),
        (TOPIC_CLOSED, TopicClosed),
        (CHAT_GONE, ChatGone),
    ):
        if any(each in words for each in known):
            return error(description)
    return Refused(description)


def seconds(wait: int | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def retry_delay(failures: int) -> float:
    """Return the seconds to wait after so many failures and one more: 1, 2, 4, ... `SLOWEST`.

    It is up to a quarter less, so that many do not come at once.
    """
    return min(SLOWEST, 2.0 ** min(failures, 10)) * random.uniform(0.75, 1.0)


# --- faults that last -------------------------------------------------------------------
# Between the bot and Telegram; only an operator can mend these, so they end the bot.

LONGEST_CONFLICT = 30.0
LONGEST_REFUSAL = 60.0
"""Seconds for which the token may be refused, and nothing else said, before it counts as revoked."""


class SecondInstance(Exception):
    """Somebody else receives updates with the same token; str() says so to the operator."""


class RevokedToken(Exception):
    """Telegram does not accept the token any more; str() says what to do, and does not show it."""


class LastingFaults:
    """Takes note of each call's outcome. clock: monotonic seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since: tuple[type[TelegramError], float] | None = None

    @property
    def is_on(self) -> bool:
        """Whether the last call met such a fault."""
        return self._since is not None

    def note_success(self) -> None:
        """Take note of a call that was answered."""
        self._since = None

    def note(self, error: TelegramError) -> None:
        """Take note of a call that failed.

        Raises:
            SecondInstance: somebody else has received the updates for `LONGEST_CONFLICT` seconds.
            RevokedToken: the token was refused for `LONGEST_REFUSAL` seconds.
        """
        now = self._clock()
        kind = next((each for each in (Conflict, InvalidToken) if isinstance(error, each)), None)
        if kind is None or self._since is None or self._since[0] is not kind:
            self._since = None if kind is None else (kind, now)
            return
        lasted = now - self._since[1]
        if kind is Conflict and lasted >= LONGEST_CONFLICT:
            raise SecondInstance(
                f"Another process receives this bot's updates ({error.message}). "
                "Stop that one, or give this one another token."
            )
        if kind is InvalidToken and lasted >= LONGEST_REFUSAL:
            raise RevokedToken(
                "Telegram no longer accepts this bot's token: it was revoked, or the bot was deleted. "
                "Nothing is lost. Put the new token from @BotFather into TELEGRAM_BOT_TOKEN, and start again."
            )
