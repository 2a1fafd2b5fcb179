"""What follows the end of a worker: another start, a later one, or the end of all."""

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
