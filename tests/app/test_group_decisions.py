"""What the group is told of what somebody does in the private chat."""

from dataclasses import replace
from fractions import Fraction

from bot.app.group_decisions import reached_in_private
from bot.core.dialog.answers import Answers, Silence
from bot.core.group import coach_actions
from bot.core.group.plan import step_names
from bot.core.group.seats import move_to_private
from bot.core.group.session import FoundGroup
from tests.example import dog
from tests.groups import Rehearsed, rehearsed

DOG = dog()


def answers_alone(answers: Answers) -> Rehearsed:
    """A group at a question for some people only; the first person has answered so much in private since."""
    group = rehearsed(DOG, 6)
    names = step_names(DOG)
    group.group = replace(group.group, plan=names)
    group.lead(coach_actions.START)
    group.group = replace(group.group, step=names.index("walk"))
    seat = move_to_private(DOG, group.seats[1], "Team")
    group.seats[1] = replace(seat, session=replace(seat.session, answers=answers))
    found = FoundGroup(group.group, (group.seats[1],))
    group.kept(reached_in_private({DOG.logic_hash: DOG}.get, 1, True, found))
    return group


def test_whoever_goes_on_in_private_past_what_does_not_concern_them_has_skipped_it() -> None:
    """Else the number of answers would tell whom it concerns: in private nobody else is asked."""
    before: Answers = {"leaning": "get", "garden": ("me",)}
    later: Answers = {**before, "hours": Fraction(4)}
    said = [
        answers_alone(answers).seats[1].value("walk")
        for answers in ({**before, "wish": "kids"}, {**later, "wish": "kids"}, {**later, "wish": "friend"})
    ]

    assert said == [None, Silence.SKIPPED, None]
