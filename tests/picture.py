"""Draws the README's pictures, of a real conversation and of a dialog's flow: `python -m tests.picture`."""

import asyncio
import re
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.authoring.graph import as_svg
from bot.core.screen.screen import Screen
from bot.loader.reading import load_dialog
from bot.platforms.terminal.keys import Keys
from bot.platforms.terminal.run import converse
from bot.platforms.terminal.typed_line import TypedAct, buttons_of, read_line
from bot.stores.opening import open_store
from tests.example import AT

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / ".pictures" / "conversation.svg"
FLOW = ROOT / ".pictures" / "flow.svg"
DIALOG = ROOT / "dialogs" / "ai-cert" / "dialog.yml"

ANSWERS = (
    *("i have a job", "a promotion", "only results count", "i see it roughly"),
    *("in the next few weeks", "about every week", "time i save with it", "skills i can use"),
    *("by doing it on something real", "get my advice"),
)
DRAWN = {0, 6, len(ANSWERS)}
"""The screens that the picture shows, by the number of the answer before them."""


class Painter(Keys):
    """Draws some of the screens, and types the answers."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._paper = console
        self._number = 0

    async def ask(self, screen: Screen) -> TypedAct | None:
        """Draw, then give the next answer."""
        number, self._number = self._number, self._number + 1
        is_drawn = number in DRAWN
        if is_drawn:
            self.show(screen)
            self._draw_buttons(screen)
        if number == len(ANSWERS):
            return None
        if is_drawn:
            self._paper.print(Padding(Text(f"› {ANSWERS[number]}", style="bold cyan"), (1, 0, 1, 2)))
        return read_line(screen, ANSWERS[number])

    def _draw_buttons(self, screen: Screen) -> None:
        for button in buttons_of(screen):
            self._paper.print(Padding(Text(f"  {button.label}", style="blue"), (0, 0, 0, 2)))


async def draw() -> str:
    """The picture as SVG."""
    console = Console(record=True, width=78, file=StringIO(), force_terminal=True, highlight=False)
    dialog = load_dialog(DIALOG.read_text(encoding="utf-8"), str(DIALOG))
    painter = Painter(console)
    store = open_store("memory:")
    await converse((dialog,), store, painter, AT.timestamp)
    await store.close()
    drawn = console.export_svg(title="decision-coach chat", unique_id="conversation")
    return re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL)  # fonts of the reader's own machine


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(asyncio.run(draw()), encoding="utf-8")
    FLOW.write_text(as_svg(load_dialog(DIALOG.read_text(encoding="utf-8"), str(DIALOG))), encoding="utf-8")
