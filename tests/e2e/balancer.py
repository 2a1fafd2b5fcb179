"""A load balancer: it takes each request to a worker by chance, and to the next where one does not answer."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

KEPT = ("Content-Type", "X-Telegram-Bot-Api-Secret-Token", "Retry-After")


@asynccontextmanager
async def balancing(port: int, workers: list[int], chance: random.Random) -> AsyncIterator[None]:
    """Answer on a port while the block runs. workers: their ports."""
    connector = aiohttp.TCPConnector(force_close=True)
    async with aiohttp.ClientSession(connector=connector) as http:

        async def answer(request: web.BaseRequest) -> web.StreamResponse:
            body = await request.read()
            headers = {name: request.headers[name] for name in KEPT if name in request.headers}
            for worker in chance.sample(workers, len(workers)):
                url = f"http://127.0.0.1:{worker}{request.path}"
                try:
                    async with http.post(url, data=body, headers=headers) as given:
                        passed = {name: given.headers[name] for name in KEPT if name in given.headers}
                        return web.Response(status=given.status, body=await given.read(), headers=passed)
                except aiohttp.ClientConnectorError:  # nobody there; the next one
                    continue
                except aiohttp.ClientError:  # it may have been taken
                    break
            return web.Response(status=502)

        runner = web.ServerRunner(web.Server(answer, access_log=None), shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            yield
        finally:
            await runner.cleanup()
