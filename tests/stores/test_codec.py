"""Sessions survive being stored, and nothing else passes for one."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from bot.core.dialog.answers import Silence, Value
from bot.core.solo.session import Session
from bot.core.words import toasts
from bot.core.words.phrase import verbatim
from bot.stores.session_codec import decode_session, encode_body
from bot.stores.unreadable import UnreadableRow

from .conftest import UNTIMED
from .drawn import drawn

PLAIN = Session(7, 1, 1, "ai-cert", "h1")
# No database takes lone surrogates as text of a column.
SESSIONS = drawn(Session).map(lambda session: replace(session, dialog_id="ai-cert", logic_hash="h1"))


NESTED = '["phrase.verbatim",{"text":' * 350 + '""' + "}]" * 350
"""A phrase within a phrase, and so on: JSON can be read that deep, and phrases cannot."""


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
    stored = encode_body(session)

    again = decoded(session, stored)

    assert stored.isascii()
    assert again == session
    assert [type(value) for value in again.answers.values()] == [
        type(value) for value in session.answers.values()
    ]
    assert list(again.answers) == list(session.answers)


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
        ("", "body: not JSON"),
        ("{", "body: not JSON"),
        ("[" * 100_000, "body: not JSON"),
        ("[]", "body: not an object"),
        (f'{{"remark":{NESTED}}}', "body: nested too deeply"),
        ('{"answers": []}', "answers: not an object"),
        ('{"answers": {"goal": 5}}', "answers.goal: not the form of an answer"),
        ('{"answers": {"goal": null}}', "answers.goal: not the form of an answer"),
        ('{"answers": {"goal": ["a", 1]}}', "answers.goal: not the form of an answer"),
        ('{"promise": []}', "promise: not an object"),
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
        ('{"recheck": {"title": "x", "on": "2026-11-08", "ask": [1], "at": 0}}', "recheck.ask: not a text"),
        ('{"zone": "x"}', "zone: not a whole number"),
        ('{"answers": {"goal": {"number": [1, 0]}}}', "answers.goal: not the form of an answer"),
        ('{"answers": {"goal": {"number": [true, 2]}}}', "answers.goal: not the form of an answer"),
        ('{"answers": {"goal": {"number": [1, 2], "x": 1}}}', "answers.goal: not the form of an answer"),
        ('{"drafts": {"goal": {"silence": "loud"}}}', "drafts.goal: not one that this version knows"),
        ('{"editing": 5}', "editing: not a text"),
        ('{"reviewing": 1}', "reviewing: not true or false"),
        ('{"turn": true}', "turn: not a whole number"),
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
