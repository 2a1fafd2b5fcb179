"""The advice for one set of answers with its whole trace: as text for people, as data for programs."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from bot.core.dialog.answer_text import answer_text
from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.insight import Insight, Pivot, explain
from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import Advice
from bot.core.words import result
from bot.core.words.english import ENGLISH
from bot.core.words.lines import bullets

MARKS: Mapping[bool | None, str] = {True: "✓", False: "✗", None: "?"}
"""How a rule came out; None where an answer it needs is missing."""


def text_report(dialog: Dialog, answers: Answers) -> str:
    """The advice and how it came about, to be read from top to bottom."""
    insight = explain(dialog, answers)
    advice = insight.advice
    parts = [
        ("", f"{advice.title}\n{advice.outcome.advice}"),
        ("Outcome", f"{advice.outcome.id} → {dialog.alternatives[advice.outcome.alternative].label}"),
        ("How sure", insight.firmness.value),
        ("Scales, 0 to 100", _scales(dialog, advice.scales)),
        ("Tallies", _tallies(dialog, advice)),
        ("Rules, in the order they were tried", _rules(insight)),
        (ENGLISH(result.why()), bullets(each.say for each in advice.because)),
        (ENGLISH(result.case_against()), f"{insight.rival.label}: {insight.against}"),
        ("What would change it soon", _pivot(dialog, insight.change_now)),
        ("What would change it in time", _pivot(dialog, insight.change_later)),
        (
            ENGLISH(result.mattered_most()),
            dialog.questions[insight.mattered].ask if insight.mattered else "none",
        ),
        (ENGLISH(result.next_steps()), bullets(each.do for each in advice.next_steps)),
        (ENGLISH(result.further_reading()), bullets(each.title for each in advice.readings)),
    ]
    return "\n\n".join(f"{heading}:\n{text}" if heading else text for heading, text in parts if text)


def data_report(dialog: Dialog, answers: Answers) -> dict[str, Any]:
    """The same as JSON-able data; exact numbers are texts such as "450/7"."""
    insight = explain(dialog, answers)
    advice = insight.advice
    return {
        "dialog": dialog.id,
        "version": dialog.version,
        "answers": {question: _data(value) for question, value in answers.items()},
        "outcome": advice.outcome.id,
        "alternative": advice.outcome.alternative,
        "title": advice.title,
        "advice": advice.outcome.advice,
        "firmness": insight.firmness.value,
        "scales": {each: _number(value) for each, value in advice.scales.items()},
        "fits": {each: _number(value) for each, value in advice.fits.items()},
        "tallies": {
            name: {"count": len(each.holding), "holding": [fact.id for fact in each.holding]}
            for name, each in advice.tallies.items()
        },
        "once": [each.say for each in advice.once],
        "rules": [{"outcome": each.outcome, "rule": each.words, "held": each.held} for each in advice.trace],
        "because": [each.say for each in advice.because],
        "against": {"alternative": insight.rival.id, "say": insight.against},
        "change_now": _change(insight.change_now),
        "change_later": _change(insight.change_later),
        "mattered": insight.mattered,
        "next_steps": [
            {"do": each.do, "by_days": each.by, "message": each.message} for each in advice.next_steps
        ],
        "readings": [each.title for each in advice.readings],
        "revisit_after_days": advice.outcome.revisit_after,
    }


def _scales(dialog: Dialog, scales: Mapping[str, Fraction | None]) -> str:
    return bullets(
        f"{dialog.scales[each].label}: {'too little was answered' if value is None else _exact(value)}"
        for each, value in scales.items()
    )


def _tallies(dialog: Dialog, advice: Advice) -> str:
    lines = {name: "; ".join(fact.say for fact in each.holding) for name, each in advice.tallies.items()}
    return bullets(
        f"{dialog.tallies[name].label}: {len(advice.tallies[name].holding)} ({said or 'none'})"
        for name, said in lines.items()
    )


def _exact(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(value):.1f} (exactly {value})"


def _rules(insight: Insight) -> str:
    return "\n".join(f"{MARKS[each.held]} {each.outcome}: {each.words}" for each in insight.advice.trace)


def _pivot(dialog: Dialog, pivot: Pivot | None) -> str:
    if pivot is None:
        return "nothing that one or two such answers could do"
    changes = " and ".join(
        f"“{dialog.questions[question].ask}” → “{answer_text(dialog, question, value, ENGLISH)}”"
        for question, value in pivot.changes
    )
    return f"{changes}: {pivot.outcome.id}, {pivot.outcome.title}"


def _change(pivot: Pivot | None) -> dict[str, Any] | None:
    if pivot is None:
        return None
    return {"answers": {each: _data(value) for each, value in pivot.changes}, "outcome": pivot.outcome.id}


def _data(value: Value) -> object:
    if isinstance(value, Silence):
        return value.value
    if isinstance(value, Fraction):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _number(value: Fraction | None) -> dict[str, object] | None:
    return None if value is None else {"exact": str(value), "rounded": round(float(value), 1)}
