"""The pages of a result: all reasons, the ways compared, the answers, the sources, what may not be right."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from bot.core.dialog.answers import Silence
from bot.core.dialog.insight import Insight
from bot.core.dialog.model import LEANING, Alternative, Dialog, Source, Tally
from bot.core.dialog.scoring import Advice, Tallied
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.advice_lines import AdviceLine, front_lines, questions_behind, reason_line, step_line
from bot.core.solo.credits import credit_lines
from bot.core.solo.events import Doubt, Edit, Lean, NotSure, OpenPage, Review
from bot.core.solo.insight_text import case_against, sureness, way_up
from bot.core.solo.screens import answer_lines, edit_rows, start_over_button
from bot.core.solo.session import Session, ShownPage, Stage
from bot.core.solo.turns import questions_to_review
from bot.core.words import buttons, result
from bot.core.words.lines import bullets
from bot.core.words.phrase import Phrase, Words

BAR: Final = 10
"""Pieces of a bar that stands for 100 points."""
FULL, EMPTY = "▰", "▱"


def back_row(words: Words) -> tuple[Button, ...]:
    """Return the row that leads back to the front."""
    return (Button(words(buttons.back_to_answer()), OpenPage(ShownPage.FRONT.value)),)


def dated(session: Session, do: str, by: int | None, words: Words) -> str:
    """Return a step with the day until which it is to be done. by: days from the advice; None for no day."""
    if by is None or session.finished_on is None:
        return do
    return words(result.dated_step(words.day(session.finished_on + timedelta(days=by)), do))


def page_of(blocks: Iterable[Block], rows: Rows, words: Words) -> Screen:
    """Return a page without its empty blocks, and with a way back."""
    return Screen(tuple(each for each in blocks if each.text or each.heading), (*rows, back_row(words)))


# --- all reasons ----------------------------------------------------------------------------


def reasons_page(dialog: Dialog, session: Session, insight: Insight, words: Words) -> Screen:
    """Return everything that speaks for and against the advice, and every step."""
    advice = insight.advice
    steps = (dated(session, each.do, each.by, words) for each in advice.next_steps)
    parts = (
        (result.why(), bullets(each.say for each in advice.because)),
        (result.case_against(), bullets(case_against(insight, words))),
        (result.what_would_change_it(), way_up(insight, words)),
        (result.how_sure(), sureness(dialog, insight, words)),
        (result.mattered_most(), dialog.questions[insight.mattered].ask if insight.mattered else ""),
        (result.next_steps(), bullets(steps)),
        (result.check_again(), _check_again(session, advice.outcome.revisit_after, words)),
    )
    blocks = (
        Block(advice.title(words), Style.TITLE),
        Block(advice.outcome.advice),
        *(Block(text, heading=words(heading)) for heading, text in parts if text),
    )
    return page_of(blocks, (), words)


def _check_again(session: Session, days: int | None, words: Words) -> str:
    if days is None or session.finished_on is None:
        return ""
    return words(result.check_again_on(words.full_day(session.finished_on + timedelta(days=days))))


# --- the ways side by side ------------------------------------------------------------------


def ways_page(dialog: Dialog, session: Session, insight: Insight, words: Words) -> Screen:
    """Return the alternatives, the advised one first, with what speaks for and against each."""
    advice = insight.advice
    advised = dialog.alternatives[advice.outcome.alternative]
    others = (each for each in dialog.alternatives.values() if each is not advised)
    blocks = (
        Block(words(result.ways()), Style.TITLE),
        _way(advised, words(result.advised_way(advised.label)), advice, words),
        *(_way(each, each.label, advice, words) for each in others),
        *(_tally(tally, advice.tallies[tally.id], words) for tally in dialog.tallies.values()),
        Block(outweighed(dialog, advice, words)),
    )
    return page_of(blocks, (), words)


def _way(way: Alternative, heading: str, advice: Advice, words: Words) -> Block:
    lines = (
        _fit_bar(way, advice, words),
        way.like,
        words(result.way_for(" · ".join(way.pros))),
        words(result.way_against(" · ".join(way.cons))),
    )
    return Block("\n".join(line for line in lines if line), heading=heading)


def _tally(tally: Tally, tallied: Tallied, words: Words) -> Block:
    """Return how many facts of a count hold, and which."""
    return Block(bullets(each.say for each in tallied.holding), heading=_count(tally, tallied, words))


def tally_lines(dialog: Dialog, advice: Advice, words: Words) -> str:
    """Return how many facts of each count hold, a line each; "" for a dialog that counts none."""
    return bullets(_count(tally, advice.tallies[tally.id], words) for tally in dialog.tallies.values())


def _count(tally: Tally, tallied: Tallied, words: Words) -> str:
    of = len(tallied.holding) + len(tallied.others)
    return words(result.tally(tally.label, len(tallied.holding), of))


def _fit_bar(way: Alternative, advice: Advice, words: Words) -> str:
    """Return how far a way fits as a bar; "" where no scale says so."""
    if way.id not in advice.fits:
        return ""
    fit = advice.fits[way.id]
    if fit is None:
        return words(result.fit_not_known())
    points = round(fit)
    full = round(fit * BAR / 100)
    return words(result.fit_bar(FULL * full + EMPTY * (BAR - full), points))


def fit_lines(dialog: Dialog, advice: Advice, words: Words) -> str:
    """Return how far each alternative fits, a line each, and why the one with most points is not advised."""
    labels = {each: dialog.alternatives[each].label for each in advice.fits}
    fits = bullets(
        words(result.fit_unknown(labels[each]) if fit is None else result.fit(labels[each], round(fit)))
        for each, fit in advice.fits.items()
    )
    return "\n".join(each for each in (fits, outweighed(dialog, advice, words)) if each)


def outweighed(dialog: Dialog, advice: Advice, words: Words) -> str:
    """Return why the alternative with the most points is not the advised one; "" where it is."""
    known = {each: fit for each, fit in advice.fits.items() if fit is not None}
    mine = advice.outcome.alternative
    best = max(known, key=lambda each: (known[each], each == mine), default=mine)
    if best == mine:
        return ""
    other, because = dialog.alternatives[best].label, advice.because
    if advice.outcome.outweighs or not because:
        return words(result.outweighed_by(other, advice.outcome.outweighs or advice.outcome.advice))
    return words(result.outweighed(other, because[0].say))


# --- what was told --------------------------------------------------------------------------


def answers_page(dialog: Dialog, session: Session, insight: Insight, words: Words) -> Screen:
    """Return the answers that the advice rests on, and the ways to change them."""
    listed = questions_to_review(dialog, session.settled)
    blocks = (
        Block(words(result.answers()), Style.TITLE),
        *map(Block, answer_lines(dialog, session.settled, listed, words)),
    )
    change = Button(words(buttons.change_answer()), Review())
    return page_of(blocks, ((change, start_over_button(dialog, session, words)),), words)


# --- where it comes from --------------------------------------------------------------------


def sources_page(dialog: Dialog, session: Session, insight: Insight, words: Words) -> Screen:
    """Return what the lines of this result rest on, what to read, and who is behind the dialog."""
    advice = insight.advice
    said = (*advice.because, *insight.but, *advice.once)
    lines = [*map(reason_line, said), *map(step_line, advice.next_steps)]
    cited = {point for line in lines for point in line.sources}
    blocks = (
        Block(words(result.sources()), Style.TITLE),
        *(_source(source, cited) for source in dialog.sources.values() if _is_cited(source, cited)),
        *_further_reading(dialog, advice, cited, words),
        Block(words(result.rest_is_judgement()) if not all(line.sources for line in lines) else ""),
        Block(credit_lines(dialog, words), Style.HINT),
    )
    return page_of(blocks, (), words)


def _is_cited(source: Source, cited: set[str]) -> bool:
    return source.id in cited or not cited.isdisjoint(source.points)


def _source(source: Source, cited: set[str]) -> Block:
    claims = bullets(claim for point, claim in source.points.items() if point in cited)
    return Block("\n".join(each for each in (claims, source.url) if each), heading=source.title)


def _further_reading(dialog: Dialog, advice: Advice, cited: set[str], words: Words) -> list[Block]:
    """Return the titles to read; each with the address of what names it, unless that stands above already."""
    lines = []
    for reading in advice.readings:
        sources = [each for each in dialog.sources.values() if _is_cited(each, set(reading.sources))]
        urls = [each.url for each in sources if each.url and not _is_cited(each, cited)]
        lines.append("\n".join((reading.title, *urls[:1])))
    return [Block(bullets(lines), heading=words(result.further_reading()))] if lines else []


# --- not quite right --------------------------------------------------------------------


def doubt_page(dialog: Dialog, session: Session, insight: Insight, words: Words) -> Screen:
    """Return the lines to choose from; or the answers behind the line that was chosen."""
    doubted = [
        (line, behind)
        for line in front_lines(insight, words)
        if (behind := questions_behind(dialog, line, session.settled))
    ]
    chosen = [each for at, each in enumerate(doubted) if str(at) in session.picks]
    if chosen:
        return _answers_behind(dialog, session, *chosen[0], words)
    numbers = [Button(str(at + 1), _opens(at, behind)) for at, (_, behind) in enumerate(doubted)]
    rows = (tuple(numbers), (Button(words(buttons.something_else()), Review()),))
    blocks = (
        Block(words(result.which_line()), Style.TITLE),
        *(Block(f"{at}. {line.text}") for at, (line, _) in enumerate(doubted, 1)),
        Block(words(result.tap_the_line()) if doubted else "", Style.HINT),
    )
    return page_of(blocks, tuple(row for row in rows if row), words)


def _opens(at: int, behind: tuple[str, ...]) -> Edit | Doubt:
    """Return what the number of a line does: it opens the one question behind it, or shows all of them."""
    return Edit(behind[0]) if len(behind) == 1 else Doubt(str(at))


def _answers_behind(
    dialog: Dialog, session: Session, line: AdviceLine, behind: tuple[str, ...], words: Words
) -> Screen:
    blocks = (
        Block(words(result.doubted(line.text)), Style.TITLE),
        *map(Block, answer_lines(dialog, session.settled, behind, words)),
        Block(words(result.rests_on()), Style.HINT),
    )
    back = (Button(words(buttons.back()), OpenPage(ShownPage.DOUBT.value)),)
    return Screen(blocks, (*edit_rows(behind), back))


# --- where the person leans -------------------------------------------------------------
# Asked only of those who were asked before; never argued with.


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
