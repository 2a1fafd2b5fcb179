from typing import Any

import pytest

from bot.playground.engine import FakeTelegram
from bot.playground.flood import FloodControl, Limits, Rate, Window
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


def test_a_group_takes_twenty_in_any_minute(clock: Any) -> None:
    flood = FloodControl(clock)

    burst = sends_until_refused(flood, -100)
    clock.passes(59)
    almost = sends_until_refused(flood, -100)
    clock.passes(1)

    assert (burst, almost, sends_until_refused(flood, -100)) == ((20, 60), (0, 1), (20, 60))


def test_limits_can_be_others(clock: Any) -> None:
    flood = FloodControl(clock, Limits(private=Rate(2, 10.0), group=Window(1, 5.0)))

    assert sends_until_refused(flood, 7) == (2, 10)
    assert sends_until_refused(flood, -7) == (1, 5)


async def test_topics_sends_and_edits_share_the_minute_of_their_group(clock: Any) -> None:
    telegram = FakeTelegram(now=clock, floods=Limits(group=Window(2, 60.0)))
    ann = telegram.person("Ann")
    forum = telegram.group("Forum", ann, topics=True)
    topic = ann.at(forum).begins_topic("Jobs")
    given = {"chat_id": forum.id, "text": "x", "message_id": 2}

    answers = [
        await telegram.call("sendMessage", given | {"message_thread_id": topic.id}),
        await telegram.call("editMessageText", given | {"text": "y"}),
        await telegram.call("sendMessage", given),
        await telegram.call("getChat", given),
    ]

    assert [answer.status for answer in answers] == [200, 200, 429, 200]
    assert isinstance(answers[2].body, dict)
    assert answers[2].body["parameters"] == {"retry_after": 60}


def test_all_chats_together_take_thirty_a_second(clock: Any) -> None:
    flood = FloodControl(clock)
    for chat in range(1, 31):
        flood.check(chat)

    with pytest.raises(Refusal, match="Too Many Requests: retry after 1"):
        flood.check(31)
