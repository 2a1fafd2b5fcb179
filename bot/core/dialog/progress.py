"""Where a person is: one `transitions` machine per dialog, and the replay of answers on it.

The machine is derived, never written: a state for each question, then `review`, then
`result`. Each question leads to every later one, guarded by that one's `ask_if`, which
looks only at earlier answers; so there is no loop and no dead end. No state is ever
stored: it is what a replay of the answers leads to.

A question for groups only is no place to be in: it is passed where a group has answered it, and
passed over where none has.

Guards are closures of ours. A string would be imported and called by `transitions`
(core.py, resolve_callable), so none from a dialog ever reaches it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from transitions import EventData, Machine

from bot.core.dialog.answers import Answers, Value
from bot.core.dialog.conditions import fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question

START, REVIEW, RESULT = "start", "review", "result"
ADVANCE, FINISH = "advance", "finish"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a replay ended.

    here: id of the first relevant question without an answer, or `REVIEW`.
    path: relevant answered questions, in order. answers: those of the path.
    """

    here: str
    path: tuple[str, ...]
    answers: Answers


class ReplayCursor:
    """What the machine moves during one replay; discarded afterwards."""

    __slots__ = ("evidence", "given", "state")

    def __init__(self, evidence: Evidence, given: Answers, state: str = START) -> None:
        self.evidence = evidence
        self.given = given
        self.state = state


def replay(dialog: Dialog, answers: Answers) -> Position:
    """Follow the answers from the start, as far as they go.

    Answers to questions that are not relevant are ignored. Where a tap has led is asked for again when its
    card is drawn, and with the next tap, so the last positions are remembered.
    """
    return _replayed(dialog, frozenset(answers.items()))


@lru_cache(maxsize=1024)
def _replayed(dialog: Dialog, items: frozenset[tuple[str, Value]]) -> Position:
    answers = dict(items)
    advance = question_machine(dialog).events[ADVANCE]
    known: dict[str, Value] = {}
    cursor = ReplayCursor(Evidence(dialog, known), answers)
    while True:
        if not advance.trigger(cursor):
            raise AssertionError(f"{dialog.id}: no way leads on from {cursor.state}")
        here = cursor.state
        if here == REVIEW or here not in answers:
            return Position(here, tuple(known), known)
        known[here] = answers[here]


def walk(dialog: Dialog, answers: Answers) -> Position:
    """Return what `replay` returns, without the machine: fast enough to score thousands of answer sets."""
    known: dict[str, Value] = {}
    evidence = Evidence(dialog, known)
    for question in dialog.questions.values():
        if is_on_the_way(question, evidence, answers):
            if question.id not in answers:
                return Position(question.id, tuple(known), known)
            known[question.id] = answers[question.id]
    return Position(REVIEW, tuple(known), known)


def is_on_the_way(question: Question, evidence: Evidence, given: Answers) -> bool:
    """Return whether a way through the dialog comes by a question. given: answers, relevant or not."""
    return (not question.group.only or question.id in given) and fires(question.ask_if, evidence)


def relevant(dialog: Dialog, answers: Answers) -> dict[str, Value]:
    """Return the answers whose questions are relevant, even after one that is still open."""
    known: dict[str, Value] = {}
    evidence = Evidence(dialog, known)
    for question in dialog.questions.values():
        if question.id in answers and fires(question.ask_if, evidence):
            known[question.id] = answers[question.id]
    return known


def gaps(dialog: Dialog, answers: Answers) -> frozenset[str]:
    """Return the ids of the questions still to be answered. answers: only `relevant` ones."""
    evidence = Evidence(dialog, answers)
    left = (each for each in dialog.questions.values() if each.id not in answers)
    return frozenset(each.id for each in left if is_on_the_way(each, evidence, answers))


def can_finish(dialog: Dialog, answers: Answers) -> bool:
    """Return whether the answers are complete, so that the review can lead on to the result."""
    cursor = ReplayCursor(Evidence(dialog, answers), answers, replay(dialog, answers).here)
    trigger = question_machine(dialog).events[FINISH]
    return cursor.state == REVIEW and bool(trigger.trigger(cursor)) and cursor.state == RESULT


@lru_cache(maxsize=256)
def question_machine(dialog: Dialog) -> Machine:
    """Return the state machine of a dialog; it holds no session, so all sessions share it."""
    logging.getLogger("transitions").setLevel(logging.WARNING)  # it logs answers' objects at INFO
    questions = list(dialog.questions.values())
    built = Machine(
        model=None,
        states=[START, *dialog.questions, REVIEW, RESULT],
        initial=START,
        auto_transitions=False,
        send_event=True,
    )
    for index, source in enumerate([START, *dialog.questions]):
        for question in questions[index:]:
            if question.ask_if is None and not question.group.only:
                built.add_transition(ADVANCE, source, question.id)
                break
            built.add_transition(ADVANCE, source, question.id, conditions=_guard(question))
        else:
            built.add_transition(ADVANCE, source, REVIEW)
    built.add_transition(FINISH, REVIEW, RESULT)
    return built


def _guard(question: Question) -> Callable[[EventData], bool]:
    def is_next(event: EventData) -> bool:
        cursor = cast("ReplayCursor", event.model)
        return is_on_the_way(question, cursor.evidence, cursor.given)

    return is_next


def expected(dialog: Dialog, answers: Answers) -> int:
    """Estimate how many questions there will be: one not yet ruled in or out counts half."""
    evidence = Evidence(dialog, answers)
    held = [
        True if question.ask_if is None else question.ask_if.holds(evidence)
        for question in dialog.questions.values()
        if not question.group.only or question.id in answers
    ]
    return held.count(True) + (held.count(None) + 1) // 2
