"""Small dialogs at random, of everything that a proof has to cope with."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st

from bot.core.dialog.answers import Silence
from bot.core.dialog.conditions import (
    Answered,
    AtLeast,
    Chosen,
    CompareScale,
    CompareTally,
    Condition,
    Count,
    FactHolds,
    HasAll,
    Not,
    Silent,
)
from bot.core.dialog.keys import Setting
from bot.core.dialog.model import (
    ONCE,
    Alternative,
    Claim,
    Dialog,
    Fact,
    Missing,
    NextStep,
    Outcome,
    Reading,
    Reason,
    Scale,
    Tally,
    Verdict,
)
from bot.core.dialog.question import Changeable, Doable, Option, Question
from bot.core.kinds import KINDS
from tests.example import dog

SCALES = ("up", "down", "side")
NUMBERS = (Fraction(0), Fraction(40), Fraction(50), Fraction(125, 2), Fraction(100))
OPERATORS = ("gte", "gt", "lte", "lt")
COMPARISONS = [
    CompareScale(each, op, other) for each in SCALES for op in OPERATORS for other in (*NUMBERS, *SCALES)
]

Leaves: TypeAlias = Sequence[Sequence[Condition]]
T = TypeVar("T")


@st.composite
def dialogs(draw: st.DrawFn) -> Dialog:
    """A dialog with at most some hundred answer sets.

    All is drawn as numbers: strategies that are made anew for each dialog take longer than what is tested.
    """
    questions: dict[str, Question] = {"leaning": replace(dog().questions["leaning"], allow=frozenset())}
    for number in range(draw(st.integers(1, 4))):
        question = _question(draw, f"q{number}", tuple(questions.values()))
        questions[question.id] = question
    listed = tuple(questions.values())
    asked = _leaves(listed, has_scales=True)
    facts = [Fact(f"f{number}", _condition(draw, asked), "It is so.") for number in range(_below(draw, 3))]
    known = _leaves(listed, has_scales=True, facts=facts)
    outcomes = [_outcome(draw, f"o{number}", known, is_last=False) for number in range(1 + _below(draw, 3))]
    outcomes.append(_outcome(draw, "rest", known, is_last=True))
    return replace(
        dog(),
        scales={
            scale: Scale(scale, scale, _one_of(draw, tuple(Missing)), _below(draw, 3)) for scale in SCALES
        },
        alternatives={
            "go": Alternative("go", "Go", ("+",), ("-",), "up"),
            "stay": Alternative("stay", "Stay", ("+",), ("-",), "down"),
        },
        questions=questions,
        facts={each.id: each for each in facts},
        outcomes=tuple(outcomes),
        claims=tuple(
            Claim(f"claim {at}", _maybe(draw, known), (_one_of(draw, outcomes).id,))
            for at in range(_below(draw, 3))
        ),
        text="",
    )


def _below(draw: st.DrawFn, number: int) -> int:
    return draw(st.integers(0, number - 1))


def _one_of(draw: st.DrawFn, known: Sequence[T]) -> T:
    return known[_below(draw, len(known))]


def _question(draw: st.DrawFn, name: str, earlier: Sequence[Question]) -> Question:
    kind = _one_of(draw, ("one", "one", "scale", "many", "number", "text", "note"))
    size = 0 if kind in ("text", "note") else 2 + _below(draw, 2)
    scored = [scale for scale in SCALES if _below(draw, 2)]
    asked = _leaves(earlier, has_scales=False)
    options = {}
    for at in range(size):
        options[f"a{at}"] = Option(
            id=f"a{at}",
            text=f"{name} {at}",
            score={scale: _below(draw, 4) for scale in scored},
            doable=(Doable("it came about", _maybe(draw, asked)),) if _below(draw, 3) == 2 else (),
            settings=_option_settings(kind, at, size),
        )
    silences = () if kind == "note" else _one_of(draw, ((), *((each,) for each in Silence)))
    return replace(
        dog().questions["wish"],
        id=name,
        kind=KINDS[kind],
        ask=f"What about {name}?",
        options=options,
        ask_if=_maybe(draw, asked),
        changeable=_one_of(draw, tuple(Changeable)),
        allow=frozenset(silences),
        weight=1 + _below(draw, 2),
        settings={"lowest": Fraction(0), "highest": _one_of(draw, (Fraction(15), Fraction(90)))}
        if kind == "number"
        else {},
    )


def _option_settings(kind: str, at: int, size: int) -> dict[str, Setting]:
    if kind == "many" and at == 2:
        return {"exclusive": True}
    return {"upto": Fraction(10 * at + 10)} if kind == "number" and at < size - 1 else {}


def _outcome(draw: st.DrawFn, name: str, known: Leaves, is_last: bool) -> Outcome:
    def lines(kind: str, most: int) -> tuple[Reason, ...]:
        said = [f"{name} {kind} {at}" for at in range(_below(draw, most + 1))]
        return tuple(Reason(each, _maybe(draw, known), needs=_maybe(draw, known)) for each in said)

    once = lines("once", 1)
    return Outcome(
        id=name,
        alternative=_one_of(draw, ("go", "stay")),
        title=f"{name} {ONCE}" if once else name,
        advice=name,
        answer=_one_of(draw, tuple(Verdict)),
        when=None if is_last else _condition(draw, known),
        once=once,
        because=lines("because", 2),
        but=lines("but", 1),
        watch_for=lines("watch for", 2),
        next_steps=tuple(NextStep(f"{name} do", _maybe(draw, known)) for _ in range(_below(draw, 2))),
        readings=tuple(Reading(f"{name} read", _maybe(draw, known)) for _ in range(_below(draw, 2))),
        outweighs=_one_of(draw, ("", "", "More.")),
    )


def _leaves(questions: Sequence[Question], has_scales: bool, facts: Sequence[Fact] = ()) -> Leaves:
    """Conditions over some questions, by their sort; of scales too where they may look at these."""
    leaves: list[Sequence[Condition]] = [
        [Answered(each.id) for each in questions],
        [Silent(each.id, how) for each in questions for how in Silence],
    ]
    for question in questions:
        if question.options:
            leaves.append([Chosen(question.id, (each,)) for each in question.options])
        if question.kind.name == "many":
            leaves.append([Count(question.id, op, 1) for op in ("gt", "lte")])
            leaves.append([HasAll(question.id, tuple(question.options)[:2])])
    if has_scales:
        leaves += [COMPARISONS] * 3
    if facts:
        leaves.append([FactHolds(each) for each in facts])
        tally = Tally("t", "Counted", (*facts, *facts))
        leaves.append([CompareTally(tally, op, number) for op in OPERATORS for number in (1, 2)])
    return leaves


def _maybe(draw: st.DrawFn, leaves: Leaves) -> Condition | None:
    return _condition(draw, leaves) if _below(draw, 2) else None


def _condition(draw: st.DrawFn, leaves: Leaves, depth: int = 0) -> Condition:
    """One of the leaves, or what joins some: at most two levels above them."""
    match 0 if depth == 2 else _below(draw, 5):
        case 3:
            return Not(_condition(draw, leaves, depth + 1))
        case 4:
            parts = tuple(_condition(draw, leaves, depth + 1) for _ in range(1 + _below(draw, 3)))
            return AtLeast(1 + _below(draw, len(parts)), parts)
    return _one_of(draw, _one_of(draw, leaves))
