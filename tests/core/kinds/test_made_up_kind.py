"""A kind that is added by one module and one line of the table goes everywhere that the others go."""

import json
from fractions import Fraction
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.authoring.diff import find_version_mistakes
from bot.authoring.schema import dialog_schema
from bot.core.dialog.insight import explain
from bot.core.dialog.keys import Holds, Key
from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import score
from bot.core.group import coach_actions
from bot.core.group.agenda import choices, chosen
from bot.core.group.events import Choose
from bot.core.group.privacy.counting import published
from bot.core.kinds import KINDS
from bot.core.kinds.answering import Answer
from bot.core.kinds.one import OneKind
from bot.core.screen.button import Button
from bot.core.screen.surface import Role
from bot.core.solo.engine import begin, here, step
from bot.core.solo.events import Begin, Edit, Review, Say
from bot.core.solo.migrate import migrate_session
from bot.core.solo.screens import render_card
from bot.core.solo.session import Session
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import verbatim
from bot.loader.cases import load_answers
from bot.loader.document import read_document
from bot.loader.findings import Findings
from bot.loader.kind_shapes import question_shape
from bot.loader.nodes import node_data
from bot.loader.reading import examine, load_dialog
from bot.platforms.telegram.buttons import Codec, PackedStep
from bot.platforms.telegram.group_buttons import PackedChoice
from bot.platforms.terminal.typed_line import button_lines, buttons_of, read_line
from bot.proofs.prover import prove
from bot.proofs.version_difference import compare_versions
from bot.stores.said_codec import read_answers, stored_answers
from tests.core.kinds.stars import Stars
from tests.example import ANN, AT, DOG
from tests.groups import Rehearsed, rehearsed
from tests.platforms.terminal.terminal import DOWN, ENTER, Window
from tests.proofs.exhaustive import Exhaustive

STARRY = (
    DOG.replace("kind: scale", "kind: stars\n    most: 4\n    group: {reveal: immediate}")
    .replace("text: Not at all, score", "text: Not at all, stars: 1, score")
    .replace("text: A bit, score", "text: A bit, stars: 3, score")
)
"""The example with stars in the place of its scale: one, two or three, and four."""
ANSWERS = "{leaning: get, wish: friend, garden: [me], walk: s4, hours: 10, else: skipped}"


@pytest.fixture(autouse=True)
def _added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "stars", Stars())


def starry(*changes: tuple[str, str]) -> Dialog:
    return load_dialog(changed(*changes), "dog.yml")


def changed(*changes: tuple[str, str]) -> str:
    text = STARRY
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def problems(*changes: tuple[str, str]) -> list[str]:
    return [str(each).removeprefix("dog.yml:") for each in examine(changed(*changes), "dog.yml").problems]


def at_the_stars(dialog: Dialog) -> Session:
    session = begin(dialog, 7, ANN, ANN)
    for event in (Begin(), Say("1"), Say("1"), Say("1, 2")):
        session = step(dialog, session, event, AT).session
    assert here(dialog, session) == "walk"
    return session


# --- what an author writes ----------------------------------------------------------------


def test_its_keys_are_read_with_their_places_and_defaults() -> None:
    walk = starry().questions["walk"]

    assert isinstance(walk.kind, Stars)
    assert walk.settings == {"most": 4}
    assert [each.settings for each in walk.options.values()] == [{"stars": 1}, {"stars": 3}, {}]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("most: 4", "most: 9", "`most` must be 8 or less, not `9`"),
        ("most: 4", "mots: 4", "unknown key `mots` (did you mean `most`?)"),
        ("most: 4", "most: 2", "`stars` is more than `most`"),
        ("kind: note", "kind: note\n    most: 3", "a `note` question has no `most` (`stars` can)"),
        (
            "text: A companion",
            "stars: 1, text: A companion",
            "an option of a `one` question has no `stars` (`stars` can)",
        ),
        (
            "kind: note",
            "kind: notes",
            "`kind` must be `one`, `many`, `scale`, `number`, `text`, `note` or `stars`, not `notes`",
        ),
    ],
)
def test_a_mistake_with_its_keys_is_found(old: str, new: str, found: str) -> None:
    said = problems((old, new))

    assert any(found in each for each in said), said


@pytest.mark.parametrize(
    ("key", "refusal"),
    [
        ("weight", "`weight` is a key of every kind of question"),
        ("longest", "two kinds of questions declare"),
    ],
)
def test_a_key_that_is_taken_is_refused(monkeypatch: pytest.MonkeyPatch, key: str, refusal: str) -> None:
    class Clashing(OneKind):
        name = "stars"
        keys = (Key(key, Holds.WHOLE, 1, "Taken."),)

    monkeypatch.setitem(KINDS, "stars", Clashing())

    with pytest.raises(ValueError, match=refusal):
        question_shape()


def test_the_schema_for_editors_knows_it() -> None:
    schema = dialog_schema()
    written: Any = plain_yaml(STARRY)

    assert "stars" in schema["$defs"]["QuestionShape"]["properties"]["kind"]["enum"]
    assert schema["$defs"]["QuestionShape"]["properties"]["most"]["maximum"] == 8
    assert [each.json_path for each in Draft202012Validator(schema).iter_errors(written)] == []


def plain_yaml(text: str) -> Any:  # Any: what is in a file is told by its schema
    """A file as an editor reads it: what looks like a number is one."""

    def typed(node: Any) -> Any:
        if isinstance(node, list):
            return [typed(each) for each in node]
        if isinstance(node, dict):
            return {key: typed(each) for key, each in node.items()}
        if node in ("true", "false"):
            return node == "true"
        return int(node) if isinstance(node, str) and node.isdecimal() else node

    table = read_document(text, "dog.yml", Findings())
    assert table is not None
    return typed(node_data(table))


def test_a_new_look_is_wording_and_another_number_of_stars_is_logic() -> None:
    before, look, more = (
        starry(),
        starry(("most: 4", "most: 4\n    shape: ♥")),
        starry(("most: 4", "most: 5")),
    )

    assert (look.logic_hash == before.logic_hash, look.wording_hash == before.wording_hash) == (True, False)
    assert (more.logic_hash == before.logic_hash, more.wording_hash == before.wording_hash) == (False, True)


def test_answers_in_a_file_name_what_is_tapped() -> None:
    assert load_answers(ANSWERS, "a.yml", starry())["walk"] == Fraction(4)


# --- one person ---------------------------------------------------------------------------


@pytest.mark.parametrize("event", [Answer("walk", "s3"), Say("3"), Say("3 stars")], ids=str)
def test_it_is_answered_by_a_tap_and_by_typing(event: Answer | Say) -> None:
    dialog = starry()

    session = step(dialog, at_the_stars(dialog), event, AT).session

    assert session.answers["walk"] == Fraction(3)
    assert here(dialog, session) == "hours"


def test_what_is_typed_and_is_no_answer_is_refused_in_its_own_words() -> None:
    dialog = starry()

    session = step(dialog, at_the_stars(dialog), Say("9"), AT).session

    assert session.remark == verbatim("Please give 1 to 4 stars.")


def test_its_card_shows_its_buttons_and_the_answer_there_was() -> None:
    dialog = starry()
    session = at_the_stars(dialog)
    stars = [Button("★" * at, Answer("walk", f"s{at}")) for at in range(1, 5)]
    assert render_card(dialog, session, None, ENGLISH).rows[0] == tuple(stars)

    for event in (Answer("walk", "s2"), Review(), Edit("walk")):
        session = step(dialog, session, event, AT).session

    shown = render_card(dialog, session, None, ENGLISH)
    assert [button.label for button in shown.rows[0]] == ["★", "✓ ★★", "★★★", "★★★★"]
    assert "1 to 4 stars" in [block.text for block in shown.blocks]


def test_an_answer_is_described_in_the_review_and_kept_by_the_store() -> None:
    dialog = starry()
    session = step(dialog, at_the_stars(dialog), Answer("walk", "s2"), AT).session

    review = render_card(dialog, step(dialog, session, Review(), AT).session, None, ENGLISH)

    assert any(block.text.endswith("→ 2 stars") for block in review.blocks)
    stored = json.loads(json.dumps(stored_answers(session.answers)))
    assert read_answers(stored) == session.answers


def test_an_answer_goes_along_to_a_new_version_where_it_still_is_one() -> None:
    dialog, fewer = starry(), starry(("most: 4", "most: 3"), ("version: 1", "version: 2"))
    kept, gone = (
        migrate_session(
            step(dialog, at_the_stars(dialog), Answer("walk", tap), AT).session, dialog, fewer
        ).session
        for tap in ("s3", "s4")
    )

    assert kept.answers["walk"] == Fraction(3)
    assert "walk" not in {**gone.answers, **gone.drafts}


# --- scoring and proofs -------------------------------------------------------------------


def test_it_is_scored_by_the_option_that_its_stars_stand_for() -> None:
    dialog = starry()
    answers = dict(load_answers(ANSWERS, "a.yml", dialog))

    assert score(dialog, answers).scales["borrow"] == Fraction(100 * 1, 2 + 3)
    assert score(dialog, {**answers, "walk": Fraction(2)}).scales["borrow"] == Fraction(100 * 3, 2 + 3)
    assert "walk" in explain(dialog, answers).hinges


def test_the_proofs_try_each_number_of_stars() -> None:
    dialog = starry()
    slow = Exhaustive(dialog)

    proof = prove(dialog)

    assert proof.total == len(slow.sets)
    for each in proof.endings:
        assert each.count == sum(outcome.id == each.outcome for _, _, outcome in slow.sets)


def test_a_version_that_takes_more_stars_asks_otherwise() -> None:
    assert compare_versions(starry(), starry(("most: 4", "most: 5"))).asked_otherwise == ("walk",)
    assert [each.code for each in find_version_mistakes(load_dialog(DOG, "dog.yml"), starry())] == [
        "E80",
        "E81",
    ]


# --- a group ------------------------------------------------------------------------------


def asked_together() -> Rehearsed:
    group = rehearsed(starry(), 6)
    group.lead(coach_actions.START)
    while group.step.question.id != "walk":
        for person in group.seats:
            group.choose(person, choices(group.step.question)[0])
        group.reveal()
        group.lead(coach_actions.NEXT)
    return group


def test_a_group_is_asked_it_and_counts_it_by_options() -> None:
    group = asked_together()
    shown = group.screen(Role.STEP, str(group.group.step))
    assert [button.label for button in shown.rows[0]] == ["★", "★★", "★★★", "★★★★"]
    assert "From ★ to ★★★★" in [block.text for block in shown.blocks]

    for person in group.seats:
        group.choose(person, "s4" if person < 4 else "s3")
    group.reveal()

    (figure,) = published(group.group, "walk")
    assert [(cell.options, cell.highest) for cell in figure.cells if cell.highest] == [
        (("w2",), 3),
        (("w3",), 3),
    ]
    assert "A lot: 3 of 6" in group.said(Role.STEP, str(group.group.step))


# --- platforms ----------------------------------------------------------------------------


def test_its_buttons_come_back_from_telegram_as_they_were() -> None:
    dialog, codec = starry(), Codec((b"k" * 32,))
    session = at_the_stars(dialog)
    events = [each.event for each in render_card(dialog, session, None, ENGLISH).rows[0] if each.event]

    taps = [codec.decode(codec.encode(each, ANN, session, dialog), ANN) for each in events]

    assert (
        [tap.event(dialog) for tap in taps if isinstance(tap, PackedStep)]
        == events
        == [Answer("walk", f"s{at}") for at in range(1, 5)]
    )


def test_its_buttons_in_a_group_come_back_as_they_were() -> None:
    group, codec = asked_together(), Codec((b"k" * 32,))
    events = [Choose("walk", each) for each in choices(group.step.question)]

    taps = [codec.decode(codec.encode(each, -1, group.group, group.dialog), -1) for each in events]

    assert [tap.event(group.dialog) for tap in taps if isinstance(tap, PackedChoice)] == events
    assert chosen(group.step.question, "s2") == Fraction(2)


async def test_it_is_answered_in_a_terminal_by_keys_and_by_typing() -> None:
    dialog = starry()
    screen = render_card(dialog, at_the_stars(dialog), None, ENGLISH)

    assert button_lines(screen)[:4] == ["  1. ★", "  2. ★★", "  3. ★★★", "  4. ★★★★"]
    for line, stars in {"3": 3, "2 stars": 2}.items():
        said = read_line(screen, line)
        assert said == Say(line)
        assert step(dialog, at_the_stars(dialog), said, AT).session.answers["walk"] == Fraction(stars)
    assert buttons_of(screen)[1].event == await Window().press(DOWN + ENTER, screen)
