"""What follows a result by consent: when people are written to, how often, and when not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.core.screen.surface import Notice, Role, Show
from bot.core.solo.events import (
    ANOTHER_TIME,
    CHECK_AGAIN,
    CHECK_NO_MORE,
    DONE,
    DROP,
    EVENING,
    FOLLOW_UPS,
    MORNING,
    NO_MESSAGE,
    UNCHANGED,
    WEEK_LATER,
)
from bot.core.solo.follow_up import (
    answer_follow_up,
    close_promise,
    come_due,
    forget_dates,
    make_promise,
    promised_step,
    take_zone,
)
from bot.core.solo.promise import (
    ZONES,
    Moment,
    Promise,
    PromiseEnd,
    PromiseStage,
    local,
    waking_time,
    zones_by_time,
)
from bot.core.solo.session import Session
from bot.core.words import follow_up as words
from bot.core.words import toasts
from tests.example import AT, dog, finished

BELOW, SAME = (Show(Role.FOLLOW_UP, below=True),), (Show(Role.FOLLOW_UP),)
PARIS = 60
"""Minutes east of UTC."""


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def stamp(text: str) -> float:
    return utc(text).timestamp()


def promised(*choices: str, zone: int | None = PARIS) -> Session:
    """A finished session whose first step was promised on Mon 23 Nov, until Mon 30 Nov."""
    session, _ = make_promise(dog(), replace(finished(), zone=zone), AT)
    for choice in choices:
        session, _ = answer_follow_up(session, choice, AT)
    return session


def promise_of(session: Session) -> Promise:
    assert session.promise is not None
    return session.promise


def due(session: Session, text: str, *, is_offered: bool = True) -> tuple[Session, object]:
    return come_due(session, stamp(text), is_offered=is_offered)


# --- the promise ----------------------------------------------------------------------------


def test_a_promise_takes_the_first_step_and_its_day_along_and_asks_when_to_write() -> None:
    session, replies = make_promise(dog(), finished(), AT)

    assert replies == BELOW
    assert session.promise == Promise("Visit the shelter", date(2026, 11, 30), again=date(2027, 2, 21))
    assert promise_of(session).deadline is None


def test_a_step_promised_late_is_due_as_many_days_later() -> None:
    late = utc("2026-12-03T09:00")

    session, _ = make_promise(dog(), finished(), late)

    assert promise_of(session).day == date(2026, 12, 10)


def test_who_takes_part_in_a_group_is_asked_by_the_group_and_can_promise_nothing_here() -> None:
    member = replace(finished(), place="Team North")

    assert promised_step(dog(), member) is None
    assert make_promise(dog(), member, AT) == (member, (Notice(toasts.closed()),))


def test_a_second_tap_on_the_promise_changes_nothing_and_says_so() -> None:
    session = promised(MORNING)

    assert make_promise(dog(), session, AT) == (session, (*SAME, Notice(words.promised_already())))


def test_a_dropped_promise_can_be_made_again_and_its_old_buttons_stay_stale() -> None:
    session = promised(NO_MESSAGE)

    again, replies = make_promise(dog(), session, AT)

    assert replies == BELOW
    assert promise_of(again).stage is PromiseStage.WHEN
    assert promise_of(again).turn == promise_of(session).turn + 1


# --- when to write --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "zone", "expected"),
    [
        (MORNING, 0, "2026-11-30T09:00"),
        (MORNING, PARIS, "2026-11-30T08:00"),
        (EVENING, 330, "2026-11-30T13:30"),
        (EVENING, -480, "2026-12-01T03:00"),
        (MORNING, 780, "2026-11-29T20:00"),
    ],
)
def test_a_time_of_the_day_is_the_persons_own(choice: str, zone: int, expected: str) -> None:
    assert promise_of(promised(choice, zone=zone)).deadline == stamp(expected)


def test_no_time_chosen_means_no_message() -> None:
    for session in (promised(), promised(NO_MESSAGE), promised(MORNING, NO_MESSAGE)):
        assert session.deadline is None
        assert due(session, "2027-11-30T12:00") == (session, ())


def test_who_has_not_said_what_time_it_is_there_is_asked_once() -> None:
    asked = promised(EVENING, zone=None)

    assert promise_of(asked).stage is PromiseStage.ZONE
    assert asked.deadline is None
    session, _ = take_zone(asked, PARIS, AT)
    assert (session.zone, promise_of(session).stage) == (PARIS, PromiseStage.SET)
    assert session.deadline == stamp("2026-11-30T18:00")
    assert take_zone(session, PARIS, AT) == (session, (*SAME, Notice(toasts.closed())))


def test_an_answer_to_times_that_moved_on_is_asked_for_again() -> None:
    asked = promised(MORNING, zone=None)

    session, replies = take_zone(asked, PARIS, utc("2026-11-23T09:16"))

    assert replies == (*SAME, Notice(words.times_moved_on()))
    assert promise_of(session).asked_at == stamp("2026-11-23T09:16")
    assert take_zone(session, PARIS, utc("2026-11-23T09:17"))[0].zone == PARIS


def test_every_zone_that_is_offered_shows_another_time() -> None:
    times = [f"{local(AT.timestamp(), zone):%H:%M}" for zone in zones_by_time(AT.timestamp())]

    assert times == sorted(set(times))
    assert len(times) == len(ZONES)


def test_another_time_asks_again_and_sets_nothing_until_then() -> None:
    session = promised(MORNING, ANOTHER_TIME)

    assert (promise_of(session).stage, session.deadline) == (PromiseStage.WHEN, None)
    assert promise_of(answer_follow_up(session, EVENING, AT)[0]).moment is Moment.EVENING


# --- the reminder ---------------------------------------------------------------------------


def test_nothing_is_written_before_its_time() -> None:
    session = promised(MORNING)

    assert due(session, "2026-11-30T07:59") == (session, ())


def test_the_reminder_comes_once() -> None:
    session, replies = due(promised(MORNING), "2026-11-30T08:00")

    assert replies == BELOW
    assert (promise_of(session).stage, session.deadline) == (PromiseStage.ASKED, None)
    assert due(session, "2026-12-30T08:00") == (session, ())


def test_a_step_brings_two_messages_at_most() -> None:
    first, _ = due(promised(MORNING), "2026-11-30T08:00")
    later, _ = answer_follow_up(first, WEEK_LATER, utc("2026-12-01T20:00"))

    assert later.deadline == stamp("2026-12-08T08:00")
    second, replies = due(later, "2026-12-08T08:00")
    assert replies == BELOW
    assert answer_follow_up(second, WEEK_LATER, utc("2026-12-08T20:00")) == (
        second,
        (*SAME, Notice(toasts.closed())),
    )
    assert promise_of(second).sent == 2


@pytest.mark.parametrize(
    ("choices", "stage", "ending"),
    [
        ((DROP,), PromiseStage.CLOSED, PromiseEnd.DROPPED),
        ((DONE,), PromiseStage.DID, None),
        ((DONE, UNCHANGED), PromiseStage.CLOSED, PromiseEnd.DONE),
    ],
)
def test_an_answer_to_the_reminder_ends_it(
    choices: tuple[str, ...], stage: PromiseStage, ending: PromiseEnd | None
) -> None:
    session, _ = due(promised(MORNING), "2026-11-30T08:00")
    for choice in choices:
        session, _ = answer_follow_up(session, choice, AT)

    assert (promise_of(session).stage, promise_of(session).ending) == (stage, ending)
    assert session.deadline is None


def test_nobody_is_written_to_while_they_sleep() -> None:
    session, replies = due(promised(EVENING), "2026-11-30T20:30")

    assert replies == ()
    assert session.deadline == stamp("2026-12-01T08:00")
    assert due(session, "2026-12-01T08:00")[1] == BELOW


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-30T07:59", "2026-11-30T08:00"),
        ("2026-11-30T08:00", "2026-11-30T08:00"),
        ("2026-11-30T18:59", "2026-11-30T18:59"),
        ("2026-11-30T19:00", "2026-12-01T08:00"),
        ("2026-11-30T23:30", "2026-12-01T08:00"),
    ],
)
def test_people_are_written_to_from_9_to_20_and_woken_at_9(text: str, expected: str) -> None:
    """So nobody is written to before 8 or after 21, even if their clock has changed by an hour meanwhile."""
    assert waking_time(stamp(text), PARIS) == stamp(expected)


def test_a_bot_that_was_down_for_days_writes_late_and_after_a_week_no_more() -> None:
    session = promised(MORNING)

    assert due(session, "2026-12-07T08:00")[1] == BELOW
    missed, replies = due(session, "2026-12-07T08:01")
    assert replies == SAME
    assert (promise_of(missed).ending, missed.deadline) == (PromiseEnd.MISSED, None)


def test_a_bot_that_comes_back_at_night_after_more_than_a_week_writes_no_more_either() -> None:
    missed, replies = due(promised(MORNING), "2026-12-09T02:00")

    assert replies == SAME
    assert (promise_of(missed).ending, missed.deadline) == (PromiseEnd.MISSED, None)


# --- a second look --------------------------------------------------------------------------


def test_a_second_look_is_announced_only_where_somebody_wants_it() -> None:
    session = promised(MORNING, CHECK_AGAIN)

    assert promise_of(session).look_at == stamp("2027-02-21T08:00")
    assert promise_of(answer_follow_up(session, CHECK_NO_MORE, AT)[0]).look_at is None
    reminded, _ = due(session, "2026-11-30T08:00")
    assert reminded.deadline == stamp("2027-02-21T08:00")
    invited, replies = due(reminded, "2027-02-21T08:00")
    assert replies == BELOW
    assert (promise_of(invited).stage, invited.deadline) == (PromiseStage.AGAIN, None)


def test_of_a_reminder_and_a_second_look_that_are_both_late_only_the_second_look_is_sent() -> None:
    session, replies = due(promised(MORNING, CHECK_AGAIN), "2027-03-01T12:00")

    assert replies == BELOW
    assert (promise_of(session).stage, session.deadline) == (PromiseStage.AGAIN, None)


def test_nobody_is_invited_to_look_at_a_dialog_that_is_gone() -> None:
    session = promised(MORNING, CHECK_AGAIN)
    reminded, _ = due(session, "2026-11-30T08:00")

    assert due(reminded, "2027-02-21T08:00", is_offered=False)[1] == ()
    assert due(reminded, "2027-02-21T08:00", is_offered=False)[0].deadline is None


def test_a_second_look_that_came_is_not_offered_once_more() -> None:
    invited, _ = due(promised(MORNING, CHECK_AGAIN), "2027-02-21T08:00")
    ended, _ = answer_follow_up(invited, UNCHANGED, utc("2027-02-21T12:00"))

    after, _ = answer_follow_up(ended, CHECK_AGAIN, utc("2027-02-21T12:00"))

    assert (promise_of(ended).ending, promise_of(ended).again) == (PromiseEnd.DONE, None)
    assert after is ended


def test_a_second_look_is_not_offered_for_a_day_that_has_gone_by() -> None:
    session, _ = answer_follow_up(promised(MORNING), ANOTHER_TIME, utc("2027-02-21T12:00"))

    assert (promise_of(session).stage, promise_of(session).again) == (PromiseStage.WHEN, None)


def test_a_late_tap_on_a_second_look_takes_its_button_away() -> None:
    session, replies = answer_follow_up(promised(MORNING), CHECK_AGAIN, utc("2027-02-21T12:00"))

    assert replies == (*SAME, Notice(toasts.closed()))
    assert (promise_of(session).again, promise_of(session).look_at) == (None, None)


def test_the_second_look_can_be_asked_for_after_the_step_is_done() -> None:
    session, _ = due(promised(MORNING), "2026-11-30T08:00")
    for choice in (DONE, UNCHANGED, CHECK_AGAIN):
        session, _ = answer_follow_up(session, choice, utc("2026-11-30T12:00"))

    assert session.deadline == stamp("2027-02-21T08:00")


# --- ends -----------------------------------------------------------------------------------


def test_who_cannot_be_written_to_is_promised_nothing_any_more() -> None:
    session = forget_dates(promised(MORNING, CHECK_AGAIN))

    assert (session.deadline, promise_of(session).ending) == (None, None)
    assert forget_dates(session) is session


def test_newer_advice_ends_a_promise_of_the_advice_before() -> None:
    session, replies = close_promise(promised(MORNING, CHECK_AGAIN))

    assert replies == SAME
    assert (session.deadline, promise_of(session).ending) == (None, PromiseEnd.NEWER)
    assert close_promise(session) == (session, ())
    assert close_promise(finished()) == (finished(), ())


def test_an_answer_that_does_not_fit_changes_nothing() -> None:
    for session in (promised(), promised(MORNING), promised(NO_MESSAGE)):
        for choice in FOLLOW_UPS:
            after, replies = answer_follow_up(session, choice, AT)
            if after is session:
                assert replies == (*SAME, Notice(toasts.closed()))
            else:
                assert promise_of(after).turn == promise_of(session).turn + 1
                assert after.revision == session.revision + 1
