"""So much at once, then so much a second; and so much in any stretch of time."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.outbox.limits import RateLimiter, SlidingWindow


def test_a_burst_passes_and_the_next_one_waits_its_time() -> None:
    buckets = RateLimiter(burst=2, rate=0.5)

    taken = [buckets.take(1, 100.0) for _ in range(3)]

    assert taken == [True, True, False]
    assert buckets.wait(1, 100.0) == 2.0
    assert buckets.take(1, 102.0)


def test_keys_do_not_share() -> None:
    buckets = RateLimiter(burst=1, rate=1)
    buckets.take(1, 0.0)

    assert buckets.take(2, 0.0)


def test_what_is_spent_in_advance_is_waited_for() -> None:
    buckets = RateLimiter(burst=1, rate=1)
    for _ in range(3):
        buckets.spend(1, 0.0)

    assert buckets.wait(1, 0.0) == 3.0


def test_a_clock_put_forward_gives_no_more_than_a_burst() -> None:
    buckets = RateLimiter(burst=2, rate=1)
    buckets.spend(1, 0.0)

    assert [buckets.take(1, 90_000.0) for _ in range(3)] == [True, True, False]


def test_a_clock_put_back_stops_no_bucket_from_filling() -> None:
    buckets = RateLimiter(burst=1, rate=1)
    buckets.spend(1, 90_000.0)

    assert not buckets.take(1, 0.0)
    assert buckets.take(1, 1.0)


def test_only_so_many_keys_are_remembered() -> None:
    buckets = RateLimiter(burst=1, rate=0.001, most=2)
    for key in (1, 2, 3):
        buckets.take(key, 0.0)

    assert buckets.take(1, 0.0)
    assert not buckets.take(3, 0.0)


def test_only_so_many_keys_are_remembered_of_what_others_have_spent() -> None:
    buckets = RateLimiter(burst=1, rate=0.001, most=2)
    for key in (1, 2, 3):
        buckets.set_debt(key, 0.0, 1000.0)

    assert [buckets.wait(key, 0.0) > 0 for key in (1, 2, 3)] == [False, True, True]


# --- windows --------------------------------------------------------------------------------


@given(st.integers(1, 5), st.lists(st.integers(0, 20), max_size=60))
def test_no_stretch_holds_more_than_its_window_and_nothing_waits_longer_than_it_must(
    most: int, gaps: list[int]
) -> None:
    windows = SlidingWindow(most, 30.0)
    now, spent = 0.0, list[float]()

    for gap in gaps:
        now += gap
        wait = windows.wait(1, now)
        within = [at for at in spent if now - at < 30.0]
        assert wait == (0.0 if len(within) < most else within[-most] + 30.0 - now)
        now += wait
        windows.spend(1, now)
        spent.append(now)

    assert all(later - first >= 30.0 for first, later in zip(spent, spent[most:], strict=False))
    assert all(before <= after for before, after in pairwise(spent))


def test_what_is_kept_free_of_a_window_is_waited_for() -> None:
    windows = SlidingWindow(most=3, seconds=60.0)
    windows.spend(1, 0.0)
    windows.spend(1, 10.0)

    assert [windows.wait(1, 20.0, kept) for kept in (0, 1, 2)] == [0.0, 40.0, 50.0]


def test_what_was_spent_beyond_a_window_counts_too() -> None:
    windows = SlidingWindow(most=2, seconds=60.0)
    for at in (0.0, 1.0, 2.0):
        windows.spend(1, at)

    assert windows.wait(1, 2.0) == 59.0


def test_windows_do_not_share() -> None:
    windows = SlidingWindow(most=1, seconds=60.0)
    windows.spend(1, 0.0)

    assert (windows.wait(1, 0.0), windows.wait(2, 0.0)) == (60.0, 0.0)


def test_only_so_many_windows_are_remembered() -> None:
    windows = SlidingWindow(most=1, seconds=60.0, keys=2)
    for key in (1, 2, 3):
        windows.spend(key, 0.0)

    assert [windows.wait(key, 0.0) for key in (3, 2, 1)] == [60.0, 60.0, 0.0]


def test_only_so_many_windows_are_remembered_of_what_others_have_spent() -> None:
    windows = SlidingWindow(most=1, seconds=60.0, keys=2)
    for key in (1, 2, 3):
        windows.set_events(key, (0.0,))

    assert [windows.wait(key, 0.0) > 0 for key in (1, 2, 3)] == [False, True, True]
