"""Typed words that steer the conversation instead of answering the open question."""

from collections.abc import Mapping
from typing import Final

from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW, can_finish
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import Meant, Understanding, Wants, Wish
from bot.core.kinds.answering import Done
from bot.core.solo.events import (
    Back,
    Begin,
    Edit,
    Finish,
    NotSure,
    OpenPage,
    Resume,
    Review,
    SessionEvent,
    Skip,
    Stop,
    TakeMaybe,
    Undo,
)
from bot.core.solo.session import Session, ShownPage, Stage
from bot.core.solo.turns import questions_to_review
from bot.core.typed.clean import key_of
from bot.core.typed.consent import is_yes
from bot.core.typed.places import place_named
from bot.core.typed.wishes import without_politeness
from bot.core.words import steering

ON_HOLD: Final[Mapping[Wish, SessionEvent]] = {Wish.BACK: Resume(), Wish.DONE: Resume()}
AFTER_RESULT: Final[Mapping[Wish, SessionEvent]] = {Wish.BACK: Review(), Wish.REVIEW: Review()}
AT_REVIEW: Final[Mapping[Wish, SessionEvent]] = {
    Wish.BACK: Back(),
    Wish.STOP: Stop(),
    Wish.RESTART: Stop(),
    Wish.DONE: Finish(),
    Wish.ADVICE: Finish(),
}
AT_QUESTION: Final[Mapping[Wish, SessionEvent]] = {
    Wish.BACK: Back(),
    Wish.REVIEW: Review(),
    Wish.STOP: Stop(),
    Wish.RESTART: Stop(),
}
"""What a wish does, by what is on show. The card on hold has the button that begins anew."""


def event_meant(
    dialog: Dialog, session: Session, open_: str, text: str, read: Understanding
) -> SessionEvent | None:
    """Return the event that a typed text means here; None if it is to be read as an answer.

    open_: what the card asks: a question's id, or `REVIEW`. read: what the text means to it.
    """
    words = key_of(text)
    core = without_politeness(words)
    match session.stage:
        case Stage.STOPPED:
            is_resumed = is_yes(words) or not {words, core}.isdisjoint((*steering.RESUME, *steering.BEGIN))
            return Resume() if is_resumed else _of_wish(ON_HOLD, read)
        case Stage.DONE:
            wished = Review() if words in steering.CHANGE else _of_wish(AFTER_RESULT, read)
            return _front_first(session, wished, read)
    if open_ == REVIEW:
        return _undo_first(session, _at_review(dialog, session, text, read))
    question = dialog.questions[open_]
    if question.kind.accepts_any_text and words in steering.KEEP:
        if session.maybe:
            return TakeMaybe("0")
        if open_ in session.drafts:
            return Done(open_)
    if session.stage is Stage.WELCOME and words in steering.BEHIND:
        return OpenPage(ShownPage.ABOUT.value)
    is_answer = isinstance(read, Meant) and not question.kind.accepts_any_text
    if session.stage is Stage.WELCOME and not is_answer and not {words, core}.isdisjoint(steering.BEGIN):
        return Begin()
    return _front_first(session, _undo_first(session, event_wanted(question, read)), read)


def _front_first(session: Session, event: SessionEvent | None, read: Understanding) -> SessionEvent | None:
    """Return the event; where a page is open, back leads from it to the front."""
    is_back = isinstance(read, Wants) and read.wish is Wish.BACK and not read.is_hinted
    return OpenPage(ShownPage.FRONT.value) if is_back and session.page is not ShownPage.FRONT else event


def _undo_first(session: Session, event: SessionEvent | None) -> SessionEvent | None:
    """Return the event; where a typed answer can be undone, that is the way back."""
    return Undo() if session.echoed and event == Back() else event


def _of_wish(events: Mapping[Wish, SessionEvent], read: Understanding) -> SessionEvent | None:
    """Return what a wish does; None for one that does nothing, and for one that is only hinted at."""
    return events.get(read.wish) if isinstance(read, Wants) and not read.is_hinted else None


def _at_review(dialog: Dialog, session: Session, text: str, read: Understanding) -> SessionEvent | None:
    """Return what a text does among all answers: change one, get the advice, go on, go back, stop."""
    listed = questions_to_review(dialog, session.answers)
    place = place_named(text)
    if place is not None and 1 <= place <= len(listed):
        return Edit(listed[place - 1])
    words = key_of(text)
    core = without_politeness(words)
    if not {words, core}.isdisjoint(steering.RESUME):
        return Resume()
    is_agreed = is_yes(words) or not {words, core}.isdisjoint(steering.FINISH)
    event = Finish() if is_agreed else _of_wish(AT_REVIEW, read)
    return Resume() if event == Finish() and not can_finish(dialog, session.answers) else event


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
    return _of_wish(AT_QUESTION, read)
