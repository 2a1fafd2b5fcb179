"""The result of a session: one message. Its front says the advice in few lines, the rest is a tap away."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from bot.core.dialog.insight import Insight, explain
from bot.core.dialog.model import LEANING, Dialog, HandOver, NextStep
from bot.core.dialog.scoring import Advice
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.advice_lines import first_reasons
from bot.core.solo.events import DoIt, KeepPage, OpenPage, TakeAlong
from bot.core.solo.follow_up import promised_step
from bot.core.solo.insight_text import first_against, sureness, way_up
from bot.core.solo.recheck import since_last_time
from bot.core.solo.result_pages import (
    answers_page,
    dated,
    doubt_page,
    leaning_page,
    reasons_page,
    sources_page,
    ways_page,
)
from bot.core.solo.screens import place_blocks
from bot.core.solo.session import Session, ShownPage, Stage
from bot.core.solo.sharing import share_page
from bot.core.words import buttons, follow_up, result
from bot.core.words.lines import bullets, shorten_line
from bot.core.words.phrase import Words

MOST_WORDS: Final = 90
"""Words of the front; more reasons than fit are left to the page with all of them."""
OWN_WORDS: Final = 40
"""Letters of what a person typed that the front repeats."""

PageRenderer: TypeAlias = Callable[[Dialog, Session, Insight, Words], Screen]

PAGES: Final[Mapping[ShownPage, PageRenderer]] = {
    ShownPage.REASONS: reasons_page,
    ShownPage.WAYS: ways_page,
    ShownPage.ANSWERS: answers_page,
    ShownPage.SOURCES: sources_page,
    ShownPage.DOUBT: doubt_page,
    ShownPage.LEANING: leaning_page,
}


def render_result(dialog: Dialog, session: Session, words: Words, link: str = "") -> Screen:
    """Return the page of the result that is open. link: the address of this dialog; "" for none."""
    insight = explain(dialog, session.settled)
    if session.page in (ShownPage.SHARE, ShownPage.SHARE_REASONS):
        return share_page(dialog, session, insight, words, link)
    return PAGES.get(session.page, _front)(dialog, session, insight, words)


def _front(dialog: Dialog, session: Session, insight: Insight, words: Words) -> Screen:
    """Return the answer first, three reasons, what speaks against it, one dated step, how sure it is."""
    advice = insight.advice
    above = (
        *place_blocks(session, words),
        Block(advice.title(words), Style.TITLE),
        Block(since_last_time(dialog, session, advice, words)),
    )
    below = (
        Block(first_against(insight, words)),
        Block(way_up(insight, words)),
        Block(_first_step(session, insight, words)),
        Block(sureness(dialog, insight, words)),
        Block(_own_words(dialog, session, words), Style.HINT),
    )
    room = MOST_WORDS - sum(count_words(each.text) for each in (*above, *below))
    blocks = (*above, Block(bullets(_reasons_within(room, insight))), *below)
    rows = (
        *rows_on_top(dialog, session, advice, words),
        *_ways_on(session, words),
        *rows_at_the_end(session, words),
    )
    return Screen(tuple(block for block in blocks if block.text), rows)


def count_words(text: str) -> int:
    """Count the words of a text; the dot before a line is none."""
    return sum(any(map(str.isalnum, each)) for each in text.split())


def _reasons_within(room: int, insight: Insight) -> list[str]:
    """Return the first reasons, as many as there is room for, but one at least."""
    reasons = [each.text for each in first_reasons(insight)]
    while len(reasons) > 1 and sum(map(count_words, reasons)) > room:
        reasons.pop()
    return reasons


def _first_step(session: Session, insight: Insight, words: Words) -> str:
    return "".join(dated(session, each.do, each.by, words) for each in insight.advice.next_steps[:1])


def _own_words(dialog: Dialog, session: Session, words: Words) -> str:
    """Return that what the person added was read; a name they gave what they decide on is no such thing."""
    added = [
        value
        for each, value in session.settled.items()
        if isinstance(value, str)
        and (question := dialog.questions[each]).kind.accepts_any_text
        and not question.kind.names_result(question)
    ]
    return "\n".join(words(result.you_added(shorten_line(each, OWN_WORDS))) for each in added)


# --- buttons --------------------------------------------------------------------------------


def _ways_on(session: Session, words: Words) -> Rows:
    leaning = ((buttons.leaning_now(), ShownPage.LEANING),)
    pages = (
        *((leaning,) if LEANING in session.settled else ()),
        ((buttons.all_reasons(), ShownPage.REASONS), (buttons.compare_ways(), ShownPage.WAYS)),
        ((buttons.what_i_told_you(), ShownPage.ANSWERS), (buttons.sources(), ShownPage.SOURCES)),
        ((buttons.share(), ShownPage.SHARE), (buttons.not_quite_right(), ShownPage.DOUBT)),
    )
    return tuple(tuple(Button(words(label), OpenPage(to.value)) for label, to in row) for row in pages)


# --- what leads on ----------------------------------------------------------------------


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
