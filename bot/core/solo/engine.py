"""One person's conversation: `step(dialog, session, event, at)`, and nothing else decides.

Pure: the same session and event always give the same step. A step that changes nothing
returns the very session it was given, so the shell can skip the write.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.model import LEANING, Dialog
from bot.core.dialog.progress import REVIEW, can_finish, relevant, replay
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import Meant
from bot.core.kinds import answering
from bot.core.screen.surface import Notice, Role, Show, Tell
from bot.core.solo import events
from bot.core.solo.events import SessionEvent
from bot.core.solo.follow_up import close_promise
from bot.core.solo.pages import open_page, turn_page
from bot.core.solo.position import open_in, recheck_after, recheck_before
from bot.core.solo.session import Session, ShownPage, Stage
from bot.core.solo.turns import CARD as CARD
from bot.core.solo.turns import CARD_BELOW as CARD_BELOW
from bot.core.solo.turns import StepResult as StepResult
from bot.core.solo.turns import next_turn
from bot.core.solo.typed_commands import event_meant, refusal
from bot.core.words import toasts
from bot.core.words.phrase import Phrase, verbatim

OUT_OF_PLACE: Final[Mapping[Stage, Phrase]] = {
    Stage.STOPPED: toasts.on_hold(),
    Stage.DONE: toasts.finished(),
}
"""The answer to something that does not fit where the conversation stands."""

TOO_EARLY: Final = toasts.sent_too_early()


def begin(dialog: Dialog, session_id: int, chat: int, person: int) -> Session:
    """Return a new session, at its welcome card."""
    return Session(session_id, chat, person, dialog.id, dialog.logic_hash)


def here(dialog: Dialog, session: Session) -> str:
    """Return what the card asks: a question's id, or `REVIEW`."""
    return open_in(session, replay(dialog, session.answers))


def step(dialog: Dialog, session: Session, event: SessionEvent, at: datetime) -> StepResult:
    """Apply one event. An event that does not fit is answered with a notice and changes nothing."""
    match event:
        case events.Say(text, seen):
            return _read_text(dialog, session, text, seen, at)
        case events.Stop():
            return _pause(session)
        case events.OpenPage() | events.Doubt() | events.Include() | events.Exclude():
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
    after = replace(front, remark=None, is_covered=False, revision=session.revision + 1)
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
            return _record_answer(dialog, session, question, question.kind.take(question, draft, option))
        case answering.Pick(_, option):
            return _save_ticks(session, question, question.kind.take(question, draft, option))
        case answering.Unpick(_, option):
            return _save_ticks(session, question, question.kind.untake(question, draft, option))
        case events.Skip() if Silence.SKIPPED in question.allow:
            return _record_answer(dialog, session, question, Silence.SKIPPED)
        case events.NotSure() if Silence.UNSURE in question.allow:
            return _record_answer(dialog, session, question, Silence.UNSURE)
        case answering.Done():
            if draft is None or draft == () or isinstance(draft, Silence):
                missing = toasts.pick_one_first() if question.kind.is_ticked else toasts.use_the_buttons()
                return StepResult(session, (Notice(missing),))
            return _record_answer(dialog, session, question, draft)
    return StepResult(session, (Notice(toasts.must_answer()),))


def _record_answer(dialog: Dialog, session: Session, question: Question, value: Value) -> StepResult:
    """Record an answer. Later answers stay; those no longer relevant become drafts."""
    answers = {**session.answers, question.id: value}
    kept = relevant(dialog, answers)
    drafts = _drop(session.drafts, question.id) | _drop(answers, *kept)
    notes = [question.options[each].note for each in _option_ids(question, value)]
    shown = " ".join(note for note in notes if note)
    remark = verbatim(shown) if shown else None
    seen = recheck_after(session.recheck, question.id)
    asked = replace(session, stage=Stage.ASKING, answers=kept, drafts=drafts, editing=None, recheck=seen)
    return next_turn(asked, remark)


def _option_ids(question: Question, value: Value) -> tuple[str, ...]:
    return () if isinstance(value, Silence) else question.kind.options_of(question, value)


def _save_ticks(session: Session, question: Question, ticks: Value) -> StepResult:
    if session.drafts.get(question.id) == ticks:
        return StepResult(session)
    drafts = {**session.drafts, question.id: ticks}  # its buttons stay valid, so it is the same turn
    asked = replace(session, stage=Stage.ASKING, drafts=drafts, remark=None, page=ShownPage.FRONT)
    return StepResult(replace(asked, revision=session.revision + 1), (CARD,))


def _go_back(dialog: Dialog, session: Session, open_: str) -> StepResult:
    if session.editing is not None:
        return next_turn(replace(session, editing=None, drafts=_drop(session.drafts, session.editing)))
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
    answers = _drop(session.answers, last)
    kept = relevant(dialog, answers)
    drafts = {**session.drafts, **_drop(session.answers, *kept)}
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


def _read_text(dialog: Dialog, session: Session, text: str, seen: bool, at: datetime) -> StepResult:
    """Apply a typed text, as a command or an answer to the open question; the card moves below it."""
    open_ = here(dialog, session)
    question = dialog.questions.get(open_)
    meant = event_meant(dialog, session, open_, text)
    if session.stage is Stage.DONE and meant is None:
        return StepResult(session, (Tell(OUT_OF_PLACE[Stage.DONE]),))
    is_seen = seen and not session.is_covered
    if not is_seen and not isinstance(meant, events.Stop | events.Review):
        return _refuse_unseen(session)
    if meant is not None:
        return _move_below(step(dialog, session, meant, at))
    if session.stage is Stage.STOPPED or question is None:
        return _show_remark(session, toasts.use_the_buttons())
    read = question.kind.read(question, text)
    if not isinstance(read, Meant):
        return _show_remark(session, refusal(question, read))
    ticked = session.drafts.get(question.id)
    if question.kind.is_ticked and ticked and isinstance(read.value, tuple):
        together = _save_ticks(session, question, _add_ticks(question, ticked, read.value))
        return _show_remark(replace(together.session, revision=session.revision), toasts.added())
    return _move_below(_record_answer(dialog, session, question, read.value))


def _refuse_unseen(session: Session) -> StepResult:
    """Refuse a text that was meant for another card, once: each new card would cross with the next text."""
    return StepResult(session) if session.remark == TOO_EARLY else _show_remark(session, TOO_EARLY)


def _add_ticks(question: Question, ticked: Value, typed: tuple[str, ...]) -> Value:
    """Return the ticks with those that were typed after them."""
    for option in typed:
        ticked = question.kind.take(question, ticked, option)
    return ticked


def _move_below(done: StepResult) -> StepResult:
    """Turn a step into that of a typed text: the card moves below it, and shows the notice as a remark."""
    notices = [reply.text for reply in done.replies if isinstance(reply, Notice)]
    if notices:
        return _show_remark(
            done.session, toasts.use_the_buttons() if notices[0] == toasts.closed() else notices[0]
        )
    others = (reply for reply in done.replies if reply not in (CARD, CARD_BELOW))
    return StepResult(done.session, (CARD_BELOW, *others))


def _show_remark(session: Session, remark: Phrase) -> StepResult:
    after = replace(session, remark=remark, is_covered=False, revision=session.revision + 1)
    return StepResult(after, (CARD_BELOW,))


def _drop(answers: Answers, *questions: str) -> dict[str, Value]:
    return {question: value for question, value in answers.items() if question not in questions}
