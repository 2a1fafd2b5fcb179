"""Answers HTTP on an address of this machine: the requests of a webhook, and health checks."""

import asyncio
import json
import logging
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Final, TypeAlias

import aiohttp
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.ops import logs
from bot.ops.addresses import ListenAddress

Respond: TypeAlias = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

LONGEST_STOP: Final = 0.5
"""Seconds that requests under way get when the server stops; by then nobody works on them any more."""

BACKLOG: Final = 128
"""Connections that wait to be accepted."""

_SHARED: Final[dict[ListenAddress, socket.socket]] = {}
"""Sockets that this process, or the one it was forked from, opened for several."""

MOST_CONNECTIONS: Final = 2000
"""To one address; one more is closed at once."""
QUIET: Final = 75.0
"""Seconds after which a connection is closed on which nothing is asked; longer than proxies keep theirs."""
FILES: Final = 3 * MOST_CONNECTIONS
"""Files and connections that this process would like to have open, where the machine allows as many."""

log = logging.getLogger(__name__)


class CannotListen(Exception):
    """An address cannot be listened on; str() says which and why."""


def share_socket(setting: str, address: ListenAddress) -> None:
    """Listen on an address for every process that is forked from this one. setting: its name.

    Raises:
        CannotListen: the address is in use, or none of this machine.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        _SHARED[address] = socket.create_server((address.host, address.port), family=family, backlog=BACKLOG)
    except OSError as problem:
        raise _cannot_listen(setting, address, problem) from problem


def _cannot_listen(setting: str, address: ListenAddress, problem: OSError) -> CannotListen:
    why = problem.strerror or "unknown"
    return CannotListen(f"{setting}: cannot listen on {address} ({why.lower()}).")


class _FromStrangers(logging.Filter):
    """Leaves out what is wrong with a request: its sender's, and maybe a secret address."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


of_requests = logging.getLogger(f"{__name__}.requests")
of_requests.addFilter(_FromStrangers())


class _Server(web.Server):
    """A server with so many connections at most, so that strangers take no other file of the process."""

    def __init__(self, respond: Respond, most: int, quiet: float) -> None:
        super().__init__(respond, access_log=None, logger=of_requests, keepalive_timeout=quiet)
        self._most = most

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        super().connection_made(handler, transport)
        if len(self.connections) > self._most:
            asyncio.get_running_loop().call_soon(transport.abort)  # once the handler has begun


def _share_of_files() -> int:
    """Return a third of the files that this process may have open: enough are left beside two addresses."""
    if sys.platform == "win32":  # it has no such limit
        return MOST_CONNECTIONS
    import resource

    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    soft, hard = (sys.maxsize if each == resource.RLIM_INFINITY else each for each in allowed)
    files = max(soft, min(hard, FILES))
    if files > soft:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, allowed[1]))
    return files // 3


def _responding(find_route: Callable[[str], Respond | None]) -> Respond:
    """Return what answers each request by its path, and lets a bug cost that one alone."""

    async def respond(request: web.BaseRequest) -> web.StreamResponse:
        route = find_route(request.path)
        if route is None:
            return web.Response(status=404)
        try:
            return await route(request)
        except (ConnectionError, aiohttp.ClientError, web.RequestPayloadError):  # whoever asked has gone
            return web.Response(status=400)
        except Exception as problem:  # noqa: BLE001  # the boundary: a bug costs one request
            log.error("a request failed: %s", logs.place(problem))
            return web.Response(status=500)

    return respond


@asynccontextmanager
async def listening(
    setting: str,
    address: ListenAddress,
    find_route: Callable[[str], Respond | None],
    *,
    most: int = MOST_CONNECTIONS,
    quiet: float = QUIET,
) -> AsyncIterator[None]:
    """Answer requests while the block runs. find_route: what answers a path, if any does. setting: its name.

    most, quiet: as the constants.

    Raises:
        CannotListen: the address is in use, or none of this machine.
    """
    server = _Server(_responding(find_route), min(most, _share_of_files()), quiet)
    runner = web.ServerRunner(server, shutdown_timeout=LONGEST_STOP)
    await runner.setup()
    try:
        try:
            if (shared := _SHARED.get(address)) is None:
                await web.TCPSite(runner, address.host, address.port).start()
            else:
                await web.SockSite(runner, shared, backlog=BACKLOG).start()
        except OSError as problem:
            raise _cannot_listen(setting, address, problem) from problem
        log.info("listening on %s", address)
        yield
    finally:
        await runner.cleanup()


def reporting(look: Callable[[], Awaitable[tuple[bool, Mapping[str, object]]]]) -> Respond:
    """Return what answers with a report: 200 if all is well, else 503, and its facts as JSON."""

    async def report(request: web.BaseRequest) -> web.StreamResponse:
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405, headers={"Allow": "GET, HEAD"})
        is_well, facts = await look()
        return web.Response(
            status=200 if is_well else 503,
            body=json.dumps({"status": "ok" if is_well else "failing", **facts}).encode(),
            content_type="application/json",
            headers={"Cache-Control": "no-store"},
        )

    return report
