"""A message as the page is told of it: who, what, files, a poll, and the keyboard below."""

from typing import Any, Final

from bot.playground.groups import Group, Topic
from bot.playground.page.files import file_name, to_look_at
from bot.playground.refusals import Json
from bot.playground.world import ChatMessage

QUOTED: Final = 120
"""Characters of a message that stand above a reply to it."""


def message_view(message: ChatMessage) -> Json:
    """One state of a message."""
    return {
        "id": message.message_id,
        "turn": message.turn,
        "topic": topic.id if (topic := topic_of(message)) else 0,
        "from": message.sender.id,
        "name": _sender(message),
        "bot": message.sender.is_bot,
        "service": _service(message),
        "joined": _joined(message),
        "date": message.date,
        "edited": message.edited,
        "text": message.text,
        "entities": list(message.entities),
        "rows": [[_button(button) for button in row] for row in _rows(message)],
        "files": [_file(message, kind, about) for kind, about in _attached(message) if kind != "poll"],
        "poll": next((_poll(about) for kind, about in _attached(message) if kind == "poll"), None),
        "reply": _replied(message),
    }


def topic_of(message: ChatMessage) -> Topic | None:
    """The topic of a forum that the message is in; None in the general one, and where there are none."""
    chat = message.chat
    return chat.topics.get(message.thread) if isinstance(chat, Group) and chat.is_forum else None


def _sender(message: ChatMessage) -> str:
    if message.sender_chat is not None:
        return str(message.sender_chat.named.get("title", ""))
    return message.sender.first_name


def _joined(message: ChatMessage) -> str:
    """Who came in by themselves, when this says so; empty for every other message."""
    came = message.attached.get("new_chat_members", []) if message.service else []
    return str(came[0]["first_name"]) if [each["id"] for each in came] == [message.sender.id] else ""


def _service(message: ChatMessage) -> str:
    """What a service message says; empty for every other one."""
    if not message.service:
        return ""
    who, (kind, about) = _sender(message), next(iter(message.attached.items()))
    match kind:
        case "new_chat_members":
            names = ", ".join(each["first_name"] for each in about)
            return f"{names} joined" if _joined(message) else f"{who} added {names}"
        case "left_chat_member":
            name = about["first_name"]
            return f"{name} left" if about["id"] == message.sender.id else f"{who} removed {name}"
        case "pinned_message":
            return f"{who} pinned a message"
        case "forum_topic_created":
            return f"{who} began the topic {about['name']}"
        case "forum_topic_closed" | "forum_topic_reopened":
            return f"{who} {kind.removeprefix('forum_topic_')} the topic"
    return f"{who}: {kind.replace('_', ' ')}"


def _rows(message: ChatMessage) -> list[list[Json]]:
    rows: list[list[Json]] = message.keyboard["inline_keyboard"] if message.keyboard else []
    return rows


def _button(button: Json) -> Json:
    shown: Json = {"text": button["text"]}
    if "callback_data" in button:
        shown["data"] = button["callback_data"]
    elif "url" in button:
        shown["url"] = button["url"]
    else:
        shown["copy"] = button["copy_text"]["text"]
    return shown | ({"style": button["style"]} if "style" in button else {})


def _attached(message: ChatMessage) -> list[tuple[str, Any]]:
    return [] if message.service else list(message.attached.items())


def _file(message: ChatMessage, kind: str, about: Any) -> Json:
    """href: where it is, empty for what people only pretend to send; look: where a browser shows it."""
    named = about if isinstance(about, dict) else {}
    # The turn makes it another address where another file took the place of the first.
    place = f"{message.chat.id}/{message.message_id}?{message.turn}" if message.content else ""
    return {
        "kind": kind,
        "name": file_name(message) if place else "",
        "size": len(message.content) or named.get("file_size", 0),
        "seconds": named.get("duration", 0),
        "href": place and f"/file/{place}",
        "look": f"/look/{place}" if place and to_look_at(message) else "",
    }


def _poll(poll: Json) -> Json:
    """options: the text of each, and how many chose it; several: one may choose more than one."""
    return {
        "question": poll["question"],
        "options": [[option["text"], option["voter_count"]] for option in poll["options"]],
        "voters": poll["total_voter_count"],
        "closed": poll["is_closed"],
        "anonymous": poll["is_anonymous"],
        "several": poll["allows_multiple_answers"],
    }


def _replied(message: ChatMessage) -> Json | None:
    """What stands above a reply; in a topic, everything answers the message that began it."""
    if message.reply_to is None or (topic_of(message) and message.reply_to == message.thread):
        return None
    replied = message.chat.messages.get(message.reply_to)
    if replied is None:
        return {"id": 0, "name": "", "text": "deleted message"}
    words = replied.text[:QUOTED] or next(iter(replied.attached), "")
    return {"id": replied.message_id, "name": _sender(replied), "text": words}
