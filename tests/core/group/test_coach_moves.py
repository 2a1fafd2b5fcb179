"""What a coach's actions do, and what they leave as it is."""

import pytest

from bot.core.group import coach_actions
from bot.core.group.session import Pending
from bot.core.screen.surface import Notice
from bot.core.words import coach_toasts
from tests.example import dog
from tests.groups import rehearsed

DOG = dog()


@pytest.mark.parametrize("people", [1, 6, 30])
def test_a_question_that_nobody_has_answered_is_not_closed(people: int) -> None:
    group = rehearsed(DOG, people)
    group.lead(coach_actions.START)
    before = group.group

    change = group.lead(coach_actions.CLOSE)

    assert (change.notice, group.group) == (Notice(coach_toasts.nobody_answered(), alert=True), before)


def test_a_question_that_one_has_answered_is_closed() -> None:
    group = rehearsed(DOG, 6)
    group.lead(coach_actions.START)
    group.choose(1, next(iter(group.step.question.options)))

    change = group.lead(coach_actions.CLOSE)

    assert (change.notice, group.group.pending) == (None, Pending.REVEAL)
