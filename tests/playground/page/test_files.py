"""Files that the bot sends: pictures to look at, everything else to save."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

from bot.playground.page.messages import message_view
from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.page.room import Room
from bot.playground.page.routes import page_app
from bot.playground.parameters import Upload
from tests.playground.page.browsers import Page, expect
from tests.playground.page.conftest import Playground

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


@pytest_asyncio.fixture(loop_scope="session")
async def place() -> AsyncIterator[Place]:
    room = Room(RehearsedTelegram(), {})
    room.add_person("Ann")
    async with TestServer(page_app(room)) as server:
        yield Place(room, str(server.make_url("")).rstrip("/"))


async def test_a_picture_is_shown(place: Place) -> None:
    where = await place.sent("sendPhoto", photo=Upload("chart.png", PNG))

    async with ClientSession() as session, session.get(where) as answer:
        assert (answer.content_type, await answer.read()) == ("image/png", PNG)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("answers.json", b"<script>alert(1)</script>"),
        ("a b.html", b"<script>alert(1)</script>"),
        ("x.svg", b"<svg onload='alert(1)'/>"),
        ("page.pdf", b"%PDF-1.4"),
    ],
)
async def test_what_is_sent_as_a_file_is_saved(place: Place, name: str, content: bytes) -> None:
    where = await place.sent("sendDocument", document=Upload(name, content))

    async with ClientSession() as session, session.get(where) as answer:
        assert answer.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{quote(name)}"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert await answer.read() == content


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("totals.csv", "Frage;Größe\n".encode(), "text/plain; charset=utf-8"),
        ("x.json", b"<script>alert(1)</script>", "text/plain; charset=utf-8"),
        ("page.pdf", b"%PDF-1.4", "application/pdf"),
        ("chart.bin", PNG, "image/png"),
    ],
)
async def test_what_a_browser_only_shows_can_be_looked_at(
    place: Place, name: str, content: bytes, kind: str
) -> None:
    where = await place.sent("sendDocument", document=Upload(name, content))

    async with ClientSession() as session, session.get(where.replace("/file/", "/look/")) as answer:
        assert (answer.headers["Content-Type"], await answer.read()) == (kind, content)
        assert answer.headers["Content-Disposition"].startswith("inline; ")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "script-src" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("x.svg", b"<svg onload='alert(1)'/>"),
        ("page.pdf", b"<script>alert(1)</script>"),
        ("totals.csv", b"\xff\xfe"),
        ("noname", b"GIF89a"),
    ],
)
async def test_everything_else_is_never_opened(place: Place, name: str, content: bytes) -> None:
    where = await place.sent("sendDocument", document=Upload(name, content))
    (ann,) = place.room.people.values()

    async with ClientSession() as session, session.get(where.replace("/file/", "/look/")) as answer:
        assert answer.status == 404
    assert message_view(next(ann.chat.newest()))["files"][0]["look"] == ""


async def test_files_are_opened_saved_and_pictures_enlarged(playground: Playground, page: Page) -> None:
    pane = page.locator(".pane")
    await pane.get_by_role("button", name="START").click()
    await expect(pane.get_by_role("button", name="Who's behind this?")).to_be_visible()
    (maya,) = playground.room.people.values()
    given = {"chat_id": maya.id, "caption": "Totals <i>"}
    call = playground.room.telegram.call
    await call("sendPhoto", {**given, "photo": Upload("chart.png", PNG)})
    await call("sendDocument", {**given, "document": Upload("totals.csv", b"a;b\n")})

    await pane.get_by_role("button", name="Enlarge the picture: Totals <i>").click()
    await expect(page.get_by_role("dialog").get_by_role("img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    async with page.expect_download() as saving:
        await pane.get_by_title("Save totals.csv").click()
    async with page.expect_popup() as opening:
        await pane.get_by_role("link", name="Open totals.csv").click()

    await expect(pane.locator(".file")).to_contain_text(["totals.csv4 bytes"])
    assert (await saving.value).suggested_filename == "totals.csv"
    await expect((await opening.value).locator("body")).to_contain_text("a;b")
