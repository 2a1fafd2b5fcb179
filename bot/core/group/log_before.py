"""The log as the version before stored it: English sentences, which also went into the stamps of buttons.

Sessions outlive a version of the program, and so do the buttons of consoles in chats. What is stored is read
as codes; a button that was made for the group as it stands is good, whichever version made it.
"""

from collections.abc import Mapping
from typing import Final
from zlib import crc32

from bot.core.group.session import Entry, GroupSession
from bot.core.group.status import lead_stamp, stood
from bot.core.words import log
from bot.core.words.log import line_of_former_coach
from bot.core.words.phrase import Phrase, verbatim

NOBODY: Final = frozenset({"The clock", "Telegram", "Somebody"})
"""Names under which the bot and the platform acted; their lines are sentences of their own now."""

FORGOTTEN: Final = "somebody who left"
"""The name under which the lines of a forgotten coach stood."""

LINES: Final[Mapping[str, Phrase]] = {
    "opened the session": log.opened(),
    "Start": log.started(),
    "Close and reveal": log.closed(),
    "Cancel": log.cancelled(),
    "Ask again": log.asked_again(),
    "Show the totals": log.revealed(),
    "Next": log.went_on(),
    "Skip": log.skipped(),
    "Pause": log.paused(),
    "Go on": log.resumed(),
    "End": log.ended(),
    "asked to end the session": log.asked_to_end(),
    "Try again": log.retried(),
    "Go on in General": log.moved_to_general(),
    "reminded those who have not answered": log.reminded(),
    "gave a minute more": log.extended(),
    "took over": log.took_over(),
    "helps to lead": log.helps(),
    "is out of the group, and leads no more": log.stopped_coaching(),
    "sent everybody into private": log.sent_to_private(),
    "asked to delete the session": log.asked_to_delete(),
    "announced the close": log.closing_by_itself(),
    "paused after a day of silence": log.paused_by_silence(),
    "ended after a month of silence": log.ended_by_silence(),
    "let the bot write again": log.let_back_in(),
    "took the bot out, or muted it": log.shut_out(),
    "lets me write no more": log.barred(),
    "says that the topic is closed or deleted": log.topic_barred(),
}
"""What was stored -> what it is now."""

_TEXTS: Final = {phrase: text for text, phrase in LINES.items()}


def read_old_line(text: str) -> Phrase:
    """Return what a stored sentence is now; one that nobody knows is repeated."""
    return LINES.get(text) or verbatim(text)


def read_old_name(entry: Entry) -> Entry:
    """Return the line without a name where it is one of a forgotten coach."""
    return without_name(entry) if entry.who == FORGOTTEN and not entry.person else entry


def is_current(turn: int, group: GroupSession) -> bool:
    """Whether a coach's button was made for the group as it stands, by this version or the one before."""
    return turn in (lead_stamp(group), _stamp_before(group))


def _stamp_before(group: GroupSession) -> int:
    last = [(each.at, each.who, _text_before(each.what)) for each in group.log[-1:]]
    return crc32(repr((*stood(group), last)).encode())


def _text_before(what: Phrase) -> str:
    args = dict(what.args)
    return _TEXTS.get(what) or str(args.get("text", ""))


def without_name(entry: Entry) -> Entry:
    """Return a line of the log that no longer tells who it is about."""
    return Entry(entry.at, "", line_of_former_coach(entry.what))
