"""What one event did to a session: where it stands, how it moves on, its answers, and the pages it shows."""

from dataclasses import dataclass, replace
from typing import Final

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW, Position, relevant
from bot.core.dialog.question import Question
from bot.core.screen.button import Button
from bot.core.screen.fitting import split_blocks
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Reply, Role, Show
from bot.core.solo.events import Doubt, Exclude, Include, OpenPage, PageEvent, TurnTo
from bot.core.solo.session import Recheck, Session, ShownPage, Stage
from bot.core.words import buttons
from bot.core.words.phrase import Phrase, Words, verbatim

CARD = Show(Role.CARD)
CARD_BELOW = Show(Role.CARD, below=True)


@dataclass(frozen=True, slots=True)
class StepResult:
    """What one event did: the session after it, and what is to be shown."""

    session: Session
    replies: tuple[Reply, ...] = ()


def next_turn(session: Session, remark: Phrase | None = None) -> StepResult:
    """Move the session on: every button shown before is stale from now on."""
    after = replace(
        session,
        remark=remark,
        maybe=(),
        echoed="",
        typed_in=0,
        is_covered=False,
        page=ShownPage.FRONT,
        picks=(),
        part=0,
        turn=session.turn + 1,
        revision=session.revision + 1,
    )
    return StepResult(after, (CARD,))


def show_remark(session: Session, remark: Phrase) -> StepResult:
    """Say something once on the card, which moves to the end of the chat."""
    after = replace(
        session, remark=remark, maybe=(), echoed="", part=0, is_covered=False, revision=session.revision + 1
    )
    return StepResult(after, (CARD_BELOW,))


# --- where a session stands -------------------------------------------------------------


def open_in(session: Session, position: Position) -> str:
    """Return what the card of a session asks: a question's id, or `REVIEW`."""
    if session.editing is not None:
        return session.editing
    if session.reviewing:
        return REVIEW
    return asked_again(session) or position.here


def asked_again(session: Session) -> str | None:
    """Return the question that is asked again next, of an earlier result; None for none."""
    recheck = session.recheck
    if recheck is None:
        return None
    return next((each for each in recheck.ask[recheck.at :] if each in session.answers), None)


def recheck_after(recheck: Recheck | None, question: str) -> Recheck | None:
    """Return how far an earlier result was looked at, once a question was answered."""
    if recheck is None or question not in recheck.ask:
        return recheck
    return replace(recheck, at=max(recheck.at, recheck.ask.index(question) + 1))


def recheck_before(session: Session) -> Recheck | None:
    """Return the look at an earlier result one question back; None at its first."""
    recheck = session.recheck
    if recheck is None:
        return None
    earlier = (at for at in range(recheck.at - 1, -1, -1) if recheck.ask[at] in session.answers)
    before = next(earlier, None)
    return None if before is None else replace(recheck, at=before)


def questions_to_review(dialog: Dialog, answers: Answers) -> tuple[str, ...]:
    """Return ids of the questions whose answers the review lists, in order; a note has none to change."""
    return tuple(each for each in answers if dialog.questions[each].kind.expects_answer)


# --- answers ----------------------------------------------------------------------------


def answer_question(dialog: Dialog, session: Session, question: Question, value: Value) -> StepResult:
    """Record an answer. Later answers stay; those no longer relevant become drafts."""
    answers = {**session.answers, question.id: value}
    kept = relevant(dialog, answers)
    drafts = without(session.drafts, question.id) | without(answers, *kept)
    notes = [question.options[each].note for each in _option_ids(question, value)]
    shown = " ".join(note for note in notes if note)
    remark = verbatim(shown) if shown else None
    seen = recheck_after(session.recheck, question.id)
    asked = replace(session, stage=Stage.ASKING, answers=kept, drafts=drafts, editing=None, recheck=seen)
    return next_turn(asked, remark)


def _option_ids(question: Question, value: Value) -> tuple[str, ...]:
    return () if isinstance(value, Silence) else question.kind.options_of(question, value)


def save_ticks(session: Session, question: Question, ticks: Value) -> StepResult:
    """Keep what is ticked so far."""
    if session.drafts.get(question.id) == ticks:
        return StepResult(session)
    drafts = {**session.drafts, question.id: ticks}  # its buttons stay valid, so it is the same turn
    asked = replace(session, stage=Stage.ASKING, drafts=drafts, remark=None, maybe=(), echoed="")
    after = replace(asked, page=ShownPage.FRONT, revision=session.revision + 1)
    return StepResult(after, (CARD,))


def without(answers: Answers, *questions: str) -> dict[str, Value]:
    """Return the answers but for those to some questions."""
    return {question: value for question, value in answers.items() if question not in questions}


# --- pages ------------------------------------------------------------------------------
# A page is all that is stored of it, and turning to the one on show changes nothing. So a doubled tap does
# no harm, and after a restart the message shows the page it showed before.

SHARING: Final = (ShownPage.SHARE, ShownPage.SHARE_REASONS)
"""What others would see, without and with reasons."""

OF_WELCOME: Final = frozenset({ShownPage.FRONT, ShownPage.ABOUT})
OF_RESULT: Final = frozenset(ShownPage) - {ShownPage.ABOUT}


def turn_page(session: Session, event: PageEvent) -> Session:
    """Return the session with the page that an event asks for; the same session where nothing changes."""
    page, picks = session.page, session.picks
    match event:
        case TurnTo(part):
            return turn_part(session, int(part))
        case OpenPage(name):
            page = ShownPage(name)
            picks = session.picks if {page, session.page} <= set(SHARING) else ()
        case Doubt(line) if session.page is ShownPage.DOUBT:
            picks = (line,)
        case Include(question) if session.page in SHARING:
            picks = tuple(sorted({*session.picks, question}))
        case Exclude(question) if session.page in SHARING:
            picks = tuple(each for each in session.picks if each != question)
        case _:
            return session
    if page not in _pages(session) or (page, picks) == (session.page, session.picks):
        return session
    return replace(session, page=page, picks=picks, part=0, revision=session.revision + 1)


def turn_part(session: Session, part: int) -> Session:
    """Return the session with another part of a long message on show."""
    return session if part == session.part else replace(session, part=part, revision=session.revision + 1)


def in_parts(screen: Screen, session: Session, words: Words) -> Screen:
    """Return the part of a screen that is on show, and the way to its neighbours; all of it where it fits."""
    parts = split_blocks(screen.blocks)
    if len(parts) == 1:
        return screen
    at = min(session.part, len(parts) - 1)
    back, ahead = buttons.part_before(at, len(parts)), buttons.part_after(at + 2, len(parts))
    row = (
        *([Button(words(back), TurnTo(str(at - 1)))] if at else []),
        *([Button(words(ahead), TurnTo(str(at + 1)))] if at + 1 < len(parts) else []),
    )
    return replace(screen, blocks=parts[at], rows=(row, *screen.rows))


def open_page(session: Session, event: PageEvent) -> StepResult:
    """Turn to the page that an event asks for."""
    after = turn_page(session, event)
    if after is session:
        return StepResult(session)
    if isinstance(event, TurnTo) and session.stage is not Stage.DONE:
        return StepResult(after, (CARD, Show(Role.RESULT)) if session.finished_on else (CARD,))
    return StepResult(after, (CARD if session.stage is Stage.WELCOME else Show(Role.RESULT),))


def _pages(session: Session) -> frozenset[ShownPage]:
    """Return the pages that a session has: a result has them also while its answers are gone back over."""
    if session.finished_on is not None:
        return OF_RESULT
    return OF_WELCOME if session.stage is Stage.WELCOME else frozenset()
