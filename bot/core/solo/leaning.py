"""Where the person leans after the advice: asked only of those who were asked before; never argued with."""

from bot.core.dialog.answers import Silence
from bot.core.dialog.insight import Insight
from bot.core.dialog.model import LEANING, Alternative, Dialog
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.events import Lean, NotSure
from bot.core.solo.result_pages import page_of
from bot.core.solo.session import Session, Stage
from bot.core.words import buttons, result
from bot.core.words.phrase import Phrase, Words


def leaning_page(dialog: Dialog, session: Session, insight: Insight, words: Words) -> Screen:
    """Return the leaning before and after; once it is said, what it means beside the advice."""
    advised = dialog.alternatives[insight.advice.outcome.alternative]
    now = session.leaning_after
    blocks = (
        Block(words(result.leaning_now()), Style.TITLE),
        Block(_before(dialog, session, words)),
        Block("" if now is None else words(_leans_now(dialog, now, advised))),
    )
    is_asked = now is None and session.stage is Stage.DONE
    return page_of(blocks, _choices(dialog, words) if is_asked else (), words)


def _before(dialog: Dialog, session: Session, words: Words) -> str:
    before = session.settled.get(LEANING)
    if isinstance(before, str):
        return words(result.leaned_before(dialog.alternatives[before].label))
    return words(result.leaned_nowhere_before()) if before is Silence.UNSURE else ""


def _leans_now(dialog: Dialog, leaning: str | Silence, advised: Alternative) -> Phrase:
    if isinstance(leaning, Silence):
        return result.leans_nowhere()
    now = dialog.alternatives[leaning]
    if now is advised:
        return result.leans_as_advised(now.label)
    return result.leans_elsewhere(now.label, advised.label)


def _choices(dialog: Dialog, words: Words) -> Rows:
    return (
        *((Button(each.label, Lean(each.id)),) for each in dialog.alternatives.values()),
        (Button(words(buttons.not_sure()), NotSure(LEANING)),),
    )
