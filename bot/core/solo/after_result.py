"""The buttons that lead on from a result: the promise, the message to send, the next dialog, the page."""

from bot.core.dialog.model import Dialog, HandOver, NextStep
from bot.core.dialog.scoring import Advice
from bot.core.screen.button import Button, Rows
from bot.core.solo.events import DoIt, KeepPage, TakeAlong
from bot.core.solo.follow_up import promised_step
from bot.core.solo.session import Session, Stage
from bot.core.words import follow_up
from bot.core.words.phrase import Words


def rows_on_top(dialog: Dialog, session: Session, advice: Advice, words: Words) -> Rows:
    """Return the rows that stand on top below a result."""
    if session.stage is not Stage.DONE:
        return ()
    step, hand_over = promised_step(dialog, session), dialog.hand_overs.get(advice.outcome.hand_over)
    promise = () if step is None else (Button(words(follow_up.do_it()), DoIt()),)
    return tuple(filter(None, (promise, (*copy_button(step, words), *_next_dialog(hand_over)))))


def copy_button(step: NextStep | None, words: Words) -> tuple[Button, ...]:
    """Return the button that copies the message of a step; none for a step without one."""
    if step is None or not step.message:
        return ()
    return (Button(words(follow_up.copy_message()), copy=step.message),)


def _next_dialog(hand_over: HandOver | None) -> tuple[Button, ...]:
    return () if hand_over is None else (Button(hand_over.label, TakeAlong()),)


def rows_at_the_end(session: Session, words: Words) -> Rows:
    """Return the rows that stand last below a result."""
    if session.stage is not Stage.DONE:
        return ()
    return ((Button(words(follow_up.keep_page()), KeepPage()),),)
