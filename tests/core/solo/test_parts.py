"""Answers that are too long for one message: read part by part, each word of them."""

from dataclasses import replace

from bot.core.screen.screen import Screen
from bot.core.solo.engine import CARD, step
from bot.core.solo.events import Edit, Say, TurnTo
from bot.core.solo.screens import render_card
from bot.core.solo.session import Session
from bot.core.solo.turns import in_parts
from bot.core.words.english import ENGLISH
from bot.platforms.telegram.rendering import html
from bot.stores.session_codec import decode_session, encode_body
from tests.core.solo.test_engine import TO_REVIEW
from tests.example import AT, after, dog

LONG = " ".join(f"word{number}" for number in range(1200))


def at_review() -> Session:
    """Return a session with an answer longer than a message."""
    session = after(*TO_REVIEW)
    return replace(session, answers={**session.answers, "else": LONG})


def shown(session: Session) -> Screen:
    return in_parts(render_card(dog(), session, None, ENGLISH), session, ENGLISH)


def test_every_word_of_a_long_list_of_answers_can_be_read() -> None:
    session = at_review()
    said, labels = "", []
    for part in range(5):
        session = step(dog(), session, TurnTo(str(part)), AT).session
        said += "\n".join(block.text for block in shown(session).blocks) + "\n"
        labels.append([button.label for button in shown(session).rows[0]])
        assert "…" not in html(shown(session))

    assert set(LONG.split()) <= set(said.split())
    assert labels == [
        *(["2 of 4 ›"], ["‹ 1 of 4", "3 of 4 ›"], ["‹ 2 of 4", "4 of 4 ›"]),
        *(["‹ 3 of 4"], ["‹ 3 of 4"]),
    ]


def test_turning_to_a_part_keeps_the_buttons_and_lasts_until_the_next_step() -> None:
    session = at_review()
    turned = step(dog(), session, TurnTo("1"), AT)

    assert (turned.session.part, turned.session.turn, turned.replies) == (1, session.turn, (CARD,))
    assert step(dog(), turned.session, TurnTo("1"), AT).session is turned.session
    assert step(dog(), turned.session, Edit("wish"), AT).session.part == 0
    assert step(dog(), turned.session, Say("99"), AT).session.part == 0


def test_the_part_on_show_is_kept() -> None:
    session = step(dog(), at_review(), TurnTo("2"), AT).session
    whole = (session.id, session.chat, session.person, session.dialog_id, session.logic_hash)

    assert decode_session(*whole, session.stage.value, session.revision, encode_body(session)) == session


def test_a_card_that_fits_has_no_parts() -> None:
    session = after(*TO_REVIEW)

    assert shown(session) == render_card(dog(), session, None, ENGLISH)
