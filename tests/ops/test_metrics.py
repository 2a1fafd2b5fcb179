"""What is measured, as Prometheus reads it."""

import re

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.ops.meter import TimedPart
from bot.ops.metrics import GAUGES, CallOutcome, Metrics, outcome_of

LABELS = {"part", "method", "outcome", "of", "stage", "version", "python", "le"}
"""Every label there is; none of them can hold a person, a chat or an answer."""


def samples(text: bytes) -> dict[str, float]:
    """Name and labels of each sample of ours, without buckets, to its value."""
    return {
        each.name + "".join(f",{name}={value}" for name, value in each.labels.items()): each.value
        for family in text_string_to_metric_families(text.decode())
        for each in family.samples
        if each.name.startswith("decision_coach_") and not each.name.endswith(("_bucket", "_created"))
    }


def test_what_happened_is_counted() -> None:
    metrics = Metrics("1.2.3")
    metrics.note_part(TimedPart.READ, 0.25)
    metrics.note_part(TimedPart.READ, 0.5)
    metrics.note_call("sendMessage", 200, 0.125)
    metrics.note_call("sendMessage", 429, 0.125)

    found = samples(metrics.render({}, None))

    assert {name: value for name, value in found.items() if value and "build" not in name} == {
        "decision_coach_update_seconds_count,part=read": 2,
        "decision_coach_update_seconds_sum,part=read": 0.75,
        "decision_coach_calls_total,method=sendMessage,outcome=done": 1,
        "decision_coach_calls_total,method=sendMessage,outcome=rate_limited": 1,
        "decision_coach_call_seconds_count,method=sendMessage": 2,
        "decision_coach_call_seconds_sum,method=sendMessage": 0.25,
    }
    assert any("version=1.2.3" in name for name in found)


def test_how_things_stand_is_told_as_far_as_it_is_known() -> None:
    metrics = Metrics("1.2.3")
    everything = {name: float(number) for number, name in enumerate(GAUGES)}

    whole = samples(metrics.render(everything, {("solo", "done"): 7, ("group", "lobby"): 1}))
    less = samples(metrics.render({"store_up": 0.0, "dead_letters": None}, None))

    assert {name: whole[f"decision_coach_{name}"] for name in GAUGES} == everything
    assert whole["decision_coach_sessions,of=solo,stage=done"] == 7
    assert [name for name in GAUGES if f"decision_coach_{name}" in less] == ["store_up"]
    assert not any("sessions" in name for name in less)


def test_no_label_can_name_anybody() -> None:
    metrics = Metrics("1.2.3")
    metrics.note_call("sendMessage", 200, 0.1)

    text = metrics.render({}, {("solo", "done"): 7}).decode()

    ours = "\n".join(line for line in text.splitlines() if line.startswith("decision_coach_"))
    assert set(re.findall(r"[{,](\w+)=", ours)) == LABELS


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, CallOutcome.DONE),
        (400, CallOutcome.REFUSED),
        (403, CallOutcome.REFUSED),
        (429, CallOutcome.RATE_LIMITED),
        (502, CallOutcome.FAILED),
        (None, CallOutcome.FAILED),
    ],
)
def test_a_status_says_what_became_of_a_call(status: int | None, outcome: CallOutcome) -> None:
    assert outcome_of(status) is outcome
