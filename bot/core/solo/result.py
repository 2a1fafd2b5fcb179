"""The result of a session: the advice as a message of its own, the answer first, the rest folded."""

from datetime import timedelta
from typing import Final

from bot.core.dialog.insight import Insight, Sureness, Upward, explain
from bot.core.dialog.model import LEANING, Alternative, Dialog
from bot.core.dialog.scoring import Advice
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.after_result import rows_at_the_end, rows_on_top
from bot.core.solo.events import Lean, Review
from bot.core.solo.recheck import since_last_time
from bot.core.solo.result_parts import case_against
from bot.core.solo.screens import place_blocks, start_over_button
from bot.core.solo.session import Session, Stage
from bot.core.words import buttons, result
from bot.core.words.lines import bullets
from bot.core.words.phrase import Phrase, Words

FIRST_REASONS: Final = 3


def render_result(dialog: Dialog, session: Session, words: Words) -> Screen:
    """Return the advice: the answer first, why, the case against it, what to do; the rest folded."""
    insight = explain(dialog, session.settled)
    advice = insight.advice
    blocks = [
        *place_blocks(session, words),
        Block(advice.title, Style.TITLE),
        Block(since_last_time(dialog, session, advice, words)),
        Block(advice.outcome.advice),
        Block(bullets(each.say for each in advice.because[:FIRST_REASONS]), heading=words(result.why())),
        Block(" ".join(map(words, _sureness(dialog, insight))), heading=words(result.how_sure())),
        Block("".join(case_against(insight, words)[:1]), heading=words(result.case_against())),
        Block(_way_up(insight, words), heading=words(result.what_would_change_it())),
        *_first_step(session, insight, words),
        Block(_more(dialog, session, insight, words), Style.FOLDED, heading=words(result.more())),
        *_leaning(dialog, session, dialog.alternatives[advice.outcome.alternative], words),
    ]
    return Screen(tuple(block for block in blocks if block.text), _ways_on(dialog, session, advice, words))


def fit_lines(dialog: Dialog, advice: Advice, words: Words) -> str:
    """Return how well each alternative fits, a line each."""
    labels = {each: dialog.alternatives[each].label for each in advice.fits}
    return bullets(
        words(result.fit_unknown(labels[each]) if fit is None else result.fit(labels[each], round(fit)))
        for each, fit in advice.fits.items()
    )


def _sureness(dialog: Dialog, insight: Insight) -> list[Phrase]:
    cut = [result.not_all_tried()] if insight.untried else []
    hinges = [dialog.questions[each] for each in insight.hinges]
    names = [each.short or result.the_question(each.ask) for each in hinges]
    match insight.sureness, names:
        case Sureness.FIRM, _:
            return [result.firm()]
        case Sureness.HANGS, [name]:
            return [result.hangs_on(name), *cut]
        case Sureness.HANGS, [one, two]:
            return [result.hangs_on_two(one, two), *cut]
    return [result.close_call(), *cut]


def _way_up(insight: Insight, words: Words) -> str:
    upward = insight.upward
    return insight.watch_for if upward is None else words(_upward(upward))


def _upward(upward: Upward) -> Phrase:
    first, *others = upward.says
    if others:
        return result.upward_by_two(first, others[0], upward.title)
    return result.upward(first, upward.title)


def _first_step(session: Session, insight: Insight, words: Words) -> list[Block]:
    return [
        Block(_dated(session, each.do, each.by, words), heading=words(result.first_step()))
        for each in insight.advice.next_steps[:1]
    ]


def _more(dialog: Dialog, session: Session, insight: Insight, words: Words) -> str:
    advice = insight.advice
    steps = (_dated(session, each.do, each.by, words) for each in advice.next_steps[1:])
    author = result.author_and_funding(dialog.meta.author, dialog.meta.funding)
    parts = (
        (result.more_reasons(), bullets(each.say for each in advice.because[FIRST_REASONS:])),
        (result.next_steps(), bullets(steps)),
        (result.fits(), _fits(dialog, advice, words)),
        (result.mattered_most(), dialog.questions[insight.mattered].ask if insight.mattered else ""),
        (result.further_reading(), bullets(each.title for each in advice.readings)),
        (result.own_words(), _own_words(dialog, session)),
        (result.check_again(), _check_again(session, advice.outcome.revisit_after, words)),
        (result.who_wrote_this(), words(author)),
    )
    return "\n\n".join(words(result.part(words(heading), text)) for heading, text in parts if text)


def _fits(dialog: Dialog, advice: Advice, words: Words) -> str:
    fits = fit_lines(dialog, advice, words)
    known = {each: fit for each, fit in advice.fits.items() if fit is not None}
    advised = known.get(advice.outcome.alternative, 0)
    if all(fit <= advised for fit in known.values()):
        return fits
    return f"{fits}\n{advice.outcome.outweighs or words(result.reasons_outweigh())}"


def _own_words(dialog: Dialog, session: Session) -> str:
    return bullets(
        value
        for question, value in session.settled.items()
        if isinstance(value, str) and dialog.questions[question].kind.accepts_any_text
    )


def _check_again(session: Session, days: int | None, words: Words) -> str:
    if days is None or session.finished_on is None:
        return ""
    return words(result.check_again_on(words.full_day(session.finished_on + timedelta(days=days))))


def _leaning(dialog: Dialog, session: Session, advised: Alternative, words: Words) -> list[Block]:
    """Return the person's own leaning before and after; a mismatch is explored, never argued with."""
    before = session.settled.get(LEANING)
    sentences = []
    if isinstance(before, str):
        sentences.append(result.leaned_before(dialog.alternatives[before].label))
    if session.leaning_after is not None:
        sentences.append(_leans_now(dialog.alternatives[session.leaning_after], advised))
    elif session.stage is Stage.DONE:
        sentences.append(result.leaning_now())
    return [Block(" ".join(map(words, sentences)))]


def _leans_now(now: Alternative, advised: Alternative) -> Phrase:
    if now is advised:
        return result.leans_as_advised(now.label)
    return result.leans_elsewhere(now.label, advised.label)


def _ways_on(dialog: Dialog, session: Session, advice: Advice, words: Words) -> Rows:
    lean = [
        (Button(each.label, Lean(each.id)),)
        for each in dialog.alternatives.values()
        if session.leaning_after is None and session.stage is Stage.DONE
    ]
    change = Button(words(buttons.change_answer()), Review())
    return (
        *rows_on_top(dialog, session, advice, words),
        *lean,
        (change, start_over_button(dialog, session, words)),
        *rows_at_the_end(session, words),
    )


def _dated(session: Session, do: str, by: int | None, words: Words) -> str:
    if by is None or session.finished_on is None:
        return do
    return words(result.dated_step(words.day(session.finished_on + timedelta(days=by)), do))
