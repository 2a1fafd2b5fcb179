"""What a line typed in a terminal means: a command, a button, or a text. Pure."""

from collections.abc import Mapping
from typing import TypeAlias

from bot.app.update import Command
from bot.core.kinds.answering import Pick, Unpick
from bot.core.screen.button import Button, Event
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo import menus
from bot.core.solo.events import Back, Doubt, Edit, Resume, Say, StartAgain
from bot.core.typed.clean import plain_form
from bot.core.words import menus as words
from bot.core.words import terminal
from bot.core.words.english import ENGLISH

TypedAct: TypeAlias = Event | Command
"""Anything a person does in a terminal."""

BUTTONS: Mapping[str, tuple[type[Event], ...]] = {"start": (Resume, StartAgain), "back": (Back,)}
"""Commands that a button of the screen can stand for."""
WORDS: Mapping[str, Command] = {"help": Command("help"), "privacy": Command("privacy")}
"""Words that are commands also without a slash."""
LEAVING = ("quit", "exit", "/quit", "/exit")


def terminal_help() -> Screen:
    """Return what a person can do in a terminal: every command there is, and how to leave."""
    lines = [ENGLISH(words.command(name, ENGLISH(what))) for name, what in menus.COMMANDS.items()]
    return Screen(
        (
            Block(ENGLISH(words.help_command()), Style.TITLE),
            Block(ENGLISH(terminal.how_it_works())),
            Block("\n".join([*lines, ENGLISH(terminal.quit_command())])),
            Block(ENGLISH(terminal.typed_words())),
        )
    )


def buttons_of(screen: Screen) -> list[Button]:
    """Return all buttons, row by row."""
    return [button for row in screen.rows for button in row]


def is_tick(button: Button) -> bool:
    """Whether a button ticks an option, or takes the tick away."""
    return isinstance(button.event, Pick | Unpick)


def review_line(screen: Screen, number: str) -> str:
    """Return the line of a review that a number stands for: "3. The question"; "" where there is none."""
    starts = (block.text.partition("\n")[0] for block in screen.blocks)
    return next((start for start in starts if start.startswith(f"{number}. ")), "")


def is_leaving(text: str) -> bool:
    """Whether a typed line ends the conversation."""
    return _plain(text) in LEAVING


def read_line(screen: Screen, text: str) -> TypedAct:
    """Return what a typed line does: a command, the button with this number or label, or a text.

    Where a text is asked for, only a command is anything else; ticks are typed together: "1, 3".
    """
    line = _plain(text)
    if line.startswith("/"):
        return _command(screen, line[1:].partition(" ")[0])
    if screen.takes_text:
        return Say(text)
    for number, button in enumerate(buttons_of(screen), 1):
        labels = (str(number), _plain(button.label), _plain(button.label.removeprefix("‹ ")))
        if button.event and not is_tick(button) and line in labels:
            return button.event
    return WORDS.get(line) or Say(text)


def _command(screen: Screen, name: str) -> TypedAct:
    events = [button.event for button in buttons_of(screen)]
    for kind in BUTTONS.get(name, ()):
        for event in events:
            if isinstance(event, kind):
                return event
    return Command(name)


def button_lines(screen: Screen) -> list[str]:
    """Return the buttons as numbered lines; those of a review, which are numbers, on one line."""
    lines = []
    edits = [button.label for button in buttons_of(screen) if isinstance(button.event, Edit | Doubt)]
    if edits:
        span = edits[0] if len(edits) == 1 else f"{edits[0]}-{edits[-1]}"
        lines.append(f"  {ENGLISH(terminal.change_that_answer(span))}")
    for number, button in enumerate(buttons_of(screen), 1):
        if not isinstance(button.event, Edit | Doubt):
            lines.append(f"  {number}. {button.label}")
    return lines


def _plain(text: str) -> str:
    return plain_form(text).strip(" .!\"'")
