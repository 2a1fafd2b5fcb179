"""A terminal for tests: keys or lines that are sent, and everything that was drawn or written."""

import re
from collections.abc import Sequence
from io import StringIO

from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console

from bot.core.dialog.model import Dialog
from bot.core.screen.screen import Screen
from bot.core.solo.session import Session
from bot.platforms.terminal.chat import CHAT
from bot.platforms.terminal.choice import Choice, Taken
from bot.platforms.terminal.keys import Keys
from bot.platforms.terminal.lines import Lines
from bot.platforms.terminal.run import converse
from bot.platforms.terminal.typed_line import TypedAct
from bot.stores.opening import open_store
from bot.stores.protocol import Store
from tests.example import AT, dog

ALL = ("begin", "1", "1", "1, 2", "3", "10", "ok", "We live by a wood.", "Get my advice")
"""Lines from the welcome card of the dog's dialog to its advice."""
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
ENTER, SPACE, LEAVE = "\r", " ", "\x03"


class Window:
    """A face at a terminal of some width. paper: what stays to be read above the buttons."""

    def __init__(self, width: int = 60) -> None:
        self.paper = StringIO()
        self.width = width
        self.face = Keys(Console(file=self.paper, width=width, highlight=False, no_color=True))

    async def press(self, keys: str, *screens: Screen) -> TypedAct | None:
        """What the keys do on the last screen; on those before, Enter is pressed."""
        act = None
        with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
            for number, screen in enumerate(screens, 1):
                typed.send_text(keys if number == len(screens) else ENTER)
                act = await self.face.ask(screen)
        return act

    @property
    def drawn(self) -> str:
        """Everything above the buttons."""
        return self.paper.getvalue()


async def chosen(screen: Screen, keys: str) -> Taken:
    """What the keys do on the buttons of a screen."""
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        typed.send_text(keys)
        return await Choice(screen, None).run()


async def below(screen: Screen, keys: str = "", *, at: int | None = None, width: int = 60) -> list[str]:
    """The lines below a card: the buttons, what is typed, the keys; after keys only what changed."""
    paper = StringIO()
    size = Size(rows=60, columns=width)
    output = Vt100_Output(paper, lambda: size, term="dumb", enable_cpr=False)
    with create_pipe_input() as typed, create_app_session(input=typed, output=output):
        typed.send_text(keys + LEAVE)
        await Choice(screen, at).run()
    lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", paper.getvalue()).splitlines()
    return [line.rstrip() for line in lines]


async def continued(store: Store, *lines: str, offered: Sequence[Dialog] = ()) -> tuple[Session | None, str]:
    """The session that a conversation in lines ends in, and what it wrote."""
    written: list[str] = []
    await converse(offered or (dog(),), store, Lines(lines, written.append), AT.timestamp)
    return next(iter(await store.sessions(CHAT)), None), "".join(written)


async def held(*lines: str, offered: Sequence[Dialog] = ()) -> tuple[Session | None, str]:
    """The same of somebody who is new here."""
    store = open_store("memory:")
    try:
        return await continued(store, *lines, offered=offered)
    finally:
        await store.close()
