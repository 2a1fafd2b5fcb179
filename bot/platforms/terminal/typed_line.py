"""What a line typed in a terminal means: a command, a button, or a text. Pure."""

from collections.abc import Mapping
from string import ascii_lowercase
from typing import TypeAlias

from bot.app.update import Command
from bot.core.dialog.understanding import Wants, Wish
from bot.core.kinds.answering import Answer, Pick, Unpick
from bot.core.screen.button import Button, Event
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo import menus
from bot.core.solo.events import Back, Doubt, Edit, Resume, Say, StartAgain, TakeMaybe, Undo
from bot.core.typed.clean import plain_form
from bot.core.typed.distress import is_danger
from bot.core.typed.reader import read_beside_questions
from bot.core.words import menus as words
from bot.core.words import terminal
from bot.core.words.english import ENGLISH

TypedAct: TypeAlias = Event | Command
"""Anything a person does in a terminal."""

BUTTONS: Mapping[str, tuple[type[Event], ...]] = {"start": (Resume, StartAgain), "back": (Back, Undo)}
"""Commands that a button of the screen can stand for."""
WORDS: Mapping[str, Command] = {"help": Command("help")}
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


def is_option(button: Button) -> bool:
    """Whether a button is an answer to the open question."""
    return isinstance(button.event, Answer | Pick | Unpick | TakeMaybe)


def marks_of(screen: Screen) -> list[str]:
    """Return what can be typed for each button: of a question for its answers alone, "" for the others.

    Numbers; letters where labels hold digits, for there a number may be a value.
    """
    buttons = buttons_of(screen)
    options = [button for button in buttons if is_option(button)]
    if not options:
        return [str(number) for number in range(1, len(buttons) + 1)]
    has_digits = any(sign.isdigit() for button in options for sign in button.label)
    names = iter(ascii_lowercase if has_digits else map(str, range(1, len(options) + 1)))
    return [next(names) if is_option(button) else "" for button in buttons]


def review_line(screen: Screen, number: str) -> str:
    """Return the line of a review that a number stands for: "3. The question"; "" where there is none."""
    starts = (block.text.partition("\n")[0] for block in screen.blocks)
    return next((start for start in starts if start.startswith(f"{number}. ")), "")


def is_leaving(text: str) -> bool:
    """Whether a typed line ends the conversation."""
    return _plain(text) in LEAVING


def read_line(screen: Screen, text: str) -> TypedAct:
    """Return what a typed line does: a command, the button with this number or label, or a text.

    While a question is open, a text is read as in any chat: its numbers are those of the answers alone.
    """
    line = _plain(text)
    if line.startswith("/") and not is_danger(text):
        return _command(screen, line[1:].partition(" ")[0])
    if screen.takes_text:
        return Say(text)
    asks = any(map(is_option, buttons_of(screen)))
    for number, button in enumerate(buttons_of(screen), 1):
        labels = (_plain(button.label), _plain(button.label.lstrip("‹↩ ")), "" if asks else str(number))
        if button.event and not is_option(button) and line in labels:
            return button.event
    if _asks_who_sees(screen, text):
        return Command("privacy")
    return Say(text) if asks else WORDS.get(line) or Say(text)


def _asks_who_sees(screen: Screen, text: str) -> bool:
    """Whether a text asks what is kept, and is no option's own words: a terminal has its own answer."""
    labels = (_plain(button.label) for button in buttons_of(screen))
    return read_beside_questions(text) == Wants(Wish.PRIVACY, "wish") and _plain(text) not in labels


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
    for mark, button in zip(marks_of(screen), buttons_of(screen), strict=True):
        if not isinstance(button.event, Edit | Doubt):
            lines.append(f"  {mark}. {button.label}" if mark else f"  [{button.label}]")
    return lines


def _plain(text: str) -> str:
    return plain_form(text).strip(" .!\"'")
