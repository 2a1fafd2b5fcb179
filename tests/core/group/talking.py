"""A group whose every option has a reason, so that it talks where it is split."""

from dataclasses import replace
from functools import cache

from bot.core.dialog.model import LEANING, Dialog
from bot.core.dialog.question import Question
from bot.core.group import coach_actions
from bot.core.group.session import GroupStage
from tests.example import dog
from tests.groups import Rehearsed, rehearsed


@cache
def talkative(*, sensitive: bool = False) -> Dialog:
    """The dog with a reason for every option but the leaning's, so that groups talk and answer again."""

    def with_reasons(question: Question) -> Question:
        options = {name: replace(each, reasons=(f"Why {name}?",)) for name, each in question.options.items()}
        rules = replace(question.group, sensitive=sensitive)
        return replace(question, options=options, group=rules)

    asked = {name: each if name == LEANING else with_reasons(each) for name, each in dog().questions.items()}
    return replace(dog(), questions=asked)


def talking(people: int, *, sensitive: bool = False) -> Rehearsed:
    """A group that talks about the first question that it is split over."""
    group = rehearsed(talkative(sensitive=sensitive), people)
    group.lead(coach_actions.START)
    while group.group.stage is not GroupStage.TALK:
        options = list(group.step.question.options)
        for person in group.seats:
            group.choose(person, options[0] if person % 2 else options[-1])
        group.reveal()
        if group.group.stage is GroupStage.SHOWN:
            group.lead(coach_actions.NEXT)
    return group
