"""The stored form of what waits until the platform has said who somebody is: a crash must not lose it.

Of taps it is those of whoever wants to lead. A console's are confirmed once they were acted on.
"""

from dataclasses import dataclass, replace
from typing import Final

from bot.app.update import GroupCommand, LeadTap, Opened, Sender, Update
from bot.core.group.events import BecomeCoach, Coach, HelpLead, TakeOver
from bot.stores.codec import Wrong, dumps, parse_object
from bot.stores.forms import FormRules, Forms


@dataclass(frozen=True, slots=True)
class AskedTap:
    """A tap of somebody who wants to lead: in a session of a dialog that begins, in an open group, or beside
    its coach. What it is answered with is not among it: the platform takes that for a few minutes only.
    """

    chat: int
    thread: int | None = None
    title: str = ""
    topic: str = ""
    begin: str = ""
    take_over: int = 0
    help: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """One update that waits: a command, the group whose link was opened, or a tap."""

    person: int
    name: str
    at: float
    command: GroupCommand | None = None
    opened: int | None = None
    tap: AskedTap | None = None


_FORM: Final = Forms({GroupCommand: FormRules(list_from=5, always=("topic",))}, {}).of(Asked)
"""Older versions named no topic."""


def encode_asked(update: Update) -> str | None:
    """Encode an update; None for one that is not kept."""
    match update.what:
        case GroupCommand() as command:
            asked = Asked(update.by.person, update.by.name, update.at, command=command)
        case Opened(group):
            asked = Asked(update.by.person, update.by.name, update.at, opened=group)
        case LeadTap() as tap:
            asked = Asked(update.by.person, update.by.name, update.at, tap=_kept(tap))
        case _:
            return None
    return dumps(_FORM.encode(asked))


def decode_asked(update_id: int, text: str) -> Update:
    """Decode an update.

    Raises:
        Wrong: it is none that this version writes.
    """
    asked = _FORM.decode(parse_object(text))
    what: GroupCommand | Opened | LeadTap | None = asked.command
    if asked.opened is not None:
        what = Opened(asked.opened)
    elif asked.tap is not None:
        what = _tapped(asked.tap)
    if what is None:
        raise Wrong("nothing was asked")
    return Update(update_id, asked.at, Sender(asked.person, asked.name), what)


def _kept(tap: LeadTap) -> AskedTap:
    kept = AskedTap(tap.chat, tap.thread, tap.title, tap.topic)
    match tap.event:
        case Coach(dialog):
            return replace(kept, begin=dialog)
        case TakeOver(group):
            return replace(kept, take_over=group)
        case HelpLead(group):
            return replace(kept, help=group)


def _tapped(kept: AskedTap) -> LeadTap:
    event: BecomeCoach = Coach(kept.begin)
    if kept.take_over or kept.help:
        event = TakeOver(kept.take_over) if kept.take_over else HelpLead(kept.help)
    return LeadTap(kept.chat, "", None, event, kept.thread, kept.title, kept.topic)
