"""What is said to a typed text that is no answer."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import can_finish, expected, replay
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import NotUnderstood, Understanding, Wants, Wish
from bot.core.solo.session import Session, Stage
from bot.core.typed.clean import key_of
from bot.core.typed.consent import is_hesitation
from bot.core.typed.languages import language_of
from bot.core.typed.reader import read_beside_questions
from bot.core.words import menus, toasts, typed
from bot.core.words.lines import shorten_line
from bot.core.words.other_languages import LINES
from bot.core.words.phrase import Phrase

OUT_OF_PLACE: Final[Mapping[Stage, Phrase]] = {
    Stage.STOPPED: toasts.on_hold(),
    Stage.DONE: toasts.finished(),
}
"""The answer to something that does not fit where the conversation stands."""

WEIGHTS: Final = (Wish.SELF_HARM, Wish.JOB_FEAR, Wish.LOW)
"""What is answered in a message of its own, and leaves no trace."""
LONGEST_QUOTE: Final = 40
_ANYWHERE: Final[Mapping[Wish, Callable[[], Phrase]]] = {
    Wish.THANKS: typed.welcome,
    Wish.HELLO: typed.hello,
    Wish.HUMAN: typed.no_human,
    Wish.PRIVACY: menus.what_is_kept,
    Wish.ABUSE: typed.annoyed,
}
"""What is said to a wish wherever the conversation stands."""
_OFFERED: Final[Mapping[Wish, Callable[[], Phrase]]] = {
    Wish.BACK: typed.offer_back,
    Wish.STOP: typed.offer_stop,
    Wish.REVIEW: typed.offer_review,
}
"""What is offered where a text only hints at a wish."""
WITH_WHY: Final = frozenset(
    each.id for each in (typed.explanation("", ""), typed.no_explanation(""), typed.reason(""))
)
"""Remarks that say why a question is asked."""
WITH_STOP: Final = frozenset({typed.annoyed().id, typed.offer_stop().id})
"""Remarks below which the card offers to stop."""
WITH_HELP: Final = frozenset(
    each.id
    for each in (typed.not_found(""), typed.still_not_found(), typed.not_that(), typed.what_comes_closest())
)
"""Remarks below which the card offers to explain its question."""


def weight_reply(wish: Wish, safety_line: str) -> Phrase:
    """Return what is said to somebody on whom something weighs. safety_line: the operator's, or ""."""
    if wish is Wish.JOB_FEAR:
        return typed.job_fear()
    if wish is Wish.LOW:
        return typed.hard_day()
    return typed.danger_with_line(safety_line) if safety_line else typed.danger()


def weight_heard(text: str, safety_line: str) -> Phrase | None:
    """Return what is said to a text of somebody on whom something weighs, where no question is open."""
    read = read_beside_questions(text)
    if isinstance(read, Wants) and read.wish in WEIGHTS:
        return weight_reply(read.wish, safety_line)
    return None


def reply_to(
    dialog: Dialog, session: Session, question: Question | None, read: Understanding, text: str
) -> Phrase:
    """Return what is said to a text that was no answer; never the line that the card shows already."""
    wished = _of_wish(dialog, session, question, read, text) if isinstance(read, Wants) else None
    phrase = wished or (_not_understood(read, text) if question else _what_works(dialog, session))
    is_again = session.remark is not None and session.remark.id == phrase.id
    if not is_again:
        return phrase
    if phrase.id == typed.not_found("").id:
        return typed.still_not_found()
    if phrase in (typed.how_to_review(), typed.how_to_review_so_far()):
        return typed.still_how_to_review()
    if phrase != session.remark:
        return phrase
    return typed.help_here() if question else toasts.use_the_buttons()


def _what_works(dialog: Dialog, session: Session) -> Phrase:
    """Return what can be typed where no question is open."""
    match session.stage:
        case Stage.DONE:
            return OUT_OF_PLACE[Stage.DONE]
        case Stage.STOPPED:
            return typed.how_to_resume()
    is_whole = can_finish(dialog, session.answers)
    return typed.how_to_review() if is_whole else typed.how_to_review_so_far()


def _not_understood(read: Understanding, text: str) -> Phrase:
    if isinstance(read, NotUnderstood):
        if read.because is not None:
            return read.because
        if read.is_negated:
            is_bare = len(text.split()) == 1
            return typed.what_comes_closest() if is_bare else typed.not_that()
    return typed.not_found(shorten_line(text, LONGEST_QUOTE))


def _of_wish(
    dialog: Dialog, session: Session, question: Question | None, wants: Wants, text: str
) -> Phrase | None:
    """Return what is said to a wish here; None for one that nothing is said to."""
    if wants.wish in _ANYWHERE:
        return _ANYWHERE[wants.wish]()
    if wants.wish is Wish.LANGUAGE:
        line = LINES.get(language_of(text))
        return typed.only_english_with(line) if line else typed.only_english()
    if question is None:
        return _beside_questions(session, wants.wish)
    if wants.is_hinted and wants.wish in _OFFERED:
        return _OFFERED[wants.wish]()
    if wants.wish in (Wish.PROGRESS, Wish.ADVICE):
        left = _questions_left(dialog, session)
        return typed.to_go(left) if wants.wish is Wish.PROGRESS else typed.no_decision(left)
    if wants.wish is Wish.NOD:
        return _to_nod(question, text)
    return _about_question(question, wants.wish)


def _beside_questions(session: Session, wish: Wish) -> Phrase | None:
    """Return what is said to a wish where no question is open."""
    if session.stage is Stage.DONE:
        if wish in (Wish.WHY, Wish.EXPLAIN):
            return typed.where_reasons_are()
        return typed.how_to_start_over_later() if wish is Wish.RESTART else None
    return None


def _to_nod(question: Question, text: str) -> Phrase:
    """Return what is said to "ok", and to "hm" or "yes?", whose writer thinks or wonders."""
    if question.kind.is_typed:
        return typed.no_hurry_typing()
    is_unsure = is_hesitation(key_of(text)) or text.rstrip().endswith("?")
    return typed.no_hurry() if is_unsure else typed.which_then()


def _about_question(question: Question, wish: Wish) -> Phrase | None:
    match wish:
        case Wish.HELP:
            return typed.help_typing() if question.kind.is_typed else typed.help_here()
        case Wish.RESTART:
            return typed.how_to_start_over()
        case Wish.EXPLAIN if question.help:
            return typed.explanation(question.help, question.why)
        case Wish.EXPLAIN:
            return typed.no_explanation(question.why)
        case Wish.WHY:
            return typed.reason(question.why)
        case Wish.NOTHING_FITS:
            return typed.take_the_nearest_or_leave_it() if question.allow else typed.take_the_nearest()
        case Wish.UNSURE | Wish.SKIP:
            return typed.offer_silence() if question.allow else toasts.must_answer()
    return None


def _questions_left(dialog: Dialog, session: Session) -> int:
    position = replay(dialog, session.answers)
    return max(1, expected(dialog, position.answers) - len(position.path))
