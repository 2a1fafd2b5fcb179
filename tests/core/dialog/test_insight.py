"""What lies around the advice."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.dialog.answers import Answers, Silence
from bot.core.dialog.conditions import AtLeast, Chosen, Not, every
from bot.core.dialog.evidence import Evidence, scorers
from bot.core.dialog.insight import Sureness, explain
from bot.core.dialog.model import Dialog, Verdict
from bot.core.dialog.progress import relevant
from bot.core.dialog.question import Changeable, Option
from bot.core.dialog.scoring import decide
from bot.core.kinds import KINDS
from bot.core.words.english import ENGLISH
from bot.loader.reading import load_dialog
from bot.proofs.space import sample_answers
from tests.boat import BOAT, boat
from tests.core.dialog.surroundings import completions, crossing, decided, reached_upward, side, worth
from tests.core.solo.test_engine import TO_REVIEW
from tests.example import after as session_after
from tests.example import dog
from tests.loader.kayak import KAYAK
from tests.proofs.dialogs import dialogs
from tests.shipped import NAMES, shipped_dialog

POINTS = (
    KAYAK[: KAYAK.index("scales:")]
    + """\
scales: {go: {label: To go}, stay: {label: To stay}}
alternatives:
  buy: {label: Go, pros: [You go], cons: [You leave], scale: go}
  rent: {label: Stay, pros: [You stay], cons: [You sit], scale: stay}
questions:
"""
    + "".join(
        f"""\
  - id: {name}
    ask: How about {name}?
    why: It counts.
    about: value
    weight: {weight}
    changeable: never
    source: judgement
    options:
      - {{id: up, text: Up, score: {{go: 1, stay: 0}}}}
      - {{id: down, text: Down, score: {{go: 0, stay: 1}}}}
"""
        for name, weight in (("a", 5), ("b", 5), ("c", 8))
    )
    + """\
outcomes:
  - {id: go, alternative: buy, when: {go: {gte: stay}}, title: Go., advice: Go., because: [{say: So.}]}
  - {id: stay, alternative: rent, otherwise: true, title: Stay., advice: Stay., because: [{say: So.}]}
"""
)
"""Two of three answers have a small lead."""


def answers(**changed: object) -> Answers:
    base = dict(session_after(*TO_REVIEW).answers)
    return {**base, **changed}  # type: ignore[dict-item]  # values are those of the example


YES_NO = {each: Option(each, each) for each in ("yes", "no")}
ALL_IN: Answers = {"water": "lake", "fee": "fair", "crew": ("ann", "bob")}


# --- how sure ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "sureness", "hinges"),
    [
        (ALL_IN, Sureness.FIRM, ()),
        ({**ALL_IN, "fee": "hard"}, Sureness.FIRM, ()),
        ({**ALL_IN, "fee": "hard", "crew": ("ann",)}, Sureness.HANGS, ("crew",)),
        ({**ALL_IN, "fee": "hard", "crew": ("nobody",)}, Sureness.HANGS, ("fee", "crew")),
        ({**ALL_IN, "water": Silence.UNSURE}, Sureness.HANGS, ("water",)),
        ({**ALL_IN, "water": "none"}, Sureness.FIRM, ()),
        (
            {"water": "sea", "fee": "hard", "crew": ("ann",), "berth": "found"},
            Sureness.HANGS,
            ("crew", "berth"),
        ),
    ],
    ids=[
        "one brake would only be a condition",
        "one brake is one",
        "the last tick taken away",
        "either of two brakes",
        "any answer where there is none",
        "what never changes has no neighbours",
        "a step of each",
    ],
)
def test_the_advice_hangs_on_what_an_answer_next_to_it_turns(
    given: Answers, sureness: Sureness, hinges: tuple[str, ...]
) -> None:
    insight = explain(boat(), given)

    assert (insight.sureness, insight.hinges, insight.untried) == (sureness, hinges, ())


def test_a_question_that_a_change_opens_takes_every_answer() -> None:
    """At sea a berth is asked for: with a brake already there, a second one would be too many."""
    sea_only = load_dialog(
        BOAT.replace("wet: {when: {water: [sea, lake]}", "wet: {when: {water: sea}"), "boat.yml"
    )
    unsure: Answers = {"water": Silence.UNSURE, "fee": "hard", "crew": ("nobody",)}

    assert explain(sea_only, unsure).hinges == ()
    assert explain(sea_only, {**unsure, "crew": ("ann",)}).hinges == ("water",)


def test_what_a_person_can_bring_about_is_next_to_them() -> None:
    """The berth is never changeable here, and found all the same."""
    fixed = load_dialog(BOAT.replace("changeable: later", "changeable: never"), "boat.yml")
    at_sea: Answers = {"water": "sea", "fee": "hard", "crew": ("ann", "bob"), "berth": "waits"}

    assert explain(fixed, at_sea).hinges == ("fee", "berth")


def test_a_question_left_open_in_a_group_takes_any_answer() -> None:
    assert explain(boat(), {"water": "lake", "fee": "hard"}).hinges == ("crew",)
    assert explain(boat(), {"water": "lake", "crew": ("ann",)}).sureness is Sureness.FIRM


def test_where_outcomes_answer_nothing_another_alternative_is_the_other_side() -> None:
    assert explain(dog(), answers(walk="w3")).hinges == ("hours",)


def test_weights_moved_at_once_can_turn_what_no_single_one_does() -> None:
    dialog = load_dialog(POINTS, "points.yml")
    given: Answers = {"a": "up", "b": "up", "c": "down"}

    alone = {
        decide(dialog, Evidence(dialog, given, {name: question.weight * fifths})).id
        for name, question in dialog.questions.items()
        for fifths in (4, 6)
    }

    assert alone == {"go"}
    assert (explain(dialog, given).hinges, explain(dialog, given).rests_on_weights) == ((), True)
    assert explain(dialog, given).sureness is Sureness.CLOSE


def test_a_lead_that_no_weights_within_a_fifth_take_away_is_firm() -> None:
    insight = explain(load_dialog(POINTS, "points.yml"), {"a": "up", "b": "up", "c": "up"})

    assert (insight.rests_on_weights, insight.sureness) == (False, Sureness.FIRM)


def test_what_could_not_be_tried_is_never_called_firm() -> None:
    """The rule of `yes` contradicts itself, which shows only once all dozen answers are there."""
    insight = explain(endless(), {"more": "no"})

    assert (insight.sureness, insight.hinges, insight.untried) == (Sureness.HANGS, ("more",), ("more",))


def endless() -> Dialog:
    """A dialog of which one answer opens a dozen questions, and a rule that is never true."""
    first = replace(
        boat().questions["fee"], id="more", kind=KINDS["one"], options=YES_NO, changeable=Changeable.NOW
    )
    opened = {f"q{at}": replace(first, id=f"q{at}", ask_if=Chosen("more", ("yes",))) for at in range(12)}
    half = AtLeast(6, tuple(Chosen(name, ("yes",)) for name in opened))
    yes, *_, no = boat().outcomes
    outcomes = (replace(yes, when=every(half, Not(half))), no)
    return replace(boat(), questions={"more": first, **opened}, outcomes=outcomes)


# --- what would make it a yes -----------------------------------------------------------


def test_one_thing_that_the_person_can_do_makes_it_a_yes() -> None:
    upward = explain(boat(), {**ALL_IN, "water": "lake", "fee": "hard"}).upward

    assert upward is not None
    assert (upward.changes, upward.says) == ((("fee", "gift"),), ("the club gave you one",))
    assert (upward.outcome.id, upward.title(ENGLISH)) == ("buy", "Yes: buy a boat.")


def test_what_fits_other_people_only_is_not_said() -> None:
    upward = explain(boat(), {"water": "sea", "fee": "hard", "crew": ("nobody",), "berth": "found"}).upward

    assert upward is not None
    assert (upward.says, upward.title(ENGLISH)) == (
        ("Ann came along",),
        "Yes, once the price no longer hurts.",
    )


def test_two_things_are_thought_of_where_one_is_not_enough() -> None:
    upward = explain(boat(), {"water": "sea", "fee": "hard", "crew": ("nobody",), "berth": "waits"}).upward

    assert upward is not None
    assert upward.says == ("Ann came along", "you found a berth")
    assert upward.changes == (("crew", ("ann",)), ("berth", "found"))
    assert upward.outcome.answer is Verdict.ONCE


def test_a_plain_yes_has_nothing_above_it() -> None:
    insight = explain(boat(), ALL_IN)

    assert (insight.upward, insight.watch_for) == (
        None,
        "If you sail less than ten days a year, look again.",
    )


def test_where_nothing_can_be_done_it_says_what_to_watch_for() -> None:
    insight = explain(boat(), {**ALL_IN, "water": "none"})

    assert (insight.upward, insight.watch_for) == (None, "If you move to the water, look again.")


# --- the case against -------------------------------------------------------------------


def test_the_case_against_is_in_the_words_of_the_outcome() -> None:
    insight = explain(boat(), {**ALL_IN, "fee": "hard"})

    assert [each.say for each in insight.but] == ["It costs more than you have.", "A list moves slowly."]


def test_without_such_words_it_is_a_reason_for_the_rival_that_holds() -> None:
    insight = explain(dog(), answers(walk="w1"))

    assert insight.rival is dog().alternatives["get"]
    assert [each.say for each in insight.but] == ["Somebody is at home much of the day."]


def test_a_rival_without_a_reason_has_its_first_advantage() -> None:
    insight = explain(dog(), answers())

    assert insight.rival is dog().alternatives["lend"]
    assert [each.say for each in insight.but] == ["Try it first"]


def test_a_reason_of_the_rival_counts_only_where_what_it_needs_is_true() -> None:
    need = Chosen("walk", ("w3",))
    get, *others = dog().outcomes
    because = tuple(replace(each, needs=need) for each in get.because)
    picky = replace(dog(), outcomes=(replace(get, because=because), *others))

    said = {rain: explain(picky, answers(walk=rain, hours=Fraction(4))).but for rain in ("w1", "w3")}

    assert [[each.say for each in but] for but in said.values()] == [
        ["Company all day"],
        ["Rain does not stop you."],
    ]


def test_the_question_that_mattered_is_the_one_whose_neighbours_turn_it_most_often() -> None:
    assert explain(boat(), {**ALL_IN, "fee": "hard", "crew": ("nobody",)}).mattered == "fee"
    assert explain(boat(), ALL_IN).mattered is None


def test_answers_that_are_not_relevant_make_no_difference() -> None:
    kids = {**answers(wish="kids")}
    without = {question: value for question, value in kids.items() if question != "walk"}

    assert explain(dog(), kids) == explain(dog(), without)


# --- by trying everything ---------------------------------------------------------------


def assert_honest(dialog: Dialog, given: Answers, seed: int) -> None:
    """What is said of an answer set is what trying everything around it says."""
    insight = explain(dialog, given)
    found, is_whole = crossing(dialog, given)
    assert found <= set(insight.hinges)
    if is_whole:
        assert set(insight.hinges) - found <= set(insight.untried)
    if insight.sureness is Sureness.FIRM:
        mine = side(dialog, decided(dialog, given))
        for weights in islice(moved_weights(dialog, given, seed), 20):
            assert side(dialog, decide(dialog, Evidence(dialog, given, weights))) == mine
    assert_upward(dialog, given)


def assert_upward(dialog: Dialog, given: Answers) -> None:
    upward = explain(dialog, given).upward
    if all(each.answer is Verdict.OTHER for each in dialog.outcomes):
        assert upward is None
        return
    assert (worth(upward.outcome) if upward else 0) == reached_upward(dialog, given)
    if upward:
        then = relevant(dialog, {**given, **dict(upward.changes)})
        ends = [decided(dialog, each) for each in completions(dialog, then)]
        assert upward.outcome in ends
        assert min(map(worth, ends)) == worth(upward.outcome) > worth(decided(dialog, given))


def moved_weights(dialog: Dialog, given: Answers, seed: int) -> Iterator[Mapping[str, int]]:
    """Weights in fifths, each 20 % up, 20 % down, or as it is."""
    draw = random.Random(seed)
    scored = {name for by in scorers(dialog).values() for name in by if name in given}
    while True:
        yield {name: dialog.questions[name].weight * draw.choice((4, 5, 6)) for name in sorted(scored)}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_around_shipped_advice_is_true(name: str) -> None:
    dialog = shipped_dialog(name)

    for seed, drawn in enumerate(sample_answers(dialog, 15)):
        assert_honest(dialog, drawn, seed)


def test_what_is_said_around_every_answer_set_of_an_example_is_true() -> None:
    for seed, drawn in enumerate(completions(boat(), {})):
        assert_honest(boat(), drawn, seed)


@settings(deadline=None, max_examples=60)
@given(dialogs(), st.integers(0, 2**16))
def test_what_is_said_around_any_advice_is_true(dialog: Dialog, seed: int) -> None:
    for drawn in sample_answers(dialog, 5):
        assert_honest(dialog, drawn, seed)
