"""HTTP for python-telegram-bot, over one aiohttp session.

Only this module knows the bot's token: the library above it asks for "/getMe", and the address
is made here. So no log line, repr or error of the library can hold it, and what comes out of
aiohttp or back from a server is cleaned of it before anybody else sees it.
"""

import json
from collections.abc import Collection
from functools import lru_cache
from time import monotonic
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.ops.meter import Meter
from bot.platforms.telegram.calls import LONGEST_DESCRIPTION, is_done, tidy_answer, time_of

LONGEST_ANSWER = 8 * 1024 * 1024
"""Bytes; a full batch of 100 updates stays far below."""

DONE = b'{"ok":true,"result":true}'
"""What the Bot API itself answers to an edit, where the message is not one of the bot's own."""

JSON = {"Content-Type": "application/json"}
Body = bytes | aiohttp.FormData | None


BEFORE_SENDING = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ServerFingerprintMismatch,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
    RuntimeError,  # the session is not open
)
"""What aiohttp raises while nothing of a call is on its way."""


class NotReached(NetworkError):
    """The server was not reached: surely nothing was done."""


class Trouble(Exception):
    """What aiohttp reported, without the address that it was asked for."""


class AiohttpRequest(BaseRequest):
    """What `telegram.Bot` makes its calls with.

    token: the bot's. api_base: of the Bot API server.
    unread: names of methods whose result nobody looks at; once such a call is done, it is True.
    read, write, connect, pool: seconds, where a call names no others.

    Raises, from every call:
        NotReached: no connection within the time, or none at all.
        TimedOut: no answer within the time.
        NetworkError: the connection broke, or the server is in trouble.
        other `telegram.error`s: what the server answered.
    """

    __slots__ = (
        "_ahead",
        "_date",
        "_defaults",
        "_limit",
        "_meter",
        "_prefix",
        "_proxy",
        "_secret",
        "_session",
        "_unread",
    )

    def __init__(
        self,
        token: str,
        api_base: str = "https://api.telegram.org",
        *,
        unread: Collection[str] = (),
        connections: int = 256,
        read: float = 10.0,
        write: float = 10.0,
        connect: float = 5.0,
        pool: float = 5.0,
        meter: Meter | None = None,
    ) -> None:
        self._meter = meter
        self._secret = token
        self._prefix = f"{api_base.rstrip('/')}/bot{token}"
        self._proxy = _proxy(api_base)
        self._unread = frozenset(f"/{method}" for method in unread)
        self._limit = connections
        self._defaults = {"read": read, "write": write, "connect": connect, "pool": pool}
        self._session: aiohttp.ClientSession | None = None
        self._ahead: float | None = None
        self._date = ""

    @property
    def read_timeout(self) -> float | None:
        return self._defaults["read"]

    @property
    def time(self) -> float | None:
        """What time it is for the server, in seconds since 1970; None while it has not said so."""
        return None if self._ahead is None else monotonic() + self._ahead

    def note_time(self, at: float) -> None:
        """Take note of a time of the server's that has come; an older one says only that it took long."""
        ahead = at - monotonic()
        if self._ahead is None or ahead > self._ahead:
            self._ahead = ahead

    async def initialize(self) -> None:
        """Open the session; one that is open stays."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._limit, ttl_dns_cache=300, keepalive_timeout=30),
                headers={"User-Agent": "decision-coach", "Accept-Encoding": "identity"},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call. url: "/" and the Bot API method; its query, if any, is sent as the JSON body."""
        path, _, query = url.partition("?")
        limits = _limits(
            self._or_default("read", read_timeout),
            self._or_default("write", write_timeout),
            self._or_default("connect", connect_timeout),
            self._or_default("pool", pool_timeout),
        )
        body = query.encode() if query else _body(request_data)
        began = monotonic()
        try:
            status, payload = await self._exchange(method, path, body, limits)
        except (aiohttp.ClientError, OSError, RuntimeError) as problem:  # a timeout is an OSError, too
            error = self._error(problem)
            self._note_call(path, None, began)
        else:
            self._note_call(path, status, began)
            if path in self._unread and is_done(payload):
                return status, DONE
            clean = payload.replace(self._secret.encode(), b"***")
            return (status, clean) if status < 300 else tidy_answer(status, clean)
        raise error  # outside of `except`, so that the error has no context with the address

    def _note_call(self, path: str, status: int | None, began: float) -> None:
        if self._meter is not None:
            self._meter.note_call(path[1:], status, monotonic() - began)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer; unlike the inherited one it logs nothing of what came."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            answer = None
        if isinstance(answer, dict) and "result" in answer:
            return answer
        raise NetworkError("The server's answer is none of the Bot API")

    async def _exchange(
        self, method: str, path: str, body: Body, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("Session is closed")
        async with self._session.request(
            method,
            URL(self._prefix + path, encoded=True),
            data=body,
            headers=JSON if isinstance(body, bytes) else None,
            timeout=limits,
            proxy=self._proxy,
            allow_redirects=False,
        ) as response:
            if response.status < 300:
                self._note_date(response.headers.get("Date", ""))
            return response.status, await _bounded(response)

    def _note_date(self, date: str) -> None:
        """Take note of the date of an answer; it changes once a second, and is dear to read."""
        if date != self._date:
            self._date = date
            if (sent := time_of(date)) is not None:
                self.note_time(sent)

    def _or_default(self, name: str, seconds: object) -> float | None:
        """The seconds of a call; the library's marker for "not given" is neither a number nor None."""
        if seconds is None or isinstance(seconds, int | float):
            return seconds
        return self._defaults[name]

    def _error(self, problem: Exception) -> NetworkError:
        kind = type(problem).__name__
        error: NetworkError
        if isinstance(problem, BEFORE_SENDING):
            error = NotReached(f"no connection: {kind}")
        elif isinstance(problem, TimeoutError):
            error = TimedOut()
        else:
            error = NetworkError(f"No answer ({kind})")
        words = f"{kind}: {problem}".replace(self._secret, "***")
        error.__cause__ = Trouble(words[:LONGEST_DESCRIPTION])
        return error


def client(request: AiohttpRequest) -> Bot:
    """The typed client over a transport. The token it is given is none; the transport has it."""
    return Bot(
        "kept-by-the-transport",
        base_url=lambda _token: "",
        base_file_url=lambda _token: "",
        request=request,
        get_updates_request=request,
    )


@lru_cache
def _limits(
    read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """aiohttp has no limit for writing; the whole call's keeps it, and trickling answers, in bounds."""
    until_connected = None if connect is None or pool is None else pool + connect
    whole = None
    if until_connected is not None and write is not None and read is not None:
        whole = until_connected + write + read
    return aiohttp.ClientTimeout(whole, until_connected, read, connect)


def _body(request_data: RequestData | None) -> Body:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_payload
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mimetype) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mimetype)
    return form


async def _bounded(response: aiohttp.ClientResponse) -> bytes:
    read = bytearray()
    async for chunk in response.content.iter_any():
        read += chunk
        if len(read) > LONGEST_ANSWER:
            response.close()
            raise aiohttp.ClientPayloadError("the answer is too long")
    return bytes(read)


def _proxy(api_base: str) -> str | None:
    """The proxy that the environment names for this server; asked once, not for every call."""
    parts = urlsplit(api_base)
    if not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)
