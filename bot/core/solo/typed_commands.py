"""Typed words that steer the conversation instead of answering the open question."""

from collections.abc import Mapping
from typing import Final

from bot.core.dialog.answers import Silence
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW
from bot.core.dialog.question import Question
from bot.core.kinds.answering import Done
from bot.core.kinds.typed import plain
from bot.core.solo.events import Back, Begin, Edit, Finish, NotSure, Resume, Review, SessionEvent, Skip, Stop
from bot.core.solo.position import questions_to_review
from bot.core.solo.session import Session, Stage
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
AT_QUESTION: Final[Mapping[str, SessionEvent]] = {
    **dict.fromkeys(steering.BACK, Back()),
    **dict.fromkeys(steering.REVIEW, Review()),
    **dict.fromkeys(steering.STOP, Stop()),
}


def event_meant(dialog: Dialog, session: Session, open_: str, text: str) -> SessionEvent | None:
    """Return the event that a typed text means here; None if it is to be read as an answer.

    open_: what the card asks: a question's id, or `REVIEW`.
    """
    words = plain(text)
    match session.stage:
        case Stage.WELCOME:
            return AT_WELCOME.get(words)
        case Stage.STOPPED:
            return ON_HOLD.get(words)
        case Stage.DONE:
            return AFTER_RESULT.get(words)
    if open_ == REVIEW:
        return _at_review(questions_to_review(dialog, session), words)
    return _at_question(session, dialog.questions[open_], words)


def _at_review(asked: tuple[str, ...], words: str) -> SessionEvent | None:
    numbers = {str(number): Edit(question) for number, question in enumerate(asked, 1)}
    return numbers.get(words) or AT_REVIEW.get(words)


def _at_question(session: Session, question: Question, words: str) -> SessionEvent | None:
    """Prefer an option of that name; where any text is an answer, only a word that does something steers."""
    if any(plain(option.text) == words for option in question.options.values()):
        return None
    meant: dict[str, SessionEvent] = dict.fromkeys(steering.SKIP, Skip(question.id))
    is_free = question.kind.accepts_any_text
    if not is_free or Silence.UNSURE in question.allow:
        meant |= dict.fromkeys(steering.NOT_SURE, NotSure(question.id))
    if not is_free or question.id in session.drafts:
        meant |= dict.fromkeys(steering.KEEP, Done(question.id))
    return meant.get(words) or AT_QUESTION.get(words)
