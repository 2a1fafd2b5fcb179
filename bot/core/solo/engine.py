"""One person's conversation: `step(dialog, session, event, at)`, and nothing else decides.

Pure: the same session and event always give the same step. A step that changes nothing
returns the very session it was given, so the shell can skip the write.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.dialog.answers import Silence
from bot.core.dialog.model import LEANING, Dialog
from bot.core.dialog.progress import REVIEW, can_finish, relevant, replay
from bot.core.dialog.question import Question
from bot.core.kinds import answering
from bot.core.screen.surface import Notice, Role, Show
from bot.core.solo import events
from bot.core.solo.events import SessionEvent
from bot.core.solo.follow_up import close_promise
from bot.core.solo.session import Session, ShownPage, Stage
from bot.core.solo.turns import CARD as CARD
from bot.core.solo.turns import CARD_BELOW as CARD_BELOW
from bot.core.solo.turns import StepResult as StepResult
from bot.core.solo.turns import (
    answer_question,
    next_turn,
    open_in,
    open_page,
    recheck_before,
    save_ticks,
    turn_page,
    without,
)
from bot.core.solo.typed_replies import OUT_OF_PLACE as OUT_OF_PLACE
from bot.core.solo.typed_text import amend_text, take_text, tap_beside_text, undo
from bot.core.words import toasts


def begin(dialog: Dialog, session_id: int, chat: int, person: int) -> Session:
    """Return a new session, at its welcome card."""
    return Session(session_id, chat, person, dialog.id, dialog.logic_hash)


def here(dialog: Dialog, session: Session) -> str:
    """Return what the card asks: a question's id, or `REVIEW`."""
    return open_in(session, replay(dialog, session.answers))


def step(dialog: Dialog, session: Session, event: SessionEvent, at: datetime) -> StepResult:
    """Apply one event. An event that does not fit is answered with a notice and changes nothing."""
    match event:
        case events.Say() as said:
            return take_text(dialog, session, said, lambda one, event: step(dialog, one, event, at))
        case events.Amend() as amended:
            return amend_text(dialog, session, amended, lambda one, event: step(dialog, one, event, at))
        case events.Stop():
            return _pause(session)
        case events.OpenPage() | events.TurnTo() | events.Doubt() | events.Include() | events.Exclude():
            return open_page(session, event)
        case events.Begin() if session.stage is Stage.WELCOME:
            return next_turn(replace(session, stage=Stage.ASKING))
        case events.Resume() if session.stage is Stage.STOPPED or session.reviewing:
            return next_turn(replace(session, stage=_stage_to_resume(session), reviewing=False, editing=None))
        case events.Review():
            return _open_review(session)
    match session.stage:
        case Stage.WELCOME | Stage.ASKING:
            return _handle_asking(dialog, session, event, at)
        case Stage.DONE:
            return _handle_done(session, event)
    return StepResult(session, (Notice(OUT_OF_PLACE[session.stage]),))


def bring_card_below(session: Session) -> StepResult:
    """Bring the front of the card to the end of the chat, without the remark that it showed once."""
    is_welcome = session.stage is Stage.WELCOME
    front = turn_page(session, events.OpenPage(ShownPage.FRONT.value)) if is_welcome else session
    if not front.remark and not front.is_covered:
        return StepResult(front, (CARD_BELOW,))
    after = replace(front, remark=None, maybe=(), echoed="", is_covered=False, revision=session.revision + 1)
    return StepResult(after, (CARD_BELOW,))


def cover_card(session: Session) -> Session:
    """Return the session once a menu stands below its card: a text typed now is meant for the menu."""
    if session.is_covered or session.stage is Stage.DONE:
        return session
    return replace(session, is_covered=True, revision=session.revision + 1)


def _handle_asking(dialog: Dialog, session: Session, event: SessionEvent, at: datetime) -> StepResult:
    """Apply an event while questions are being asked; the welcome asks the first."""
    open_ = here(dialog, session)
    match event:
        case events.Back():
            return _go_back(dialog, session, open_)
        case events.Undo():
            return undo(dialog, session)
        case events.TakeMaybe() if open_ in dialog.questions:
            return tap_beside_text(dialog, session, dialog.questions[open_], event)
        case events.Edit(question) if open_ == REVIEW and question in session.answers:
            return next_turn(replace(session, editing=question))
        case events.Finish() if open_ == REVIEW and can_finish(dialog, session.answers):
            return _give_advice(session, at)
        case (
            answering.Answer(question)
            | answering.Pick(question)
            | answering.Unpick(question)
            | answering.Done(question)
            | events.Skip(question)
            | events.NotSure(question)
            | events.SomethingElse(question)
            | events.Explain(question)
            | events.AskWhy(question)
        ) if question == open_:
            return _answer_question(dialog, session, dialog.questions[question], event)
    return StepResult(session, (Notice(toasts.closed()),))


def _handle_done(session: Session, event: SessionEvent) -> StepResult:
    """Apply an event to a session that has its advice."""
    match event:
        case events.Lean(alternative):
            return _record_leaning(session, alternative)
        case events.NotSure(question) if question == LEANING:
            return _record_leaning(session, Silence.UNSURE)
        case events.Edit(question) if question in session.answers:
            opened = _open_review(session)
            return StepResult(replace(opened.session, editing=question), opened.replies)
    return StepResult(session, (Notice(OUT_OF_PLACE[Stage.DONE]),))


def _answer_question(dialog: Dialog, session: Session, question: Question, event: SessionEvent) -> StepResult:
    """Apply an event of the open question itself."""
    draft = session.drafts.get(question.id, session.answers.get(question.id))
    match event:
        case answering.Answer(_, option):
            return answer_question(dialog, session, question, question.kind.take(question, draft, option))
        case answering.Pick(_, option):
            return save_ticks(session, question, question.kind.take(question, draft, option))
        case answering.Unpick(_, option):
            return save_ticks(session, question, question.kind.untake(question, draft, option))
        case events.Skip() if Silence.SKIPPED in question.allow:
            return answer_question(dialog, session, question, Silence.SKIPPED)
        case events.NotSure() if Silence.UNSURE in question.allow:
            return answer_question(dialog, session, question, Silence.UNSURE)
        case events.SomethingElse() | events.Explain() | events.AskWhy():
            return tap_beside_text(dialog, session, question, event)
        case answering.Done():
            if draft is None or draft == () or isinstance(draft, Silence):
                missing = toasts.pick_one_first() if question.kind.is_ticked else toasts.use_the_buttons()
                return StepResult(session, (Notice(missing),))
            return answer_question(dialog, session, question, draft)
    return StepResult(session, (Notice(toasts.must_answer()),))


def _go_back(dialog: Dialog, session: Session, open_: str) -> StepResult:
    if session.editing is not None:
        return next_turn(replace(session, editing=None, drafts=without(session.drafts, session.editing)))
    position = replay(dialog, session.answers)
    if session.advised and position.here == REVIEW:
        return _return_to_result(session)
    if session.reviewing:
        return next_turn(replace(session, reviewing=False))
    if earlier := recheck_before(session):
        return next_turn(replace(session, recheck=earlier))
    path = [each for each in position.path if not dialog.questions[each].group.only]
    if not path or session.recheck is not None:
        return StepResult(session, (Notice(toasts.first_question()),))
    last = path[-1]
    answers = without(session.answers, last)
    kept = relevant(dialog, answers)
    drafts = {**session.drafts, **without(session.answers, *kept)}
    return next_turn(replace(session, answers=kept, drafts=drafts))


def _return_to_result(session: Session) -> StepResult:
    """Go back to the result, which stands as long as no answer was changed."""
    if session.answers != session.advised:
        return StepResult(session, (Notice(toasts.changed_since()),))
    after = next_turn(replace(session, stage=Stage.DONE, reviewing=False, advised={}))
    return StepResult(after.session, (CARD, Show(Role.RESULT, below=True)))


def _open_review(session: Session) -> StepResult:
    """Open the answers; after a result in a new card below it, which stands until the next advice."""
    after = next_turn(replace(session, stage=Stage.ASKING, reviewing=True, editing=None))
    if session.stage is not Stage.DONE:
        return after
    return StepResult(replace(after.session, advised=session.answers), (CARD_BELOW,))


def _give_advice(session: Session, at: datetime) -> StepResult:
    if session.advised and session.answers == session.advised:
        return _return_to_result(session)
    closed, shown = close_promise(session)  # it rests on the advice of before
    after = replace(
        closed,
        stage=Stage.DONE,
        reviewing=False,
        advised={},
        leaning_after=None,
        finished_on=at.date(),
        revision=session.revision,
    )
    return StepResult(next_turn(after).session, (*shown, CARD, Show(Role.RESULT, below=True)))


def _pause(session: Session) -> StepResult:
    if session.stage in (Stage.DONE, Stage.STOPPED):
        return StepResult(session, (Notice(OUT_OF_PLACE[session.stage]),))
    return next_turn(replace(session, stage=Stage.STOPPED))


def _stage_to_resume(session: Session) -> Stage:
    return Stage.ASKING if session.answers or session.drafts else Stage.WELCOME


def _record_leaning(session: Session, alternative: str | Silence) -> StepResult:
    if session.leaning_after == alternative:
        return StepResult(session)
    after = replace(session, leaning_after=alternative, revision=session.revision + 1)
    return StepResult(after, (Show(Role.RESULT),))
