"""What every screen of a group is made from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.dialog.model import Dialog
from bot.core.group.plan import number_of
from bot.core.group.session import GroupSession, Seat
from bot.core.screen.button import Button, Event
from bot.core.screen.screen import Block, Style
from bot.core.words import group_steps
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
