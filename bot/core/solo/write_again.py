"""Where any text is an answer, one with words of danger is kept only if its writer wants that.

Nothing of the first text is stored, and its writer is told where to find help. A button below that lets them
write once more: until the card says something else, their next text is taken as it is.
"""

from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import replay
from bot.core.dialog.question import Question
from bot.core.kinds.answering import WriteAgain
from bot.core.screen.surface import Tell
from bot.core.solo.session import Session, Stage
from bot.core.solo.turns import CARD_BELOW, StepResult, open_in, show_remark
from bot.core.words import typed
from bot.core.words.phrase import Phrase


def tell_help(session: Session, question: Question | None, help_: Phrase) -> StepResult:
    """Say where to find help, and keep nothing. question: that is open; None for none."""
    if question is None or not question.kind.accepts_any_text:
        return StepResult(session, (Tell(help_),))
    return StepResult(session, (Tell(help_, ((typed.write_again(), WriteAgain(session.id)),)),))


def question_asked(dialog: Dialog, session: Session) -> Question | None:
    """Return the question that is open; the welcome asks the first one."""
    if session.stage not in (Stage.WELCOME, Stage.ASKING):
        return None
    return dialog.questions.get(open_in(session, replay(dialog, session.answers)))


def ask_to_write(dialog: Dialog, session: Session) -> StepResult:
    """Take the next text as it is; where no text is asked for by now, only show what is open."""
    question = question_asked(dialog, session)
    if question is None or not question.kind.accepts_any_text:
        return StepResult(session, (CARD_BELOW,))
    return show_remark(session, typed.write_as_kept())


def is_written_again(session: Session) -> bool:
    """Whether the next text is one that its writer wants to be kept whatever it says."""
    return session.remark == typed.write_as_kept()
