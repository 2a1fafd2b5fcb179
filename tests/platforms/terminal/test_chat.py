"""The terminal as the outbox sees it: what is drawn of what is sent, and which buttons can be pressed."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.update import ChatTap, ForeignTap, SoloTap
from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen, Style
from bot.core.screen.surface import Notice
from bot.core.solo.events import Begin, OpenDialog
from bot.core.solo.result import render_result
from bot.core.solo.screens import render_card
from bot.core.solo.session import Session, Stage
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import verbatim
from bot.outbox.chat_port import Destination
from bot.platforms.terminal.chat import CHAT, ShownMessage, TerminalChat, for_terminal
from tests.example import dog, finished, fresh

HERE = Destination(CHAT)
MENU = Screen((Block("What would you like to decide?"),), render_card(dog(), fresh(), None, ENGLISH).rows)
READ = Screen((Block("Something to read."),))


def message(chat: TerminalChat, session: Session) -> ShownMessage:
    return chat.render(CHAT, render_card(dog(), session, None, ENGLISH), session, dog())


async def test_only_what_asks_can_be_answered_and_the_rest_is_drawn_above_it() -> None:
    chat = TerminalChat()
    await chat.send(HERE, chat.render(CHAT, READ, None, None))
    await chat.send(HERE, message(chat, fresh()))

    assert chat.current == message(chat, fresh())
    assert chat.take_news() == [READ]
    assert chat.take_news() == []


async def test_what_was_replaced_before_it_was_drawn_is_still_drawn() -> None:
    chat = TerminalChat()
    await chat.send(HERE, chat.render(CHAT, MENU, None, None))
    await chat.send(HERE, message(chat, fresh()))

    assert chat.take_news() == [MENU]


async def test_a_message_that_is_taken_back_is_never_drawn() -> None:
    chat = TerminalChat()
    number = await chat.send(HERE, message(chat, fresh()))

    await chat.delete(CHAT, number)

    assert (chat.current, chat.take_news()) == (None, [])


async def test_a_card_that_asks_nothing_any_more_is_not_drawn_again() -> None:
    chat = TerminalChat()
    number = await chat.send(HERE, message(chat, fresh()))
    chat.take_news()

    await chat.edit(CHAT, number, message(chat, replace(fresh(), stage=Stage.DONE)))

    assert (chat.current, chat.take_news()) == (None, [])


async def test_a_button_taken_off_an_older_message_leaves_the_current_one() -> None:
    chat = TerminalChat()
    older = await chat.send(HERE, chat.render(CHAT, MENU, None, None))
    await chat.send(HERE, message(chat, fresh()))

    await chat.remove_buttons(CHAT, older)

    assert chat.current is not None
    assert not chat.is_menu


async def test_message_ids_rise_over_all_processes() -> None:
    first, second = TerminalChat(), TerminalChat()

    ids = [
        await first.send(HERE, message(first, fresh())),
        first.next_id(),
        await second.send(HERE, message(second, fresh())),
    ]

    assert ids == sorted(set(ids))


async def test_a_file_is_written_out_and_an_answer_to_a_tap_is_a_sentence() -> None:
    chat = TerminalChat()

    await chat.send_document(HERE, "kept.json", b'{"answers": {}}', "Everything kept about you.")
    await chat.answer_tap("", None)
    await chat.answer_tap("", Notice(verbatim("No.")))

    file, notice = chat.take_news()
    assert isinstance(file, Screen)
    assert [block.text for block in file.blocks] == ["Everything kept about you.", '{"answers": {}}']
    assert notice == "No."


async def test_a_button_counts_for_the_session_and_the_turn_that_it_was_shown_with() -> None:
    chat = TerminalChat()
    await chat.send(HERE, message(chat, replace(fresh(), turn=3)))

    step, opening = chat.tap(Begin()), chat.tap(OpenDialog("dog"))

    assert isinstance(step, SoloTap)
    assert isinstance(opening, ChatTap)
    assert (step.session, step.turn, step.button.event(dog())) == (fresh().id, 3, Begin())
    assert opening.event == OpenDialog("dog")


def test_a_button_of_no_message_does_nothing() -> None:
    assert TerminalChat().tap(Begin()) == ForeignTap(CHAT, "", None)


def test_the_same_card_of_another_turn_is_another_message() -> None:
    chat = TerminalChat()
    first, later = fresh(), replace(fresh(), turn=fresh().turn + 1)

    assert message(chat, first).digest == message(chat, replace(first)).digest
    assert message(chat, first).digest != message(chat, later).digest


async def test_nothing_that_another_platform_rendered_is_sent() -> None:
    class Foreign:
        digest = picture = ""

    with pytest.raises(TypeError):
        await TerminalChat().send(HERE, Foreign())


# --- what a terminal cannot do ----------------------------------------------------------------


def test_nothing_is_promised_where_nobody_can_be_written_to() -> None:
    result = render_result(dog(), finished(), ENGLISH)
    labels = [button.label for row in result.rows for button in row]

    shown = [button.label for row in for_terminal(result).rows for button in row]

    assert shown == [label for label in labels if label != "I'll do it"]


def test_a_text_to_copy_is_shown_instead_of_its_button() -> None:
    screen = Screen((Block("Ask."),), ((Button("Copy the message", copy="Hello, would it count?"),),))

    assert for_terminal(screen) == Screen(
        (Block("Ask."), Block("Hello, would it count?", heading="Copy the message"))
    )


async def test_a_page_is_saved_in_the_folder_beside_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chat = TerminalChat()
    for _ in range(2):
        await chat.send_document(HERE, "dog.pdf", b"%PDF-1.4", "Your result")

    assert sorted(os.listdir(tmp_path)) == ["dog-2.pdf", "dog.pdf"]
    assert chat.take_news() == [
        Screen((Block("Your result", Style.TITLE), Block(f"Saved as {name} in this folder.")))
        for name in ("dog.pdf", "dog-2.pdf")
    ]
