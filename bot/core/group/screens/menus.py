"""What is said in a group, or to a coach, in a message of its own."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from math import ceil

from bot.core.dialog.model import Dialog
from bot.core.group.events import Coach, HelpLead, TakeOver
from bot.core.group.session import GroupChange, GroupSession
from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen, Style
from bot.core.words import group_words as words
from bot.core.words.words import bullets

MOST_OF_LOG = 20
"""Lines of the log that are told; the newest."""


def said(text: str) -> Screen:
    """One sentence."""
    return Screen((Block(text),))


def which(offered: Iterable[Dialog], why: str) -> Screen:
    """The dialogs that a session can be about; whoever taps leads it."""
    rows = tuple((Button(dialog.title, Coach(dialog.id)),) for dialog in offered)
    return Screen((Block("Which session shall we begin?", Style.TITLE), Block(why)), rows)


def under_way(dialog: Dialog, group: GroupSession) -> Screen:
    """A session is open here already: who leads it, and how an admin can lead it too."""
    text = words.UNDER_WAY.format(title=dialog.title, coach=group.coach_name or "nobody just now")
    rows = ((Button("Take over", TakeOver(group.id)), Button("Help the coach", HelpLead(group.id))),)
    return Screen((Block(text), Block("The session's own messages are above.", Style.HINT)), rows)


def invitation(links: Mapping[str, str]) -> Screen:
    """To a coach in the private chat: how a session begins. links: title -> address that adds the bot."""
    blocks = (
        Block("Coach a group", Style.TITLE),
        Block(
            "Choose a dialog and then your group: I come in, and the session begins with you as its coach. "
            "If it does not begin by itself, write /coach in the group."
        ),
    )
    return Screen(blocks, tuple((Button(title, url=url),) for title, url in links.items()))


def sessions(links: Mapping[str, str]) -> Screen:
    """To somebody in the private chat: the group sessions that they are in. links: name -> address."""
    return Screen(
        (Block("You take part in a group. Go on here in private:"),),
        tuple((Button(name, url=url),) for name, url in links.items()),
    )


def preflight(findings: Iterable[str]) -> Screen:
    """To the coach, before a session begins: what the group is like, and what to do about it."""
    return Screen((Block("Before you start", Style.TITLE), Block(bullets(findings))))


def log(group: GroupSession) -> Screen:
    """Who did what in this session, for everybody to read."""
    lines = (
        f"{datetime.fromtimestamp(entry.at, UTC):%H:%M} {entry.who}: {entry.what}"
        for entry in group.log[-MOST_OF_LOG:]
    )
    text = bullets(lines) or "Nothing was done yet."
    return Screen((Block("What was done in this session (times in UTC)", Style.TITLE), Block(text)))


def slowed(group: GroupSession, seconds: float) -> GroupChange:
    """To the coaches: that the group sees what comes next only in a while. seconds: until then."""
    text = (
        f"Telegram lets me write into “{group.place}” again in {ceil(seconds)} s, so the group still sees "
        "what was before. Taps are answered and kept meanwhile."
    )
    return GroupChange(tell=tuple((coach, None, said(text)) for coach in group.coaches))


def hello() -> Screen:
    """To a group that the bot was put into."""
    return said(
        "Hello! I lead groups through a decision, with private answers. An admin begins with /coach. What is "
        "about you alone, such as /privacy and /forgetme, belongs into the private chat with me."
    )


def told(chat: int, thread: int | None, screen: Screen) -> GroupChange:
    """That message, and nothing else."""
    return GroupChange(tell=((chat, thread, screen),))
