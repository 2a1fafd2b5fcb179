"""What a typed text does to a conversation: it answers, asks back, or is told what would be understood.

The card moves below the text, and says how the text was taken. What weighs on somebody is answered in a
message of its own and leaves no trace in the session.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeAlias

from bot.core.dialog.answer_text import answer_phrase
from bot.core.dialog.answers import Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import relevant, replay
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import AskBack, Meant, Understanding, Wants, Wish
from bot.core.kinds import answering
from bot.core.screen.surface import Notice, Tell
from bot.core.solo import events
from bot.core.solo.events import SessionEvent
from bot.core.solo.session import Session, Stage
from bot.core.solo.turns import (
    CARD,
    CARD_BELOW,
    StepResult,
    answer_question,
    next_turn,
    open_in,
    save_ticks,
    show_remark,
    without,
)
from bot.core.solo.typed_commands import event_meant
from bot.core.solo.typed_replies import WEIGHTS, reply_to, weight_heard, weight_reply
from bot.core.solo.write_again import is_written_again, question_asked, tell_help
from bot.core.typed.distress import is_danger
from bot.core.typed.reader import read_beside_questions
from bot.core.words import toasts, typed
from bot.core.words.lines import shorten_line
from bot.core.words.phrase import Phrase, verbatim

Apply: TypeAlias = Callable[[Session, SessionEvent], StepResult]
"""Applies an event that a text stands for."""

TOO_EARLY: Final = toasts.sent_too_early()
LONGEST_ECHO: Final = 90
_ANSWERING: Final = (events.Skip, events.NotSure, answering.Done, events.TakeMaybe)
_REFUSALS: Final = {each.id for each in (toasts.must_answer(), toasts.pick_one_first(), typed.which_then())}


def take_text(dialog: Dialog, session: Session, said: events.Say, act: Apply) -> StepResult:
    """Apply a typed text, as a wish or an answer to the open question, and note which message it was."""
    done = _apply(dialog, session, said, act)
    if done.session is session or not said.message:
        return done
    return StepResult(replace(done.session, typed_in=said.message), done.replies)


def amend_text(dialog: Dialog, session: Session, amended: events.Amend, act: Apply) -> StepResult:
    """Read a changed text in place of what it was; once something was done since, the first one counts."""
    if is_danger(amended.text):
        help_ = weight_reply(Wish.SELF_HARM, amended.safety_line)
        return tell_help(session, question_asked(dialog, session), help_)
    before = undo(dialog, session).session if session.echoed else session
    is_last = session.typed_in == amended.message and not session.is_covered
    if not is_last or (session.echoed and before is session):
        weight = weight_heard(amended.text, amended.safety_line)
        return StepResult(session, (Tell(weight or typed.first_text_counts()),))
    said = events.Say(amended.text, True, amended.safety_line, amended.message)
    return take_text(dialog, replace(before, revision=session.revision), said, act)


def _apply(dialog: Dialog, session: Session, said: events.Say, act: Apply) -> StepResult:
    open_ = open_in(session, replay(dialog, session.answers))
    question = question_asked(dialog, session)
    read = _understand(question, session, said.text)
    if isinstance(read, Wants) and read.wish in WEIGHTS:
        return tell_help(session, question, weight_reply(read.wish, said.safety_line))
    meant = event_meant(dialog, session, open_, said.text, read)
    if session.stage is Stage.DONE and meant is None:
        return StepResult(session, (Tell(reply_to(dialog, session, None, read, said.text)),))
    is_seen = said.seen and not session.is_covered
    is_harmless = isinstance(meant, events.Stop | events.Review) or (
        meant is None and isinstance(read, Wants)
    )
    if not is_seen and not is_harmless:
        return _refuse_unseen(session)
    if meant is not None:
        return _echo_event(question, meant, _move_below(question, act(session, meant)))
    if question is None:
        return show_remark(session, reply_to(dialog, session, None, read, said.text))
    return _answer(dialog, session, question, read, said.text)


def _understand(question: Question | None, session: Session, text: str) -> Understanding:
    """Read a text; while the card asks what was meant, first among what it asks about."""
    if question is None:
        return read_beside_questions(text)
    if session.maybe and set(session.maybe) <= set(question.options):
        asked = replace(question, options={each: question.options[each] for each in session.maybe})
        read = asked.kind.read(asked, text)
        if isinstance(read, Meant):
            return read
    return (
        question.kind.read_kept(question, text)
        if is_written_again(session)
        else question.kind.read(question, text)
    )


def _answer(
    dialog: Dialog, session: Session, question: Question, read: Understanding, text: str
) -> StepResult:
    """Take a text as an answer to the open question, or ask, or say what would be one."""
    match read:
        case Meant(value):
            return _take(dialog, session, question, value)
        case AskBack(values) if question.kind.is_ticked:
            ticks = _add_ticks(question, session.drafts.get(question.id), tuple(map(str, values)))
            return _remark_on_ticks(session, question, ticks, typed.did_you_mean_these())
        case AskBack(values):
            asking = show_remark(session, typed.did_you_mean()).session
            return StepResult(replace(asking, maybe=tuple(map(str, values))), (CARD_BELOW,))
    done = show_remark(session, reply_to(dialog, session, question, read, text))
    return _offer_to_keep(question, text, done) if isinstance(read, Wants) else done


def _offer_to_keep(question: Question, text: str, done: StepResult) -> StepResult:
    """Offer a text that was taken for a wish as an answer, where any text is one."""
    if question.kind.as_written(question, text) is None:
        return done
    return StepResult(replace(done.session, maybe=(text.strip(),)), done.replies)


def _take(dialog: Dialog, session: Session, question: Question, value: Value) -> StepResult:
    """Record a typed answer and echo it; ticks that are there already stay."""
    ticked = session.drafts.get(question.id)
    if question.kind.is_ticked and ticked and isinstance(value, tuple):
        return _remark_on_ticks(session, question, _add_ticks(question, ticked, value), toasts.added())
    recorded = answer_question(dialog, session, question, value)
    return _echo(question, value, StepResult(recorded.session, (CARD_BELOW,)))


def _remark_on_ticks(session: Session, question: Question, ticks: Value, remark: Phrase) -> StepResult:
    ticked = save_ticks(session, question, ticks).session
    return show_remark(replace(ticked, revision=session.revision), remark)


def _echo(question: Question, value: Value, done: StepResult) -> StepResult:
    """Say on the next card how a text was taken, above what the author says about that answer."""
    answer = answer_phrase(question, value)
    if question.kind.accepts_any_text and isinstance(value, str):
        answer = verbatim(shorten_line(value, LONGEST_ECHO))
    note = done.session.remark
    said = typed.taken_as(answer) if note is None else typed.taken_as_with_note(answer, _text_of(note))
    return StepResult(replace(done.session, remark=said, echoed=question.id), done.replies)


def _text_of(note: Phrase) -> str:
    """Return the author's sentences, which a recorded answer leaves as they are."""
    return str(dict(note.args)["text"])


def _echo_event(question: Question | None, meant: SessionEvent, done: StepResult) -> StepResult:
    """Echo "not sure", "skip", "done" and "keep" as answers, where they were taken as such."""
    if question is None or not isinstance(meant, _ANSWERING):
        return done
    was_refused = done.session.remark is not None and done.session.remark.id in _REFUSALS
    value = done.session.answers.get(question.id)
    return done if value is None or was_refused else _echo(question, value, done)


def _add_ticks(question: Question, ticked: Value | None, more: tuple[str, ...]) -> Value:
    """Return the ticks with those that were typed after them."""
    for option in more:
        ticked = question.kind.take(question, ticked, option)
    return () if ticked is None else ticked


def _refuse_unseen(session: Session) -> StepResult:
    """Refuse a text that was meant for another card, once: each new card would cross with the next text."""
    return StepResult(session) if session.remark == TOO_EARLY else show_remark(session, TOO_EARLY)


def _move_below(question: Question | None, done: StepResult) -> StepResult:
    """Turn a step into that of a typed text: the card moves below it, and shows the notice as a remark."""
    notices = [reply.text for reply in done.replies if isinstance(reply, Notice)]
    if notices:
        is_vague = notices[0] in (toasts.closed(), toasts.use_the_buttons())
        otherwise = typed.which_then() if question else toasts.use_the_buttons()
        return show_remark(done.session, otherwise if is_vague else notices[0])
    others = (reply for reply in done.replies if reply not in (CARD, CARD_BELOW))
    return StepResult(done.session, (CARD_BELOW, *others))


# --- buttons beside a typed text -----------------------------------------------------------------


def tap_beside_text(dialog: Dialog, session: Session, question: Question, event: SessionEvent) -> StepResult:
    """Apply a button that a card shows because of a typed text."""
    match event:
        case events.TakeMaybe(place) if int(place) < len(session.maybe):
            value = candidate(question, session.maybe[int(place)])
            return answer_question(dialog, session, question, value)
        case events.SomethingElse() if session.maybe:
            return next_turn(session)
        case events.Explain():
            return _remark_here(session, reply_to(dialog, session, question, Wants(Wish.EXPLAIN, ""), ""))
        case events.AskWhy():
            return _remark_here(session, reply_to(dialog, session, question, Wants(Wish.WHY, ""), ""))
    return StepResult(session, (Notice(toasts.closed()),))


def candidate(question: Question, kept: str) -> Value:
    """Return the answer that an entry of `Session.maybe` stands for."""
    if question.kind.accepts_any_text:
        return kept
    return question.kind.take(question, None, kept) if kept in question.options else Fraction(kept)


def undo(dialog: Dialog, session: Session) -> StepResult:
    """Ask the question again that the newest typed text answered; its answer is offered once more."""
    question = session.echoed
    if question not in session.answers:
        return StepResult(session, (Notice(toasts.closed()),))
    is_newest = replay(dialog, session.answers).path[-1:] == (question,)
    if session.reviewing or session.recheck is not None or not is_newest:
        return next_turn(replace(session, editing=question))  # what was answered later stays
    kept = relevant(dialog, without(session.answers, question))
    drafts = {**session.drafts, **without(session.answers, *kept)}
    return next_turn(replace(session, answers=kept, drafts=drafts))


def _remark_here(session: Session, remark: Phrase) -> StepResult:
    return StepResult(show_remark(session, remark).session, (CARD,))
