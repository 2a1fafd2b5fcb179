"""Several workers on one machine: started from one process, watched by it, and ended with it.

They are forks of a process that has imported everything and opened the sockets. So all accept on one port,
and a connection that a worker did not live to accept is another's.
"""

import gc
import logging
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import FrameType
from typing import Final, NoReturn, TypeAlias

LASTING: Final = (2, 3, 4)
"""Exit codes of what another start does not mend: settings, a second instance, a token that was revoked."""
FAILED: Final = 1
"""The exit code of what another start may mend once all was well: the database, the dialogs."""
STEADY: Final = 5.0
"""Seconds after which a worker counts as well."""
PAUSES: Final = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before a worker is started again, the longer the more often it ended without having been well."""
LONGEST_STOP: Final = 3.5
"""Seconds that workers get to end, so that all are gone after 5; the rest is done at the next start."""
LONGEST_WAIT: Final = 0.5
"""Seconds between two looks at the workers, whatever is heard of them."""
WATCHED: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)

SignalHandler: TypeAlias = Callable[[int, FrameType | None], object] | int | signal.Handlers | None

log = logging.getLogger(__name__)


@dataclass(slots=True)
class WorkerPlace:
    """One of the workers. number: from 1. pid: 0 while it does not run. times: by a monotonic clock.

    failures: ends in a row without having been well.
    """

    number: int
    pid: int = 0
    started_at: float = 0.0
    start_at: float = 0.0
    failures: int = 0


class Ended(Exception):
    """All workers have ended, in the process that watched over them. code: the exit code for all."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def split(number: int) -> int:
    """Go on as each of so many workers; return which one of them this process is, from 1.

    A worker that ends is started again. It ends by itself, too, when the process that watches it is gone.

    Raises:
        Ended: in the process that was there before, when all have ended.
    """
    return Supervisor(number).run()


class Supervisor:
    """Watches over so many workers. clock: monotonic seconds."""

    def __init__(self, number: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._places = [WorkerPlace(each) for each in range(1, number + 1)]
        self._lifeline: tuple[int, int] = (-1, -1)
        self._bells: tuple[int, int] = (-1, -1)
        self._before: dict[int, SignalHandler] = {}
        self._was_well = False
        self._stop_at: float | None = None
        self._code = 0

    @property
    def is_stopping(self) -> bool:
        """Whether no worker is started any more."""
        return self._stop_at is not None

    def run(self) -> int:
        """See `split`."""
        self._lifeline, self._bells = os.pipe(), os.pipe()
        for end in self._bells:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._bells[1], warn_on_full_buffer=False)
        self._before = {each: signal.signal(each, _do_nothing) for each in WATCHED}
        gc.freeze()  # or each process would go through all that is shared once more when it ends
        while any(each.pid for each in self._places) or self._stop_at is None:
            for place in self._places:
                if self._is_to_start(place) and not self._fork(place):
                    return place.number
            self._act(self._ring())
            self._reap()
        self._restore()
        raise Ended(self._code)

    # --- workers --------------------------------------------------------------------------

    def _is_to_start(self, place: WorkerPlace) -> bool:
        return not place.pid and self._stop_at is None and place.start_at <= self._clock()

    def _fork(self, place: WorkerPlace) -> bool:
        """Start a worker; return False in it."""
        place.started_at = self._clock()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()  # or a worker would write it again
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)  # a new worker would take them for this process's
        place.pid = os.fork()
        if not place.pid:
            self._restore()
            signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until it can act on it
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        if place.pid:
            return True
        os.close(self._lifeline[1])
        threading.Thread(target=_end_with, args=(self._lifeline[0],), daemon=True).start()
        return False

    def _reap(self) -> None:
        for place in self._places:
            if place.pid and (found := os.waitpid(place.pid, os.WNOHANG))[0]:
                place.pid = 0
                self.note_end(place, os.waitstatus_to_exitcode(found[1]))

    def note_end(self, place: WorkerPlace, code: int) -> None:
        """Decide what follows the end of a worker."""
        now = self._clock()
        was_well = now - place.started_at >= STEADY
        self._was_well |= was_well or any(
            each.pid and now - each.started_at >= STEADY for each in self._places
        )
        if self._stop_at is not None:
            self._code = self._code or max(0, code)
        elif code in LASTING or (code == FAILED and not self._was_well):
            log.error("worker %d ended with code %d, which another start does not mend", place.number, code)
            self._code = code
            self._stop()
        else:
            place.failures = 0 if was_well else place.failures + 1
            pause = PAUSES[min(place.failures, len(PAUSES) - 1)]
            place.start_at = now + pause
            how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
            log.warning("worker %d %s; it is started again in %.1f s", place.number, how, pause)

    # --- signals --------------------------------------------------------------------------

    def _ring(self) -> Iterable[int]:
        """Wait until something happens or has to be done; return the signals that came."""
        now = self._clock()
        moments = [each.start_at for each in self._places if not each.pid and self._stop_at is None]
        if self._stop_at is not None:
            moments.append(self._stop_at)
        timeout = max(0.0, min(moments) - now) if moments else LONGEST_WAIT
        select.select((self._bells[0],), (), (), min(LONGEST_WAIT, timeout))
        try:
            return os.read(self._bells[0], 4096)
        except BlockingIOError:
            return b""

    def _act(self, signals: Iterable[int]) -> None:
        for number in signals:
            if number in (signal.SIGTERM, signal.SIGINT):
                self._stop()
            elif number == signal.SIGHUP:
                self._send(signal.SIGHUP)
        if self._stop_at is not None and self._clock() >= self._stop_at:
            late = [each.number for each in self._places if each.pid]
            if late:
                log.warning("workers %s did not end in time and are killed; nothing is lost", late)
            self._send(signal.SIGKILL)
            self._stop_at += LONGEST_STOP

    def _stop(self) -> None:
        if self._stop_at is None:
            self._stop_at = self._clock() + LONGEST_STOP
            self._send(signal.SIGTERM)

    def _send(self, number: signal.Signals) -> None:
        for place in self._places:
            if place.pid:  # not waited for yet, so nobody else can have its number
                os.kill(place.pid, number)

    def _restore(self) -> None:
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        for end in self._bells:
            os.close(end)


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """Be there, so that the signal rings."""


def _end_with(lifeline: int) -> NoReturn:
    """End this process when the one that watches it is gone: the pipe from it ends then."""
    while os.read(lifeline, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LONGEST_STOP)
    os._exit(FAILED)
