"""Going over to another version of a dialog."""

import random
from dataclasses import replace

import pytest

from bot.core.dialog.answers import Silence
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import relevant
from bot.core.kinds.answering import Answer, Done, Pick
from bot.core.screen.button import Button
from bot.core.solo.engine import cover_card, here, step
from bot.core.solo.events import Begin, Finish, MoveOver, Resume, Say, SessionEvent, Stop
from bot.core.solo.migrate import can_move, migrate_session
from bot.core.solo.screens import render_card
from bot.core.solo.session import Session, Stage
from bot.core.words import buttons
from bot.core.words.english import ENGLISH
from bot.loader.reading import load_dialog
from tests.core.solo.test_engine import TO_GARDEN, TO_REVIEW
from tests.example import AT, DOG, after, dog, fresh

PETS = """
  - id: pets
    ask: Do other animals live with you?
    why: A dog has to get on with them.
    source: judgement
    options:
      - {id: none, text: None so far, score: {ready: 1}}
      - {id: some, text: Some, score: {ready: 0}}
"""


def version(*changes: tuple[str, str]) -> Dialog:
    """The example with these texts in place of others, and a higher version."""
    text = DOG.replace("version: 1", "version: 2")
    for right, other in changes:
        assert right in text
        text = text.replace(right, other)
    return load_dialog(text, "dog.yml")


def added() -> Dialog:
    return version(("\nfacts:\n", f"{PETS}facts:\n"))


def test_all_answers_go_along_and_a_new_question_is_left() -> None:
    session = after(*TO_REVIEW)

    moved = migrate_session(session, dog(), added())

    assert moved.session == replace(
        session,
        logic_hash=added().logic_hash,
        remark=None,
        echoed="",
        turn=session.turn + 1,
        revision=session.revision + 1,
    )
    assert (moved.lost, moved.open, here(added(), moved.session)) == (0, 1, "pets")


def test_an_answer_goes_to_the_question_that_replaces_its_own() -> None:
    new = version(("- id: walk\n", "- id: rain\n    replaces: [walk]\n"), ("{walk: ", "{rain: "))

    moved = migrate_session(after(*TO_REVIEW), dog(), new).session

    assert moved.answers["rain"] == "w3"
    assert "walk" not in {**moved.answers, **moved.drafts}


def test_an_option_that_is_gone_is_asked_again_and_everything_else_stays() -> None:
    new = version(
        ("      - {id: w3, text: A lot, score: {ready: 3, borrow: 0}}\n", ""),
        ("      - {if: {walk: w3}, say: Rain does not stop you., source: judgement}\n", ""),
    )

    moved = migrate_session(after(*TO_REVIEW), dog(), new).session

    assert here(new, moved) == "walk"
    assert moved.answers == {
        each: value for each, value in after(*TO_REVIEW).answers.items() if each != "walk"
    }


def test_ticks_that_are_left_wait_to_be_confirmed() -> None:
    new = version(
        ("      - {id: partner, text: My partner, score: {ready: 1}}\n", ""),
        ("      - {if: {garden: {has: partner}}, do: Share out the walks, by: 14d, source: judgement}\n", ""),
    )

    moved = migrate_session(after(*TO_REVIEW), dog(), new).session
    assert (here(new, moved), moved.drafts["garden"]) == ("garden", ("me",))


TABLE = """
  - id: carer
    ask: Who cares for it?
    why: Somebody has to.
    source: judgement
    replaces: {garden: {me: self, partner: other}}
    options: [{id: self, text: I do, score: {ready: 1}}, {id: other, text: Somebody else, score: {ready: 1}}]
"""
SHARED_WALKS = (
    "      - {if: {garden: {has: partner}}, do: Share out the walks, by: 14d, source: judgement}\n",
    "",
)
"""A line that looks at an option which is gone."""
GARDEN = DOG[DOG.index("  - id: garden") : DOG.index("  - id: walk")]


@pytest.mark.parametrize(
    ("ticked", "answer"),
    [(("me",), "self"), (("partner",), "other"), (("me", "partner"), None), (("nobody",), None)],
    ids=["one", "another", "several", "one that the table lacks"],
)
def test_an_answer_is_translated_by_the_table_or_asked_again(
    ticked: tuple[str, ...], answer: str | None
) -> None:
    new = version((GARDEN, TABLE[1:]), SHARED_WALKS)
    picked = [Pick("garden", each) for each in ticked]

    moved = migrate_session(after(*TO_GARDEN, *picked, Done("garden")), dog(), new).session

    assert (moved.answers.get("carer"), here(new, moved)) == (answer, "walk" if answer else "carer")
    assert "garden" not in {**moved.answers, **moved.drafts}


@pytest.mark.parametrize(
    ("ticked", "answers", "drafts"),
    [(("me",), ("mine",), None), (("me", "partner"), None, ("mine",)), (("nobody",), ("nobody",), None)],
    ids=["another id", "one that is gone", "the same id"],
)
def test_a_table_of_the_question_itself_names_only_what_is_called_otherwise(
    ticked: tuple[str, ...], answers: tuple[str, ...] | None, drafts: tuple[str, ...] | None
) -> None:
    new = version(
        ("    kind: many\n", "    kind: many\n    replaces: {garden: {me: mine}}\n"),
        ("{id: me, text: I myself", "{id: mine, text: I myself"),
        ("      - {id: partner, text: My partner, score: {ready: 1}}\n", ""),
        SHARED_WALKS,
    )
    picked = [Pick("garden", each) for each in ticked]

    moved = migrate_session(after(*TO_GARDEN, *picked, Done("garden")), dog(), new).session

    assert (moved.answers.get("garden"), moved.drafts.get("garden")) == (answers, drafts)


def test_a_number_out_of_the_new_bounds_is_asked_again() -> None:
    new = version(("highest: 24", "highest: 8"), ("upto: 12", "upto: 6"))

    assert here(new, migrate_session(after(*TO_REVIEW), dog(), new).session) == "hours"


def test_an_answer_that_is_not_asked_any_more_waits_among_the_drafts() -> None:
    new = version(("ask_if: {wish: [friend, sport]}", "ask_if: {wish: sport}"))

    moved = migrate_session(after(*TO_REVIEW), dog(), new).session

    assert "walk" not in moved.answers
    assert moved.drafts["walk"] == "w3"


def test_silence_that_is_not_allowed_any_more_is_asked_again() -> None:
    new = version(("    allow: [unsure]\n    source", "    source"))
    session = after(*TO_GARDEN, Pick("garden", "me"), Say("done"), Say("not sure"))
    assert session.answers["walk"] is Silence.UNSURE

    assert here(new, migrate_session(session, dog(), new).session) == "walk"


def test_a_session_put_aside_goes_on_when_it_moves() -> None:
    moved = migrate_session(after(*TO_GARDEN, Stop()), dog(), added()).session

    assert (moved.stage, here(added(), moved)) == (Stage.ASKING, "garden")


def test_what_is_typed_right_after_moving_counts() -> None:
    moved = migrate_session(cover_card(after(*TO_GARDEN)), dog(), added()).session

    assert step(added(), moved, Say("my partner"), AT).session.answers["garden"] == ("partner",)


def test_a_result_rests_on_its_version() -> None:
    assert can_move(fresh())
    assert not can_move(after(*TO_REVIEW, Finish()))


def test_the_card_offers_the_newer_version_and_what_it_comes_to() -> None:
    screen = render_card(dog(), after(*TO_REVIEW), added(), ENGLISH)

    offer = "There's a newer version of this. All your answers carry over. There's about 1 question to go."
    assert screen.blocks[-1].text == offer
    assert screen.rows[-1] == (Button(ENGLISH(buttons.move_over()), MoveOver()),)
    assert render_card(dog(), after(*TO_REVIEW, Finish()), added(), ENGLISH) == render_card(
        dog(), after(*TO_REVIEW, Finish()), None, ENGLISH
    )


NOTE = "  - id: pause\n    kind: note\n    ask: Nearly done.\n    why: One more, and it is free text.\n"
ELSE = DOG[DOG.index("  - id: else\n") : DOG.index("\nfacts:\n") + 1]


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ((NOTE,), "All your answers carry over."),
        ((NOTE, ELSE), "1 of your answers doesn't carry over."),
    ],
    ids=["a note", "a note and a question"],
)
def test_a_note_that_is_gone_is_no_answer_lost(gone: tuple[str, ...], said: str) -> None:
    newer = version(*((each, "") for each in gone))

    offer = render_card(dog(), after(*TO_REVIEW), newer, ENGLISH).blocks[-1].text

    assert offer == f"There's a newer version of this. {said}"


# --- many sessions, many edits --------------------------------------------------------------

EDITS = (
    ("\nfacts:\n", f"{PETS}facts:\n"),
    ("ask_if: {wish: [friend, sport]}", "ask_if: {wish: sport}"),
    ("highest: 24", "highest: 14"),
    ("      - {id: kids, text: The children ask for it, score: {ready: 0, borrow: 2}}\n", ""),
    ("{ready: {gte: 70}}", "{ready: {gte: 50}}"),
    ("    allow: [skip]\n    changeable: now\n", "    changeable: now\n"),
    ("- id: else\n", "- id: more\n    replaces: [else]\n"),
    ("min_answered: 2", "min_answered: 1"),
    ("    kind: scale\n", ""),
    ("score: {ready: 2}}\n      - {id: most", "score: {ready: 1}}\n      - {id: most"),
)


@pytest.mark.parametrize("seed", range(4))
def test_of_many_sessions_across_ten_edits_none_is_stuck_and_no_answer_that_fits_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    current = dog()
    people = [(current, _some_way(chance)) for _ in range(250)]
    done: list[tuple[str, str]] = []
    for edit in chance.sample(EDITS, len(EDITS)):
        done.append(edit)
        newer = version(*done)
        for at, (old, session) in enumerate(people):
            moved = migrate_session(session, old, newer).session if can_move(session) else session
            is_of = old if moved is session else newer
            assert dict(moved.answers) == relevant(is_of, moved.answers)
            kept = {**moved.answers, **moved.drafts}
            assert [
                each
                for each in session.answers
                if each not in kept and each in is_of.questions and _fits(is_of, session, each)
            ] == []
            people[at] = (is_of, _to_the_end(is_of, moved, chance) if chance.random() < 0.1 else moved)
    assert {_to_the_end(old, session, chance).stage for old, session in people} == {Stage.DONE}


def _fits(dialog: Dialog, session: Session, question_id: str) -> bool:
    question, value = dialog.questions[question_id], session.answers[question_id]
    if question.kind is not dog().questions.get(question_id, question).kind:
        return False
    if isinstance(value, Silence):
        return value in question.allow
    options = question.kind.options_of(question, value)
    return bool(options) and set(options) <= set(question.options)


def _some_way(chance: random.Random) -> Session:
    events = [*TO_REVIEW][: chance.randint(1, len(TO_REVIEW))]
    return after(*events, *([Stop()] if chance.random() < 0.2 else []))


def _to_the_end(dialog: Dialog, session: Session, chance: random.Random) -> Session:
    """Answer at random until the advice is given; so many steps must do."""
    for _ in range(40):
        if session.stage is Stage.DONE:
            return session
        session = step(dialog, session, _ahead(dialog, session, chance), AT).session
    raise AssertionError(f"stuck at {here(dialog, session)}")


def _ahead(dialog: Dialog, session: Session, chance: random.Random) -> SessionEvent:
    """Something that leads on from where the session stands, of what its card offers."""
    open_ = here(dialog, session)
    if open_ in dialog.questions and dialog.questions[open_].kind.name in ("text", "number"):
        return Say("7")
    rows = render_card(dialog, session, None, ENGLISH).rows
    offered = [button.event for row in rows for button in row]
    wanted = Done if isinstance(session.drafts.get(open_), tuple) else Answer | Pick | Begin | Resume | Finish
    return chance.choice([each for each in offered if isinstance(each, wanted)])
