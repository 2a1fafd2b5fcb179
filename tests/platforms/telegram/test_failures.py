import datetime

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
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
from bot.platforms.telegram.failures import NoPicture, OtherKind, TooOld, failure, is_unchanged, seconds
from bot.platforms.telegram.transport import NotReached


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (NotReached("no connection"), NotSent),
        (InvalidToken("Unauthorized"), NotSent),
        (Conflict("two of them"), NotSent),
        (TimedOut(), Unconfirmed),
        (NetworkError("Bad Gateway (502)"), Unconfirmed),
        (TelegramError("Invalid server response"), Unconfirmed),
        (Forbidden("Forbidden: bot was blocked by the user"), ChatGone),
        (Forbidden("Forbidden: user is deactivated"), ChatGone),
        (BadRequest("Chat not found"), ChatGone),
        (BadRequest("PEER_ID_INVALID"), ChatGone),
        (BadRequest("Not enough rights to send text messages to the chat"), ChatGone),
        (BadRequest("Message to edit not found"), MessageGone),
        (BadRequest("Message can't be edited"), MessageGone),
        (BadRequest("MESSAGE_ID_INVALID"), MessageGone),
        (BadRequest("Message can't be deleted for everyone"), TooOld),
        (BadRequest("Message to delete not found"), MessageGone),
        (BadRequest("There is no text in the message to edit"), OtherKind),
        (BadRequest("There is no caption in the message to edit"), OtherKind),
        (BadRequest("Not enough rights to send photos to the chat"), NoPicture),
        (BadRequest("CHAT_SEND_PHOTOS_FORBIDDEN"), NoPicture),
        (BadRequest("IMAGE_PROCESS_FAILED"), NoPicture),
        (BadRequest("PHOTO_INVALID_DIMENSIONS"), NoPicture),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), ChatGone),
        (Forbidden("Forbidden: bot is not a member of the group chat"), ChatGone),
        (BadRequest("CHAT_WRITE_FORBIDDEN"), ChatGone),
        (BadRequest("CHAT_RESTRICTED"), ChatGone),
        (BadRequest("Have no write access to the chat"), ChatGone),
        (BadRequest("Group chat was deactivated"), ChatGone),
        (BadRequest("Group chat was upgraded to a supergroup chat"), ChatGone),
        (BadRequest("Message thread not found"), TopicClosed),
        (BadRequest("TOPIC_CLOSED"), TopicClosed),
        (BadRequest("TOPIC_DELETED"), TopicClosed),
        (BadRequest("Not enough rights to send documents to the chat"), Refused),
        (BadRequest("Can't parse entities: unsupported start tag"), Refused),
        (BadRequest("Message is too long"), Refused),
        (BadRequest("BUTTON_DATA_INVALID"), Refused),
    ],
    ids=lambda value: str(value) if isinstance(value, TelegramError) else "",
)
def test_each_error_has_its_meaning(error: TelegramError, kind: type[DeliveryError]) -> None:
    assert type(failure(error)) is kind


def test_too_many_calls_say_how_long_to_wait() -> None:
    wait = failure(RetryAfter(7))

    assert isinstance(wait, RateLimited)
    assert wait.seconds == 7.0


def test_a_group_that_moved_says_where_to() -> None:
    moved = failure(ChatMigrated(-1009))

    assert isinstance(moved, ChatMoved)
    assert moved.chat == -1009


@pytest.mark.parametrize(
    ("error", "unchanged"),
    [
        (
            BadRequest(
                "Message is not modified: specified new message content and reply markup are the same"
            ),
            True,
        ),
        (BadRequest("Message to edit not found"), False),
        (NetworkError("message is not modified"), False),
    ],
)
def test_only_an_edit_without_a_change_is_no_failure(error: TelegramError, unchanged: bool) -> None:
    assert is_unchanged(error) is unchanged


@pytest.mark.parametrize("wait", [3, datetime.timedelta(seconds=3)])
def test_a_wait_is_read_in_either_form_of_the_library(wait: int | datetime.timedelta) -> None:
    assert seconds(wait) == 3.0
