"""Answers HTTP on an address of this machine: the requests of a webhook, and health checks."""

import json
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Final, TypeAlias

import aiohttp
from aiohttp import web

from bot.ops import logs
from bot.ops.addresses import ListenAddress

Respond: TypeAlias = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

LONGEST_STOP: Final = 0.5
"""Seconds that requests under way get when the server stops; by then nobody works on them any more."""

BACKLOG: Final = 128
"""Connections that wait to be accepted."""

_SHARED: Final[dict[ListenAddress, socket.socket]] = {}
"""Sockets that this process, or the one it was forked from, opened for several."""

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


@asynccontextmanager
async def listening(
    setting: str, address: ListenAddress, find_route: Callable[[str], Respond | None]
) -> AsyncIterator[None]:
    """Answer requests while the block runs. find_route: what answers a path, if any does. setting: its name.

    Raises:
        CannotListen: the address is in use, or none of this machine.
    """

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

    runner = web.ServerRunner(web.Server(respond, access_log=None), shutdown_timeout=LONGEST_STOP)
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
