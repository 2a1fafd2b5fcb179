"""The bot on Telegram, put together and kept running; the one place where everything meets."""

import asyncio
import gc
import logging
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from bot.app.coaching import Coaching
from bot.app.router import App, fresh_id
from bot.library.library import Library
from bot.library.reload import keep_current
from bot.loader.reading import load_dialog
from bot.ops import logs
from bot.ops.crash_points import Tell
from bot.ops.settings import Settings
from bot.outbox.courier import Courier
from bot.platforms.telegram.connection import Edge, connected
from bot.stores.opening import open_store
from bot.stores.protocol import Store, StoreError

HOUR: Final = 3600.0
DAY: Final = 24 * HOUR
UPDATES_KEPT: Final = 2 * DAY
"""Telegram keeps an update for 24 hours; none comes again after that."""
BURIED_KEPT: Final = 30 * DAY

log = logging.getLogger(__name__)

Clock = Callable[[], float]


async def run(settings: Settings, on_point: Tell, clock: Clock = time.time) -> None:
    """Serve until SIGTERM or SIGINT.

    on_point: told where the work stands, see `points.Tell`.
    clock: seconds since 1970; a rehearsal may run ahead of the machine's.

    Raises:
        StoreError, DialogError, WrongToken, SecondInstance: each says what to do.
    """
    assert settings.telegram_bot_token is not None  # noqa: S101  # without one there is the playground
    asyncio.get_running_loop().set_exception_handler(logs.loop_exception)
    hangups = _hangups()
    store = open_store(settings.database_url)
    try:
        library = Library(settings.dialogs_dir, store, load_dialog)
        await library.read(clock())
        token = settings.telegram_bot_token.reveal()
        with _signals(_cancel_this()):
            async with connected(token, settings.telegram_api_base, await store.button_keys()) as edge:
                log.info("@%s is up with %s", edge.username, ", ".join(library.offered))
                await _serve(settings, store, library, edge, hangups, on_point, clock)
    except asyncio.CancelledError:
        log.info("stopped before Telegram could be reached")
    finally:
        await store.close()


async def _serve(
    settings: Settings,
    store: Store,
    library: Library,
    edge: Edge,
    hangups: asyncio.Event,
    on_point: Tell,
    clock: Clock,
) -> None:
    courier = Courier(edge.chat, store, library, clock=clock, on_point=on_point)
    coaching = Coaching(
        store,
        library,
        courier,
        edge.chat,
        username=edge.username,
        fresh_id=fresh_id,
        clock=clock,
        on_point=on_point,
    )
    app = App(store, library, courier, coaching, retention_days=settings.retention_days, on_point=on_point)
    intake = edge.intake(app.handle, store.bury, clock)
    with _signals(intake.stop):
        await courier.recover()
        gc.freeze()  # what lives as long as the process need not be looked through at each collection
        beside = (
            asyncio.create_task(_keep_purging(store, settings.retention_days, clock)),
            asyncio.create_task(coaching.keep_time()),
            asyncio.create_task(keep_current(library, settings.dialogs_dir, hangups, clock=clock)),
        )
        try:
            await intake.run()
        finally:
            for task in beside:
                task.cancel()
            await courier.stop()
    log.info("stopped; what was not shown yet is shown at the next start")


async def _keep_purging(store: Store, retention_days: int, clock: Clock) -> None:
    """Every hour, delete what is older than it may be."""
    while True:
        now = clock()
        try:
            deleted = await store.purge(now - retention_days * DAY, now - UPDATES_KEPT, now - BURIED_KEPT)
        except StoreError as problem:
            log.warning("old sessions could not be deleted, trying again in an hour: %s", problem)
        else:
            if deleted:
                log.info("%d sessions unused for %d days are deleted", deleted, retention_days)
        await asyncio.sleep(HOUR)


@contextmanager
def _signals(stop: Callable[[], object]) -> Iterator[None]:
    """Call `stop` on SIGTERM and SIGINT, and what was called before when the block is left."""
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in before:
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)


def _hangups() -> asyncio.Event:
    """Set at each SIGHUP, by which an operator asks for the dialogs to be read again."""
    asked = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, asked.set)
    return asked


def _cancel_this() -> Callable[[], object]:
    task = asyncio.current_task()
    assert task is not None  # noqa: S101  # called from a coroutine
    return task.cancel
