"""A conversation through a pipe: lines in, plain text out."""

from itertools import count

from bot.chat.console import CHAT, Conversation
from bot.chat.lines import HELP, PRIVACY, Lines, event_typed, text_of, told
from bot.core.events import Answer, Back, Done, Edit, Finish, Lean, Review, Say, StartAgain, Stop
from bot.core.result import result
from bot.core.screens import card
from bot.core.session import Session, Stage
from bot.stores.memory import MemoryStore
from tests.core.test_engine import TO_GARDEN, TO_REVIEW
from tests.example import AT, after, dog, fresh

ALL = ("begin", "1", "1", "1, 2", "3", "10", "ok", "We live by a wood.", "Get my advice")


async def held(store: MemoryStore, *lines: str) -> tuple[Session, str]:
    """What a conversation ends in, and what it wrote."""
    written: list[str] = []
    ids = count(len(await store.sessions(CHAT)) + 1)
    face = Lines(lines, written.append)
    conversation = Conversation(dog(), store, face, fresh_id=lambda: next(ids), clock=AT.timestamp)
    return await conversation.hold(), "".join(written)


async def test_a_whole_conversation_ends_in_the_advice() -> None:
    session, written = await held(MemoryStore(), *ALL)

    assert session.stage is Stage.DONE
    assert session.answers == after(*TO_REVIEW).answers
    assert "Your answers lean towards getting a dog." in written
    assert "By Mon 30 Nov: Visit the shelter" in written


async def test_a_conversation_left_goes_on_where_it_was() -> None:
    store = MemoryStore()
    await held(store, *ALL[:4], "quit", "never read")

    session, written = await held(store, *ALL[4:])

    assert "Welcome back. 3 of your answers were kept." in written
    assert session.answers == after(*TO_REVIEW).answers


async def test_a_finished_conversation_is_not_gone_on_with() -> None:
    store = MemoryStore()
    await held(store, *ALL)

    session, written = await held(store)

    assert (session.stage, "Welcome back" in written) == (Stage.WELCOME, False)


async def test_an_answer_that_is_none_is_explained_and_asked_again() -> None:
    _, written = await held(MemoryStore(), "begin", "purple")

    assert written.count("Please tap a button, or type a number from 1 to 2.") == 1
    assert written.count("Where do you lean today?") == 2


async def test_a_result_can_be_leaned_on_changed_and_begun_anew() -> None:
    leant, said = await held(MemoryStore(), *ALL, "borrow a dog")
    changed, _ = await held(MemoryStore(), *ALL, "change an answer", "2", "3", "get my advice")
    anew, _ = await held(MemoryStore(), *ALL, "start again")

    assert leant.leaning_after == "lend"
    assert "Which answer feels wrong?" in said
    assert changed.answers["wish"] == "kids"
    assert anew.stage is Stage.WELCOME


def test_a_line_does_what_the_button_with_its_number_or_label_does() -> None:
    garden = card(dog(), after(*TO_GARDEN))
    review = card(dog(), after(*TO_REVIEW))
    advice = result(dog(), after(*TO_REVIEW, Finish()))

    assert event_typed(garden, "1") == Say("1")
    assert event_typed(garden, "done") == Done("garden")
    assert event_typed(review, "3") == Edit("garden")
    assert event_typed(advice, "get a dog") == Lean("get")
    assert event_typed(advice, "start again") == StartAgain("dog")
    assert event_typed(garden, "something else") == Say("something else")


def test_where_a_text_is_asked_for_only_commands_are_anything_else() -> None:
    comment = card(dog(), after(*TO_REVIEW[:-1]))

    assert event_typed(comment, "1") == Say("1")
    assert event_typed(comment, "skip") == Say("skip")
    assert [event_typed(comment, each) for each in ("/back", "/review", "/stop")] == [
        Back(),
        Review(),
        Stop(),
    ]


def test_a_screen_is_read_from_top_to_bottom_with_numbered_buttons() -> None:
    text = text_of(card(dog(), after(*TO_GARDEN[:2])))

    assert text.endswith(
        "  1. A companion\n  2. Someone to run with\n  3. The children ask for it\n  4. ‹ Back"
    )
    assert event_typed(card(dog(), after(*TO_GARDEN[:2])), "a companion") == Answer("wish", "friend")
    assert text_of(card(dog(), fresh())).endswith("  1. Begin")


async def test_words_for_help_are_answered_and_change_nothing() -> None:
    session, written = await held(MemoryStore(), "begin", "help", "/privacy", "1")

    assert session.answers == after(*TO_GARDEN[:2]).answers
    assert HELP in written
    assert PRIVACY in written


def test_where_a_text_is_asked_for_help_is_a_text_and_only_a_command_is_not() -> None:
    asking = card(dog(), after(*TO_REVIEW[:-1]))

    assert (told(asking, "help"), told(asking, "/help")) == (None, HELP)
