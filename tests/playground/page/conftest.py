"""The playground with its bot, and a browser before it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.playground.page.child import StartProcess, start_process
from bot.playground.page.opening import open_playground
from bot.playground.page.room import Room
from tests.example import DOG
from tests.playground.page.browsers import Browser, Page, launched, visited
from tests.playground.page.nursed import start_nursed

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of this folder in one event loop, so that they can share a browser."""
    for item in items:
        if item.path.is_relative_to(HERE) and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@dataclass(frozen=True, slots=True)
class Playground:
    """A room, and where its page is."""

    room: Room
    address: str


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, started once."""
    async with launched() as browser:
        yield browser


@asynccontextmanager
async def opened(folder: Path, start_bot: StartProcess) -> AsyncIterator[Playground]:
    """With the real bot and a small dialog in it; in the end, no rule of the Bot API was broken."""
    dialog = folder / "dialogs" / "dog" / "dialog.yml"
    dialog.parent.mkdir(parents=True)
    dialog.write_text(DOG, encoding="utf-8")
    bot = {"DATABASE_URL": str(folder / "coach.db"), "DIALOGS_DIR": str(folder / "dialogs")}
    async with open_playground(bot, start_bot=start_bot) as (room, address):
        room.telegram.flood = None  # tests tap faster than people do
        yield Playground(room, address)
    assert room.telegram.finish() == ()
    assert not [line for line in room.child.lines if "Traceback" in line]


@pytest_asyncio.fixture(loop_scope="session")
async def playground(tmp_path: Path) -> AsyncIterator[Playground]:
    """Whose bot starts quickly."""
    async with opened(tmp_path, start_nursed) as playground:
        yield playground


@pytest_asyncio.fixture(loop_scope="session")
async def operated(tmp_path: Path) -> AsyncIterator[Playground]:
    """Whose bot starts as that of an operator does, for what is about its process."""
    async with opened(tmp_path, start_process) as playground:
        yield playground


@pytest_asyncio.fixture(loop_scope="session")
async def page(playground: Playground, browser: Browser) -> AsyncIterator[Page]:
    """The page in Chromium, in a wide window; it must not have reported any error."""
    async with visited(browser, playground.address) as page:
        yield page
