"""The buttons of one screen in a terminal, a line to type on, and the keys that work."""

import os
from types import UnionType
from typing import Final, TypeAlias

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style as Colours
from rich.console import Console
from rich.text import Text

from bot.core.kinds.answering import Done, Unpick
from bot.core.kinds.one import TICK
from bot.core.screen.button import Button, Event
from bot.core.screen.screen import Screen
from bot.core.solo.events import Back, Doubt, Edit, Finish, ForgetMe, Lean, OpenDialog, Resume
from bot.core.words import terminal
from bot.core.words.english import ENGLISH
from bot.platforms.terminal.typed_line import (
    TypedAct,
    buttons_of,
    is_leaving,
    is_option,
    is_tick,
    marks_of,
    read_line,
    review_line,
)

COLOURS = Colours.from_dict({"chosen": "reverse", "hint": "italic ansibrightblack"})
NOWHERE: Final = -1
"""Where the pointer starts when Enter alone must do nothing."""


NUMBERED: Final = Edit | Doubt
"""What buttons do whose labels are numbers of lines above them; those stand side by side."""

Taken: TypeAlias = tuple[TypedAct | None, str]
"""What the person did, None for leaving, and the words of the button or line that did it."""


class Choice:
    """The buttons of one screen, the one at `at` under the pointer, and a line to type on.

    at: None for the default place.
    remark: shown in place of the keys until the pointer moves; "" for none.
    """

    def __init__(self, screen: Screen, at: int | None) -> None:
        self._screen = screen
        self._buttons = [each for each in buttons_of(screen) if each.event is not None]
        self.at = self._first() if at is None or at >= len(self._buttons) else at
        self.remark = ""
        self._typed = Buffer()
        self._measure = Console()
        self._application: Application[Taken] = Application(
            layout=Layout(self._layout(), focused_element=self._typed),
            key_bindings=self._bindings(),
            style=COLOURS,
            erase_when_done=True,
            color_depth=ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None,
        )

    async def run(self) -> Taken:
        """Wait until the person does something; return it."""
        return await self._application.run_async()

    def _first(self) -> int:
        """Return the place of the earlier answer or the way on; `NOWHERE` where Enter would do too much."""
        for index, button in enumerate(self._buttons):
            if button.label.startswith(TICK) or isinstance(button.event, Finish | Resume):
                return index
        if self._screen.takes_text:
            keep = (index for index, button in enumerate(self._buttons) if isinstance(button.event, Done))
            return next(keep, NOWHERE)
        return NOWHERE if not self._buttons or self._is_at(0, Lean | ForgetMe) else 0

    # --- what is under the pointer ------------------------------------------------------------

    def _button(self, index: int) -> Button | None:
        return self._buttons[index] if 0 <= index < len(self._buttons) else None

    def _is_at(self, index: int, kind: type[object] | UnionType) -> bool:
        button = self._button(index)
        return button is not None and isinstance(button.event, kind)

    def _rows(self) -> list[list[int]]:
        """Return the places line by line: the numbers of a review stand side by side."""
        rows: list[list[int]] = []
        for index in range(len(self._buttons)):
            if self._is_at(index, NUMBERED) and self._is_at(index - 1, NUMBERED):
                rows[-1].append(index)
            else:
                rows.append([index])
        return rows

    # --- drawing --------------------------------------------------------------------------------

    def _layout(self) -> HSplit:
        return HSplit(
            [
                Window(FormattedTextControl(self._lines), dont_extend_height=True),
                Window(
                    BufferControl(self._typed),
                    wrap_lines=True,
                    dont_extend_height=True,
                    get_line_prefix=lambda _, wrapped: "    " if wrapped else "  › ",
                ),
                Window(FormattedTextControl(self._hint), dont_extend_height=True),
            ]
        )

    def _lines(self) -> StyleAndTextTuples:
        lines: StyleAndTextTuples = []
        for row in self._rows():
            lines += self._numbers(row) if self._is_at(row[0], NUMBERED) else self._line(row[0])
        return lines

    def _line(self, index: int) -> StyleAndTextTuples:
        """Return one button, wrapped between words under its own beginning."""
        is_chosen = index == self.at
        style = "class:chosen" if is_chosen else ""
        first = f"  {'❯' if is_chosen else ' '} {self._number(index)}"
        pieces = Text(self._buttons[index].label).wrap(self._measure, max(8, _columns() - len(first) - 1))
        lines: StyleAndTextTuples = [("[SetCursorPosition]", "")] if is_chosen else []
        for number, piece in enumerate(pieces):
            lines += [(style, f"{' ' * len(first) if number else first}{piece.plain.rstrip()}"), ("", "\n")]
        return lines

    def _number(self, index: int) -> str:
        """Return the number that can be typed for an option; "" for the ways on and back."""
        button = self._buttons[index]
        if not is_option(button) and not isinstance(button.event, Lean | OpenDialog):
            return ""
        return f"{marks_of(self._screen)[buttons_of(self._screen).index(button)]}. "

    def _numbers(self, row: list[int]) -> StyleAndTextTuples:
        """Return the numbers of a review's answers, and the question of the one under the pointer."""
        lines: StyleAndTextTuples = []
        room = 0
        for index in row:
            label = f" {self._buttons[index].label} "
            if room < len(label):
                lines.append(("", "\n    " if lines else f"  {'❯' if self.at in row else ' '} "))
                room = _columns() - 5
            if index == self.at:
                lines.append(("[SetCursorPosition]", ""))
            lines.append(("class:chosen" if index == self.at else "", label))
            room -= len(label)
        if self.at in row:
            question = review_line(self._screen, self._buttons[self.at].label)
            lines += [("", "\n"), ("class:hint", _wrap([question], " "))]
        return [*lines, ("", "\n")]

    def _hint(self) -> StyleAndTextTuples:
        if self.remark:
            return [("bold", _wrap(self.remark.split(), " "))]
        return [("class:hint", _wrap(self._keys(), " · "))]

    def _keys(self) -> list[str]:
        """Return the name of every key that does something now."""
        ticks = any(map(is_tick, self._buttons))
        on_number = self._is_at(self.at, NUMBERED)
        keys = {
            terminal.type_key: self._screen.takes_text,
            terminal.move_key: len(self._rows()) > 1,
            terminal.number_key: on_number,
            terminal.tick_key: ticks,
            terminal.finish_key: ticks,
            terminal.choose_key: self.at != NOWHERE and not ticks,
            terminal.back_key: self._find(Back) and not on_number,
            terminal.help_key: True,
            terminal.leave_key: True,
        }
        return [ENGLISH(key()) for key, works in keys.items() if works]

    # --- keys -----------------------------------------------------------------------------------

    def _bindings(self) -> KeyBindings:
        keys = KeyBindings()
        nothing_typed = Condition(lambda: not self._typed.text)
        keys.add("up")(lambda _: self._move(-1))
        keys.add("down")(lambda _: self._move(1))
        keys.add("tab")(lambda _: self._move(1))
        keys.add("s-tab")(lambda _: self._move(-1))
        keys.add("enter")(self._take)
        keys.add(" ", filter=nothing_typed)(self._tick)
        keys.add("left", filter=nothing_typed)(self._left)
        keys.add("right", filter=nothing_typed)(self._right)
        keys.add("c-c")(_leave)
        keys.add("c-d")(_leave)
        return keys

    def _move(self, steps: int) -> None:
        rows = self._rows()
        if rows:
            here = next((number for number, row in enumerate(rows) if self.at in row), None)
            start = here if here is not None else (-1 if steps > 0 else 0)
            self.at = rows[(start + steps) % len(rows)][0]
        self.remark = ""

    def _take(self, press: KeyPressEvent) -> None:
        text = self._typed.text.strip()
        button = self._button(self.at)
        if is_leaving(text):
            _leave(press)
        elif text:
            press.app.exit(result=(read_line(self._screen, text), text))
        elif button is not None and is_tick(button):
            self._finish_ticking(press)
        elif button is not None:
            self._exit(press, button)

    def _finish_ticking(self, press: KeyPressEvent) -> None:
        is_ticked = any(isinstance(each.event, Unpick) for each in self._buttons)
        done = self._find(Done)
        if done is not None and is_ticked:
            self._exit(press, done)
        else:
            self.remark = ENGLISH(terminal.nothing_ticked())

    def _tick(self, press: KeyPressEvent) -> None:
        button = self._button(self.at)
        if button is not None and is_tick(button):
            self._exit(press, button)

    def _left(self, press: KeyPressEvent) -> None:
        if self._is_at(self.at, NUMBERED):
            self.at -= self._is_at(self.at - 1, NUMBERED)
        elif button := self._find(Back):
            self._exit(press, button)

    def _right(self, press: KeyPressEvent) -> None:
        if self._is_at(self.at, NUMBERED):
            self.at += self._is_at(self.at + 1, NUMBERED)

    def _find(self, kind: type[Event]) -> Button | None:
        return next((each for each in self._buttons if isinstance(each.event, kind)), None)

    def _exit(self, press: KeyPressEvent, button: Button) -> None:
        press.app.exit(result=(button.event, button.label))


def _leave(press: KeyPressEvent) -> None:
    press.app.exit(result=(None, ""))


def _columns() -> int:
    return get_app().output.get_size().columns


def _wrap(parts: list[str], between: str) -> str:
    """Join parts on as few lines as the terminal allows; break a part only if it is too long itself."""
    room = max(8, _columns() - 5)
    lines = [""]
    for part in (piece for each in parts for piece in ([each] if len(each) <= room else each.split())):
        joined = f"{lines[-1]}{between}{part}" if lines[-1] else part
        if len(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(part)
    return "\n".join(f"    {line}" for line in lines)
