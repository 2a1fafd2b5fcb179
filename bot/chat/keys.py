"""The face of a conversation in a terminal: arrow keys or typed answers, the card redrawn in place."""

import os
from typing import TypeAlias

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style as Colours
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.chat.lines import LEAVING, buttons_of, event_typed, told
from bot.core.commands import plain
from bot.core.events import Back, Edit, Event, Finish, Pick, Resume, Say, Unpick
from bot.core.replies import Block, Button, Screen, Style
from bot.questions.one import TICK

WIDEST = 76
KEYS = "  ↑↓ Enter · Space ticks · ← back · Ctrl-C leaves"
COLOURS = Colours.from_dict({"chosen": "reverse", "hint": "italic ansibrightblack", "typed": "bold"})
RICH = {Style.TITLE: "bold", Style.TEXT: "", Style.HINT: "italic dim", Style.FOLDED: ""}

Taken: TypeAlias = tuple[Event | None, str]
"""What the person did, and how it reads in the transcript."""


class Keys:
    """Draws with rich; waits for keys with prompt_toolkit."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self._shown: tuple[Block, ...] = ()
        self._at = 0
        self._has_said = False

    def say(self, text: str) -> None:
        """Show one sentence."""
        self._print(Text(text, style="italic"), above=1)

    def show(self, screen: Screen) -> None:
        """Show a screen that asks nothing."""
        self._console.print()
        for block in screen.blocks:
            self._print(_drawn(block), below=1)

    async def ask(self, screen: Screen) -> Event | None:
        """Show a screen, and the buttons below it until one is taken or a text is typed."""
        if (
            screen.blocks != self._shown or self._has_said
        ):  # the same card after a text: it was none, once more
            self.show(screen)
            self._shown, self._at = screen.blocks, _first(_choices(screen))
        while True:
            choice = _Choice(screen, self._at)
            event, words = await choice.run()
            self._at, self._has_said = choice.at, isinstance(event, Say)
            if words and not isinstance(event, Pick | Unpick):
                self._print(Text(f"› {words}", style="bold cyan"))
            if not (isinstance(event, Say) and (sentence := told(screen, words))):
                return event
            self.say(sentence)
            self._console.print()

    def _print(self, text: Text, above: int = 0, below: int = 0) -> None:
        width = min(WIDEST, self._console.width)  # asked each time, for the window may have been resized
        self._console.print(Padding(text, (above, 0, below, 2)), width=width)


def _drawn(block: Block) -> Text:
    drawn = Text(block.text, style=RICH[block.style])
    return Text.assemble((f"{block.heading}\n", "bold"), drawn) if block.heading else drawn


def _choices(screen: Screen) -> list[Button]:
    """What the arrow keys reach; an answer in the review is named by typing its number."""
    return [
        each for each in buttons_of(screen) if each.event is not None and not isinstance(each.event, Edit)
    ]


def _first(choices: list[Button]) -> int:
    """Where the pointer starts: at the answer given before, or at the way ahead from a review."""
    for index, each in enumerate(choices):
        if each.label.startswith(TICK) or isinstance(each.event, Finish | Resume):
            return index
    return 0


class _Choice:
    """The buttons of one screen, the one at `at` under the pointer, and a line to type on."""

    def __init__(self, screen: Screen, at: int) -> None:
        self._screen = screen
        self._buttons = _choices(screen)
        self.at = at
        self._typed = Buffer()
        self._application: Application[Taken] = Application(
            layout=Layout(
                HSplit(
                    [
                        Window(FormattedTextControl(self._lines), dont_extend_height=True, wrap_lines=True),
                        Window(BufferControl(self._typed), height=1, get_line_prefix=lambda *_: "  › "),
                        Window(
                            FormattedTextControl([("class:hint", f"  {KEYS}")]), wrap_lines=True, height=2
                        ),
                    ]
                )
            ),
            key_bindings=self._bindings(),
            style=COLOURS,
            erase_when_done=True,
            color_depth=ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None,
        )

    async def run(self) -> Taken:
        """What the person did."""
        return await self._application.run_async()

    def _lines(self) -> StyleAndTextTuples:
        lines: StyleAndTextTuples = []
        for index, button in enumerate(self._buttons):
            pointer = "❯ " if index == self.at else "  "
            lines += [("class:chosen" if index == self.at else "", f"  {pointer}{button.label}"), ("", "\n")]
        return lines

    def _bindings(self) -> KeyBindings:
        keys = KeyBindings()
        nothing_typed = Condition(lambda: not self._typed.text)
        keys.add("up")(lambda _: self._move(-1))
        keys.add("down")(lambda _: self._move(1))
        keys.add("tab")(lambda _: self._move(1))
        keys.add("enter")(self._take)
        keys.add(" ", filter=nothing_typed)(self._tick)
        keys.add("left", filter=nothing_typed)(self._back)
        keys.add("c-c")(self._leave)
        keys.add("c-d")(self._leave)
        return keys

    def _move(self, steps: int) -> None:
        if self._buttons:
            self.at = (self.at + steps) % len(self._buttons)

    def _take(self, press: KeyPressEvent) -> None:
        text = self._typed.text.strip()
        if plain(text) in LEAVING:
            self._leave(press)
        elif text:
            press.app.exit(result=(event_typed(self._screen, text), text))
        elif self._buttons:
            self._exit(press, self._buttons[self.at])

    def _tick(self, press: KeyPressEvent) -> None:
        if self._buttons and isinstance(self._buttons[self.at].event, Pick | Unpick):
            self._exit(press, self._buttons[self.at])

    def _back(self, press: KeyPressEvent) -> None:
        for button in self._buttons:
            if isinstance(button.event, Back):
                self._exit(press, button)
                return

    def _exit(self, press: KeyPressEvent, button: Button) -> None:
        press.app.exit(result=(button.event, button.label))

    def _leave(self, press: KeyPressEvent) -> None:
        press.app.exit(result=(None, ""))
