"""A proof says of every answer set what looking at each of them alone says."""

import json
from dataclasses import fields
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings

from bot.core.dialog.answers import Answers
from bot.core.dialog.conditions import fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import decide
from bot.proofs.parts import OutcomeLine, outcome_lines, written_conditions
from bot.proofs.proof import Proof, proof_as_data, value_as_data
from bot.proofs.prover import ProofStopped, Prover, prove
from tests.bench.synthetic import made_up
from tests.example import dog
from tests.proofs.dialogs import dialogs
from tests.proofs.exhaustive import Exhaustive, key

MOST_SETS = 250
PARTS = ["outcomes", "conditions", "scales", "thresholds"]
"""What the proof of the example tells that it is at."""


def check(dialog: Dialog, slow: Exhaustive) -> None:
    """Compare everything that a proof says."""
    proof = prove(dialog)
    check_counts(proof, slow)
    check_truths(dialog, proof, slow)
    check_neighbours(proof, slow)


def check_counts(proof: Proof, slow: Exhaustive) -> None:
    assert proof.total == len(slow.sets)
    assert [
        (each.outcome, each.count, each.fitting, each.share, each.witness and len(each.witness))
        for each in proof.endings
    ] == slow.endings()
    for each in proof.endings:
        assert each.witness is None or slow.outcomes[key(each.witness)].id == each.outcome
    assert proof.fallback == Fraction(slow.endings()[-1][1], len(slow.sets))
    assert {each.id: each.count for each in proof.alternatives} == slow.alternatives()
    assert {(each.first, each.later): each.count for each in proof.overlaps} == slow.overlaps()
    assert {each.id: each.count for each in proof.questions} == slow.asked()
    assert {each.scale: (each.without, each.although_asked) for each in proof.gauges} == slow.without_value()
    close = {(each.scale, each.number): each.close for each in proof.closeness.thresholds}
    assert (proof.closeness.count, close) == slow.close()
    lengths = proof.lengths
    assert (lengths.shortest, lengths.mean, lengths.longest) == slow.lengths()


def check_truths(dialog: Dialog, proof: Proof, slow: Exhaustive) -> None:
    for part in proof.questions:
        assert part.witness is None or (key(part.witness) in slow.outcomes and part.id in part.witness)
    seen = {(each.question, each.option): each.witness for each in proof.options}
    assert {each for each, witness in seen.items() if witness is not None} == slow.chosen()
    for each, line in zip(proof.lines, outcome_lines(dialog), strict=True):
        assert (each.witness is not None) == slow.is_said(line.outcome, line.when)
        assert each.witness is None or is_said(dialog, each.witness, line)
    conditions = {fact.id: fact.when for fact in dialog.facts.values()}
    asks = {each.id: each.ask_if for each in dialog.questions.values() if each.ask_if is not None}
    for judged, condition in zip(
        (*proof.facts, *proof.asks), (*conditions.values(), *asks.values()), strict=True
    ):
        assert (judged.true is not None, judged.otherwise is not None) == slow.sides(condition)
        assert judged.true is None or fires(condition, Evidence(dialog, judged.true))
        assert judged.otherwise is None or not fires(condition, Evidence(dialog, judged.otherwise))
    assert [(each.words, each.is_true) for each in proof.constants] == [
        found for each in written_conditions(dialog) for found in slow.constants(each.condition)
    ]
    assert {each.outcome for each in proof.unreasoned} == slow.unreasoned()
    check_promises(dialog, proof, slow)


def check_promises(dialog: Dialog, proof: Proof, slow: Exhaustive) -> None:
    assert [each.witness is not None for each in proof.claims] == slow.refuted()
    for claim, proved in zip(dialog.claims, proof.claims, strict=True):
        if proved.witness is not None:
            evidence = Evidence(dialog, proved.witness)
            assert fires(claim.when, evidence)
            assert decide(dialog, evidence).id in claim.never
    found = set()
    for each in proof.broken:
        evidence = Evidence(dialog, each.witness)
        outcome = decide(dialog, evidence)
        assert f"`{outcome.id}`" in each.said
        assert (each.code, True) in slow.breaches(evidence, outcome)
        found.add((each.code, outcome.id))
    assert found == slow.broken()


def is_said(dialog: Dialog, answers: Answers, line: OutcomeLine) -> bool:
    evidence = Evidence(dialog, answers)
    return decide(dialog, evidence) is line.outcome and fires(line.when, evidence)


def check_neighbours(proof: Proof, slow: Exhaustive) -> None:
    assert {(each.question, each.alternative) for each in proof.losses} == slow.losses()
    for lost in proof.losses:
        assert slow.outcomes[key(lost.before)].alternative == lost.alternative
        assert slow.is_loss(lost.before, lost.after, lost.question, lost.alternative)
    assert {(each.question, each.silence) for each in proof.silences} == slow.silences()
    for silent in proof.silences:
        assert slow.outcomes[key(silent.answers)].alternative == silent.alternative
        assert slow.is_lonely(silent.answers, silent.question, silent.alternative)
    assert {(each.question, each.options) for each in proof.alike} == slow.alike()
    assert set(proof.idle_weights) == slow.idle_weights()


@pytest.mark.parametrize("dialog", [dog(), made_up(5, 3)], ids=["dog", "made-up"])
def test_a_proof_counts_what_every_answer_set_shows(dialog: Dialog) -> None:
    proof, slow = prove(dialog), Exhaustive(dialog)

    check_counts(proof, slow)
    check_truths(dialog, proof, slow)


def check_by_enumeration(dialog: Dialog) -> None:
    slow = Exhaustive(dialog)
    assume(len(slow.sets) <= MOST_SETS)

    check(dialog, slow)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(dialogs())
def test_a_proof_says_of_any_dialog_what_every_answer_set_shows(dialog: Dialog) -> None:
    check_by_enumeration(dialog)


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(dialogs())
def test_a_proof_says_of_two_thousand_dialogs_what_every_answer_set_shows(dialog: Dialog) -> None:
    check_by_enumeration(dialog)


def test_a_proof_is_the_same_each_time() -> None:
    assert prove(dog()) == prove(dog())


def test_a_proof_is_data_that_json_takes() -> None:
    data = json.loads(json.dumps(value_as_data(prove(dog()))))

    assert data["total"] == 810
    assert data["endings"][0]["outcome"] == "get_it"
    assert data["lengths"]["mean"] == "62/9"


def test_a_proof_tells_how_far_it_is() -> None:
    told: list[tuple[str, int]] = []

    prove(dog(), on_progress=lambda what, states: told.append((what, states)))

    assert told[0] == ("outcomes", 3)
    assert {what for what, _ in told} >= {"outcomes", "scales", "thresholds"}


def test_a_proof_stops_when_it_is_told_to() -> None:
    with pytest.raises(ProofStopped, match="the proof of dog was given up"):
        prove(dog(), should_stop=lambda: True)


def _unfinished(part: str) -> Proof:
    """What is proved of the example when somebody interrupts at a part."""

    def on_progress(what: str, states: int) -> None:
        if what == part:
            raise KeyboardInterrupt

    prover = Prover(dog(), on_progress)
    with pytest.raises(KeyboardInterrupt):
        prover.proof()
    return prover.so_far()


@pytest.mark.parametrize("part", PARTS)
def test_what_is_proved_before_an_interruption_stands_in_the_whole_proof_alike(part: str) -> None:
    whole, found = prove(dog()), _unfinished(part)

    told = {each.name for each in fields(Proof)} - {"unproved", "problems", *found.unproved}
    assert [name for name in told if getattr(found, name) != getattr(whole, name)] == []
    assert set(found.problems) <= set(whole.problems)
    assert found.unproved


@pytest.mark.parametrize("part", PARTS)
def test_what_is_not_proved_is_null_in_data(part: str) -> None:
    found = _unfinished(part)

    assert {name for name, each in proof_as_data(found).items() if each is None} == set(found.unproved)
