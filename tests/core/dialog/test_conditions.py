"""Conditions: three-valued, and said in words."""

from fractions import Fraction

import pytest

from bot.core.dialog.answers import Answers, Silence
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
    every,
    fires,
    some,
)
from bot.core.dialog.evidence import Evidence
from tests.boat import boat
from tests.example import dog

FRIEND = Chosen("wish", ("friend",))
BOTH = HasAll("garden", ("me", "partner"))
RAIN = Chosen("walk", ("w3",))
UNKNOWN = CompareScale("ready", "gte", Fraction(1))


@pytest.mark.parametrize(
    ("condition", "answers", "held"),
    [
        (FRIEND, {"wish": "friend"}, True),
        (FRIEND, {"wish": "kids"}, False),
        (FRIEND, {}, None),
        (FRIEND, {"wish": Silence.SKIPPED}, None),
        (Chosen("wish", ("friend", "kids")), {"wish": "kids"}, True),
        (Chosen("garden", ("me",)), {"garden": ("me", "partner")}, True),
        (BOTH, {"garden": ("me", "partner")}, True),
        (BOTH, {"garden": ("me",)}, False),
        (BOTH, {"garden": Silence.SKIPPED}, None),
        (Count("garden", "gte", 2), {"garden": ("me", "partner")}, True),
        (Count("garden", "gte", 1), {"garden": ("nobody",)}, False),
        (Count("garden", "lt", 2), {}, None),
        (Chosen("hours", ("some",)), {"hours": Fraction(5)}, True),
        (Answered("wish"), {"wish": "kids"}, True),
        (Answered("wish"), {"wish": Silence.UNSURE}, False),
        (Answered("wish"), {}, False),
        (Silent("wish", Silence.UNSURE), {"wish": Silence.UNSURE}, True),
        (Silent("wish", Silence.SKIPPED), {"wish": Silence.UNSURE}, False),
        (CompareScale("ready", "gte", Fraction(100)), {"wish": "friend", "walk": "w3"}, True),
        (CompareScale("ready", "lt", Fraction(50)), {"wish": "kids", "walk": "w1"}, True),
        (CompareScale("ready", "gt", Fraction(1)), {"wish": "friend"}, None),
        (CompareScale("ready", "gt", "borrow"), {"wish": "friend", "walk": "w3"}, True),
        (CompareScale("borrow", "lte", "ready"), {}, None),
        (FactHolds(dog().facts["time"]), {"hours": Fraction(12)}, True),
        (FactHolds(dog().facts["time"]), {"hours": Fraction(4)}, False),
        (Not(FRIEND), {"wish": "kids"}, True),
        (Not(FRIEND), {}, None),
        (every(FRIEND, RAIN), {"wish": "friend", "walk": "w3"}, True),
        (every(FRIEND, RAIN), {"wish": "kids"}, False),
        (every(RAIN, FRIEND), {"wish": "kids"}, False),
        (every(FRIEND, RAIN), {"wish": "friend"}, None),
        (some(FRIEND, RAIN), {"walk": "w3"}, True),
        (some(FRIEND, RAIN), {"wish": "kids"}, None),
        (some(FRIEND, RAIN), {"wish": "kids", "walk": "w1"}, False),
        (AtLeast(2, (FRIEND, RAIN, UNKNOWN)), {"wish": "kids"}, None),
        (AtLeast(2, (FRIEND, RAIN, BOTH)), {"wish": "kids", "walk": "w1"}, False),
    ],
)
def test_a_condition_is_true_false_or_unknown(
    condition: Condition, answers: Answers, held: bool | None
) -> None:
    assert condition.holds(Evidence(dog(), answers)) is held


@pytest.mark.parametrize(("held", "fired"), [(True, True), (False, False), (None, False)])
def test_a_rule_fires_only_on_true(held: bool | None, fired: bool) -> None:
    answers: dict[bool | None, Answers] = {True: {"wish": "friend"}, False: {"wish": "kids"}, None: {}}

    assert fires(FRIEND, Evidence(dog(), answers[held])) is fired


def test_no_condition_always_fires() -> None:
    assert fires(None, Evidence(dog(), {}))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (FRIEND, "“What draws you to a dog?” is “A companion”"),
        (
            Chosen("wish", ("friend", "kids")),
            "“What draws you to a dog?” is “A companion” or “The children ask for it”",
        ),
        (BOTH, "“Who would look after it?” has “I myself” and “My partner”"),
        (Count("garden", "gte", 2), "“Who would look after it?” has at least 2 ticks"),
        (Count("garden", "gte", 1), "“Who would look after it?” has at least 1 tick"),
        (UNKNOWN, "“Ready for a dog” is at least 1"),
        (CompareScale("ready", "gt", "borrow"), "“Ready for a dog” is more than “Better to borrow one”"),
        (Answered("else"), "“Anything we did not ask?” is answered"),
        (Silent("else", Silence.SKIPPED), "“Anything we did not ask?” is left out"),
        (
            Silent("walk", Silence.UNSURE),
            "“How much do you like walking in the rain?” is answered “not sure”",
        ),
        (FactHolds(dog().facts["time"]), "“Somebody is at home much of the day.” is true"),
        (Not(Answered("else")), "not (“Anything we did not ask?” is answered)"),
        (
            every(UNKNOWN, some(FRIEND, Answered("else"))),
            "(“Ready for a dog” is at least 1 and (“What draws you to a dog?” is “A companion” "
            "or “Anything we did not ask?” is answered))",
        ),
        (
            AtLeast(2, (UNKNOWN, UNKNOWN, UNKNOWN)),
            "at least 2 of: (“Ready for a dog” is at least 1; “Ready for a dog” is at least 1; "
            "“Ready for a dog” is at least 1)",
        ),
    ],
)
def test_a_condition_says_itself_in_words(condition: Condition, words: str) -> None:
    assert condition.words(dog()) == words


@pytest.mark.parametrize(
    ("condition", "questions", "scales"),
    [
        (every(FRIEND, Not(RAIN)), {"wish", "walk"}, set()),
        (some(CompareScale("ready", "gt", "borrow"), BOTH), {"garden"}, {"ready", "borrow"}),
        (FactHolds(dog().facts["time"]), {"hours"}, set()),
        (Count("garden", "gt", 1), {"garden"}, set()),
        (Answered("else"), {"else"}, set()),
        (Silent("walk", Silence.UNSURE), {"walk"}, set()),
        (UNKNOWN, set(), {"ready"}),
    ],
)
def test_a_condition_names_what_it_looks_at(
    condition: Condition, questions: set[str], scales: set[str]
) -> None:
    assert (condition.questions(), condition.scales()) == (frozenset(questions), frozenset(scales))


BRAKES = boat().tallies["brakes"]


@pytest.mark.parametrize(
    ("operator", "number", "answers", "held"),
    [
        ("lte", 0, {}, True),
        ("gte", 1, {}, False),
        ("gte", 1, {"fee": "hard"}, True),
        ("gt", 1, {"fee": "hard"}, False),
        ("lt", 2, {"fee": "hard", "crew": ("nobody",)}, False),
        ("lte", 2, {"fee": "hard", "crew": ("nobody",)}, True),
    ],
)
def test_a_tally_is_never_unknown(operator: str, number: int, answers: Answers, held: bool) -> None:
    evidence = Evidence(boat(), answers)
    compared = CompareTally(BRAKES, operator, number)

    assert (compared.holds(evidence), Not(compared).holds(evidence)) == (held, not held)


def test_a_tally_looks_at_what_its_facts_look_at() -> None:
    compared = CompareTally(BRAKES, "lte", 1)

    assert (compared.questions(), compared.scales()) == (frozenset({"fee", "crew", "berth"}), frozenset())
    assert compared.words(boat()) == "“What speaks against it” counts at most 1"


def test_each_part_is_asked_once_even_if_it_cannot_be_told() -> None:
    asked: list[str] = []

    class Counted(Chosen):
        def holds(self, evidence: Evidence) -> bool | None:
            asked.append(self.question)
            return super().holds(evidence)

    parts = tuple(Counted(each, ("x",)) for each in ("wish", "walk"))

    assert AtLeast(1, (every(*parts), every(*parts))).holds(Evidence(dog(), {})) is None
    assert asked == ["wish", "walk"] * 2
