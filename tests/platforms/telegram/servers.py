"""Servers on localhost that answer as a test says."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from typing import TypeAlias

from aiohttp import web

Answer: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def http(answer: Answer) -> AsyncIterator[str]:
    """An HTTP server with one answer to everything; gives its address."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def tcp(answer: bytes | None) -> AsyncIterator[str]:
    """A server that answers any first bytes with these and closes; None: it closes at once."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(65536)
        if answer is not None:
            writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.close()
        await server.wait_closed()


def unused() -> str:
    """An address where nobody listens: port 1 is taken by nobody and open to nobody."""
    return "http://127.0.0.1:1"


def free_port() -> int:
    """A port of this machine at which nobody listens right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def free_row(many: int) -> int:
    """The first of so many ports in a row at which nobody listens right now, and nobody calls from."""
    below_calls = range(20_000, 32_000)  # where Linux takes ports of outgoing connections from: 32768 on
    while True:
        first = random.choice(below_calls)
        with ExitStack() as probes:
            try:
                for port in range(first, first + many):
                    probes.enter_context(socket.socket()).bind(("127.0.0.1", port))
            except OSError:
                continue
            return first
