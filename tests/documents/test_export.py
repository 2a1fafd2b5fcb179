"""An export is complete, and a person can read it."""

import json
from dataclasses import replace
from datetime import date

from bot.core.dialog.answers import Silence, Value
from bot.core.group.own_question import OwnQuestion, with_own
from bot.core.group.own_sketch import Sketch
from bot.core.group.session import GroupSession, Member
from bot.core.group.whisper import Fate, ToCoach, Whisper
from bot.core.solo.promise import Moment, Promise, PromiseStage
from bot.core.solo.session import Recheck, Session
from bot.core.words.english import ENGLISH
from bot.documents.export import dialogs_in, readable_export
from bot.stores.group_codec import export_coach, export_member
from bot.stores.session_codec import encode_session
from tests.example import dog, finished

DIALOGS = {dog().logic_hash: dog()}
PROMISE = Promise(
    "Visit the shelter",
    date(2026, 11, 30),
    stage=PromiseStage.SET,
    moment=Moment.MORNING,
    remind_at=1_796_025_600.0,
)
FULL = replace(
    finished(),
    id=2**63 - 1,
    answers={**finished().answers, "walk": Silence.UNSURE},
    leaning_after="lend",
    promise=PROMISE,
    zone=-210,
    recheck=Recheck("Not yet.", date(2026, 10, 1), {"walk": "w1"}, ("walk",)),
    typed_in=2**62,
)


def exported(*sessions: Session, **more: object) -> dict[str, object]:
    stored = {"sessions": [{**encode_session(each), "used_at": 1_796_025_600.0} for each in sessions], **more}
    read = json.loads(readable_export(stored, DIALOGS, ENGLISH))
    assert isinstance(read, dict)
    return read


def only(session: Session) -> dict[str, object]:
    sessions = exported(session)["sessions"]
    assert isinstance(sessions, list)
    (one,) = sessions
    assert isinstance(one, dict)
    return one


def test_questions_and_answers_are_in_words() -> None:
    assert only(FULL)["answers"] == [
        {"question": "Where do you lean today?", "answer": "Get a dog"},
        {"question": "What draws you to a dog?", "answer": "A companion"},
        {"question": "Who would look after it?", "answer": "I myself, My partner"},
        {"question": "How much do you like walking in the rain?", "answer": "not sure"},
        {"question": "How many hours is somebody at home?", "answer": "10 hours"},
        {"question": "Nearly done.", "answer": "read"},
        {"question": "Anything we did not ask?", "answer": "We live by a wood."},
    ]


def test_what_came_of_it_stands_first_and_times_are_dates() -> None:
    session = only(FULL)

    assert list(session)[:2] == ["title", "advice"]
    assert session["advice"] == "Your answers lean towards getting a dog."
    assert session["leaning_after"] == "Borrow a dog"
    assert session["used_at"] == "2026-11-30 08:00:00+00:00"


def test_what_somebody_is_to_be_written_about_is_there() -> None:
    session = only(FULL)

    assert session["promise"] == {
        "step": "Visit the shelter",
        "day": "2026-11-30",
        "stage": "set",
        "moment": "morning",
        "remind_at": "2026-11-30 08:00:00+00:00",
    }
    assert session["zone"] == "UTC-03:30"
    assert session["recheck"] == {
        "title": "Not yet.",
        "on": "2026-10-01",
        "before": [{"question": "How much do you like walking in the rain?", "answer": "1 of 3: Not at all"}],
        "ask": ["walk"],
        "at": 0,
    }


def test_ids_are_strings_wherever_they_are() -> None:
    message = {"role": "card", "session": 2**63 - 1, "message_id": 7}

    read = exported(FULL, messages=[message])

    assert (only(FULL)["id"], only(FULL)["typed_in"]) == (str(2**63 - 1), str(2**62))
    assert read["messages"] == [{"role": "card", "session": str(2**63 - 1), "message_id": "7"}]


def test_nothing_that_is_stored_is_left_out() -> None:
    assert set(only(FULL)) == {"title", "advice", "used_at", *encode_session(FULL)}
    assert exported(FULL, buried=["raw"], later={"x": 1})["later"] == {"x": 1}


def test_what_a_group_was_told_is_in_words() -> None:
    seat = {"part": "member", "session": FULL.id, "given": {"walk": "w3", "gone": 4}}

    assert exported(FULL, groups=[seat])["groups"] == [
        {
            "part": "member",
            "session": str(FULL.id),
            "given": [
                {"question": "How much do you like walking in the rain?", "answer": "A lot"},
                {"question": "gone", "answer": 4},
            ],
        }
    ]


def test_what_only_a_group_is_asked_is_in_words_as_well() -> None:
    group = GroupSession(1, -1, None, "Team", dog().id, dog().logic_hash, 42, "Anna")
    given: dict[str, Value] = {
        "group.when": "today",
        "group.ready": ("sure", "sides"),
        "group.leaning": Silence.UNSURE,
        "walk": Silence.SKIPPED,
        "group.again": "looked",
        "group.own_step": "Ask Bea",
    }
    member = Member(1, 7, "Ben", FULL.id, given=given)

    parts = exported(FULL, groups=[export_member(group, member)])["groups"]

    assert isinstance(parts, list)
    assert [(each["question"], each["answer"]) for each in parts[0]["given"]] == [
        ("When will you start?", "Today"),
        (
            "Which of these can you say today? Tick all that are true.",
            "I feel sure which choice is right for me, I know the arguments for and against",
        ),
        ("Where do you stand now?", "Not sure"),
        ("How much do you like walking in the rain?", "Skipped"),
        ("group.again", "looked"),
        ("group.own_step", "Ask Bea"),
    ]


def test_without_its_dialog_a_session_is_exported_as_it_is_stored() -> None:
    stored = {"sessions": [encode_session(FULL)]}

    (session,) = json.loads(readable_export(stored, {}, ENGLISH))["sessions"]

    assert session["answers"]["walk"] == {"silence": "unsure"}
    assert dialogs_in(stored) == {dog().logic_hash}


def test_what_somebody_answered_to_a_coachs_own_question_and_wrote_to_the_coach_is_in_words() -> None:
    own = OwnQuestion("Where shall we have lunch?", ("Inside", "Outside"))
    (asked,) = with_own(dog(), (own,)).own
    group = GroupSession(1, -1, None, "Team", dog().id, dog().logic_hash, 42, "Anna", own=(own,))
    member = Member(
        1,
        7,
        "Ben",
        FULL.id,
        seat=1,
        given={own.id: next(iter(asked.options))},
        to_coach=ToCoach((Whisper("Who pays?", 1_796_025_600.0, Fate.PUT),)),
    )
    parts = exported(FULL, groups=[export_member(group, member)])["groups"]
    assert isinstance(parts, list)

    assert [(part["given"], part["to_coach"]) for part in parts] == [
        (
            [{"question": "Where shall we have lunch?", "answer": "Inside"}],
            {"whispers": [{"text": "Who pays?", "sent_at": "2026-11-30 08:00:00+00:00", "fate": "put"}]},
        )
    ]


def test_what_a_coach_is_writing_is_in_their_own_export() -> None:
    group = GroupSession(
        1, -1, None, "Team", dog().id, dog().logic_hash, 42, "Anna", sketches={42: Sketch("Who brings cake?")}
    )

    assert export_coach(group, 42)["writes"] == {"ask": "Who brings cake?"}
