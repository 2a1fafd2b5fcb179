"""The advice for one set of answers with its whole trace: as text for people, as data for programs."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from bot.core.dialog.answer_text import answer_text
from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.insight import Insight, explain, has_verdicts
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
        ("", f"{advice.title(ENGLISH)}\n{advice.outcome.advice}"),
        ("Outcome", f"{advice.outcome.id} → {dialog.alternatives[advice.outcome.alternative].label}"),
        ("How sure", _sureness(dialog, insight)),
        ("Scales, 0 to 100", _scales(dialog, advice.scales)),
        ("Tallies", _tallies(dialog, advice)),
        ("Rules, in the order they were tried", _rules(insight)),
        (ENGLISH(result.why()), bullets(each.say for each in advice.because)),
        (ENGLISH(result.case_against()), bullets(each.say for each in insight.but)),
        ("What would make it a yes", _upward(dialog, insight)),
        ("When to look again", insight.watch_for),
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
        "title": advice.title(ENGLISH),
        "advice": advice.outcome.advice,
        "firmness": insight.sureness.value,
        "hinges": list(insight.hinges),
        "untried": list(insight.untried),
        "rests_on_weights": insight.rests_on_weights,
        "scales": {each: _number(value) for each, value in advice.scales.items()},
        "fits": {each: _number(value) for each, value in advice.fits.items()},
        "tallies": {
            name: {"count": len(each.holding), "holding": [fact.id for fact in each.holding]}
            for name, each in advice.tallies.items()
        },
        "once": [each.say for each in advice.once],
        "rules": [{"outcome": each.outcome, "rule": each.words, "held": each.held} for each in advice.trace],
        "because": [each.say for each in advice.because],
        "but": [each.say for each in insight.but],
        "rival": None if insight.rival is None else insight.rival.id,
        "upward": _upward_data(insight),
        "watch_for": insight.watch_for,
        "mattered": insight.mattered,
        "next_steps": [
            {"do": each.do, "by_days": each.by, "message": each.message} for each in advice.next_steps
        ],
        "readings": [each.title for each in advice.readings],
        "revisit_after_days": advice.outcome.revisit_after,
        "hand_over": advice.outcome.hand_over or None,
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


def _sureness(dialog: Dialog, insight: Insight) -> str:
    hinges = [dialog.questions[each] for each in insight.hinges]
    names = [each.short or f"“{each.ask}”" for each in hinges]
    told = [
        insight.sureness.value,
        *([f"on {' and '.join(names)}"] if names else []),
        *(["weights moved by 20 % at once would turn it"] if insight.rests_on_weights else []),
        *([f"not tried to the end: {', '.join(insight.untried)}"] if insight.untried else []),
    ]
    return "; ".join(told)


def _upward(dialog: Dialog, insight: Insight) -> str:
    upward = insight.upward
    if not has_verdicts(dialog):
        return ""
    if upward is None:
        return "nothing that one or two answers could do which this person can bring about"
    changes = " and ".join(
        f"“{dialog.questions[question].ask}” → “{answer_text(dialog, question, value, ENGLISH)}”"
        for question, value in upward.changes
    )
    return f"if {' and '.join(upward.says)} ({changes}): {upward.outcome.id}, {upward.title(ENGLISH)}"


def _upward_data(insight: Insight) -> dict[str, Any] | None:
    upward = insight.upward
    if upward is None:
        return None
    answers = {each: _data(value) for each, value in upward.changes}
    title = upward.title(ENGLISH)
    return {"answers": answers, "if": list(upward.says), "outcome": upward.outcome.id, "title": title}


def _data(value: Value) -> object:
    if isinstance(value, Silence):
        return value.value
    if isinstance(value, Fraction):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _number(value: Fraction | None) -> dict[str, object] | None:
    return None if value is None else {"exact": str(value), "rounded": round(float(value), 1)}
