"""Any text at any stage: it raises nothing, and nothing changes that the card does not say."""

import random

import pytest

from bot.core.dialog.model import Dialog
from bot.core.solo.engine import begin, step
from bot.core.solo.events import Say
from bot.core.solo.session import Session, Stage
from bot.core.words import typed
from bot.core.words.phrase import verbatim
from tests.core.typed.rows import dialogs
from tests.core.typed.test_rows import made_up_texts
from tests.example import AT

ECHOES = {typed.taken_as(verbatim("")).id, typed.taken_as_with_note(verbatim(""), "").id}
STEERING = ("back", "review", "stop", "continue", "undo", "1", "2", "done", "get my advice", "change 1")
LONGEST_WALK = 60
"""Texts after which a conversation is begun anew."""


def unsaid(before: Session, after: Session) -> list[str]:
    """Return the answers that changed without the card saying so."""
    changed = [each for each, value in after.answers.items() if before.answers.get(each) != value]
    is_echoed = after.remark is not None and after.remark.id in ECHOES
    return [each for each in changed if not (is_echoed and after.echoed == each)]


def walk(dialog: Dialog, texts: list[str]) -> None:
    session = begin(dialog, 1, 1, 1)
    for number, text in enumerate(texts, 1):
        done = step(dialog, session, Say(text, message=number), AT)

        assert session.stage is Stage.STOPPED or unsaid(session, done.session) == [], text
        assert (
            session.drafts == done.session.drafts or done.session.turn > session.turn or done.session.remark
        )
        session = done.session


@pytest.mark.parametrize("number", [3_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_any_text_raises_nothing_and_changes_nothing_that_is_not_echoed(number: int) -> None:
    chance = random.Random(16)
    texts = [chance.choice(STEERING) if chance.random() < 0.2 else each for each in made_up_texts(number)]
    known = list(dialogs().values())
    for at in range(0, number, LONGEST_WALK):
        walk(known[at // LONGEST_WALK % len(known)], texts[at : at + LONGEST_WALK])
