"""So much at once, then so much a second."""

from bot.buckets import Buckets


def test_a_burst_passes_and_the_next_one_waits_its_time() -> None:
    buckets = Buckets(burst=2, rate=0.5)

    taken = [buckets.take(1, 100.0) for _ in range(3)]

    assert taken == [True, True, False]
    assert buckets.wait(1, 100.0) == 2.0
    assert buckets.take(1, 102.0)


def test_keys_do_not_share() -> None:
    buckets = Buckets(burst=1, rate=1)
    buckets.take(1, 0.0)

    assert buckets.take(2, 0.0)


def test_what_is_spent_in_advance_is_waited_for() -> None:
    buckets = Buckets(burst=1, rate=1)
    for _ in range(3):
        buckets.spend(1, 0.0)

    assert buckets.wait(1, 0.0) == 3.0


def test_a_clock_put_forward_gives_no_more_than_a_burst() -> None:
    buckets = Buckets(burst=2, rate=1)
    buckets.spend(1, 0.0)

    assert [buckets.take(1, 90_000.0) for _ in range(3)] == [True, True, False]


def test_a_clock_put_back_stops_no_bucket_from_filling() -> None:
    buckets = Buckets(burst=1, rate=1)
    buckets.spend(1, 90_000.0)

    assert not buckets.take(1, 0.0)
    assert buckets.take(1, 1.0)


def test_only_so_many_keys_are_remembered() -> None:
    buckets = Buckets(burst=1, rate=0.001, most=2)
    for key in (1, 2, 3):
        buckets.take(key, 0.0)

    assert buckets.take(1, 0.0)
    assert not buckets.take(3, 0.0)
