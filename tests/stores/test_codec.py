"""Sessions survive being stored, and nothing else passes for one."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.dialog.answers import Silence, Value
from bot.core.solo.promise import Moment, Promise, PromiseEnd, PromiseStage
from bot.core.solo.session import Recheck, Session, ShownPage, Stage
from bot.core.words import toasts
from bot.core.words.phrase import verbatim
from bot.stores.session_codec import decode_session, encode_body
from bot.stores.unreadable import UnreadableRow

from .conftest import UNTIMED

PLAIN = Session(7, 1, 1, "ai-cert", "h1")
TEXTS = st.text(st.characters(), max_size=20)  # lone surrogates and zeros among them
VALUES = st.one_of(TEXTS, st.lists(TEXTS, max_size=3).map(tuple), st.fractions(), st.sampled_from(Silence))
TIMES = st.none() | st.floats(0, 2**40)
PROMISES = st.builds(
    Promise,
    step=TEXTS,
    day=st.dates(),
    again=st.none() | st.dates(),
    stage=st.sampled_from(PromiseStage),
    moment=st.none() | st.sampled_from(Moment),
    remind_at=TIMES,
    look_at=TIMES,
    sent=st.integers(0, 2),
    asked_at=st.floats(0, 2**40),
    ending=st.none() | st.sampled_from(PromiseEnd),
    turn=st.integers(0, 2**31),
)
RECHECKS = st.builds(
    Recheck,
    title=TEXTS,
    on=st.dates(),
    before=st.dictionaries(TEXTS, VALUES, max_size=3),
    ask=st.lists(TEXTS, max_size=3).map(tuple),
    at=st.integers(0, 3),
)
SESSIONS = st.builds(
    Session,
    id=st.integers(0, 2**63 - 1),
    chat=st.integers(-(2**52), 2**52),
    person=st.integers(1, 2**52),
    dialog_id=TEXTS,
    logic_hash=TEXTS,
    stage=st.sampled_from(Stage),
    answers=st.dictionaries(TEXTS, VALUES, max_size=4),
    drafts=st.dictionaries(TEXTS, VALUES, max_size=2),
    editing=st.none() | TEXTS,
    reviewing=st.booleans(),
    leaning_after=st.none() | TEXTS | st.sampled_from(Silence),
    page=st.sampled_from(ShownPage),
    picks=st.lists(TEXTS).map(tuple),
    finished_on=st.none() | st.dates(),
    remark=st.none() | TEXTS.map(verbatim),
    place=TEXTS,
    promise=st.none() | PROMISES,
    zone=st.none() | st.integers(-720, 840),
    recheck=st.none() | RECHECKS,
    turn=st.integers(0),
    revision=st.integers(0, 2**63 - 1),
)


def decoded(session: Session, body: str) -> Session:
    """A session with the columns of this one and that body."""
    return decode_session(
        session.id,
        session.chat,
        session.person,
        session.dialog_id,
        session.logic_hash,
        session.stage.value,
        session.revision,
        body,
    )


@UNTIMED
@given(SESSIONS)
def test_a_session_survives_being_stored(session: Session) -> None:
    again = decoded(session, encode_body(session))

    assert again == session
    assert [type(value) for value in again.answers.values()] == [
        type(value) for value in session.answers.values()
    ]
    assert list(again.answers) == list(session.answers)


@UNTIMED
@given(SESSIONS)
def test_a_body_is_ascii(session: Session) -> None:
    assert encode_body(session).isascii()


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("job", '"job"'),
        (("a", "b"), '["a","b"]'),
        ((), "[]"),
        (Fraction(-7, 2), '{"number":[-7,2]}'),
        (Silence.SKIPPED, '{"silence":"skipped"}'),
    ],
)
def test_the_stored_form_of_an_answer_stays_as_it_is(value: Value, stored: str) -> None:
    body = f'{{"answers":{{"goal":{stored}}}}}'

    assert encode_body(replace(PLAIN, answers={"goal": value})) == body
    assert decoded(PLAIN, body).answers == {"goal": value}


def test_the_stored_form_of_everything_else_stays_as_it_is() -> None:
    session = replace(
        PLAIN,
        drafts={"tasks": ("a",)},
        editing="goal",
        reviewing=True,
        leaning_after="certify",
        finished_on=date(2026, 11, 1),
        remark=toasts.added(),
        place="Circle",
        turn=4,
    )

    assert encode_body(session) == (
        '{"drafts":{"tasks":["a"]},"editing":"goal","reviewing":true,"leaning_after":"certify",'
        '"finished_on":"2026-11-01","remark":["toasts.added",{}],"place":"Circle","turn":4}'
    )


def test_a_remark_of_an_earlier_version_is_repeated_as_it_was() -> None:
    assert decoded(PLAIN, '{"remark": "Noted."}').remark == verbatim("Noted.")


def test_a_remark_that_this_version_does_not_have_costs_no_session() -> None:
    assert decoded(PLAIN, '{"remark": ["toasts.of_tomorrow", {}]}').remark is None


@pytest.mark.parametrize("value", [5, 1.5, True, None, ["a"], {"a": 1}, b"x"])
def test_what_no_question_gives_is_not_stored(value: object) -> None:
    with pytest.raises(TypeError, match="an answer cannot be a"):
        encode_body(replace(PLAIN, answers={"goal": value}))  # type: ignore[dict-item]  # on purpose


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "body: not a dict"),
        ('{"answers": []}', "answers: not a dict"),
        ('{"answers": {"goal": 5}}', "answers.goal: not the form of an answer"),
        ('{"answers": {"goal": null}}', "answers.goal: not the form of an answer"),
        ('{"answers": {"goal": ["a", 1]}}', "answers.goal: not the form of an answer"),
        ('{"promise": []}', "promise: not a dict"),
        ('{"promise": {"step": "x"}}', "promise.day: missing"),
        (
            '{"promise": {"step": "x", "day": "2026-11-08", "stage": "x"}}',
            "promise.stage: not one that this version knows",
        ),
        ('{"promise": {"step": "x", "day": "8 Nov", "stage": "set"}}', "promise.day: not a day"),
        (
            '{"promise": {"step": "x", "day": "2026-11-08", "stage": "set", "x": 1}}',
            "promise: more keys than this version knows",
        ),
        ('{"recheck": {"title": "x", "on": "2026-11-08", "ask": [1], "at": 0}}', "recheck.ask: not a str"),
        ('{"zone": "x"}', "zone: not a int"),
        ('{"answers": {"goal": {"number": [1, 0]}}}', "answers.goal: not the form of an answer"),
        ('{"answers": {"goal": {"number": [true, 2]}}}', "answers.goal: not the form of an answer"),
        ('{"answers": {"goal": {"number": [1, 2], "x": 1}}}', "answers.goal: not the form of an answer"),
        ('{"drafts": {"goal": {"silence": "loud"}}}', "drafts.goal: not one that this version knows"),
        ('{"editing": 5}', "editing: not a str"),
        ('{"reviewing": 1}', "reviewing: not a bool"),
        ('{"turn": true}', "turn: not a int"),
        ('{"finished_on": "1 May"}', "finished_on: not a day"),
        ('{"mood": "good"}', "body: more keys than this version knows"),
    ],
)
def test_a_body_that_is_none_is_refused(body: str, problem: str) -> None:
    with pytest.raises(UnreadableRow) as caught:
        decoded(PLAIN, body)

    assert str(caught.value) == (
        f"session 7 cannot be read ({problem}): it was damaged, or written by a newer version;"
        " run that version, or restore a backup"
    )


def test_a_stage_of_a_newer_version_is_refused() -> None:
    with pytest.raises(UnreadableRow, match="stage: not one that this version knows"):
        decode_session(7, 1, 1, "ai-cert", "h1", "dreaming", 0, "{}")


def test_a_refusal_does_not_quote_answers() -> None:
    body = json.dumps({"answers": {"goal": {"secret": "my boss is awful"}}})

    with pytest.raises(UnreadableRow) as caught:
        decoded(PLAIN, body)

    assert "awful" not in str(caught.value)
