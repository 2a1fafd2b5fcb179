"""Small dialogs at random, of everything that a proof has to cope with."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

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


@st.composite
def dialogs(draw: st.DrawFn) -> Dialog:
    """A dialog with at most some hundred answer sets."""
    questions: dict[str, Question] = {"leaning": replace(dog().questions["leaning"], allow=frozenset())}
    for number in range(draw(st.integers(1, 4))):
        question = draw(_questions(f"q{number}", tuple(questions.values())))
        questions[question.id] = question
    listed = tuple(questions.values())
    facts: dict[str, Fact] = {}
    for number in range(draw(st.integers(0, 2))):
        facts[f"f{number}"] = Fact(f"f{number}", draw(_conditions(listed, True)), "It is so.")
    known = tuple(facts.values())
    outcomes = [
        draw(_outcomes(f"o{number}", listed, known, is_last=False))
        for number in range(draw(st.integers(1, 3)))
    ]
    outcomes.append(draw(_outcomes("rest", listed, known, is_last=True)))
    return replace(
        dog(),
        scales={scale: draw(_scales(scale)) for scale in SCALES},
        alternatives={
            "go": Alternative("go", "Go", ("+",), ("-",), "up"),
            "stay": Alternative("stay", "Stay", ("+",), ("-",), "down"),
        },
        questions=questions,
        facts=facts,
        outcomes=tuple(outcomes),
        claims=tuple(
            Claim(
                f"claim {at}",
                draw(st.none() | _conditions(listed, True, known)),
                (draw(st.sampled_from(outcomes)).id,),
            )
            for at in range(draw(st.integers(0, 2)))
        ),
        text="",
    )


@st.composite
def _scales(draw: st.DrawFn, name: str) -> Scale:
    return Scale(name, name, draw(st.sampled_from(list(Missing))), draw(st.integers(0, 2)))


@st.composite
def _questions(draw: st.DrawFn, name: str, earlier: Sequence[Question]) -> Question:
    kind = draw(st.sampled_from(["one", "one", "scale", "many", "number", "text", "note"]))
    size = 0 if kind in ("text", "note") else draw(st.integers(2, 3))
    scored = draw(st.lists(st.sampled_from(SCALES), unique=True, max_size=3))
    options = {}
    for at in range(size):
        options[f"a{at}"] = Option(
            id=f"a{at}",
            text=f"{name} {at}",
            score={scale: draw(st.integers(0, 3)) for scale in scored},
            doable=draw(_doables(earlier)),
            settings=_option_settings(kind, at, size),
        )
    return replace(
        dog().questions["wish"],
        id=name,
        kind=KINDS[kind],
        ask=f"What about {name}?",
        options=options,
        ask_if=draw(st.none() | _conditions(earlier, False)),
        changeable=draw(st.sampled_from(list(Changeable))),
        allow=frozenset()
        if kind == "note"
        else draw(st.frozensets(st.sampled_from(list(Silence)), max_size=1)),
        weight=draw(st.integers(1, 2)),
        settings={"lowest": Fraction(0), "highest": draw(st.sampled_from([Fraction(15), Fraction(90)]))}
        if kind == "number"
        else {},
    )


def _doables(questions: Sequence[Question]) -> st.SearchStrategy[tuple[Doable, ...]]:
    some = st.builds(Doable, st.just("it came about"), st.none() | _conditions(questions, False))
    return st.just(()) | st.just(()) | st.tuples(some)


def _option_settings(kind: str, at: int, size: int) -> dict[str, Setting]:
    if kind == "many" and at == 2:
        return {"exclusive": True}
    return {"upto": Fraction(10 * at + 10)} if kind == "number" and at < size - 1 else {}


@st.composite
def _outcomes(
    draw: st.DrawFn, name: str, questions: Sequence[Question], facts: Sequence[Fact], is_last: bool
) -> Outcome:
    conditions = st.none() | _conditions(questions, True, facts)

    def lines(kind: str, most: int) -> tuple[Reason, ...]:
        said = [f"{name} {kind} {at}" for at in range(draw(st.integers(0, most)))]
        return tuple(Reason(each, draw(conditions), needs=draw(conditions)) for each in said)

    once = lines("once", 1)
    return Outcome(
        id=name,
        alternative=draw(st.sampled_from(["go", "stay"])),
        title=f"{name} {ONCE}" if once else name,
        advice=name,
        answer=draw(st.sampled_from(list(Verdict))),
        when=None if is_last else draw(_conditions(questions, True, facts)),
        once=once,
        because=lines("because", 2),
        but=lines("but", 1),
        watch_for=lines("watch for", 2),
        next_steps=tuple(NextStep(f"{name} do", draw(conditions)) for _ in range(draw(st.integers(0, 1)))),
        readings=tuple(Reading(f"{name} read", draw(conditions)) for _ in range(draw(st.integers(0, 1)))),
        outweighs=draw(st.sampled_from(["", "", "More."])),
    )


def _conditions(
    questions: Sequence[Question], has_scales: bool, facts: Sequence[Fact] = ()
) -> st.SearchStrategy[Condition]:
    """Conditions over some questions; of scales too where they may look at these."""
    leaves: list[st.SearchStrategy[Condition]] = [
        st.sampled_from([Answered(each.id) for each in questions]),
        st.sampled_from([Silent(each.id, how) for each in questions for how in Silence]),
    ]
    for question in questions:
        if question.options:
            leaves.append(st.sampled_from([Chosen(question.id, (each,)) for each in question.options]))
        if question.kind.name == "many":
            leaves.append(st.sampled_from([Count(question.id, op, 1) for op in ("gt", "lte")]))
            leaves.append(st.just(HasAll(question.id, tuple(question.options)[:2])))
    if has_scales:
        operators = st.sampled_from(["gte", "gt", "lte", "lt"])
        others = st.sampled_from([*NUMBERS, *SCALES])
        comparisons = st.builds(CompareScale, st.sampled_from(SCALES), operators, others)
        leaves += [comparisons, comparisons, comparisons]
    if facts:
        leaves.append(st.sampled_from([FactHolds(each) for each in facts]))
        tally = Tally("t", "Counted", (*facts, *facts))
        operators = st.sampled_from(["gte", "gt", "lte", "lt"])
        leaves.append(st.builds(CompareTally, st.just(tally), operators, st.sampled_from([1, 2])))
    return st.recursive(st.one_of(leaves), _joined, max_leaves=4)


def _joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    lists = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return parts.map(Not) | lists.flatmap(
        lambda listed: st.integers(1, len(listed)).map(lambda n: AtLeast(n, listed))
    )
