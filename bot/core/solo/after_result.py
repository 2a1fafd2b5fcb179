"""The buttons that lead on from a result: the promise, the message to send, the next dialog, the page."""

from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import Advice
from bot.core.screen.button import Button, Rows
from bot.core.solo.events import DoIt, KeepPage
from bot.core.solo.follow_up import promised_step
from bot.core.solo.session import Session, Stage
from bot.core.words import follow_up
from bot.core.words.phrase import Words


def rows_on_top(dialog: Dialog, session: Session, advice: Advice, words: Words) -> Rows:
    """Return the rows that stand on top below a result."""
    if session.stage is not Stage.DONE or promised_step(dialog, session) is None:
        return ()
    return ((Button(words(follow_up.do_it()), DoIt()),),)


def rows_at_the_end(session: Session, words: Words) -> Rows:
    """Return the rows that stand last below a result."""
    if session.stage is not Stage.DONE:
        return ()
    return ((Button(words(follow_up.keep_page()), KeepPage()),),)
