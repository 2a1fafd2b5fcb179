"""The one message about a promised step, at every place where it can stand."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.screen.button import Button
from bot.core.screen.screen import Screen
from bot.core.solo.events import (
    CHECK_AGAIN,
    DONE,
    DROP,
    EVENING,
    MORNING,
    NO_MESSAGE,
    UNCHANGED,
    WEEK_LATER,
    LookAgain,
)
from bot.core.solo.follow_up import answer_follow_up, close_promise, come_due, forget_dates, make_promise
from bot.core.solo.promise import PromiseEnd
from bot.core.solo.promise_screen import render_promise
from bot.core.solo.session import Session
from bot.core.words.english import ENGLISH
from bot.loader.reading import load_dialog
from tests.example import AT, DOG, dog, finished

MESSAGE = "Hello, may I come and see the dogs?"
STEP = "do: Visit the shelter, by: 7d"
SENDING = load_dialog(DOG.replace(STEP, f'{STEP}, message: "{MESSAGE}"'), "dog.yml")
DUE = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SECOND = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)


def promised(*choices: str, zone: int | None = 0) -> Session:
    session, _ = make_promise(dog(), replace(finished(), zone=zone), AT)
    for choice in choices:
        session, _ = answer_follow_up(session, choice, AT)
    return session


def reminded(*choices: str, at: datetime = DUE) -> Session:
    session, _ = come_due(promised(MORNING), at.timestamp(), is_offered=True)
    for choice in choices:
        session, _ = answer_follow_up(session, choice, at)
    return session


def invited() -> Session:
    session, _ = come_due(promised(MORNING, CHECK_AGAIN), AT.timestamp() + 91 * 86_400, is_offered=True)
    return session


def shown(session: Session) -> Screen:
    screen = render_promise(dog(), session, ENGLISH)
    assert screen is not None
    return screen


def read(session: Session) -> str:
    screen = shown(session)
    rows = [" ".join(f"[{button.label}]" for button in row) for row in screen.rows]
    return "\n".join([*(block.text for block in screen.blocks), *rows])


@pytest.mark.parametrize(
    ("session", "says"),
    [
        (
            promised(),
            "I'd write once, on Mon 30 Nov. When?\nNo tap, no message.\n[Morning] [Evening] [No message]",
        ),
        (
            promised(EVENING),
            "By Mon 30 Nov: Visit the shelter\nI'll write on Mon 30 Nov, at about 19:00 your time.\n"
            "[Also check again on Sun 21 Feb]\n[Another time] [Don't write]",
        ),
        (
            promised(MORNING, CHECK_AGAIN),
            "By Mon 30 Nov: Visit the shelter\nI'll write on Mon 30 Nov, at about 9:00 your time.\n"
            "On Sun 21 Feb I'll also ask whether your answers still hold.\n"
            "[Don't check again]\n[Another time] [Don't write]",
        ),
        (
            promised(NO_MESSAGE),
            "No message, then. The step stays yours:\nVisit the shelter",
        ),
        (
            reminded(),
            "You meant to do this by Mon 30 Nov:\nVisit the shelter\n[Done] [A week later] [Drop it]",
        ),
        (reminded(DROP), "Dropped. I won't write about this step again."),
        (reminded(DONE), "Well done. Did that change an answer?\n[Look again] [No]"),
        (
            reminded(DONE, UNCHANGED),
            "Then your advice still stands, and I won't write about this step again.\n"
            "[Also check again on Sun 21 Feb]",
        ),
        (
            come_due(reminded(WEEK_LATER), SECOND.timestamp(), is_offered=True)[0],
            "You meant to do this by Mon 7 Dec:\nVisit the shelter\nThis is the last time I ask.\n"
            "[Done] [Drop it]",
        ),
        (
            invited(),
            "On Mon 23 Nov, the advice was: Your answers lean towards getting a dog.\n"
            "Has anything changed since?\nIt takes a few taps: I ask only what could change the advice.\n"
            "[Look again] [No]",
        ),
        (
            close_promise(promised(MORNING))[0],
            "You have newer advice, so I won't write about the step from before.",
        ),
        (
            close_promise(invited(), PromiseEnd.LOOKING)[0],
            "You're looking at your answers again, below.",
        ),
        (
            come_due(promised(MORNING), DUE.timestamp() + 8 * 86_400, is_offered=True)[0],
            "I couldn't write when you asked me to, and now it's too late. The step was:\nVisit the shelter",
        ),
    ],
)
def test_the_message_says_where_a_promise_stands(session: Session, says: str) -> None:
    assert read(session) == says


def test_what_time_it_is_is_asked_in_the_order_of_the_clock() -> None:
    screen = shown(promised(MORNING, zone=None))
    times = [button.label for row in screen.rows[:-1] for button in row]

    assert screen.blocks[0].text == "What time is it where you are?"
    assert times == sorted(times)
    assert {"09:00", "10:00", "14:30"} <= set(times)
    assert [len(row) for row in screen.rows] == [5, 5, 5, 5, 5, 4, 1]


def test_who_could_not_be_written_to_is_told_nothing_later() -> None:
    assert render_promise(dog(), forget_dates(promised(MORNING)), ENGLISH) is None
    assert render_promise(dog(), finished(), ENGLISH) is None


def test_looking_again_is_about_the_session_itself() -> None:
    assert Button("Look again", LookAgain(finished().id)) in shown(reminded(DONE)).rows[0]


@pytest.mark.parametrize("session", [promised(MORNING), reminded()], ids=["agreed", "reminder"])
def test_the_message_of_a_step_can_be_copied_where_the_step_stands(session: Session) -> None:
    screen = render_promise(SENDING, session, ENGLISH)

    assert screen is not None
    assert screen.rows[0] == (Button("Copy the message", copy=MESSAGE),)


def test_the_message_of_another_step_is_not_offered_for_this_one() -> None:
    promise = promised(MORNING).promise
    assert promise is not None
    other = replace(promised(MORNING), promise=replace(promise, step="Ask a friend"))

    screen = render_promise(SENDING, other, ENGLISH)

    assert screen is not None
    assert not [button for row in screen.rows for button in row if button.copy]
