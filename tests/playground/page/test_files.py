"""Files that the bot sends: pictures to look at, everything else to save."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.page.room import Room
from bot.playground.page.routes import page
from bot.playground.page.views import message_view
from bot.playground.parameters import Upload

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


@dataclass(frozen=True, slots=True)
class Place:
    room: Room
    address: str

    async def sent(self, method: str, **given: object) -> str:
        """Where the page finds what the bot sends."""
        (ann,) = self.room.people.values()
        ann.sends("/start")
        answer = await self.room.telegram.call(method, {"chat_id": ann.id, **given})
        assert answer.status == 200, answer
        (file,) = message_view(next(ann.chat.newest()))["files"]
        return f"{self.address}{file['href']}"


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    room = Room(RehearsedTelegram(), {})
    room.add_person("Ann")
    async with TestServer(page(room)) as server:
        yield Place(room, str(server.make_url("")).rstrip("/"))


async def test_a_picture_is_shown(place: Place) -> None:
    where = await place.sent("sendPhoto", photo=Upload("chart.png", PNG))

    async with ClientSession() as session, session.get(where) as answer:
        assert (answer.content_type, await answer.read()) == ("image/png", PNG)
        assert "Content-Disposition" not in answer.headers


@pytest.mark.parametrize("name", ["answers.json", "a b.html", "x.svg"])
async def test_everything_else_is_saved_and_never_opened(place: Place, name: str) -> None:
    where = await place.sent("sendDocument", document=Upload(name, b"<script>alert(1)</script>"))

    async with ClientSession() as session, session.get(where) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
