"""What answers HTTP besides the outbox's own calls: the webhook, and health checks beside it."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, TypeAlias

from aiohttp import web

from bot.app.health import Health, UpdateSource, VitalSigns
from bot.ops.addresses import HEALTH, METRICS, READY, ListenAddress, WebhookSettings
from bot.ops.http_server import Respond, listening, reporting
from bot.ops.meter import INSTALL_METRICS
from bot.platforms.telegram.webhook import WebhookIntake, come_again
from bot.stores.protocol import Store

if TYPE_CHECKING:
    from bot.ops.metrics import Metrics

OpenFront: TypeAlias = Callable[[UpdateSource], None]
"""Called with the intake once there is one; until then updates are given back."""


@asynccontextmanager
async def front(
    webhook: WebhookSettings | None,
    health_listen: ListenAddress | None,
    store: Store,
    vitals: VitalSigns,
    meter: "Metrics | None" = None,
    clock: Callable[[], float] = time.time,
    ticks: Callable[[], float] = time.monotonic,
) -> AsyncIterator[OpenFront]:
    """Answer at the addresses of the settings while the block runs.

    What is measured is told at `health_listen` alone: where a webhook listens, the world may ask.

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
        health.source = vitals.source = intake
        if webhook is not None and isinstance(intake, WebhookIntake):
            routes[webhook.path] = intake.answer

    measured = {METRICS: _metrics(vitals, meter)}
    if webhook is not None and health_listen == webhook.listen:
        routes |= measured
    async with AsyncExitStack() as stack:
        if webhook is not None:
            routes[webhook.path] = _not_yet
            await stack.enter_async_context(listening("WEBHOOK_LISTEN", webhook.listen, routes.get))
        if health_listen is not None and (webhook is None or health_listen != webhook.listen):
            told = {**checks, **measured}
            await stack.enter_async_context(listening("HEALTH_LISTEN", health_listen, told.get))
        yield open_front


def _metrics(vitals: VitalSigns, meter: "Metrics | None") -> Respond:
    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        if meter is None:
            return web.Response(status=501, text=INSTALL_METRICS)
        measured = await vitals.measure()
        text = meter.render(measured.gauges, measured.sessions)
        return web.Response(body=text, headers={"Content-Type": meter.content_type})

    return answer


async def _not_yet(_request: web.BaseRequest) -> web.StreamResponse:
    return come_again()
