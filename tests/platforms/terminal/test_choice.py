"""The buttons of one screen: which keys take them, where the pointer starts, how they are drawn."""

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.core.kinds.answering import Answer, Done, Pick, Unpick
from bot.core.screen.button import Button
from bot.core.screen.screen import Screen
from bot.core.solo import menus
from bot.core.solo.events import Back, Begin, Edit, Finish, Lean, OpenPage, Say, SessionEvent, Stop
from bot.core.solo.result import render_result
from bot.core.solo.screens import render_card
from bot.core.words import terminal
from bot.core.words.english import ENGLISH
from bot.platforms.terminal.chat import for_terminal
from bot.platforms.terminal.choice import Choice
from bot.platforms.terminal.typed_line import TypedAct
from tests.core.solo.test_engine import TO_GARDEN, TO_REVIEW
from tests.example import after, dog
from tests.platforms.terminal.terminal import DOWN, ENTER, LEAVE, LEFT, RIGHT, SPACE, UP, below, chosen

WISH = TO_GARDEN[:2]
BACK_TAB = "\x1b[Z"


def screen(*events: SessionEvent) -> Screen:
    return render_card(dog(), after(*events), None, ENGLISH)


LEANING = for_terminal(render_result(dog(), after(*TO_REVIEW, Finish(), OpenPage("leaning")), ENGLISH))
ONE = screen(OpenPage("about"))


@pytest.mark.parametrize(
    ("keys", "events", "act"),
    [
        (ENTER, (), Answer("leaning", "get")),
        (UP + ENTER, (), OpenPage("about")),
        (ENTER, WISH, Answer("wish", "friend")),
        (DOWN + ENTER, WISH, Answer("wish", "sport")),
        (DOWN * 4 + ENTER, WISH, Answer("wish", "friend")),
        (UP * 2 + ENTER, WISH, Answer("wish", "kids")),
        ("\t" + ENTER, WISH, Answer("wish", "sport")),
        ("\t\t" + BACK_TAB + ENTER, WISH, Answer("wish", "sport")),
        (LEFT, WISH, Back()),
        (LEFT + DOWN + ENTER, (Begin(),), Answer("leaning", "lend")),
        (RIGHT + ENTER, WISH, Answer("wish", "friend")),
        (SPACE + DOWN + ENTER, WISH, Answer("wish", "sport")),
        ("2" + ENTER, WISH, Say("2")),
        ("a companion" + ENTER, WISH, Say("a companion")),
        ("by a wood" + ENTER, TO_REVIEW[:-1], Say("by a wood")),
        ("quit" + ENTER, WISH, None),
        (LEAVE, WISH, None),
        ("\x04", WISH, None),
        (ENTER, (*WISH, Answer("wish", "sport"), Back()), Answer("wish", "sport")),
    ],
)
async def test_keys_choose_go_back_type_and_leave(
    keys: str, events: tuple[SessionEvent, ...], act: TypedAct | None
) -> None:
    assert (await chosen(screen(*events), keys))[0] == act


@pytest.mark.parametrize(
    ("keys", "events", "act"),
    [
        (SPACE, (), Pick("garden", "me")),
        (DOWN + SPACE, (), Pick("garden", "partner")),
        (SPACE, (Pick("garden", "me"),), Unpick("garden", "me")),
        (ENTER, (Pick("garden", "me"),), Done("garden")),
        (DOWN + ENTER, (Pick("garden", "me"),), Done("garden")),
        (ENTER + SPACE, (), Pick("garden", "me")),
        ("1, 2" + ENTER, (), Say("1, 2")),
    ],
    ids=["tick", "tick-another", "untick", "finish", "finish-from-any", "nothing-ticked", "typed"],
)
async def test_space_ticks_and_enter_takes_what_is_ticked(
    keys: str, events: tuple[SessionEvent, ...], act: TypedAct
) -> None:
    assert (await chosen(screen(*TO_GARDEN, *events), keys))[0] == act


async def test_enter_with_nothing_ticked_says_which_key_ticks() -> None:
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        typed.send_text(ENTER + LEAVE)
        choice = Choice(screen(*TO_GARDEN), None)
        await choice.run()

    assert choice.remark == ENGLISH(terminal.nothing_ticked())


@pytest.mark.parametrize(
    ("keys", "act"),
    [
        (ENTER, Finish()),
        (UP * 2 + ENTER, Edit("leaning")),
        (UP * 2 + RIGHT * 2 + ENTER, Edit("garden")),
        (UP * 2 + RIGHT * 2 + LEFT + ENTER, Edit("wish")),
        (UP * 2 + LEFT + ENTER, Edit("leaning")),
        (UP * 2 + RIGHT * 99 + ENTER, Edit("else")),
        (UP * 2 + DOWN * 2 + ENTER, Finish()),
        ("2" + ENTER, Edit("wish")),
    ],
)
async def test_the_numbers_of_a_review_lie_on_one_line_beside_each_other(keys: str, act: TypedAct) -> None:
    assert (await chosen(screen(*TO_REVIEW), keys))[0] == act


async def test_the_number_under_the_pointer_shows_its_question() -> None:
    lines = await below(screen(*TO_REVIEW), at=1)

    assert lines[:3] == [
        "  ❯  1  2  3  4  5  6",
        "    2. What draws you to a dog?",
        "    ↩ Undo",
    ]


async def test_many_numbers_are_broken_between_numbers() -> None:
    numbers = Screen((), (tuple(Button(str(each), Edit(f"q{each}")) for each in range(1, 13)),))

    assert (await below(numbers, width=24))[:3] == [
        "  ❯  1  2  3  4  5  6",
        "     7  8  9  10  11",
        "     12",
    ]


async def test_the_lines_to_doubt_lie_beside_each_other_like_the_numbers_of_a_review() -> None:
    doubted = render_result(dog(), after(*TO_REVIEW, Finish(), OpenPage("doubt")), ENGLISH)

    assert (await below(doubted, at=1))[:3] == [
        "  ❯  1  2",
        "    2. Rain does not stop you.",
        "    Something else",
    ]
    assert (await chosen(doubted, RIGHT + ENTER))[0] == Edit("walk")


@pytest.mark.parametrize(
    "shown",
    [LEANING, menus.forget(0, 0, ENGLISH), screen(*TO_REVIEW[:-1])],
    ids=["leaning", "forgetting", "own-words"],
)
async def test_a_mere_enter_neither_leans_nor_deletes_nor_skips(shown: Screen) -> None:
    assert (await chosen(shown, ENTER + LEAVE))[0] is None


async def test_the_arrows_reach_what_a_mere_enter_does_not() -> None:
    assert (await chosen(LEANING, DOWN + ENTER))[0] == Lean("get")
    assert (await chosen(screen(*TO_REVIEW[:-1]), UP + ENTER))[0] != Back()


@pytest.mark.parametrize(
    ("shown", "width", "keys"),
    [
        (screen(*WISH), 80, ["    ↑↓ move · Enter chooses · ← back · /help · Ctrl-C leaves"]),
        (screen(*WISH), 40, ["    ↑↓ move · Enter chooses · ← back", "    /help · Ctrl-C leaves"]),
        (
            screen(*TO_GARDEN),
            40,
            ["    ↑↓ move · Space ticks", "    Enter finishes · ← back · /help", "    Ctrl-C leaves"],
        ),
        (screen(), 60, ["    ↑↓ move · Enter chooses · /help · Ctrl-C leaves"]),
        (screen(Stop()), 30, ["    ↑↓ move · Enter chooses", "    /help · Ctrl-C leaves"]),
        (ONE, 60, ["    Enter chooses · /help · Ctrl-C leaves"]),
    ],
)
async def test_the_keys_that_work_are_listed_and_broken_between_them(
    shown: Screen, width: int, keys: list[str]
) -> None:
    lines = await below(shown, width=width)

    assert lines[lines.index("  ›") + 1 :] == keys


async def test_a_long_button_is_wrapped_between_words_under_itself() -> None:
    long = Screen((), ((Button("It says what I can do afterwards", Answer("offers", "aims")),),))

    assert (await below(long, width=24))[:3] == [
        "  ❯ 1. It says what I",
        "       can do",
        "       afterwards",
    ]
