"""A Telegram in process, with a clock that tests turn by hand, and one person in it."""

import pytest

from bot.playground.engine import FakeTelegram
from bot.playground.people import Person


class Clock:
    """Unix seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds

    def passes(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(clock: Clock) -> FakeTelegram:
    return FakeTelegram(now=clock, slows_repeats=False)


@pytest.fixture
def ann(telegram: FakeTelegram) -> Person:
    """Somebody who has written to the bot; nothing of it is in the queue."""
    person = telegram.person("Ann", id=7, language_code="en")
    person.sends("/start")
    telegram.updates.waiting.clear()
    return person
