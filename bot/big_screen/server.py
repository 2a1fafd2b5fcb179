"""Answers for big screens: the page's files, and one stream of what is on the wall.

Every path begins with a link's token, and without a genuine one nothing is found. A link that was taken back
is not found either, and the streams that it opened end.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from aiohttp import web

from bot.big_screen.links import ScreenLink, ScreenLinks
from bot.big_screen.watching import BigScreenState, Watches
from bot.core.words import big_screen as says
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Words
from bot.ops.http_server import Respond

PAGE: Final = Path(__file__).parent / "page"
FILES: Final = {"screen.css": "text/css", "screen.js": "text/javascript", "drawing.js": "text/javascript"}
STREAM: Final = "live"
HEARTBEAT: Final = 10.0
"""Seconds after which a viewer hears something, at the latest: the time, by which its clock runs."""
SLOWEST: Final = 10.0
"""Seconds that a viewer may take to read what was sent; a slower one has to come again."""
FIRST: Final = 10.0
"""Seconds that the first look at a group may take."""
MOST_VIEWERS: Final = 1000
"""Of all groups, in one process."""

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
OF_STREAM: Final = {**HEADERS, "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
"""The last one keeps a proxy from holding back what is to come at once."""


class BigScreens:
    """Everything that answers on the address of big screens.

    words: the language it speaks. clock: seconds since 1970. ticks: monotonic seconds. heartbeat, slowest: as
    the constants.
    """

    def __init__(
        self,
        links: ScreenLinks,
        watches: Watches,
        words: Words = ENGLISH,
        *,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
        heartbeat: float = HEARTBEAT,
        slowest: float = SLOWEST,
    ) -> None:
        self._links, self._watches, self._words = links, watches, words
        self._page = _page(words)
        self._clock, self._heartbeat, self._slowest = clock, heartbeat, slowest
        self._guesses = Guesses(ticks)
        self.viewers = 0

    def find_route(self, path: str) -> Respond | None:
        """Return what answers a path; None for one that no screen can have."""
        return self.answer if path.startswith(self._links.path) else None

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        token, _, name = request.path.removeprefix(self._links.path).partition("/")
        link = self._links.read(token)
        if link is None:
            return self._not_found(request)
        if request.method not in ("GET", "HEAD"):
            return _refusal(405, {"Allow": "GET, HEAD"})
        if name in FILES:
            return _found(_body(name), FILES[name])
        if name not in ("", STREAM):
            return self._nothing()
        state = await self._watches.of(link.group).after(None, FIRST)
        if state is None:
            return _refusal(503, {"Retry-After": "5"})
        if state.made != link.made:
            return self._nothing()
        if name == STREAM:
            return await self._stream(request, link)
        return _found(self._page, "text/html") if request.path.endswith("/") else _to_folder(token)

    def _not_found(self, request: web.BaseRequest) -> web.Response:
        if self._guesses.are_too_many(request.remote or ""):
            return _refusal(429, {"Retry-After": "60"})
        return self._nothing()

    def _nothing(self) -> web.Response:
        return web.Response(status=404, text=self._words(says.off()), headers=HEADERS)

    # --- the stream -----------------------------------------------------------------------

    async def _stream(self, request: web.BaseRequest, link: ScreenLink) -> web.StreamResponse:
        """Send what is on the wall now, and whatever it becomes, until the viewer goes or the link does."""
        if self.viewers >= MOST_VIEWERS:
            return _refusal(503, {"Retry-After": "30"})
        response = web.StreamResponse(headers=OF_STREAM)
        self.viewers += 1
        try:
            await response.prepare(request)
            if request.method != "HEAD":
                await self._send_states(request, response, link)
        finally:
            self.viewers -= 1
        return response

    async def _send_states(
        self, request: web.BaseRequest, response: web.StreamResponse, link: ScreenLink
    ) -> None:
        sent_id, state = request.headers.get("Last-Event-ID", ""), None
        with suppress(TimeoutError, ConnectionError):  # gone or too slow: it comes again
            while True:
                await self._send(request, response, f"event: time\ndata: {self._clock():.3f}\n\n")
                newest = await self._watches.of(link.group).after(state, self._heartbeat)
                if newest is not None and newest.made != link.made:
                    await self._send(request, response, "event: off\ndata: {}\n\n")
                    return
                if newest is not None and newest != state and newest.id != sent_id:
                    await self._send(request, response, _event(newest))
                state, sent_id = newest, ""

    async def _send(self, request: web.BaseRequest, response: web.StreamResponse, text: str) -> None:
        """Write to a viewer.

        Raises:
            TimeoutError: it did not read for too long, and its line was cut.
        """
        try:
            async with asyncio.timeout(self._slowest):
                await response.write(text.encode())
        except TimeoutError:
            if request.transport is not None:
                request.transport.abort()
            raise


def _event(state: BigScreenState) -> str:
    return f"id: {state.id}\nevent: state\ndata: {state.data}\n\n"


# --- the page -------------------------------------------------------------------------------


WORDS: Final = (
    says.connecting,
    says.lost,
    says.off,
    says.needs_script,
    says.full_screen,
    says.light_or_dark,
    says.smaller,
    says.larger,
    says.time_left,
)
"""What the page itself says, each by the name that it has in its file."""


def _page(say: Words) -> bytes:
    said = {each.__name__: escape(say(each())) for each in WORDS}
    text = (PAGE / "index.html").read_text(encoding="utf-8")
    return Template(text).substitute(said, lang=say.lang).encode()


@cache
def _body(name: str) -> bytes:
    return (PAGE / name).read_bytes()


def _found(body: bytes, content_type: str) -> web.Response:
    return web.Response(body=body, content_type=content_type, charset="utf-8", headers=HEADERS)


def _to_folder(token: str) -> web.Response:
    """Send a browser to the address with a slash behind it, where it finds the page's files."""
    return web.Response(status=308, headers={**HEADERS, "Location": f"{token}/"})


def _refusal(status: int, more: dict[str, str]) -> web.Response:
    return web.Response(status=status, headers={**HEADERS, **more})


# --- guesses ----------------------------------------------------------------------------
# How often somebody may try addresses that do not exist, before they have to wait.

MOST_GUESSES: Final = 30
"""Wrong addresses within a minute. Whoever has a link needs none, so nobody who may look is ever held up."""
MINUTE: Final = 60.0
MOST_GUESSERS: Final = 1000
"""Machines that are counted by themselves; more of them are counted as one."""
OTHERS: Final = ""


class Guesses:
    """Counts wrong addresses for each machine they come from. ticks: monotonic seconds."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._since = ticks()
        self._counts: Counter[str] = Counter()

    def are_too_many(self, machine: str) -> bool:
        """Count one more, and return whether that machine has to wait."""
        if self._ticks() - self._since >= MINUTE:
            self._since = self._ticks()
            self._counts.clear()
        known = machine if machine in self._counts or len(self._counts) < MOST_GUESSERS else OTHERS
        self._counts[known] += 1
        return self._counts[known] > MOST_GUESSES
