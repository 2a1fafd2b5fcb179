"""The terminal's face: arrow keys, ticks, typed answers, and the card drawn in place."""

from io import StringIO

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.chat.keys import Keys
from bot.core.events import Answer, Back, Begin, Edit, Event, Finish, Pick, Say, SessionEvent, Unpick
from bot.core.replies import Screen
from bot.core.screens import card
from tests.core.test_engine import TO_GARDEN, TO_REVIEW
from tests.example import after, dog

UP, DOWN, LEFT, ENTER, SPACE, LEAVE = "\x1b[A", "\x1b[B", "\x1b[D", "\r", " ", "\x03"


def screen(*events: SessionEvent) -> Screen:
    return card(dog(), after(*events))


async def pressed(keys: str, *shown: Screen, width: int = 60) -> tuple[Event | None, str]:
    """What the keys do on the last screen, and everything drawn; Enter is pressed on those before."""
    paper = StringIO()
    face = Keys(Console(file=paper, width=width, highlight=False, no_color=True))
    event = None
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        for each in shown[:-1]:
            typed.send_text(ENTER)
            await face.ask(each)
        typed.send_text(keys)
        event = await face.ask(shown[-1])
    return event, paper.getvalue()


WISH = TO_GARDEN[:2]


@pytest.mark.parametrize(
    ("keys", "events", "event"),
    [
        (ENTER, (), Begin()),
        (ENTER, WISH, Answer("wish", "friend")),
        (DOWN + ENTER, WISH, Answer("wish", "sport")),
        (DOWN * 4 + ENTER, WISH, Answer("wish", "friend")),
        (UP * 2 + ENTER, WISH, Answer("wish", "kids")),
        ("\t" + ENTER, WISH, Answer("wish", "sport")),
        (LEFT, WISH, Back()),
        (LEFT + DOWN + ENTER, (Begin(),), Answer("leaning", "lend")),
        (SPACE, TO_GARDEN, Pick("garden", "me")),
        (SPACE, (*TO_GARDEN, Pick("garden", "me")), Unpick("garden", "me")),
        (SPACE + DOWN + ENTER, WISH, Answer("wish", "sport")),
        ("2" + ENTER, WISH, Answer("wish", "sport")),
        ("a companion" + ENTER, WISH, Answer("wish", "friend")),
        ("by a wood" + ENTER, TO_REVIEW[:-1], Say("by a wood")),
        ("quit" + ENTER, WISH, None),
        (LEAVE, WISH, None),
        (ENTER, (*WISH, Answer("wish", "sport"), Back()), Answer("wish", "sport")),
        (ENTER, TO_REVIEW, Finish()),
        ("2" + ENTER, TO_REVIEW, Edit("wish")),
        ("help" + ENTER + ENTER, WISH, Answer("wish", "friend")),
        ("\x04", WISH, None),
    ],
)
async def test_keys_choose_tick_go_back_type_and_leave(
    keys: str, events: tuple[SessionEvent, ...], event: Event | None
) -> None:
    assert (await pressed(keys, screen(*events)))[0] == event


async def test_what_was_taken_stays_to_be_read() -> None:
    _, drawn = await pressed(DOWN + ENTER, screen(*WISH))

    assert "What draws you to a dog?" in drawn
    assert "› Someone to run with" in drawn


async def test_a_tick_draws_the_card_no_second_time_and_leaves_the_pointer_there() -> None:
    before, after_ = screen(*TO_GARDEN), screen(*TO_GARDEN, Pick("garden", "me"))

    event, drawn = await pressed(DOWN + SPACE, before, after_)

    assert event == Pick("garden", "partner")
    assert drawn.count("Who would look after it?") == 1
    assert "›" not in drawn


async def test_a_word_for_help_is_answered_under_the_card() -> None:
    _, drawn = await pressed("/privacy" + ENTER + ENTER, screen(*WISH))

    assert drawn.count("What draws you to a dog?") == 1
    assert "Your answers stay on this computer." in drawn


async def test_a_text_refused_once_more_is_told_once_more() -> None:
    refused = screen(*WISH, Say("a horse"))
    paper = StringIO()
    face = Keys(Console(file=paper, width=60, highlight=False, no_color=True))

    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        for _ in range(2):
            typed.send_text("a horse" + ENTER)
            assert await face.ask(refused) == Say("a horse")

    assert paper.getvalue().count("Please tap a button") == 2


async def test_the_width_of_the_window_is_asked_for_each_time() -> None:
    console = Console(file=StringIO(), width=60, highlight=False, no_color=True)
    face = Keys(console)
    face.show(screen())
    console.width = 30
    console.file = narrow = StringIO()

    face.show(screen())

    assert max(map(len, narrow.getvalue().splitlines())) <= 30


async def test_a_narrow_terminal_wraps_between_words() -> None:
    _, drawn = await pressed(ENTER, screen(), width=30)

    assert max(map(len, drawn.splitlines())) <= 30
    assert "At the end you get advice" in drawn


async def test_one_sentence_can_be_said_between_screens() -> None:
    paper = StringIO()

    Keys(Console(file=paper, width=60)).say("This is the first question.")

    assert paper.getvalue().strip() == "This is the first question."
