"""The stored form of what waits until the platform has said who somebody is: a crash must not lose it.

Taps are not among it: nobody has to type them again, and they can be answered for a few minutes only.
"""

from bot.app.update import GroupCommand, Opened, Sender, Update
from bot.stores.codec import Wrong, dumps, exactly, number, optional, parse_object


def encode_asked(update: Update) -> str | None:
    """Encode an update; None for one that is not kept."""
    match update.what:
        case GroupCommand(chat, thread, title, name, argument, topic):
            asked: dict[str, object] = {"command": [chat, thread, title, name, argument, topic]}
        case Opened(group):
            asked = {"opened": group}
        case _:
            return None
    return dumps({"person": update.by.person, "name": update.by.name, "at": update.at, **asked})


def decode_asked(update_id: int, text: str) -> Update:
    """Decode an update.

    Raises:
        Wrong: it is none that this version writes.
    """
    raw = parse_object(text)
    by = Sender(exactly(int, raw.get("person"), "person"), exactly(str, raw.get("name"), "name"))
    at = number(raw.get("at"), "at")
    return Update(update_id, at, by, _opened(raw) if "opened" in raw else _command(raw))


def _opened(raw: dict[str, object]) -> Opened:
    return Opened(exactly(int, raw["opened"], "opened"))


def _command(raw: dict[str, object]) -> GroupCommand:
    parts = exactly(list, raw.get("command"), "command")
    if len(parts) not in (5, 6):  # an older version named no topic
        raise Wrong("command: not six parts")
    chat, thread, *words = parts
    texts = (exactly(str, each, "command") for each in words)
    return GroupCommand(exactly(int, chat, "chat"), optional(int, thread, "thread"), *texts)
