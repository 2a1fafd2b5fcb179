from collections.abc import Iterable
from dataclasses import replace

from bot.core.group.plan import lasts, propose
from bot.core.group.plan_moves import step_times_of
from bot.core.group.session import Entry, GroupSession, GroupStage
from bot.core.group.step_times import USUAL, StepTimes, learn_step_times
from bot.core.words import log
from bot.core.words.phrase import Phrase
from tests.example import dog
from tests.groups import COACH, rehearsed

Log = tuple[tuple[float, Phrase], ...]


def logged(*entries: tuple[float, Phrase]) -> Log:
    """A log of what was done, each so many seconds after the one before."""
    at, lines = 1_000.0, []
    for seconds, what in entries:
        at += seconds
        lines.append((at, what))
    return tuple(lines)


def session(answering: float = 100, talk: float = 400, closing: float = 240) -> Log:
    """Two questions, one of them talked about, then the results and the wall."""
    return logged(
        (0, log.opened()),
        (30, log.started()),
        (answering * 0.6, log.closed()),
        (answering * 0.4, log.went_on()),
        (40, log.closing_by_itself()),
        (talk * 0.7, log.asked_again()),
        (talk * 0.2, log.closed()),
        (talk * 0.1, log.went_on()),
        (closing, log.went_on()),
        (closing, log.ended()),
    )


def test_times_are_the_medians_of_what_sessions_took() -> None:
    assert learn_step_times([session(), session(80, 200, 300), session(110, 500, 240)]) == StepTimes(
        100, 400, 240
    )


def test_of_fewer_than_three_sessions_nothing_is_learned() -> None:
    assert learn_step_times([]) == USUAL
    assert learn_step_times([session(), session()]) == USUAL


def test_a_kind_of_step_that_few_sessions_had_keeps_its_usual_time() -> None:
    short = logged((0, log.started()), (70, log.closed()), (30, log.went_on()))
    assert learn_step_times([short, short, session()]) == StepTimes(100, USUAL.talking, USUAL.closing)


def test_a_learned_time_is_at_most_twice_or_half_the_usual_one() -> None:
    assert learn_step_times([session(1_000, 1_150, 1_000)] * 3) == StepTimes(120, 600, 360)
    assert learn_step_times([session(2, 20, 5)] * 3) == StepTimes(30, 150, 90)


def test_a_step_with_a_break_in_it_tells_nothing() -> None:
    paused = logged(
        *((0, log.started()), (20, log.paused()), (9_000, log.resumed()), (20, log.closed())),
        *((50, log.went_on()), (10, log.skipped()), (60, log.closed()), (40, log.went_on())),
    )
    forgotten = logged((0, log.started()), (5_000, log.closed()), (50, log.went_on()))
    assert learn_step_times([paused, paused, session()]) == StepTimes(100, USUAL.talking, USUAL.closing)
    assert learn_step_times([forgotten] * 3) == USUAL


def ended(entries: Log, coach: int = COACH, stage: GroupStage = GroupStage.ENDED) -> GroupSession:
    lines = tuple(Entry(at, "Anna", what) for at, what in entries)
    return replace(rehearsed(dog()).group, coach=coach, stage=stage, log=lines, acted_at=lines[-1].at)


def times_of(groups: Iterable[GroupSession]) -> StepTimes:
    return step_times_of(COACH, groups)


def test_only_sessions_that_the_coach_led_to_the_end_count() -> None:
    mine = [ended(session())] * 3
    assert times_of(mine) == StepTimes(100, 400, 240)
    assert times_of([*mine[:2], ended(session(), coach=77)]) == USUAL
    assert times_of([*mine[:2], ended(session(), stage=GroupStage.OPEN)]) == USUAL


def test_a_slow_group_is_planned_fewer_questions() -> None:
    slow = StepTimes(120, 600, 360)
    assert lasts(dog(), propose(dog(), 20), slow).whole > lasts(dog(), propose(dog(), 20)).whole
    assert len(propose(dog(), 20, times=slow)) < len(propose(dog(), 20))
