from typing import Any

import pytest

from bot.playground.flood import FloodControl
from bot.playground.refusals import Refusal


def sends_until_refused(flood: FloodControl, chat: int) -> tuple[int, int]:
    """How many calls pass, and the seconds to wait after them."""
    for passed in range(1000):
        wait = seconds_to_wait(flood, chat)
        if wait:
            return passed, wait
    raise AssertionError("never refused")


def seconds_to_wait(flood: FloodControl, chat: int) -> int:
    try:
        flood.check(chat)
    except Refusal as refused:
        return int((refused.parameters or {})["retry_after"])
    return 0


def test_a_private_chat_takes_a_burst_and_then_one_a_second(clock: Any) -> None:
    flood = FloodControl(clock)

    burst = sends_until_refused(flood, 7)
    clock.passes(2)
    later = sends_until_refused(flood, 7)

    assert (burst, later) == ((5, 1), (2, 1))


def test_a_group_takes_twenty_a_minute(clock: Any) -> None:
    flood = FloodControl(clock)

    burst = sends_until_refused(flood, -100)
    clock.passes(60)

    assert (burst, sends_until_refused(flood, -100)) == ((20, 3), (20, 3))


def test_all_chats_together_take_thirty_a_second(clock: Any) -> None:
    flood = FloodControl(clock)
    for chat in range(1, 31):
        flood.check(chat)

    with pytest.raises(Refusal, match="Too Many Requests: retry after 1"):
        flood.check(31)
