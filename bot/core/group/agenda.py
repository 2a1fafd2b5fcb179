"""What a coached group does, step by step: made from its dialog, so that no author writes it twice.

Warm-ups, where everybody stands, the dialog's questions, results, where everybody stands then, a plan. What
the group's coach wrote comes last, so that no other step changes its place; a plan says when it is asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.model import LEANING, Dialog
from bot.core.dialog.question import Question
from bot.core.group.group_questions import (
    OWN,
    READY,
    READY_AFTER,
    ask_leaning_again,
    guess,
    outcome,
    plan,
    readiness,
    reasons,
)
from bot.core.kinds import KINDS

OUTCOMES = "group.outcomes"


class Does(Enum):
    """What a step is for."""

    ASK = "ask"
    RESULTS = "results"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class AgendaStep:
    """One step of an agenda. questions: what it asks; a plan asks several at once, results nothing."""

    does: Does
    questions: tuple[Question, ...] = ()

    @property
    def question(self) -> Question:
        """The one question of a step that asks."""
        return self.questions[0]


@lru_cache(maxsize=256)
def agenda(dialog: Dialog) -> tuple[AgendaStep, ...]:
    """The steps of a dialog in a group, in order."""
    return tuple(_steps(dialog))


def question_of(dialog: Dialog, question: str) -> Question | None:
    """A question that a group is asked by its id; None where there is no such one."""
    return _questions(dialog).get(question)


@lru_cache(maxsize=256)
def _questions(dialog: Dialog) -> Mapping[str, Question]:
    asked = [each for step in agenda(dialog) for each in step.questions]
    kind = dialog.questions[LEANING].kind
    talked = [reasons(each, kind) for each in asked if gives_reasons(each)]
    return {each.id: each for each in (*asked, *talked, outcome(kind))}


def question_ids(dialog: Dialog) -> tuple[str, ...]:
    """Ids of all questions that a group is asked, on its agenda or beside it, sorted."""
    return tuple(sorted(_questions(dialog)))


def gives_reasons(question: Question) -> bool:
    """Whether there is something to talk about: reasons of at least two options."""
    return len([each for each in question.options.values() if each.reasons]) > 1


def can_be_talked_about(question: Question) -> bool:
    """Return whether a group may talk about a question before its totals: as reasons or its coach say."""
    return gives_reasons(question) or question.id.startswith(OWN)


def choices(question: Question) -> tuple[str, ...]:
    """What can be chosen, sorted: what can be tapped, then the ways of not answering."""
    silent = sorted(each.value for each in Silence if each in question.allow)
    return (*sorted(question.kind.tap_ids(question)), *silent)


def chosen(question: Question, choice: str) -> Value:
    """The value of one of the `choices`; of a question that takes several, of that one alone."""
    if choice in question.kind.tap_ids(question):
        return question.kind.take(question, None, choice)
    return Silence(choice)


def _steps(dialog: Dialog) -> Iterator[AgendaStep]:
    together = [each for each in dialog.questions.values() if each.kind.is_counted]
    leaning = dialog.questions[LEANING]
    one = leaning.kind
    has_ticks = any(each.kind.is_ticked for each in together)
    yield from (AgendaStep(Does.ASK, (_open_to_all(each),)) for each in together if each.group.icebreaker)
    yield AgendaStep(Does.ASK, (leaning,))
    if has_ticks:
        yield AgendaStep(Does.ASK, (readiness(READY, KINDS["many"]),))
    for each in together:
        if each.id != LEANING and not each.group.icebreaker:
            if each.group.guess:
                yield AgendaStep(Does.ASK, (guess(each, one),))
            yield AgendaStep(Does.ASK, (_open_to_all(each),))
    yield AgendaStep(Does.RESULTS)
    yield AgendaStep(Does.ASK, (ask_leaning_again(leaning),))
    if has_ticks:
        yield AgendaStep(Does.ASK, (readiness(READY_AFTER, KINDS["many"]),))
    yield AgendaStep(Does.PLAN, plan(one, dialog.wall))
    yield from (AgendaStep(Does.ASK, (each,)) for each in dialog.own)


def _open_to_all(question: Question) -> Question:
    """Let people skip what does not apply to them: a group is asked together, and nobody sees who skips."""
    if question.ask_if is None:
        return question
    return replace(question, allow=question.allow | {Silence.SKIPPED})
