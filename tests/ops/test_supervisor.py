"""What follows the end of a worker: another start, a later one, or the end of all; and how all end."""

import subprocess
import sys

import pytest

from bot.ops.supervisor import FAILED, LASTING, PAUSES, STEADY, Supervisor, WorkerPlace


class Watch:
    """A supervisor of workers that are none, and a clock for them."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.supervisor = Supervisor(2, clock=lambda: self.now)
        self.place = WorkerPlace(1, started_at=self.now)

    def ends(self, code: int, after: float) -> float | None:
        """A worker ends after so many seconds; those until it is started again, None where all end."""
        self.place.started_at = self.now
        self.now += after
        self.supervisor.note_end(self.place, code)
        return None if self.supervisor.is_stopping else self.place.start_at - self.now


@pytest.mark.parametrize("code", [-9, 70, 0])
def test_a_worker_that_was_well_is_started_again_at_once(code: int) -> None:
    assert Watch().ends(code, STEADY) == 0.0


def test_one_that_ends_again_and_again_is_started_later_each_time() -> None:
    watch = Watch()

    pauses = [watch.ends(-11, 0.1) for _ in range(len(PAUSES) + 1)]

    assert pauses == pytest.approx([*PAUSES[1:], PAUSES[-1], PAUSES[-1]])
    assert watch.ends(-11, STEADY) == 0.0


@pytest.mark.parametrize("code", LASTING)
def test_what_another_start_does_not_mend_ends_all(code: int) -> None:
    assert Watch().ends(code, 2 * STEADY) is None


def test_a_failure_ends_all_only_before_any_worker_was_well() -> None:
    first, later = Watch(), Watch()
    later.ends(-9, STEADY)

    assert first.ends(FAILED, 0.1) is None
    assert later.ends(FAILED, 0.1) == PAUSES[1]


def test_a_failure_ends_nobody_while_another_worker_has_long_been_well() -> None:
    watch = Watch()
    beside = watch.supervisor._places[1]
    beside.pid, beside.started_at = 1, watch.now - STEADY

    assert watch.ends(FAILED, 0.1) == PAUSES[1]


# --- real processes ---------------------------------------------------------------------------

ENDS_WITH_ALL = """
import gc, os, signal, sys, time
from bot.ops.supervisor import Ended, Supervisor
{before}
try:
    Supervisor(1, clock=lambda: 10 * time.monotonic()).run()
except Ended as end:
    sys.exit(end.code)
{worker}
"""
"""before: in both processes. worker: what it does; it exits with 3 where it did not do as it should."""


def end_of_all(before: str, worker: str) -> tuple[int, bytes]:
    """The exit code of the process that watches, and what was written until all had ended."""
    script = ENDS_WITH_ALL.format(before=before, worker=worker)
    ended = subprocess.run((sys.executable, "-c", script), check=False, timeout=60, stdout=subprocess.PIPE)
    return ended.returncode, ended.stdout


def code_of_all(before: str, worker: str) -> int:
    return end_of_all(before, worker)[0]


@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT"])
def test_a_worker_that_is_told_to_end_as_soon_as_it_is_there_ends(number: str) -> None:
    early = f"signal.signal(signal.SIGINT, signal.SIG_DFL)\nearly = signal.{number}\n"
    hook = "lambda: (os.kill(os.getppid(), signal.SIGTERM), os.kill(os.getpid(), early))"

    assert code_of_all(f"{early}os.register_at_fork(after_in_child={hook})", "os._exit(3)") == 0


def test_a_worker_that_is_told_to_read_the_dialogs_again_before_it_can_goes_on() -> None:
    hook = "lambda: os.kill(os.getpid(), signal.SIGHUP)"

    assert code_of_all(f"os.register_at_fork(after_in_child={hook})", "os._exit(3)") == 3


def test_a_worker_that_does_not_end_is_killed() -> None:
    deaf = "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nos.kill(os.getppid(), signal.SIGTERM)\n"

    assert code_of_all("", f"{deaf}time.sleep(60)\nos._exit(3)") == 0


def test_what_all_share_is_not_taken_apart_when_one_ends() -> None:
    look = "os.kill(os.getppid(), signal.SIGTERM)\nos._exit(0 if gc.get_freeze_count() else 3)"

    assert code_of_all("", look) == 0


def test_what_no_other_start_mends_is_the_code_of_all() -> None:
    assert code_of_all("", "os._exit(2)") == 2


def test_a_worker_ends_with_the_process_that_watches_it() -> None:
    orphaned = "os.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(30)\nprint('goes on', flush=True)"

    assert end_of_all("", orphaned) == (-9, b"")
