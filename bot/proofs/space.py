"""The answer sets that a proof is about: every value of every question that rules can tell apart."""

from collections.abc import Iterator, Mapping

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.conditions import fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question


def values_of(question: Question) -> tuple[Value, ...]:
    """Every answer to a question, then the silences it allows; a text counts as one answer."""
    silences = tuple(each for each in Silence if each in question.allow)
    return (*question.kind.values(question), *silences)


def sample_answers(dialog: Dialog, size: int) -> Iterator[Answers]:
    """Complete answer sets that differ much from each other, always the same ones.

    Drawn by a linear congruential sequence (Knuth's MMIX constants), so that nothing is left to chance.
    """
    values: Mapping[str, tuple[Value, ...]] = {
        question.id: values_of(question) for question in dialog.questions.values()
    }
    state = 1
    for _ in range(size):
        known: dict[str, Value] = {}
        evidence = Evidence(dialog, known)
        for question in dialog.questions.values():
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            if fires(question.ask_if, evidence):
                among = values[question.id]
                known[question.id] = among[(state >> 33) % len(among)]
        yield known


def complete_answers(dialog: Dialog, answers: Answers) -> dict[str, Value]:
    """The relevant answers in the order of the dialog, with a first value for a question that has none."""
    known: dict[str, Value] = {}
    evidence = Evidence(dialog, known)
    for question in dialog.questions.values():
        if fires(question.ask_if, evidence):
            is_there = question.id in answers
            known[question.id] = answers[question.id] if is_there else values_of(question)[0]
    return known
