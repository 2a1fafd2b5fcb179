"""The composition root: builds the bot on Telegram from its parts, and keeps it running."""

import asyncio
import gc
import logging
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bot.app.backups import Backups
from bot.app.health import UpdateSource, VitalSigns, Watchdog
from bot.app.retention import Retention
from bot.app.router import App
from bot.big_screen.opening import OpenScreens, big_screens
from bot.core.dialog.source import DialogError
from bot.library.library import Library
from bot.library.reload import reload_on_change
from bot.loader.reading import load_dialog
from bot.ops import logs, supervisor
from bot.ops.addresses import ListenAddress, WebhookSettings, database_file, is_of_server
from bot.ops.meter import Meter
from bot.ops.service_manager import ALIVE, READY, STOPPING, notify, watchdog_interval
from bot.ops.settings import OFF, Settings
from bot.ops.version import own_version
from bot.outbox.courier import Courier
from bot.platforms.telegram.connection import Edge, connected
from bot.platforms.telegram.handling import keep_retrying
from bot.platforms.telegram.polling import polls_alone
from bot.stores.opening import backup_folder, open_store
from bot.stores.protocol import Store
from bot.stores.workers import Duty, Workers

if TYPE_CHECKING:
    from bot.ops.metrics import Metrics
    from bot.platforms.telegram.front import OpenFront

OpenStore: TypeAlias = Callable[[str], Store]
Connect: TypeAlias = Callable[
    [str, str, tuple[bytes, ...], WebhookSettings | None, Meter | None], AbstractAsyncContextManager[Edge]
]

log = logging.getLogger(__name__)


async def run(
    settings: Settings,
    open_store: OpenStore = open_store,
    connect: Connect = connected,
    *,
    is_strict: bool = False,
) -> None:
    """Serve until SIGTERM or SIGINT.

    is_strict: end if any dialog has a mistake, not only if all have.
    open_store, connect: make the two parts that reach out of this process, the database and Telegram.

    Raises:
        StoreError, DialogError, WrongToken, RevokedToken, SecondInstance, CannotListen, WebhookRefused:
            each says what to do.
    """
    assert settings.telegram_bot_token is not None  # noqa: S101  # without one there is the playground
    asyncio.get_running_loop().set_exception_handler(logs.log_loop_error)
    reload_asked = _event_on_hangup()
    store = open_store(settings.database_url)
    try:
        library = Library(settings.dialogs_dir, store, load_dialog)
        problems = await library.read(time.time())
        if problems and is_strict:
            raise DialogError(problems)
        token = settings.telegram_bot_token.reveal()
        keys = await store.button_keys()
        meter, backups = _meter(settings), _backups(settings, store)
        with _handling_signals(_cancel_this_task()):
            async with (
                _front(settings, store, meter, backups) as open_front,
                big_screens(settings.screen, keys, store, library) as open_screens,
                connect(token, settings.telegram_api_base, keys, settings.webhook, meter) as edge,
            ):
                log.info("@%s is up with %s", edge.username, ", ".join(library.offered))
                await _serve(settings, store, library, edge, open_front, open_screens, reload_asked, backups)
    except asyncio.CancelledError:
        log.info("stopped before Telegram could be reached")
    finally:
        await store.close()


def run_several(settings: Settings, number: int, *, is_strict: bool = False) -> int:
    """Serve as so many workers; return the exit code for all of them, in this process and in each.

    What is the same for all is made sure of before they begin. All take updates, and show big screens, on
    the same ports; health checks are about one worker, so each answers them on a port of its own, the first
    on that of the settings.

    Raises:
        StoreError, CannotListen: as from `run`.
    """
    from bot.ops.http_server import share_socket  # a bot that only polls needs no HTTP server

    asyncio.run(open_store(settings.database_url).close())
    if settings.webhook is not None:
        share_socket("WEBHOOK_LISTEN", settings.webhook.listen)
    if settings.screen is not None:
        share_socket("SCREEN_LISTEN", settings.screen.listen)
    try:
        worker = supervisor.split(number)
    except supervisor.Ended as end:
        return end.code
    logs.configure(settings.log_level, form=settings.log_format, worker=worker)
    health = settings.health_listen
    if health is not None and (settings.webhook is None or health != settings.webhook.listen):
        own = ListenAddress(health.host, health.port + worker - 1)
        settings = settings.model_copy(update={"health_listen": own})
    asyncio.run(run(settings, is_strict=is_strict))
    return 0


async def _serve(
    settings: Settings,
    store: Store,
    library: Library,
    edge: Edge,
    open_front: "OpenFront",
    open_screens: OpenScreens,
    reload_asked: asyncio.Event,
    backups: Backups | None,
) -> None:
    workers = store.workers
    courier = _courier(settings, store, library, edge, open_screens)
    app = _app(settings, store, library, edge, courier)
    intake = edge.intake(app.handle, store.bury, may_poll=_may_poll(workers))
    retention = Retention(store, settings.retention_days, edge.clock, workers=workers)
    async with _among(workers, courier, polls=settings.webhook is None):
        with _handling_signals(intake.stop):
            await courier.recover()
            await app.resume()
            open_front(intake)
            gc.freeze()  # the garbage collector can skip what lives as long as the process
            background = (
                *_care(store, intake, backups, edge),
                asyncio.create_task(retention.keep()),
                asyncio.create_task(app.keep_time()),
                asyncio.create_task(keep_retrying(store, intake.take_again)),
                asyncio.create_task(reload_on_change(library, settings.dialogs_dir, reload_asked)),
            )
            notify(READY)
            watching = asyncio.create_task(store.watch())
            watching.add_done_callback(lambda _: intake.stop())
            try:
                await intake.run()
            finally:
                _stop_all(background)
                await courier.stop()
            if watching.done():
                await watching  # raises what ended it
            watching.cancel()
    log.info("stopped; messages that are still due are sent at the next start")


def _may_poll(workers: Workers | None) -> Callable[[], bool]:
    return polls_alone if workers is None else partial(workers.has, Duty.POLL)


@asynccontextmanager
async def _among(workers: Workers | None, courier: Courier, *, polls: bool) -> AsyncIterator[None]:
    """Count as one of the workers while the block runs."""
    if workers is None:
        yield
        return
    workers.on_lapse = courier.lose_chats
    await workers.join(frozenset(Duty) if polls else frozenset({Duty.TIME}))
    keeping = asyncio.create_task(workers.keep())
    try:
        yield
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await workers.leave()


def _courier(
    settings: Settings, store: Store, library: Library, edge: Edge, open_screens: OpenScreens
) -> Courier:
    return Courier(
        edge.chat,
        store,
        library,
        rate=settings.calls_per_second,
        workers=store.workers,
        big_screen=open_screens(edge.chat.in_private),
    )


def _app(settings: Settings, store: Store, library: Library, edge: Edge, courier: Courier) -> App:
    return App(
        store,
        library,
        courier,
        edge.chat,
        retention_days=settings.retention_days,
        safety_line=settings.safety_line,
        workers=store.workers,
    )


@asynccontextmanager
async def _front(
    settings: Settings,
    store: Store,
    meter: "Metrics | None",
    backups: Backups | None,
) -> AsyncIterator["OpenFront"]:
    """Answer HTTP where the settings ask for it; a bot that only polls loads no server."""
    if settings.webhook is None and settings.health_listen is None:
        yield lambda _intake: None
        return
    from bot.platforms.telegram.front import front

    database = None if is_of_server(settings.database_url) else database_file(settings.database_url)
    folder = None if database is None else database.parent
    vitals = VitalSigns(
        store, folder, lambda: None if backups is None else backups.made_at or 0.0, time.time, time.monotonic
    )
    async with front(settings.webhook, settings.health_listen, store, vitals, meter) as open_front:
        yield open_front


def _stop_all(background: tuple[asyncio.Task[None], ...]) -> None:
    notify(STOPPING)
    for task in background:
        task.cancel()


def _care(
    store: Store, intake: UpdateSource, backups: Backups | None, edge: Edge
) -> Iterator[asyncio.Task[None]]:
    """Yield what makes backups, and what gives signs of life to whoever started this process."""
    if backups is not None:
        backups.platform_time = edge.clock
        yield asyncio.create_task(backups.keep())
    if (every := watchdog_interval()) is not None:
        yield asyncio.create_task(Watchdog(store, intake, partial(notify, ALIVE), every).keep())


def _backups(settings: Settings, store: Store) -> Backups | None:
    """Return what makes a backup every hour; None where the settings want none."""
    if settings.backup_dir == OFF:
        return None
    folder = backup_folder(settings.database_url, Path(settings.backup_dir) if settings.backup_dir else None)
    return None if folder is None else Backups(store, folder)


def _meter(settings: Settings) -> "Metrics | None":
    """Return what counts for `/metrics`; None where nobody can read it."""
    if settings.health_listen is None:
        return None
    try:
        from bot.ops.metrics import Metrics  # with an extra of its own
    except ModuleNotFoundError:
        return None
    return Metrics(own_version())


@contextmanager
def _handling_signals(stop: Callable[[], object]) -> Iterator[None]:
    """Call `stop` on SIGTERM and SIGINT; restore the handlers from before when the block is left."""
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


def _event_on_hangup() -> asyncio.Event:
    """Return an event that each SIGHUP sets: an operator asks for the dialogs to be read again."""
    asked = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, asked.set)
    return asked


def _cancel_this_task() -> Callable[[], object]:
    task = asyncio.current_task()
    assert task is not None  # noqa: S101  # called from a coroutine
    return task.cancel
