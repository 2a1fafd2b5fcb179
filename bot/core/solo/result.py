"""The result of a session: the advice as a message of its own, the answer first, the rest folded."""

from datetime import timedelta

from bot.core.dialog.answer_text import answer_text
from bot.core.dialog.insight import Firmness, Insight, Pivot, explain
from bot.core.dialog.model import LEANING, Alternative, Dialog
from bot.core.dialog.scoring import Advice
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.events import Lean, Review
from bot.core.solo.screens import again, place
from bot.core.solo.session import Session, Stage
from bot.core.words import words

FIRST_REASONS = 3


def result(dialog: Dialog, session: Session) -> Screen:
    """The advice: the answer first, why, what speaks against it, what to do; the rest folded."""
    insight = explain(dialog, session.settled)
    advice = insight.advice
    blocks = [
        *place(session),
        Block(advice.outcome.title, Style.TITLE),
        Block(advice.outcome.advice),
        Block(words.bullets(each.say for each in advice.because[:FIRST_REASONS]), heading="Why"),
        Block(_firmness(dialog, insight), heading="How sure this is"),
        Block(f"{insight.rival.label}: {words.sentence(insight.against)}", heading="What speaks against it"),
        *_pivots(dialog, insight),
        *_first_step(session, insight),
        Block(_more(dialog, session, insight), Style.FOLDED, heading="More"),
        *_leaning(dialog, session, dialog.alternatives[advice.outcome.alternative]),
    ]
    return Screen(tuple(block for block in blocks if block.text), _ways_on(dialog, session))


def _firmness(dialog: Dialog, insight: Insight) -> str:
    mine = dialog.alternatives[insight.advice.outcome.alternative].label
    match insight.firmness:
        case Firmness.FIRM:
            return "Firm: no single answer a step away, and no weight a little off, would change it."
        case Firmness.LEANING:
            return "Leaning: a slightly different answer could tip it, so take it as a direction."
        case Firmness.CLOSE:
            return f"A close call between “{mine}” and “{insight.rival.label}”."


def _pivots(dialog: Dialog, insight: Insight) -> list[Block]:
    lines = [
        f"{when} {_pivot(dialog, pivot)}"
        for when, pivot in (("Soon:", insight.change_now), ("In time:", insight.change_later))
        if pivot is not None
    ]
    return [Block("\n".join(lines), heading="What would change it")]


def _pivot(dialog: Dialog, pivot: Pivot) -> str:
    changes = " and ".join(
        f"“{answer_text(dialog, question, value)}” to “{dialog.questions[question].ask}”"
        for question, value in pivot.changes
    )
    return f"if you answered {changes}, it would read: {words.sentence(pivot.outcome.title)}"


def _first_step(session: Session, insight: Insight) -> list[Block]:
    return [
        Block(_dated(session, each.do, each.by), heading="One step to begin with")
        for each in insight.advice.next_steps[:1]
    ]


def _more(dialog: Dialog, session: Session, insight: Insight) -> str:
    advice = insight.advice
    parts = [
        ("Further reasons", words.bullets(each.say for each in advice.because[FIRST_REASONS:])),
        ("Then", words.bullets(_dated(session, each.do, each.by) for each in advice.next_steps[1:])),
        ("How far each way fits your answers", _fits(dialog, advice)),
        ("What counted most", dialog.questions[insight.mattered].ask if insight.mattered else ""),
        ("To read", words.bullets(each.title for each in advice.readings)),
        ("What you added (kept, not scored)", _own_words(dialog, session)),
        ("Look at it again", _revisit(session, advice.outcome.revisit_after)),
        ("Written by", f"{dialog.meta.author}. Paid for by: {dialog.meta.funding}."),
    ]
    return "\n\n".join(f"{heading}:\n{text}" for heading, text in parts if text)


def _fits(dialog: Dialog, advice: Advice) -> str:
    fits = told_fits(dialog, advice)
    known = {each: fit for each, fit in advice.fits.items() if fit is not None}
    advised = known.get(advice.outcome.alternative, 0)
    if all(fit <= advised for fit in known.values()):
        return fits
    return f"{fits}\nWhat stands under “Why” weighs more here than the highest number."


def told_fits(dialog: Dialog, advice: Advice) -> str:
    """How far each alternative fits, a line each."""
    return words.bullets(
        f"{dialog.alternatives[each].label}: {'too little to say' if fit is None else f'{round(fit)} of 100'}"
        for each, fit in advice.fits.items()
    )


def _own_words(dialog: Dialog, session: Session) -> str:
    return words.bullets(
        value
        for question, value in session.settled.items()
        if isinstance(value, str) and dialog.questions[question].kind.accepts_any_text
    )


def _revisit(session: Session, days: int | None) -> str:
    if days is None or session.finished_on is None:
        return ""
    when = session.finished_on + timedelta(days=days)
    return f"on {words.day_and_month(when)} {when.year}; a few answers may have changed by then."


def _leaning(dialog: Dialog, session: Session, advised: Alternative) -> list[Block]:
    """The person's own leaning before and after; a mismatch is explored, never argued with."""
    before = session.settled.get(LEANING)
    start = ""
    if isinstance(before, str):
        start = f"At the start you leaned to “{dialog.alternatives[before].label}”. "
    if session.leaning_after is None and session.stage is not Stage.DONE:
        return [Block(start)]
    if session.leaning_after is None:
        return [Block(f"{start}Where do you lean now?")]
    now = dialog.alternatives[session.leaning_after]
    if now is advised:
        return [Block(f"{start}Now you lean to “{now.label}”, as your answers do.")]
    return [
        Block(
            f"{start}Now you lean to “{now.label}”; your answers point to “{advised.label}”. "
            "Your gut may know something we did not ask. Which answer feels wrong? You can change it."
        )
    ]


def _ways_on(dialog: Dialog, session: Session) -> Rows:
    lean = [
        (Button(each.label, Lean(each.id)),)
        for each in dialog.alternatives.values()
        if session.leaning_after is None and session.stage is Stage.DONE
    ]
    return (
        *lean,
        (Button(words.CHANGE, Review()), again(dialog, session)),
    )


def _dated(session: Session, do: str, by: int | None) -> str:
    if by is None or session.finished_on is None:
        return do
    return f"By {words.day_and_month(session.finished_on + timedelta(days=by))}: {do}"
