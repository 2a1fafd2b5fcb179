"""The face of a conversation without keys: plain text out, a line in for each answer."""

import sys
from collections.abc import Callable, Iterable, Mapping

from bot.core.commands import plain
from bot.core.events import Back, Event, Pick, Review, Say, Stop, Unpick
from bot.core.replies import Button, Screen

COMMANDS: Mapping[str, Event] = {"/back": Back(), "/review": Review(), "/stop": Stop()}
LEAVING = ("quit", "exit")
HELP = (
    "Choose a button, or type its text, its letter or its number. "
    "You can also type back, review, skip, not sure, stop, or quit."
)
PRIVACY = "Your answers stay on this computer. Nobody else sees them."
TOLD: Mapping[str, str] = {"help": HELP, "/help": HELP, "privacy": PRIVACY, "/privacy": PRIVACY}
"""Typed words that are answered with a sentence, and change nothing."""


def text_of(screen: Screen) -> str:
    """A screen as plain text: blocks as paragraphs, a number before each button."""
    blocks = [f"{block.heading}\n{block.text}" if block.heading else block.text for block in screen.blocks]
    buttons = [f"  {number}. {button.label}" for number, button in enumerate(buttons_of(screen), 1)]
    return "\n\n".join([*blocks, *(["\n".join(buttons)] if buttons else [])])


def buttons_of(screen: Screen) -> list[Button]:
    """All buttons, row by row."""
    return [button for row in screen.rows for button in row]


def told(screen: Screen, text: str) -> str | None:
    """The sentence that answers a typed word; None where it is no such word, or where a text is asked for."""
    is_command = plain(text).startswith("/")
    return TOLD.get(plain(text)) if is_command or not screen.takes_text else None


def event_typed(screen: Screen, text: str) -> Event:
    """What a typed line does: a command, the button with this number or label, or it is said as it is.

    Where a text is asked for, only a command is anything else; ticks are typed together: "1, 3".
    """
    if plain(text) in COMMANDS:
        return COMMANDS[plain(text)]
    if screen.takes_text:
        return Say(text)
    for number, button in enumerate(buttons_of(screen), 1):
        is_tick = isinstance(button.event, Pick | Unpick)
        if button.event and not is_tick and plain(text) in (str(number), plain(button.label)):
            return button.event
    return Say(text)


class Lines:
    """Reads lines until there are no more; "quit" leaves."""

    def __init__(
        self, lines: Iterable[str] | None = None, write: Callable[[str], object] | None = None
    ) -> None:
        self._lines = iter(sys.stdin if lines is None else lines)
        self._write = write or sys.stdout.write

    def say(self, text: str) -> None:
        """Show one sentence."""
        self._write(f"\n{text}\n")

    def show(self, screen: Screen) -> None:
        """Show a screen that asks nothing."""
        self._write(f"\n{text_of(screen)}\n")

    async def ask(self, screen: Screen) -> Event | None:
        """Show a screen and take the next line."""
        self.show(screen)
        for line in self._lines:
            text = line.strip()
            if plain(text) in LEAVING:
                return None
            if sentence := told(screen, text):
                self.say(sentence)
            elif text:
                self._write(f"\n> {text}\n")
                return event_typed(screen, text)
        return None
