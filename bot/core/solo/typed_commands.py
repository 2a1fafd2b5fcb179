"""Typed words that steer the conversation instead of answering the open question."""

from collections.abc import Mapping
from typing import Final

from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import Meant, Understanding, Wants, Wish
from bot.core.kinds.answering import Done
from bot.core.solo.events import Back, Begin, Edit, Finish, NotSure, Resume, Review, SessionEvent, Skip, Stop
from bot.core.solo.position import questions_to_review
from bot.core.solo.session import Session, Stage
from bot.core.typed.clean import key_of
from bot.core.words import steering

AT_WELCOME: Final[Mapping[str, SessionEvent]] = dict.fromkeys(steering.BEGIN, Begin())
ON_HOLD: Final[Mapping[str, SessionEvent]] = dict.fromkeys((*steering.RESUME, *steering.AGREE), Resume())
AFTER_RESULT: Final[Mapping[str, SessionEvent]] = dict.fromkeys(
    (*steering.REVIEW, *steering.CHANGE), Review()
)
AT_REVIEW: Final[Mapping[str, SessionEvent]] = {
    **dict.fromkeys((*steering.FINISH, *steering.AGREE), Finish()),
    **dict.fromkeys(steering.RESUME, Resume()),
    **dict.fromkeys(steering.BACK, Back()),
    **dict.fromkeys(steering.STOP, Stop()),
}
AT_QUESTION: Final[Mapping[Wish, SessionEvent]] = {
    Wish.BACK: Back(),
    Wish.REVIEW: Review(),
    Wish.STOP: Stop(),
}


def event_meant(
    dialog: Dialog, session: Session, open_: str, text: str, read: Understanding
) -> SessionEvent | None:
    """Return the event that a typed text means here; None if it is to be read as an answer.

    open_: what the card asks: a question's id, or `REVIEW`. read: what the text means to it.
    """
    words = key_of(text)
    match session.stage:
        case Stage.STOPPED:
            return ON_HOLD.get(words)
        case Stage.DONE:
            return AFTER_RESULT.get(words)
    if open_ == REVIEW:
        return _at_review(questions_to_review(dialog, session.answers), words)
    question = dialog.questions[open_]
    if question.kind.accepts_any_text and open_ in session.drafts and words in steering.KEEP:
        return Done(open_)
    if session.stage is Stage.WELCOME and words in AT_WELCOME and not isinstance(read, Meant):
        return AT_WELCOME[words]
    return event_wanted(question, read)


def _at_review(asked: tuple[str, ...], words: str) -> SessionEvent | None:
    numbers = {str(number): Edit(question) for number, question in enumerate(asked, 1)}
    return numbers.get(words) or AT_REVIEW.get(words)


def event_wanted(question: Question, read: Understanding) -> SessionEvent | None:
    """Return what a wish does while a question is open; None for an answer, and for a wish that does nothing.

    A wish that is only hinted at is never acted on.
    """
    match read:
        case Wants(Wish.SKIP, is_hinted=False):
            return Skip(question.id)
        case Wants(Wish.UNSURE, is_hinted=False):
            return NotSure(question.id)
        case Wants(Wish.DONE, is_hinted=False):
            return Done(question.id)
        case Wants(wish, is_hinted=False):
            return AT_QUESTION.get(wish)
    return None
