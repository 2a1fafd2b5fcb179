"""Typed words that steer the conversation instead of answering the open question."""

from collections.abc import Mapping

from bot.core.dialog.answers import Silence
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW
from bot.core.dialog.question import Question
from bot.core.kinds.answering import Done
from bot.core.kinds.typed import plain
from bot.core.solo.events import Back, Begin, Edit, Finish, NotSure, Resume, Review, SessionEvent, Skip, Stop
from bot.core.solo.position import reviewed
from bot.core.solo.session import Session, Stage

BEGINNING: Mapping[str, SessionEvent] = dict.fromkeys(("begin", "start", "yes", "ok", "go"), Begin())
RESUMING: Mapping[str, SessionEvent] = dict.fromkeys(("go on", "continue", "resume", "yes", "ok"), Resume())
REOPENING: Mapping[str, SessionEvent] = dict.fromkeys(("review", "change", "change an answer"), Review())
NOT_SURE = ("not sure", "unsure", "don't know", "i don't know", "?")
REVIEWING: Mapping[str, SessionEvent] = {
    **dict.fromkeys(("get my advice", "advice", "finish", "done", "yes", "ok"), Finish()),
    **dict.fromkeys(("go on", "continue"), Resume()),
    "back": Back(),
    "stop": Stop(),
}


def event_meant(dialog: Dialog, session: Session, open_: str, text: str) -> SessionEvent | None:
    """The event that a typed text means here; None when it is to be read as an answer.

    open_: what the card asks: a question's id, or `REVIEW`.
    """
    words = plain(text)
    match session.stage:
        case Stage.WELCOME:
            return BEGINNING.get(words)
        case Stage.STOPPED:
            return RESUMING.get(words)
        case Stage.DONE:
            return REOPENING.get(words)
    if open_ == REVIEW:
        return _at_review(reviewed(dialog, session), words)
    return _at_question(session, dialog.questions[open_], words)


def _at_review(asked: tuple[str, ...], words: str) -> SessionEvent | None:
    numbers = {str(number): Edit(question) for number, question in enumerate(asked, 1)}
    return numbers.get(words) or REVIEWING.get(words)


def _at_question(session: Session, question: Question, words: str) -> SessionEvent | None:
    """A word that is also an option is an answer; where any text is one, only what leads somewhere steers."""
    if any(plain(option.text) == words for option in question.options.values()):
        return None
    steering: dict[str, SessionEvent] = {"back": Back(), "review": Review(), "stop": Stop()}
    steering |= dict.fromkeys(("skip", "skip this"), Skip(question.id))
    is_free = question.kind.accepts_any_text
    if not is_free or Silence.UNSURE in question.allow:
        steering |= dict.fromkeys(NOT_SURE, NotSure(question.id))
    if not is_free or question.id in session.drafts:
        steering |= dict.fromkeys(("done", "keep"), Done(question.id))
    return steering.get(words)
