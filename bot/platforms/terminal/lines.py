"""A conversation by lines: plain text out, one line in for each answer."""

import sys
from collections.abc import Callable, Iterable
from io import StringIO

from bot.core.screen.screen import Screen
from bot.platforms.terminal.typed_line import TypedAct, button_lines, is_leaving, read_line


def screen_text(screen: Screen) -> str:
    """Return a screen as plain text: each block a paragraph, nothing folded, a number before each button."""
    blocks = [f"{block.heading}\n{block.text}" if block.heading else block.text for block in screen.blocks]
    buttons = button_lines(screen)
    return "\n\n".join([*blocks, *(["\n".join(buttons)] if buttons else [])])


class Lines:
    """Reads lines until there are no more; "quit" leaves."""

    def __init__(
        self, lines: Iterable[str] | None = None, write: Callable[[str], object] | None = None
    ) -> None:
        self._lines = iter((sys.stdin or ()) if lines is None else lines)
        self._write = write or (sys.stdout or StringIO()).write  # None if it was closed at start-up

    def say(self, text: str) -> None:
        """Show one sentence."""
        self._write(f"\n{text}\n")

    def show(self, screen: Screen) -> None:
        """Show a screen that asks nothing."""
        self._write(f"\n{screen_text(screen)}\n")

    async def ask(self, screen: Screen) -> TypedAct | None:
        """Show a screen and take the next line."""
        self.show(screen)
        for line in self._lines:
            text = line.strip()
            if is_leaving(text):
                return None
            if text:
                self._write(f"\n> {text}\n")
                return read_line(screen, text)
        return None
