"""What every screen of a group is made from, and what the clock says on each, the same for everybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.dialog.model import Dialog
from bot.core.group.deadlines import LAST_CALL, MINUTE
from bot.core.group.plan import number_of
from bot.core.group.session import GroupSession, GroupStage, Pending, Seat
from bot.core.screen.button import Button, Event
from bot.core.screen.screen import Block, Style
from bot.core.words import board, clock, console, group_steps, layout
from bot.core.words.phrase import Phrase, Words


@dataclass(frozen=True, slots=True)
class View:
    """A group as it is to be shown: its dialog, its seats, and the language to show it in.

    big_screen: the address for a projector; "" while that is off, None where no such pages are served.
    earlier: sessions before it in the same place, the newest first, where they are wanted.
    """

    words: Words
    dialog: Dialog
    group: GroupSession
    seats: Sequence[Seat]
    big_screen: str | None = None
    earlier: Sequence[GroupSession] = ()

    def block(self, phrase: Phrase | None, style: Style = Style.TEXT) -> Block:
        """Say a paragraph; an empty one for None, see `filled`."""
        return Block("" if phrase is None else self.words(phrase), style)

    def hint(self, phrase: Phrase | None) -> Block:
        """Say a hint."""
        return self.block(phrase, Style.HINT)

    def title(self, phrase: Phrase) -> Block:
        """Say a title."""
        return self.block(phrase, Style.TITLE)

    def step_title(self, at: int, phrase: Phrase) -> Block:
        """Say what a step of the agenda is about, with its number if the plan has it. at: 0 for the first."""
        number, steps = number_of(self.dialog, self.group, at)
        return self.title(group_steps.title(number, steps, phrase) if number else phrase)

    def section(self, heading: Phrase, text: str) -> Block:
        """Set a text under a heading."""
        return Block(text, heading=self.words(heading))

    def button(self, label: Phrase, event: Event) -> Button:
        """Name a button."""
        return Button(self.words(label), event)


def filled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Leave out blocks without a text."""
    return tuple(block for block in blocks if block.text)


# --- the clock --------------------------------------------------------------------------


def clock_line(group: GroupSession) -> Phrase | None:
    """Say how much time is left, or what is announced; None where there is neither."""
    line = _announced(group) if group.stage is GroupStage.CLOSING else _running(group)
    if line is None or not group.late:
        return line
    return layout.sentences(away(group.late), line)


def _running(group: GroupSession) -> Phrase | None:
    if group.stage is GroupStage.TALK:
        return talk_line(group)
    is_running = group.stage is GroupStage.OPEN and group.clock > 0
    return _with_more(group, clock.closes_in(length(group.clock))) if is_running else None


def talk_line(group: GroupSession) -> Phrase | None:
    """Say how much time is left to talk; None where nobody counts it."""
    if group.clock < 0:
        return clock.time_is_up()
    return _with_more(group, clock.talk_time(length(group.clock))) if group.clock else None


def _with_more(group: GroupSession, line: Phrase) -> Phrase:
    return layout.sentences(console.more_time(), line) if group.late else line


def _announced(group: GroupSession) -> Phrase:
    match group.pending:
        case Pending.SKIP:
            return group_steps.skipping()
        case Pending.END:
            return board.ending()
    return clock.last_chance(length(group.clock)) if group.clock >= LAST_CALL else group_steps.closing()


def length(seconds: int) -> Phrase:
    """Say how long, as a person would: in seconds, or from 100 of them in minutes."""
    if seconds < 100 and seconds != MINUTE:
        return clock.seconds(seconds)
    return clock.minutes(round(seconds / MINUTE))


def coach_line(group: GroupSession) -> Phrase | None:
    """Say the same to a coach, who has a button for what is only announced."""
    if group.stage in (GroupStage.PAUSED, GroupStage.DETACHED):
        return clock.stands_still(length(group.clock)) if group.clock > 0 else None
    if group.stage is GroupStage.CLOSING:
        is_long = group.pending is Pending.REVEAL and group.clock >= LAST_CALL
        line = clock.closes_in(length(group.clock)) if is_long else None
    else:
        line = clock.talk_is_up() if group.clock < 0 else clock_line(group)
    if line is not None:
        return line
    return layout.sentences(away(group.late), console.more_time()) if group.late else None


def away(seconds: float) -> Phrase:
    """Say how long the bot was away, in the unit that a person would use."""
    minutes, hours = round(seconds / 60), round(seconds / 3600)
    if not minutes:
        return console.away_moment()
    if minutes < 100:
        return console.away_minutes(minutes)
    return console.away_hours(hours) if hours < 48 else console.away_days(round(seconds / 86_400))
