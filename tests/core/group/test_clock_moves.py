"""What is done when a time has come, and nobody asked."""

from dataclasses import replace

from bot.core.dialog.model import Dialog
from bot.core.group import coach_actions
from bot.core.group.deadlines import CROWD, LOOK
from bot.core.group.session import GroupStage, Pending
from tests.example import dog
from tests.groups import rehearsed


def timed(seconds: int) -> Dialog:
    """The dog, in which the group has so long to say where it leans."""
    leaning = dog().questions["leaning"]
    asked = replace(leaning, group=replace(leaning.group, timer=seconds))
    return replace(dog(), questions={**dog().questions, "leaning": asked})


def test_the_time_of_a_question_that_nobody_has_answered_begins_again() -> None:
    group = rehearsed(timed(60), 6)
    group.lead(coach_actions.START)

    group.passes(60)

    assert (group.group.stage, group.group.clock, group.group.closes_at) == (GroupStage.OPEN, 60, None)


def test_the_time_of_a_question_closes_it_where_somebody_has_answered() -> None:
    group = rehearsed(timed(60), 6)
    group.lead(coach_actions.START)
    group.choose(1, "get")

    group.passes(60)

    assert (group.group.stage, group.group.pending) == (GroupStage.CLOSING, Pending.REVEAL)


def test_a_question_that_a_coach_keeps_open_stays_open_after_a_pause_too() -> None:
    group = rehearsed(dog(), CROWD + 1)
    group.lead(coach_actions.START)
    for person in group.seats:
        group.choose(person, "get")
    for _ in range(2):
        group.wait(LOOK)
    assert group.group.stage is GroupStage.CLOSING

    group.lead(coach_actions.CANCEL)
    group.lead(coach_actions.PAUSE)
    group.lead(coach_actions.RESUME)

    assert (group.group.stage, group.group.closes_at) == (GroupStage.OPEN, None)
