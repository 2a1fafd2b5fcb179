import random
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import date

import pytest

from bot.core.dialog.model import Alternative, Dialog, Meta
from bot.core.dialog.question import Option, Question
from bot.core.group import events as group_events
from bot.core.kinds import KINDS, answering
from bot.core.solo import events
from bot.core.solo.events import SessionEvent
from bot.core.solo.promise import Promise
from bot.core.solo.session import Session
from bot.core.solo.to_coach import WriteToCoach
from bot.core.words.english import ENGLISH
from bot.platforms.telegram.buttons import CHAT_EVENTS, SESSION_EVENTS, AboutChat, Codec, PackedStep
from tests.example import dog

ANN, BOB = 4_000_000_001, -1_001_234_567_890
KEY, OLD_KEY, STRANGE_KEY = b"k" * 32, b"o" * 32, b"s" * 32
CODEC = Codec((KEY, OLD_KEY))

COLOURS = {each: Option(each, each) for each in ("red", "green", "blue")}
SIZES = {each: Option(each, each) for each in ("small", "large")}
CAR = Dialog(
    "car",
    1,
    "en",
    "Car",
    "Buy one",
    {each: Alternative(each, each, (), (), each) for each in ("yes_please", "later")},
    Meta(date(2026, 1, 1), date(2027, 1, 1), "A", "none", "opinion", "much"),
    {},
    {},
    {},
    {
        "size": Question("size", KINDS["one"], "Size?", "", SIZES),
        "colour": Question("colour", KINDS["many"], "Colour?", "", COLOURS),
    },
    {},
    (),
)
SMALLER = replace(CAR, questions={"size": CAR.questions["size"]})
PROMISE = Promise("Look at one", date(2026, 12, 1), turn=80_000)
SESSION = Session(2**63 - 1, ANN, ANN, "car", "hash", promise=PROMISE, turn=70_000)

OF_SESSION: tuple[SessionEvent, ...] = (
    events.Begin(),
    answering.Answer("size", "large"),
    answering.Pick("colour", "blue"),
    answering.Unpick("colour", "red"),
    answering.Done("colour"),
    events.Skip("size"),
    events.NotSure("size"),
    events.Back(),
    events.Review(),
    events.Edit("colour"),
    events.Finish(),
    events.Stop(),
    events.Resume(),
    events.Lean("yes_please"),
    events.MoveOver(),
    events.DoIt(),
    events.KeepPage(),
    events.TakeAlong(),
    events.FollowUp(events.UNCHANGED),
    events.TellZone(-480),
    events.OpenPage("sources"),
    events.TurnTo("2"),
    events.Doubt("12"),
    events.Include("size"),
    events.Exclude("colour"),
    events.SendShared(),
    events.SendPicture(),
    events.Undo(),
    events.TakeMaybe("3"),
    events.SomethingElse("colour"),
    events.Explain("colour"),
    events.AskWhy("colour"),
)
OF_CHAT: tuple[AboutChat, ...] = (
    events.OpenDialog("car"),
    events.StartAgain("a-dialog-of-16ch"),
    events.OpenSession(2**63 - 1),
    WriteToCoach(2**63 - 1),
    answering.WriteAgain(2**63 - 1),
    events.OpenResult(1),
    events.LookAgain(2**63 - 1),
    events.UseAnswers(2**63 - 1),
    events.Compare("a-dialog-of-16ch"),
    group_events.Coach("a-dialog-of-16ch"),
    group_events.TakeOver(2**63 - 1),
    group_events.HelpLead(2**63 - 1),
    events.ForgetMe(1_800_000_000),
    events.KeepMe(1_800_000_000),
)


def test_every_event_that_a_button_can_carry_is_tried_here() -> None:
    assert {type(event) for event in OF_SESSION} == set(SESSION_EVENTS.values())
    assert {type(event) for event in OF_CHAT} == set(CHAT_EVENTS.values())


@pytest.mark.parametrize("event", OF_SESSION, ids=lambda event: type(event).__name__)
def test_a_button_of_a_session_comes_back_as_it_was(event: SessionEvent) -> None:
    data = CODEC.encode(event, ANN, SESSION, CAR)

    tap = CODEC.decode(data, ANN)

    assert isinstance(tap, PackedStep)
    assert (tap.session, tap.turn, tap.event(CAR)) == (SESSION.id, SESSION.turn_of(event), event)
    assert len(data) == 32


@pytest.mark.parametrize("kind", KINDS)
def test_every_button_of_every_kind_of_question_comes_back_as_it_was(kind: str) -> None:
    dialog = dog()
    shown = [
        button.event
        for question in dialog.questions.values()
        if question.kind.name == kind
        for row in question.kind.rows(question, None, ENGLISH)
        for button in row
        if button.event
    ]

    taps = [CODEC.decode(CODEC.encode(each, ANN, SESSION, dialog), ANN) for each in shown]

    assert [tap.event(dialog) for tap in taps if isinstance(tap, PackedStep)] == shown


@pytest.mark.parametrize("event", OF_CHAT, ids=lambda event: type(event).__name__)
def test_a_button_of_a_chat_comes_back_as_it_was(event: AboutChat) -> None:
    data = CODEC.encode(event, ANN)

    tap = CODEC.decode(data, ANN)

    assert tap == event
    assert len(data) <= 36


def test_the_order_of_a_dialogs_parts_does_not_matter() -> None:
    turned = replace(CAR, questions=dict(reversed(list(CAR.questions.items()))))
    data = CODEC.encode(answering.Pick("colour", "blue"), ANN, SESSION, CAR)

    tap = CODEC.decode(data, ANN)

    assert isinstance(tap, PackedStep)
    assert tap.event(turned) == answering.Pick("colour", "blue")


@pytest.mark.parametrize("dialog", [SMALLER, replace(CAR, questions={})], ids=["another version", "empty"])
def test_a_button_means_nothing_in_a_dialog_that_has_no_such_thing(dialog: Dialog) -> None:
    data = CODEC.encode(answering.Pick("size", "small"), ANN, SESSION, CAR)

    tap = CODEC.decode(data, ANN)

    assert isinstance(tap, PackedStep)
    assert tap.event(dialog) is None


def test_a_button_of_one_chat_is_no_button_in_another() -> None:
    of_chat = CODEC.encode(events.ForgetMe(1_800_000_000), ANN)
    for data in (of_chat, CODEC.encode(events.Begin(), ANN, SESSION, CAR)):
        assert CODEC.decode(data, ANN) is not None
        assert CODEC.decode(data, BOB) is None


def test_an_old_key_verifies_and_a_strange_one_does_not() -> None:
    keep = events.KeepMe(1_800_000_000)

    assert CODEC.decode(Codec((OLD_KEY,)).encode(keep, ANN), ANN) == keep
    assert CODEC.decode(Codec((STRANGE_KEY,)).encode(keep, ANN), ANN) is None


def test_the_first_key_signs() -> None:
    assert Codec((KEY,)).decode(CODEC.encode(events.KeepMe(1_800_000_000), ANN), ANN) is not None


@pytest.mark.parametrize(
    "data",
    ["", "A", "AAAA", "=" * 32, "Ж" * 32, "\x00" * 20, "\ud800", " " * 64, "A" * 65, "0123456789ab", "noop"],
)
def test_anything_else_is_no_button(data: str) -> None:
    assert CODEC.decode(data, ANN) is None


def test_padding_makes_no_second_button() -> None:
    data = CODEC.encode(events.OpenDialog("car"), ANN)

    assert CODEC.decode(f"{data}{'=' * (-len(data) % 4)}", ANN) is None or len(data) % 4 == 0
    assert CODEC.decode(f"{data}\n", ANN) is None


def test_no_varied_or_invented_button_is_ever_taken() -> None:
    dice = random.Random(7)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    genuine = [CODEC.encode(event, ANN, SESSION, CAR) for event in (*OF_SESSION, *OF_CHAT)]
    taken = []

    for _ in range(50_000):
        data = dice.choice(genuine)
        at = dice.randrange(len(data))
        varied = data[:at] + dice.choice(alphabet.replace(data[at], "")) + data[at + 1 :]
        invented = urlsafe_b64encode(dice.randbytes(dice.randrange(64))).decode().rstrip("=")[:64]
        taken += [each for each in (varied, invented) if CODEC.decode(each, ANN) is not None]

    assert taken == []


@pytest.mark.parametrize(
    ("event", "session"),
    [
        (events.Say("hello"), SESSION),
        (events.Begin(), None),
        (events.OpenDialog("d" * 60), None),
        (events.Skip("unheard_of"), SESSION),
    ],
    ids=["a typed text", "no session", "too long", "another dialog's"],
)
def test_what_fits_no_button_is_refused(event: SessionEvent, session: Session | None) -> None:
    with pytest.raises(ValueError, match=r"button|not in tuple"):
        CODEC.encode(event, ANN, session, CAR)
