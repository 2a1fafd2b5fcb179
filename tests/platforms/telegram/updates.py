"""Updates as Telegram sends them, built by hand."""

from typing import Any, TypeAlias

from bot.playground.members import Membership
from bot.playground.world import User

Raw: TypeAlias = dict[str, Any]

ANN: Raw = {"id": 1001, "is_bot": False, "first_name": "Ann", "language_code": "en"}
PRIVATE = {"id": 1001, "type": "private", "first_name": "Ann"}
GROUP = {"id": -500, "type": "supergroup", "title": "Team"}
TOPIC: Raw = {"message_thread_id": 42, "is_topic_message": True}
USER = User(1001, "Ann")
BOT: Raw = {"id": 77, "is_bot": True, "first_name": "Coach", "username": "coach_bot"}


def message(*, update_id: int = 10, sender: Raw | None = ANN, **content: Any) -> Raw:
    """A message of Ann's in her private chat, unless the content says otherwise."""
    whole = {"message_id": 5, "date": 1_790_000_000, "chat": PRIVATE, "from": sender, **content}
    return {
        "update_id": update_id,
        "message": {name: each for name, each in whole.items() if each is not None},
    }


def tap(data: str | None = "data", *, update_id: int = 10, sender: Raw = ANN, **content: Any) -> Raw:
    """A tap of Ann's on a message of ours."""
    ours = {"message_id": 6, "date": 1_790_000_000, "chat": PRIVATE, "from": BOT, "text": "A question"}
    whole = {"id": "991", "from": sender, "chat_instance": "3", "data": data, "message": ours, **content}
    shown = {name: each for name, each in whole.items() if each is not None}
    return {"update_id": update_id, "callback_query": shown}


def membership(status: str, chat: Raw | None = None, *, before: str = "member", **rights: Any) -> Raw:
    """Ann has changed what the bot may do in a chat."""
    return {"update_id": 10, "my_chat_member": _change(BOT, before, status, chat or PRIVATE, rights)}


def moved(status: str, *, before: str = "member", user: Raw = ANN, chat: Raw = GROUP, **rights: Any) -> Raw:
    """Somebody's own place in a group has changed."""
    return {"update_id": 10, "chat_member": _change(user, before, status, chat, rights)}


def _change(user: Raw, before: str, status: str, chat: Raw, rights: Raw) -> Raw:
    old, new = (_member(user, each, rights) for each in (before, status))
    change = {"chat": chat, "from": ANN, "date": 1_790_000_000}
    return {**change, "old_chat_member": old, "new_chat_member": new}


def _member(user: Raw, status: str, rights: Raw) -> Raw:
    return Membership(USER, status).json() | {"user": user, **rights}
