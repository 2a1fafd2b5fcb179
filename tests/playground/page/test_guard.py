"""What strangers can do with the page: nothing."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession, WSServerHandshakeError
from aiohttp.test_utils import TestServer

from bot.playground.page.guard import is_loopback
from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.page.room import Room
from bot.playground.page.routes import page_app as page_of
from tests.playground.page.browsers import Page, expect
from tests.playground.page.conftest import Playground


@pytest_asyncio.fixture(loop_scope="session")
async def alone() -> AsyncIterator[str]:
    """The address of a page without a bot behind it."""
    async with TestServer(page_of(Room(RehearsedTelegram(), {}))) as server:
        yield str(server.make_url("/"))


HOSTILE = '<img src="x" onerror="document.title=1"><script>document.title=2</script> <b>bold</b>'


async def test_what_is_typed_stays_text(playground: Playground, page: Page) -> None:
    playground.room.add_person(HOSTILE[:60])
    pane = page.locator(".pane")
    await pane.get_by_role("button", name="START").click()
    await pane.get_by_label("Message", exact=True).fill(HOSTILE)
    await page.keyboard.press("Enter")

    await expect(pane.locator(".mine .text").last).to_contain_text(HOSTILE)
    await expect(page.locator(".entry").last).to_contain_text(HOSTILE[:60])
    await asyncio.sleep(0.1)
    assert await page.locator(".bubble img, .bubble script, .bubble b:text-is('bold')").count() == 0
    assert await page.title() == "Decision Coach · Playground"


async def test_the_page_runs_and_loads_nothing_but_its_own(alone: str) -> None:
    async with ClientSession() as session, session.get(alone) as answer:
        policy = answer.headers["Content-Security-Policy"]
        body = await answer.text()

    assert policy.startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data: blob:;"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "style=" not in body
    assert "//" not in body.replace("<!doctype", "")


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null", None])
async def test_a_page_from_elsewhere_cannot_connect(alone: str, origin: str | None) -> None:
    async with ClientSession() as session:
        with pytest.raises(WSServerHandshakeError) as refused:
            await session.ws_connect(f"{alone}socket", origin=origin)

    assert refused.value.status == 403


@pytest.mark.parametrize("path", ["", "socket", "static/main.js"])
async def test_a_name_that_a_stranger_points_here_is_refused(alone: str, path: str) -> None:
    headers = {"Host": "evil.example:8642", "Origin": "http://evil.example:8642"}

    async with ClientSession() as session, session.get(alone + path, headers=headers) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("path", ["static/nothing.js", "static/..%2froom.py", "file/1/1", "nowhere"])
async def test_only_what_is_there_is_given_out(alone: str, path: str) -> None:
    async with ClientSession() as session, session.get(alone + path) as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    ("host", "is_safe"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("192.168.1.4", False)],  # noqa: S104  # bound by nobody
)
def test_only_loopback_is_out_of_reach(host: str, is_safe: bool) -> None:
    assert is_loopback(host) is is_safe
