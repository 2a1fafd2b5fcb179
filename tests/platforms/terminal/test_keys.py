"""The terminal's face: what is drawn above the buttons, when, and what stays to be read."""

from io import StringIO

from rich.console import Console

from bot.app.update import Command
from bot.core.kinds.answering import Answer, Pick
from bot.core.screen.screen import Screen
from bot.core.solo.events import Edit, Finish, Lean, OpenPage, Say, SessionEvent
from bot.core.solo.result import render_result
from bot.core.solo.screens import render_card
from bot.core.words.english import ENGLISH
from bot.platforms.terminal.chat import for_terminal
from bot.platforms.terminal.keys import Keys
from bot.platforms.terminal.typed_line import terminal_help
from tests.core.solo.test_engine import TO_GARDEN, TO_REVIEW
from tests.example import after, dog
from tests.platforms.terminal.terminal import DOWN, ENTER, RIGHT, SPACE, UP, Window

WISH = TO_GARDEN[:2]


def screen(*events: SessionEvent) -> Screen:
    return render_card(dog(), after(*events), None, ENGLISH)


def advice(*events: SessionEvent) -> Screen:
    return for_terminal(render_result(dog(), after(*TO_REVIEW, Finish(), *events), ENGLISH))


async def test_what_was_taken_stays_to_be_read() -> None:
    window = Window()

    await window.press(DOWN + ENTER, screen(*WISH))

    assert "What draws you to a dog?" in window.drawn
    assert "› Someone to run with" in window.drawn


async def test_a_number_that_was_typed_is_echoed_as_the_answer() -> None:
    window = Window()

    await window.press("2" + ENTER, screen(*WISH))
    await window.press("1" + ENTER, screen(*WISH, Say("2")))

    assert "› 2" in window.drawn
    assert "Taken as: Someone to run with" in window.drawn


async def test_ticked_answers_are_read_back_by_name() -> None:
    window = Window()

    await window.press(ENTER, screen(*TO_GARDEN, Pick("garden", "me"), Pick("garden", "partner")))

    assert "› I myself, My partner" in window.drawn


async def test_an_answer_that_is_changed_is_read_back_as_its_question() -> None:
    window = Window()

    assert await window.press(UP * 2 + RIGHT + ENTER, screen(*TO_REVIEW)) == Edit("wish")
    assert "› 2. What draws you to a dog?" in window.drawn


async def test_a_tick_draws_the_card_no_second_time_and_leaves_the_pointer_there() -> None:
    window = Window()
    garden = (*WISH, Answer("wish", "sport"))
    await window.press(DOWN + SPACE, screen(*garden))

    event = await window.press(SPACE, screen(*garden, Pick("garden", "me")))

    assert event == Pick("garden", "partner")
    assert window.drawn.count("Who would look after it?") == 1
    assert "›" not in window.drawn


async def test_after_a_command_the_question_stands_below_the_answer() -> None:
    window = Window()
    assert await window.press("/help" + ENTER, screen(*WISH)) == Command("help")
    window.face.show(terminal_help())

    await window.press(ENTER, screen(*WISH))

    assert "› /help" in window.drawn
    assert window.drawn.count("What draws you to a dog?") == 2


async def test_after_a_command_a_long_card_pushes_nothing_out_of_sight() -> None:
    window = Window()
    await window.press("/help" + ENTER, screen(*TO_REVIEW))
    window.face.show(terminal_help())

    await window.press(DOWN + ENTER, screen(*TO_REVIEW))

    assert window.drawn.count("Your answers") == 1


async def test_a_text_refused_is_told_without_the_whole_card_each_time_it_is() -> None:
    window = Window()
    await window.press("a horse" + ENTER, screen(*WISH))

    for _ in range(2):
        assert await window.press("a horse" + ENTER, screen(*WISH, Say("a horse"))) == Say("a horse")

    refusal = next(line for line in screen(*WISH, Say("a horse")).blocks if "a horse" in line.text).text
    assert " ".join(window.drawn.split()).count(refusal) == 2


async def test_a_text_refused_at_a_long_card_is_told_each_time() -> None:
    window = Window(width=100)
    refused = screen(*TO_REVIEW, Say("a horse"))
    await window.press("a horse" + ENTER, screen(*TO_REVIEW))

    for _ in range(2):
        await window.press("a horse" + ENTER, refused)

    assert " ".join(window.drawn.split()).count(refused.blocks[1].text) == 2
    assert window.drawn.count("Your answers") == 1


async def test_a_page_of_a_result_is_drawn_below_its_front() -> None:
    window = Window()
    opened = await window.press(DOWN * 2 + ENTER, advice())

    act = await window.press(ENTER, advice(OpenPage("ways")))

    assert "Visit the shelter" in window.drawn
    assert "▰▰▱▱▱▱▱▱▱▱ 20 of 100" in window.drawn
    assert (opened, act) == (OpenPage("ways"), OpenPage("front"))


async def test_a_leaning_adds_its_paragraph_and_draws_the_page_no_second_time() -> None:
    window = Window()
    await window.press(DOWN + ENTER, advice(OpenPage("leaning")))

    await window.press(ENTER, advice(OpenPage("leaning"), Lean("lend")))

    assert window.drawn.count("At the start") == 1
    assert "Does one of your answers feel wrong?" in " ".join(window.drawn.split())


async def test_a_question_asked_after_another_is_drawn_whole() -> None:
    window = Window()

    await window.press(SPACE, screen(*WISH), screen(*TO_GARDEN))

    assert "Who would look after it?" in window.drawn
    assert "Many say that." in window.drawn


async def test_the_width_of_the_window_is_asked_for_each_time() -> None:
    console = Console(file=StringIO(), width=60, highlight=False, no_color=True)
    face = Keys(console)
    face.show(screen())
    console.width = 30
    console.file = narrow = StringIO()

    face.show(screen())

    assert max(map(len, narrow.getvalue().splitlines())) <= 30


async def test_a_narrow_terminal_wraps_between_words() -> None:
    window = Window(width=30)

    await window.press(ENTER, screen())

    assert max(map(len, window.drawn.splitlines())) <= 30
    assert "then advice and why." in " ".join(window.drawn.split())


async def test_one_sentence_can_be_said_between_screens() -> None:
    paper = StringIO()

    Keys(Console(file=paper, width=60)).say("This is the first question.")

    assert paper.getvalue().strip() == "This is the first question."


async def test_an_answer_is_taken_where_it_is_under_the_pointer() -> None:
    assert await Window().press(ENTER, screen(*WISH)) == Answer("wish", "friend")
