"""What answers HTTP besides the outbox's own calls: the webhook, and health checks beside it."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TypeAlias

from aiohttp import web

from bot.app.health import Health, UpdateSource
from bot.ops.addresses import HEALTH, READY, ListenAddress, WebhookSettings
from bot.ops.http_server import Respond, listening, reporting
from bot.platforms.telegram.webhook import WebhookIntake, come_again
from bot.stores.protocol import Store

OpenFront: TypeAlias = Callable[[UpdateSource], None]
"""Called with the intake once there is one; until then updates are given back."""


@asynccontextmanager
async def front(
    webhook: WebhookSettings | None,
    health_listen: ListenAddress | None,
    store: Store,
    clock: Callable[[], float] = time.time,
    ticks: Callable[[], float] = time.monotonic,
) -> AsyncIterator[OpenFront]:
    """Answer at the addresses of the settings while the block runs.

    Raises:
        CannotListen: one of them is in use, or none of this machine.
    """
    health = Health(store, clock, ticks)
    checks: dict[str, Respond] = {
        HEALTH: reporting(health.check_health),
        READY: reporting(health.check_readiness),
    }
    routes = dict(checks)

    def open_front(intake: UpdateSource) -> None:
        health.source = intake
        if webhook is not None and isinstance(intake, WebhookIntake):
            routes[webhook.path] = intake.answer

    async with AsyncExitStack() as stack:
        if webhook is not None:
            routes[webhook.path] = _not_yet
            await stack.enter_async_context(listening("WEBHOOK_LISTEN", webhook.listen, routes))
        if health_listen is not None and (webhook is None or health_listen != webhook.listen):
            await stack.enter_async_context(listening("HEALTH_LISTEN", health_listen, checks))
        yield open_front


async def _not_yet(_request: web.BaseRequest) -> web.StreamResponse:
    return come_again()
