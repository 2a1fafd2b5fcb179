"""What a group, or a coach, is sent in a message of its own."""

from collections.abc import Iterable, Mapping
from math import ceil

from bot.core.dialog.model import Dialog
from bot.core.group.deadlines import group_time
from bot.core.group.events import Coach, HelpLead, TakeOver
from bot.core.group.screens.console import log_line
from bot.core.group.session import GroupChange, GroupSession
from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen, Style
from bot.core.words import coaching as words
from bot.core.words import console
from bot.core.words.lines import bullets, zone_name
from bot.core.words.phrase import Phrase, Words

MOST_OF_LOG = 20
"""Lines of the log that are shown; the newest."""


def sentence_screen(say: Words, phrase: Phrase) -> Screen:
    """Say one thing."""
    return Screen((Block(say(phrase)),))


def which(say: Words, offered: Iterable[Dialog], why: Phrase | None = None) -> Screen:
    """List the dialogs that a session can be about; whoever taps one is the coach."""
    rows = tuple((Button(dialog.title, Coach(dialog.id)),) for dialog in offered)
    return Screen((Block(say(words.which()), Style.TITLE), Block(say(why) if why else "")), rows)


def under_way(say: Words, dialog: Dialog, group: GroupSession) -> Screen:
    """Say that a session is open here already, who leads it, and how an admin can lead it too."""
    coach = group.coach_name
    text = words.under_way(dialog.title, coach) if coach else words.under_way_alone(dialog.title)
    take_over = Button(say(console.take_over()), TakeOver(group.id))
    rows = ((take_over, Button(say(console.add_coach()), HelpLead(group.id))),)
    return Screen((Block(say(text)), Block(say(words.see_above()), Style.HINT)), rows)


def coach_invitation(say: Words, links: Mapping[str, str]) -> Screen:
    """Tell a coach in the private chat how a session begins. links: title -> address that adds the bot."""
    blocks = (Block(say(words.coach_a_group()), Style.TITLE), Block(say(words.how_to_begin())))
    return Screen(blocks, _links(links))


def sessions(say: Words, links: Mapping[str, str], *, leads: bool, takes_part: bool) -> Screen:
    """List somebody's group sessions in the private chat. links: name -> address."""
    what = words.continue_in_private()
    if leads:
        what = words.open_console_or_continue() if takes_part else words.open_console()
    return Screen((Block(say(what)),), _links(links))


def preflight(say: Words, findings: Iterable[Phrase]) -> Screen:
    """Tell the coach, before a session begins, what the group is like and what to do about it."""
    text = bullets(say(finding) for finding in findings)
    return Screen((Block(say(words.before_start()), Style.TITLE), Block(text)))


def log(say: Words, group: GroupSession) -> Screen:
    """List who did what in this session, for everybody to read."""
    lines = (
        words.log_line(f"{group_time(group, entry.at):%H:%M}", log_line(entry))
        for entry in group.log[-MOST_OF_LOG:]
    )
    text = bullets(say(line) for line in lines) or say(words.log_empty())
    return Screen((Block(say(words.log(zone_name(group.zone or 0))), Style.TITLE), Block(text)))


def slowed(say: Words, group: GroupSession, seconds: float) -> GroupChange:
    """Tell the coaches that the group sees what comes next only in a while. seconds: until then."""
    screen = sentence_screen(say, words.slowed(group.title, ceil(seconds)))
    return GroupChange(tell=tuple((coach, None, screen) for coach in group.coaches))


def hello(say: Words) -> Screen:
    """Greet a group that the bot was added to."""
    return sentence_screen(say, words.hello())


def send(chat: int, thread: int | None, screen: Screen) -> GroupChange:
    """Send that message, and do nothing else."""
    return GroupChange(tell=((chat, thread, screen),))


def _links(links: Mapping[str, str]) -> tuple[tuple[Button, ...], ...]:
    return tuple((Button(name, url=url),) for name, url in links.items())
