"""What a line typed in a terminal means: a command, a button, or words of the person. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.core.kinds.answering import Pick, Unpick
from bot.core.kinds.typed import plain
from bot.core.screen.button import Button, Event
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo import menus
from bot.core.solo.events import Back, Edit, Review, Say, SessionEvent, Stop
from bot.core.words.english import ENGLISH


@dataclass(frozen=True, slots=True)
class Command:
    """A command that is no step of the conversation. name: without its slash; it may be unknown."""

    name: str


Act: TypeAlias = Event | Command
"""Anything a person does in a terminal."""

STEPS: Mapping[str, SessionEvent] = {"back": Back(), "review": Review(), "stop": Stop()}
WORDS: Mapping[str, Command] = {"help": Command("help"), "privacy": Command("privacy")}
"""Words that are commands also without a slash."""
LEAVING = ("quit", "exit", "/quit", "/exit")

HOW = (
    "I ask short questions, one at a time. Choose an answer with ↑ ↓ and Enter, "
    "or type its number, its letter or its text and press Enter; several go together: 1, 3. "
    "At the end you get advice, and the reasons for it."
)
SHORT = "At a question these words work too: back, review, skip, not sure, stop."
PRIVACY = (
    "Your answers are kept in the database of this bot and go nowhere else; by itself that is a file on "
    "this computer. /export shows what is kept, /forgetme deletes it."
)


def help_() -> Screen:
    """What a person can do in a terminal: every command there is, and how to leave."""
    known = [f"/{name} — {ENGLISH(what)}" for name, what in menus.COMMANDS.items()]
    lines = "\n".join([*known, "quit — Leave; your answers are kept"])
    return Screen((Block("What you can do here", Style.TITLE), Block(HOW), Block(lines), Block(SHORT)))


def buttons_of(screen: Screen) -> list[Button]:
    """All buttons, row by row."""
    return [button for row in screen.rows for button in row]


def is_tick(button: Button) -> bool:
    """Whether a button ticks an option, or takes the tick away."""
    return isinstance(button.event, Pick | Unpick)


def edited(screen: Screen, number: str) -> str:
    """The line of a review that a number stands for: "3. The question"; "" where there is none."""
    starts = (block.text.partition("\n")[0] for block in screen.blocks)
    return next((start for start in starts if start.startswith(f"{number}. ")), "")


def is_leaving(text: str) -> bool:
    """Whether a typed line ends the conversation."""
    return plain(text) in LEAVING


def event_typed(screen: Screen, text: str) -> Act:
    """What a typed line does: a command, the button with this number or label, or it is said as it is.

    Where a text is asked for, only a command is anything else; ticks are typed together: "1, 3".
    """
    words = plain(text)
    if words.startswith("/"):
        name = words[1:].partition(" ")[0]
        return STEPS.get(name) or Command(name)
    if screen.takes_text:
        return Say(text)
    for number, button in enumerate(buttons_of(screen), 1):
        if button.event and not is_tick(button) and words in (str(number), plain(button.label)):
            return button.event
    return WORDS.get(words) or Say(text)


def options_listed(screen: Screen) -> list[str]:
    """The buttons as numbered lines; those of a review, named by their numbers alone, on one line."""
    lines = []
    edits = [button.label for button in buttons_of(screen) if isinstance(button.event, Edit)]
    if edits:
        span = edits[0] if len(edits) == 1 else f"{edits[0]}-{edits[-1]}"
        lines.append(f"  {span}. Change that answer")
    for number, button in enumerate(buttons_of(screen), 1):
        if not isinstance(button.event, Edit):
            lines.append(f"  {number}. {button.label}")
    return lines
