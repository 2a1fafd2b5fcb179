"""The rules, ready to be asked often: they say what scoring says, and never rule out what can happen."""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.dialog.answers import Answers
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog, Missing, Scale
from bot.core.dialog.ratios import ScaleGain, ScaleRange, range_of_lead, range_of_scale
from bot.core.dialog.rulebook import rulebook
from bot.core.dialog.scoring import decide
from bot.proofs.space import sample_answers
from tests.boat import boat
from tests.proofs.dialogs import dialogs

NOTHING: frozenset[str] = frozenset()


@settings(deadline=None, max_examples=60)
@given(dialogs())
def test_where_nothing_is_open_they_decide_as_scoring_does(dialog: Dialog) -> None:
    rules = rulebook(dialog)

    for answers in sample_answers(dialog, 10):
        view = rules.view(answers, NOTHING)
        assert (view.first_open, rules.outcomes(view)) == (None, [decide(dialog, Evidence(dialog, answers))])


@settings(deadline=None, max_examples=60)
@given(dialogs(), st.data())
def test_while_something_is_open_they_rule_out_nothing_that_can_happen(
    dialog: Dialog, data: st.DataObject
) -> None:
    rules = rulebook(dialog)

    for answers in sample_answers(dialog, 10):
        told = data.draw(st.sets(st.sampled_from(sorted(answers))))
        some: Answers = {name: value for name, value in answers.items() if name in told}
        assert decide(dialog, Evidence(dialog, answers)) in rules.outcomes(rules.view(some, NOTHING))


def test_the_first_open_question_is_one_that_is_asked_of_everybody_alone() -> None:
    rules = rulebook(boat())

    assert rules.view({}, NOTHING).first_open == "water"
    assert rules.view({"water": "lake", "fee": "fair", "crew": ("ann",)}, NOTHING).first_open is None
    assert rules.view({"water": "lake"}, frozenset({"fee"})).first_open == "crew"


def test_what_can_still_come_is_told_before_everything_is_answered() -> None:
    rules = rulebook(boat())

    assert [each.id for each in rules.outcomes(rules.view({"water": "none"}, NOTHING))] == ["hire"]
    assert [each.id for each in rules.outcomes(rules.view({"water": "lake", "fee": "hard"}, NOTHING))] == [
        "once",
        "hire",
    ]


GAINS = st.builds(
    lambda points, extra, answer: ScaleGain(points, points + extra, is_answer=answer),
    st.integers(0, 3),
    st.integers(0, 2),
    st.booleans(),
)
WEIGHTS = st.tuples(st.integers(1, 4), st.integers(0, 2)).map(lambda pair: (pair[0], sum(pair)))


@given(
    st.lists(st.tuples(WEIGHTS, st.lists(GAINS, min_size=1, max_size=3).map(tuple)), max_size=4),
    st.integers(0, 2),
)
def test_a_scale_reaches_as_far_as_its_lowest_and_highest_corner(
    gains: list[tuple[tuple[int, int], tuple[ScaleGain, ...]]], min_answered: int
) -> None:
    scale = Scale("s", "s", Missing.RESCALE, min_answered)

    exact = [
        range_of_scale(scale, [((weight, weight), (gain,)) for weight, gain in corner])
        for corner in product(*(list(product(set(weight), choices)) for weight, choices in gains))
    ]
    found = range_of_scale(scale, gains)

    values = {each.ends[0] for each in exact if each.ends}
    assert values <= {*found.ends} or min(found.ends) <= min(values) <= max(values) <= max(found.ends)
    assert found.can_be_missing or found.is_missing or ScaleRange() not in exact


@given(
    st.lists(st.tuples(WEIGHTS, GAINS, GAINS), min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
def test_a_lead_reaches_at_least_as_far_as_any_weights_bring_it(
    parts: list[tuple[tuple[int, int], ScaleGain, ScaleGain]], draw: random.Random
) -> None:
    """Weights are doubled, so that the middle of each is a whole number."""
    wide = [((2 * low, 2 * high), one, other) for (low, high), one, other in parts]
    low, high = range_of_lead(wide)

    for _ in range(20):
        weights = [draw.randint(*weight) for weight, _, _ in wide]
        lead = lead_at(weights, wide)
        assert low <= lead <= high
        exactly = [((by, by), one, other) for by, (_, one, other) in zip(weights, wide, strict=True)]
        assert range_of_lead(exactly) == (lead, lead)


def lead_at(weights: list[int], parts: list[tuple[tuple[int, int], ScaleGain, ScaleGain]]) -> int:
    """One scale's points by the other's most possible ones, less the other way round."""
    pairs = list(zip(weights, parts, strict=True))
    one, its_most = (sum(by * getattr(gain, of) for by, (_, gain, _) in pairs) for of in ("points", "most"))
    other, most = (sum(by * getattr(gain, of) for by, (_, _, gain) in pairs) for of in ("points", "most"))
    return int(one * most - other * its_most)


@pytest.mark.parametrize("silence", list(Missing))
def test_what_is_left_out_counts_by_the_rule_of_its_scale(silence: Missing) -> None:
    scale = Scale("s", "s", silence)
    left_out = ScaleGain.of_silence(3, silence)

    found = range_of_scale(scale, [((1, 1), (ScaleGain(3, 3, is_answer=True),)), ((1, 1), (left_out,))])

    assert found.ends == {Missing.RESCALE: (100,), Missing.ZERO: (50,), Missing.BLOCK: ()}[silence]
