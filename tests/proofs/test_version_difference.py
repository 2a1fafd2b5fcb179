"""The difference between two versions, beside every answer set looked at alone."""

from collections import Counter

import pytest

from bot.core.dialog.answers import Answers, Silence
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import relevant
from bot.core.dialog.scoring import decide
from bot.loader.reading import load_dialog
from bot.proofs.version_difference import VersionDifference, compare_versions
from tests.core.solo.test_migrate import PETS
from tests.example import DOG, dog
from tests.proofs.exhaustive import answer_sets

W3 = "      - {id: w3, text: A lot, score: {ready: 3, borrow: 0}}\n"


def version(*changes: tuple[str, str]) -> Dialog:
    text = DOG
    for right, other in changes:
        assert right in text
        text = text.replace(right, other)
    return load_dialog(text, "dog.yml")


def takes(dialog: Dialog, answers: Answers) -> bool:
    for question_id, value in answers.items():
        question = dialog.questions.get(question_id)
        if question is None:
            continue
        chosen = question.kind.options_of(question, value) if not isinstance(value, Silence) else ()
        if isinstance(value, Silence) and value not in question.allow:
            return False
        if not set(chosen) <= set(question.options):
            return False
    return True


def led_to(dialog: Dialog, answers: Answers) -> str:
    mine = {each: value for each, value in answers.items() if each in dialog.questions}
    return decide(dialog, Evidence(dialog, relevant(dialog, mine))).id


def by_hand(old: Dialog, new: Dialog) -> tuple[int, Counter[tuple[str, str]]]:
    """For versions of which the new one asks all that the old one asks."""
    sets = [each for each in answer_sets(new) if takes(old, each)]
    pairs = Counter((led_to(old, each), led_to(new, each)) for each in sets)
    return len(sets), Counter({pair: count for pair, count in pairs.items() if pair[0] != pair[1]})


def counted(difference: VersionDifference) -> Counter[tuple[str, str]]:
    return Counter({(each.before, each.after): each.count for each in difference.changes})


@pytest.mark.parametrize(
    "changes",
    [
        (),
        (("{ready: {gte: 70}}", "{ready: {gte: 50}}"),),
        (("{ready: {gte: 70}}, time", "{ready: {gt: borrow}}, time"),),
        (("score: {ready: 2, borrow: 1}, note", "score: {ready: 0, borrow: 3}, note"),),
        (("    kind: scale\n", "    kind: scale\n    weight: 4\n"),),
        (("missing: rescale, min_answered: 2", "missing: zero, min_answered: 2"),),
        (("{any: [{walk: [w1, w2]}, {borrow: {gt: ready}}]}", "{walk: w1}"),),
        (("\nfacts:\n", f"{PETS}facts:\n"),),
        (("    allow: [unsure]\n    source", "    source"),),
        ((W3, W3 + "      - {id: w4, text: Every day, score: {ready: 4, borrow: 0}}\n"),),
    ],
    ids=["none", "bound", "scales", "points", "weight", "missing", "rule", "added", "silence", "option"],
)
def test_every_answer_set_that_leads_elsewhere_is_counted(changes: tuple[tuple[str, str], ...]) -> None:
    new = version(*changes)

    difference = compare_versions(dog(), new)

    assert (difference.total, counted(difference)) == by_hand(dog(), new)


def test_a_counted_fact_that_means_something_else_now_changes_advice() -> None:
    counted_facts = (
        ("outcomes:\n", "tallies:\n  pro: {label: In favour, of: [time]}\noutcomes:\n"),
        ("{all: [{ready: {gte: 70}}, time]}", "{all: [{ready: {gte: 70}}, {pro: {gte: 1}}]}"),
    )
    old = version(*counted_facts)
    new = version(*counted_facts, ("time: {when: {hours: [some, most]}", "time: {when: {hours: most}"))

    difference = compare_versions(old, new)

    assert (difference.total, counted(difference)) == by_hand(old, new)
    assert difference.changes


def test_what_is_gone_is_compared_as_what_came_is() -> None:
    new = version(
        ("\nfacts:\n", f"{PETS}facts:\n"), (W3, W3.replace("w3, text: A lot", "w3, text: Very much"))
    )

    there, back = compare_versions(dog(), new), compare_versions(new, dog())

    assert (there.added, back.removed) == (("pets",), ("pets",))
    assert back.total == there.total
    assert counted(back) == Counter({(after, before): n for (before, after), n in counted(there).items()})


def test_a_witness_leads_from_the_one_to_the_other() -> None:
    new = version(("{ready: {gte: 70}}", "{ready: {gte: 50}}"))

    for change in compare_versions(dog(), new).changes:
        assert (led_to(dog(), change.witness), led_to(new, change.witness)) == (change.before, change.after)


def test_questions_asked_of_other_people_cannot_be_compared() -> None:
    difference = compare_versions(
        dog(), version(("ask_if: {wish: [friend, sport]}", "ask_if: {wish: sport}"))
    )

    assert (difference.total, difference.changes, difference.asked_otherwise) == (None, (), ("walk",))


def test_options_of_one_version_are_told() -> None:
    fourth = "      - {id: w4, text: Every day, score: {ready: 4, borrow: 0}}\n"

    difference = compare_versions(dog(), version((W3, W3 + fourth)))

    assert (difference.new_options, difference.gone_options) == ({"walk": ("w4",)}, {})
