"""A group with a big screen: the real server, and a store that the test leads the group in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp

from bot.big_screen.links import ScreenLinks
from bot.big_screen.server import BigScreens
from bot.big_screen.watching import Watches
from bot.core.dialog.model import Dialog
from bot.core.group.session import FoundGroup, GroupChange, GroupStage
from bot.ops.addresses import ListenAddress
from bot.ops.http_server import listening
from bot.stores.protocol import StoreError
from bot.stores.sqlite.store import SqliteStore
from tests.gathering import Team, team
from tests.platforms.telegram.servers import free_port

KEY = b"k" * 32
MADE = 1_800_000_000


class FlakyStore(SqliteStore):
    """A store that can stop to answer, and counts how often a group is looked at, and read whole."""

    is_broken = False
    reads = 0
    looks = 0

    async def change_mark(self, group_id: int) -> tuple[int, ...] | None:
        self.looks += 1
        if self.is_broken:
            raise StoreError("the database does not answer")
        return await super().change_mark(group_id)

    async def group(self, group_id: int) -> FoundGroup:
        self.reads += 1
        return await super().group(group_id)


@dataclass
class Hall:
    """A group in a store, and where its big screen is."""

    team: Team
    store: FlakyStore
    links: ScreenLinks
    screens: BigScreens
    watches: Watches

    @property
    def address(self) -> str:
        return self.links.address(self.team.rehearsed.group)

    async def links_at(self, made: int) -> str:
        """Make a new link, 0 for none; return its address."""
        await self._changes(big_screen=made)
        return self.address

    async def deletes(self) -> None:
        """Delete the session for good."""
        await self.team.commits(GroupChange(deleted=True))

    async def waits_for_people(self) -> None:
        """Go back to the lobby."""
        await self._changes(stage=GroupStage.LOBBY)

    async def renames(self, place: str) -> None:
        """Give the group another name."""
        await self._changes(place=place)

    async def _changes(self, **changes: Any) -> None:
        group = self.team.rehearsed.group
        after = replace(group, revision=group.revision + 1, **changes)
        await self.team.commits(self.team.rehearsed.kept(GroupChange(group=after)))


@asynccontextmanager
async def hall(
    folder: Path, people: int = 12, *, dialog: Dialog | None = None, **limits: Any
) -> AsyncIterator[Hall]:
    """A group at its first question, with a big screen that is on. limits: of `BigScreens`."""
    store = FlakyStore.in_memory()
    gathered = await team(folder, people, dialog=dialog, store=store)
    listen = ListenAddress("127.0.0.1", free_port())
    links = ScreenLinks(f"http://{listen}", (KEY,))
    watches = Watches(store, gathered.shell.library, asyncio.get_running_loop().time)
    watches.let_join(lambda group: f"https://t.me/coach_bot?start=g-{group:x}")
    screens = BigScreens(links, watches, **limits)
    served = Hall(gathered, store, links, screens, watches)
    await served.links_at(MADE)
    try:
        async with listening("SCREEN_LISTEN", listen, screens.find_route):
            yield served
    finally:
        await watches.stop()
        await store.close()


class Viewer:
    """Somebody who looks at the stream of a big screen."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def event(self) -> dict[str, str]:
        """The next event, by the names of its fields."""
        fields: dict[str, str] = {}
        while line := (await self._response.content.readuntil(b"\n")).decode().strip():
            name, _, value = line.partition(": ")
            fields[name] = value
        return fields

    async def until(self, name: str) -> dict[str, str]:
        """The next event of that name; what comes before is passed over."""
        while (event := await self.event())["event"] != name:
            pass
        return event


@asynccontextmanager
async def looks(address: str, last: str = "") -> AsyncIterator[Viewer]:
    """Look at a big screen. last: the id of the newest event that the viewer had before."""
    headers = {"Last-Event-ID": last} if last else {}
    async with (
        aiohttp.ClientSession(read_bufsize=2**20) as http,
        http.get(f"{address}/live", headers=headers) as response,
    ):
        assert response.status == 200
        yield Viewer(response)
