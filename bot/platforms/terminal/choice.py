"""What waits for a key in a terminal: the buttons of one screen, a line to type on, the keys that work."""

import os
from dataclasses import dataclass
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

from bot.core.kinds.answering import Answer, Done, Pick, Unpick
from bot.core.kinds.one import TICK
from bot.core.screen.button import Button
from bot.core.screen.screen import Screen, Style
from bot.core.solo.events import Back, Edit, Finish, ForgetMe, Lean, OpenDialog, Resume
from bot.platforms.terminal.typed import Act, buttons_of, edited, event_typed, is_leaving, is_tick

COLOURS = Colours.from_dict({"chosen": "reverse", "hint": "italic ansibrightblack"})
NOWHERE: Final = -1
"""The pointer's place where Enter alone must do nothing."""
NOTHING_TICKED = "Space ticks an answer; Enter takes what is ticked."


@dataclass(frozen=True, slots=True)
class Unfold:
    """Show what is folded."""


Taken: TypeAlias = tuple[Act | Unfold | None, str]
"""What the person did, None for leaving, and how it reads in the transcript."""


class Choice:
    """The buttons of one screen, the one at `at` under the pointer, and a line to type on.

    is_folded: whether a part of the screen is still to be unfolded. at: None for where it starts.
    remark: said in the place of the keys until the pointer moves; "" for none.
    """

    def __init__(self, screen: Screen, at: int | None, is_folded: bool) -> None:
        self._screen = screen
        self._buttons = [each for each in buttons_of(screen) if each.event is not None]
        self._unfolding = folded(screen) if is_folded else ""
        self._size = len(self._buttons) + bool(self._unfolding)
        self.at = self._first() if at is None or at >= self._size else at
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
        """What the person did."""
        return await self._application.run_async()

    def _first(self) -> int:
        """At the answer given before or at the way ahead; nowhere where a mere Enter would do too much."""
        for index in range(self._size):
            button = self._button(index)
            if button and (button.label.startswith(TICK) or isinstance(button.event, Finish | Resume)):
                return index
        if self._unfolding:
            return 0
        if self._screen.takes_text:
            keep = (index for index in range(self._size) if self._is_at(index, Done))
            return next(keep, NOWHERE)
        return NOWHERE if not self._size or self._is_at(0, Lean | ForgetMe) else 0

    # --- what is under the pointer ------------------------------------------------------------

    def _button(self, index: int) -> Button | None:
        """The button in this place; None for nowhere, and for the line that unfolds, which is the first."""
        place = index - bool(self._unfolding)
        return self._buttons[place] if 0 <= place < len(self._buttons) else None

    def _is_at(self, index: int, kind: type[object] | UnionType) -> bool:
        button = self._button(index)
        return button is not None and isinstance(button.event, kind)

    def _rows(self) -> list[list[int]]:
        """The places line by line: the numbers of a review stand side by side."""
        rows: list[list[int]] = []
        for index in range(self._size):
            if self._is_at(index, Edit) and self._is_at(index - 1, Edit):
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
            lines += self._numbers(row) if self._is_at(row[0], Edit) else self._line(row[0])
        return lines

    def _line(self, index: int) -> StyleAndTextTuples:
        """One button, wrapped between words under its own beginning."""
        is_chosen = index == self.at
        style = "class:chosen" if is_chosen else ""
        first = f"  {'❯' if is_chosen else ' '} {self._number(index)}"
        button = self._button(index)
        label = button.label if button else f"▸ {self._unfolding}"
        pieces = Text(label).wrap(self._measure, max(8, _columns() - len(first) - 1))
        lines: StyleAndTextTuples = [("[SetCursorPosition]", "")] if is_chosen else []
        for number, piece in enumerate(pieces):
            lines += [(style, f"{' ' * len(first) if number else first}{piece.plain.rstrip()}"), ("", "\n")]
        return lines

    def _number(self, index: int) -> str:
        """The number that can be typed for an option; "" for the ways on and back."""
        button = self._button(index)
        if button is None or not isinstance(button.event, Answer | Pick | Unpick | Lean | OpenDialog):
            return ""
        return f"{buttons_of(self._screen).index(button) + 1}. "

    def _numbers(self, row: list[int]) -> StyleAndTextTuples:
        """The numbers of a review's answers, and the question of the one under the pointer."""
        lines: StyleAndTextTuples = []
        room = 0
        for index in row:
            button = self._button(index)
            label = f" {button.label} " if button else ""
            if room < len(label):
                lines.append(("", "\n    " if lines else f"  {'❯' if self.at in row else ' '} "))
                room = _columns() - 5
            if index == self.at:
                lines.append(("[SetCursorPosition]", ""))
            lines.append(("class:chosen" if index == self.at else "", label))
            room -= len(label)
        if self.at in row and (button := self._button(self.at)):
            lines += [("", "\n"), ("class:hint", _wrapped([edited(self._screen, button.label)], " "))]
        return [*lines, ("", "\n")]

    def _hint(self) -> StyleAndTextTuples:
        if self.remark:
            return [("bold", _wrapped(self.remark.split(), " "))]
        return [("class:hint", _wrapped(self._keys(), " · "))]

    def _keys(self) -> list[str]:
        """Every key that does something now."""
        ticks = any(map(is_tick, self._buttons))
        on_number = self._is_at(self.at, Edit)
        keys = ["type your answer, then Enter"] if self._screen.takes_text else []
        keys += ["↑↓ move"] if len(self._rows()) > 1 else []
        keys += ["← → number"] if on_number else []
        keys += ["Space ticks", "Enter finishes"] if ticks else ["Enter chooses"] * (self.at != NOWHERE)
        keys += ["← back"] if self._way_back() and not on_number else []
        keys += ["→ more"] if self._unfolding and not on_number else []
        return [*keys, "/help", "Ctrl-C leaves"]

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
            press.app.exit(result=(event_typed(self._screen, text), text))
        elif button is None and self._unfolding and self.at == 0:
            press.app.exit(result=(Unfold(), ""))
        elif button is not None and is_tick(button):
            self._finish_ticking(press)
        elif button is not None:
            self._exit(press, button)

    def _finish_ticking(self, press: KeyPressEvent) -> None:
        is_ticked = any(isinstance(each.event, Unpick) for each in self._buttons)
        done = next((each for each in self._buttons if isinstance(each.event, Done)), None)
        if done is not None and is_ticked:
            self._exit(press, done)
        else:
            self.remark = NOTHING_TICKED

    def _tick(self, press: KeyPressEvent) -> None:
        button = self._button(self.at)
        if button is not None and is_tick(button):
            self._exit(press, button)

    def _left(self, press: KeyPressEvent) -> None:
        if self._is_at(self.at, Edit):
            self.at -= self._is_at(self.at - 1, Edit)
        elif button := self._way_back():
            self._exit(press, button)

    def _right(self, press: KeyPressEvent) -> None:
        if self._is_at(self.at, Edit):
            self.at += self._is_at(self.at + 1, Edit)
        elif self._unfolding:
            press.app.exit(result=(Unfold(), ""))

    def _way_back(self) -> Button | None:
        return next((each for each in self._buttons if isinstance(each.event, Back)), None)

    def _exit(self, press: KeyPressEvent, button: Button) -> None:
        press.app.exit(result=(button.event, button.label))


def folded(screen: Screen) -> str:
    """The heading of the folded part of a screen; "" where there is none."""
    return next((block.heading for block in screen.blocks if block.style is Style.FOLDED), "")


def _leave(press: KeyPressEvent) -> None:
    press.app.exit(result=(None, ""))


def _columns() -> int:
    return get_app().output.get_size().columns


def _wrapped(parts: list[str], between: str) -> str:
    """Parts on as few lines as the terminal allows, none of them broken unless it is too long itself."""
    room = max(8, _columns() - 5)
    lines = [""]
    for part in (piece for each in parts for piece in ([each] if len(each) <= room else each.split())):
        joined = f"{lines[-1]}{between}{part}" if lines[-1] else part
        if len(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(part)
    return "\n".join(f"    {line}" for line in lines)
