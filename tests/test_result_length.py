"""The front of a result is short, whatever was answered: the shipped dialogs, over random answer sets."""

import random
from dataclasses import replace

import pytest

from bot.core.dialog.answers import Answers, Value
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import is_on_the_way
from bot.core.dialog.question import Question
from bot.core.solo.engine import begin
from bot.core.solo.result import MOST_WORDS, count_words, render_result
from bot.core.solo.session import Session, Stage
from bot.core.words.english import ENGLISH
from tests.example import AT
from tests.shipped import NAMES, shipped_dialog

SETS = 80
OWN_WORDS = "I have a baby coming in May, and two old parents to look after as well."


def answers_at_random(dialog: Dialog, chance: random.Random) -> Answers:
    """Everything that somebody alone is asked, answered."""
    known: dict[str, Value] = {}
    evidence = Evidence(dialog, known)
    for question in dialog.questions.values():
        if is_on_the_way(question, evidence, known):
            known[question.id] = _answer(question, chance)
    return known


def _answer(question: Question, chance: random.Random) -> Value:
    if question.kind.accepts_any_text:
        return OWN_WORDS
    silences = sorted(question.allow, key=lambda each: each.value)
    return chance.choice([*question.kind.values(question), *silences])


def finished(dialog: Dialog, answers: Answers) -> Session:
    return replace(begin(dialog, 7, 1, 1), stage=Stage.DONE, answers=answers, finished_on=AT.date())


@pytest.mark.parametrize("name", NAMES)
def test_the_front_of_a_result_is_at_most_ninety_words(name: str) -> None:
    dialog = shipped_dialog(name)
    chance = random.Random(name)
    lengths = {}
    for _ in range(SETS):
        answers = answers_at_random(dialog, chance)
        front = render_result(dialog, finished(dialog, answers), ENGLISH)
        lengths[sum(count_words(block.text) for block in front.blocks)] = answers

    assert {length: answers for length, answers in lengths.items() if length > MOST_WORDS} == {}
