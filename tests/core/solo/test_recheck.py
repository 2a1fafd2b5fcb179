"""A second look at an earlier result: what is asked again, what is kept, and what is said of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from random import Random

import pytest

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.progress import REVIEW, relevant, walk
from bot.core.dialog.scoring import find_outcomes, score
from bot.core.kinds.answering import Answer, Done, Pick
from bot.core.screen.screen import Screen
from bot.core.solo.engine import here, step
from bot.core.solo.events import Back, Edit, Finish, NotSure, Resume, Review, Say, SessionEvent, Skip, Stop
from bot.core.solo.recheck import look_again, since_last_time
from bot.core.solo.result import render_result
from bot.core.solo.screens import render_card
from bot.core.solo.session import Recheck, Session, Stage
from bot.core.words.english import ENGLISH
from bot.loader.reading import load_dialog
from tests.boat import boat
from tests.example import AT, DOG, dog, finished

TITLE = "Your answers lean towards getting a dog."
ENDED = replace(finished(), answers={**finished().answers, "garden": ("me",)})
"""With one helper only, the advice hangs on the rain and the hours as well."""
AGAIN = look_again(ENDED, dog(), dog(), 78, ENGLISH)
NEWER = load_dialog(DOG.replace("version: 1", "version: 2").replace("gte: 70", "gte: 71"), "dog.yml")


def after(*events: SessionEvent, session: Session = AGAIN) -> Session:
    for event in events:
        session = step(dog(), session, event, AT).session
    return session


def asked(session: Session) -> str:
    return here(dog(), session)


def card(session: Session) -> Screen:
    return render_card(dog(), session, None, ENGLISH)


def labels(session: Session) -> list[str]:
    return [button.label for row in card(session).rows for button in row]


def since(session: Session) -> str:
    return since_last_time(dog(), session, score(dog(), session.settled), ENGLISH)


def test_everything_is_filled_in_and_only_what_may_turn_the_advice_is_asked_again() -> None:
    assert (
        Session(
            78,
            ENDED.chat,
            ENDED.person,
            "dog",
            dog().logic_hash,
            stage=Stage.ASKING,
            answers=ENDED.answers,
            recheck=Recheck(TITLE, date(2026, 11, 23), ENDED.answers, ("garden", "walk", "hours")),
        )
        == AGAIN
    )
    assert asked(AGAIN) == "garden"


def test_the_questions_are_asked_in_order_and_lead_to_the_answers() -> None:
    steps = (Done("garden"), Done("walk"), Done("hours"))
    places = [asked(after(*steps[:number])) for number in range(4)]

    assert places == ["garden", "walk", "hours", "review"]


def test_a_card_says_how_far_it_is_and_offers_to_keep_the_answer() -> None:
    at_walk = after(Done("garden"))

    assert card(at_walk).blocks[0].text == "Still so? · 2 of 3"
    assert labels(at_walk)[0] == "Still so: 3 of 3: A lot"
    assert asked(after(Done("walk"), session=at_walk)) == "hours"
    assert "Done (1)" in labels(AGAIN)
    assert not any(label.startswith("Still so") for label in labels(AGAIN))


@pytest.mark.parametrize(
    ("question", "answer", "label"),
    [
        ("walk", Silence.UNSURE, "Still so: not sure"),
        ("garden", Silence.SKIPPED, "Still so: skipped"),
    ],
)
def test_a_question_that_was_left_open_can_be_left_open_again(
    question: str, answer: Silence, label: str
) -> None:
    answers = {**finished().answers, question: answer}
    asking = replace(AGAIN, answers=answers, recheck=Recheck(TITLE, date(2026, 11, 23), answers, (question,)))
    keep = next(button.event for row in card(asking).rows for button in row if button.label == label)
    assert isinstance(keep, Skip | NotSure)

    assert after(keep, session=asking).answers == answers
    assert asked(after(keep, session=asking)) == "review"


def test_going_back_goes_through_what_is_asked_again_and_no_further() -> None:
    at_hours = after(Done("garden"), Done("walk"))

    assert asked(after(Back(), session=at_hours)) == "walk"
    assert after(Back()) is AGAIN
    assert "‹ Back" in labels(at_hours)
    assert "‹ Back" not in labels(AGAIN)


def test_no_answer_is_lost_on_the_way_back() -> None:
    assert after(Done("garden"), Done("walk"), Back(), Back()).answers == ENDED.answers


def test_a_pause_goes_on_where_it_was() -> None:
    assert asked(after(Done("garden"), Stop(), Resume())) == "walk"


def test_the_review_can_be_opened_before_the_end_and_any_answer_changed() -> None:
    reviewed = after(Review(), Edit("wish"), Say("the children"))

    assert reviewed.answers["wish"] == "kids"
    assert "walk" not in reviewed.answers
    assert asked(after(Resume(), session=reviewed)) == "garden"


def test_a_question_that_is_not_asked_any_more_is_not_asked_again() -> None:
    changed = after(Review(), Edit("wish"), Say("the children"), Resume(), Done("garden"))

    assert asked(changed) == "hours"


def test_unchanged_answers_still_hold() -> None:
    done = after(Done("garden"), Done("walk"), Done("hours"), Finish())

    assert since(done) == f"Last time, on Mon 23 Nov: {TITLE}\nNothing has changed since, so it still holds."
    assert since(done) in [block.text for block in render_result(dog(), done, ENGLISH).blocks]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            (Done("garden"), Answer("walk", "w1")),
            f"Last time, on Mon 23 Nov: {TITLE}\nNow: Your answers lean towards borrowing a dog first.\n"
            "What changed: Rain keeps you in.",
        ),
        (
            (Pick("garden", "partner"), Done("garden"), Done("walk")),
            "Last time, on Mon 23 Nov, it was the same.\n"
            "What changed: Who would look after it? → I myself, My partner",
        ),
    ],
    ids=["reason", "answer"],
)
def test_what_changed_is_explained_by_a_reason_or_else_by_the_answer(
    changes: tuple[SessionEvent, ...], says: str
) -> None:
    assert since(after(*changes, Done("hours"), Finish())) == says


def test_what_the_person_can_bring_about_is_asked_again() -> None:
    answers: Answers = {"water": "lake", "fee": "fair", "crew": ("bob",)}
    ended = replace(ENDED, dialog_id="boat", logic_hash=boat().logic_hash, answers=answers)

    again = look_again(ended, boat(), boat(), 80, ENGLISH)

    assert again.recheck is not None
    assert again.recheck.ask == ("fee", "crew")


def test_a_result_that_looks_back_at_nothing_says_nothing_of_it() -> None:
    assert since(ENDED) == ""


def test_a_second_look_goes_by_the_version_on_offer() -> None:
    again = look_again(ENDED, dog(), NEWER, 79, ENGLISH)

    assert again.logic_hash == NEWER.logic_hash
    assert again.answers == ENDED.answers
    assert again.recheck is not None
    assert again.recheck.title == TITLE


def test_what_the_author_says_people_can_bring_about_is_asked_instead_of_what_changes_soon() -> None:
    sport = "{id: sport, text: Someone to run with, "
    doable = load_dialog(DOG.replace(sport, f"{sport}doable: you took up running, "), "dog.yml")

    again = look_again(finished(), dog(), doable, 78, ENGLISH)

    assert again.recheck is not None
    assert again.recheck.ask == ("wish", "hours")


def test_answers_that_are_being_changed_are_not_those_of_the_result() -> None:
    changing = replace(ENDED, advised=ENDED.answers, answers={}, stage=Stage.ASKING)

    assert look_again(changing, dog(), dog(), 78, ENGLISH) == AGAIN


# --- what is asked can turn the advice --------------------------------------------------------


def answered(chance: Random) -> Answers:
    """Any answers to the whole dialog."""
    answers: dict[str, Value] = {}
    while (at := walk(dog(), answers).here) != REVIEW:
        question = dog().questions[at]
        counted = [*question.kind.values(question)] if question.kind.is_counted else []
        answers[at] = chance.choice(counted) if counted else Silence.SKIPPED
    return answers


def turns(answers: Answers, asked: Sequence[str], question: str) -> bool:
    """Whether there are answers to the other questions that are asked with which this one matters."""
    values = {each: [*dog().questions[each].kind.values(dog().questions[each])] for each in asked}
    others = [each for each in asked if each != question]
    for fixed in product(*(values[each] for each in others)):
        base = {**answers, **dict(zip(others, fixed, strict=True))}
        sets = (relevant(dog(), {**base, question: value}) for value in values[question])
        if len({*find_outcomes(dog(), sets)}) > 1:
            return True
    return False


@pytest.mark.parametrize("seed", range(12))
def test_no_question_is_asked_again_that_cannot_turn_the_advice(seed: int) -> None:
    ended = replace(ENDED, answers=answered(Random(seed)))

    again = look_again(ended, dog(), dog(), 78, ENGLISH).recheck

    assert again is not None
    assert [each for each in again.ask if not turns(ended.answers, again.ask, each)] == []


def test_where_nothing_can_turn_the_advice_all_answers_are_shown_at_once() -> None:
    none = (replace(ENDED, answers=answered(Random(seed))) for seed in range(100))
    looks = (look_again(each, dog(), dog(), 78, ENGLISH) for each in none)
    sure = next(each for each in looks if each.recheck is not None and not each.recheck.ask)

    assert asked(sure) == "review"
