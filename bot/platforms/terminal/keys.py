"""A conversation by keys: each card drawn once, its buttons below it, arrow keys or typed answers."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.app.update import Command
from bot.core.kinds.answering import Done, Pick, Unpick
from bot.core.kinds.many import ON
from bot.core.kinds.one import TICK
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.events import Say
from bot.platforms.terminal.choice import NUMBERED, Choice
from bot.platforms.terminal.typed_line import TypedAct, buttons_of, review_line

WIDEST = 76
SHORT_CARD = 6
"""Blocks of a card that may be drawn again; a longer one would push what was just said out of sight."""
RICH = {Style.TITLE: "bold", Style.TEXT: "", Style.HINT: "italic dim"}


class Keys:
    """Draws with rich; waits for keys with prompt_toolkit."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self._shown: tuple[Block, ...] = ()
        self._at: int | None = None
        self._last: TypedAct | None = None
        self._added: Block | None = None

    def say(self, text: str) -> None:
        """Show one sentence."""
        self._print(Text(text, style="italic"), above=1)

    def show(self, screen: Screen) -> None:
        """Show a screen that asks nothing."""
        self._console.print()
        for block in screen.blocks:
            self._print(_block_text(block), below=1)

    async def ask(self, screen: Screen) -> TypedAct | None:
        """Show a screen, and the buttons below it until one is taken or a text is typed."""
        self._draw(screen)
        choice = Choice(screen, self._at)
        taken, words = await choice.run()
        self._at, self._last = choice.at, taken
        if words and not isinstance(taken, Pick | Unpick):
            self._print(Text(f"› {_transcript_line(screen, taken, words)}", style="bold cyan"))
        return taken

    def _draw(self, screen: Screen) -> None:
        """Draw what is new: nothing after a tick, one paragraph where only that was added, else the card."""
        before, self._shown = self._shown, screen.blocks
        if screen.blocks == before:
            self._draw_again(screen)
            return
        news = [block for block in screen.blocks if block not in before]
        if _title(screen.blocks) == _title(before) and len(news) == 1:
            self._added = news[0]
            self._console.print()
            self._print(_block_text(self._added), below=1)
        else:
            self._added = None
            self.show(screen)
        self._at = None

    def _draw_again(self, screen: Screen) -> None:
        """Draw the same card below what was typed and answered; of a long one only what was added to it."""
        if isinstance(self._last, Say | Command) and len(screen.blocks) <= SHORT_CARD:
            self.show(screen)
        elif isinstance(self._last, Say) and self._added is not None:
            self._console.print()
            self._print(_block_text(self._added), below=1)

    def _print(self, text: Text, above: int = 0, below: int = 0) -> None:
        width = min(WIDEST, self._console.width)  # asked each time, for the window may have been resized
        self._console.print(Padding(text, (above, 0, below, 2)), width=width)


def _block_text(block: Block) -> Text:
    drawn = Text(block.text, style=RICH[block.style])
    return Text.assemble((f"{block.heading}\n", "bold"), drawn) if block.heading else drawn


def _title(blocks: tuple[Block, ...]) -> list[Block]:
    return [block for block in blocks if block.style is Style.TITLE]


def _transcript_line(screen: Screen, taken: TypedAct | None, words: str) -> str:
    """Return how a choice reads in the transcript: what it stands for, not the key or number that made it."""
    buttons = buttons_of(screen)
    if isinstance(taken, Done):
        ticked = [each.label.removeprefix(ON) for each in buttons if isinstance(each.event, Unpick)]
        return ", ".join(ticked) or words
    label = next((each.label for each in buttons if each.event == taken), words)
    return review_line(screen, label) if isinstance(taken, NUMBERED) else label.removeprefix(TICK)
