"""The stored form of what waits until the platform has said who somebody is: a crash must not lose it.

Taps are not among it: nobody has to type them again, and they can be answered for a few minutes only.
"""

from dataclasses import dataclass
from typing import Final

from bot.app.update import GroupCommand, Opened, Sender, Update
from bot.stores.codec import Wrong, dumps, parse_object
from bot.stores.forms import FormRules, Forms


@dataclass(frozen=True, slots=True)
class Asked:
    """One update that waits: a command, or the group whose link was opened."""

    person: int
    name: str
    at: float
    command: GroupCommand | None = None
    opened: int | None = None


_FORM: Final = Forms({GroupCommand: FormRules(list_from=5, always=("topic",))}, {}).of(Asked)
"""Older versions named no topic."""


def encode_asked(update: Update) -> str | None:
    """Encode an update; None for one that is not kept."""
    match update.what:
        case GroupCommand() as command:
            asked = Asked(update.by.person, update.by.name, update.at, command=command)
        case Opened(group):
            asked = Asked(update.by.person, update.by.name, update.at, opened=group)
        case _:
            return None
    return dumps(_FORM.encode(asked))


def decode_asked(update_id: int, text: str) -> Update:
    """Decode an update.

    Raises:
        Wrong: it is none that this version writes.
    """
    asked = _FORM.decode(parse_object(text))
    what = asked.command if asked.opened is None else Opened(asked.opened)
    if what is None:
        raise Wrong("nothing was asked")
    return Update(update_id, asked.at, Sender(asked.person, asked.name), what)
