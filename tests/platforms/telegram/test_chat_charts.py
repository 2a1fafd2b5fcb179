"""A message with a chart: sent, changed, and kept readable where there can be none."""

from dataclasses import replace

import pytest
from telegram import Bot

from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen
from bot.core.solo import events
from bot.outbox.chat_port import Destination, EditRefused, MessageGone, Refused
from bot.platforms.telegram.chat import TelegramChat
from bot.platforms.telegram.rendering import LONGEST_CAPTION, Rendering
from bot.playground import faults
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.platforms.telegram.charts import CHART, CODEC, OTHER_CHART, drawn, undrawn

ROWS = ((Button("Keep it", events.KeepMe(1_800_000_000)),),)
TEXT = Screen((Block("<7> of 12"),), ROWS)
FIGURES = replace(TEXT, picture=CHART)
NO_PHOTOS = faults.Fault(
    400, {"ok": False, "description": "Bad Request: not enough rights to send photos to the chat"}
)


def shown(chat: TelegramChat, ann: Person, screen: Screen) -> Rendering:
    return chat.render(ann.id, screen, None, None)


def newest(ann: Person) -> ChatMessage:
    return next(ann.chat.newest())


def looks(message: ChatMessage) -> tuple[str, bytes, bool]:
    """Text, picture (only the title that was drawn), and whether it has its button."""
    return message.text, message.content[24:], message.button("Keep it") is not None


async def test_a_chart_comes_above_its_text(chat: TelegramChat, ann: Person, telegram: FakeTelegram) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, FIGURES))

    assert newest(ann).message_id == message_id
    assert looks(newest(ann)) == ("<7> of 12", b"Ready?", True)
    assert "photo" in newest(ann).attached
    assert telegram.breaches == []


async def test_a_chart_gives_way_to_a_text_too_long_to_stand_below_it(
    chat: TelegramChat, ann: Person
) -> None:
    for length in (LONGEST_CAPTION, LONGEST_CAPTION + 1):
        await chat.send(Destination(ann.id), shown(chat, ann, Screen((Block("w" * length),), picture=CHART)))

    too_long, longest = list(ann.chat.newest())[:2]
    assert ("photo" in longest.attached, len(longest.text)) == (True, LONGEST_CAPTION)
    assert ("photo" in too_long.attached, len(too_long.text)) == (False, LONGEST_CAPTION + 1)


@pytest.mark.parametrize(
    ("before", "after", "call", "looks_then"),
    [
        (TEXT, replace(TEXT, blocks=(Block("new"),)), "editMessageText", ("new", b"", True)),
        (TEXT, FIGURES, "editMessageMedia", ("<7> of 12", b"Ready?", True)),
        (FIGURES, replace(FIGURES, rows=()), "editMessageCaption", ("<7> of 12", b"Ready?", False)),
        (
            FIGURES,
            replace(FIGURES, picture=OTHER_CHART),
            "editMessageMedia",
            ("<7> of 12", b"Ready now?", True),
        ),
        (FIGURES, replace(TEXT, blocks=(Block("new"),)), "editMessageCaption", ("new", b"Ready?", True)),
        (
            FIGURES,
            Screen((Block("w" * 3000),)),
            "editMessageCaption",
            ("w" * (LONGEST_CAPTION - 1) + "…", b"Ready?", False),
        ),
    ],
    ids=["text to text", "to a chart", "same chart", "other chart", "chart to text", "chart to a long text"],
)
async def test_each_change_is_made_by_the_call_that_can_make_it(
    chat: TelegramChat,
    ann: Person,
    telegram: FakeTelegram,
    before: Screen,
    after: Screen,
    call: str,
    looks_then: tuple[str, bytes, bool],
) -> None:
    first = shown(chat, ann, before)
    message_id = await chat.send(Destination(ann.id), first)

    await chat.edit(ann.id, message_id, shown(chat, ann, after), first.picture)

    assert (newest(ann).message_id, telegram.calls[-1].method) == (message_id, call)
    assert looks(newest(ann)) == looks_then
    assert telegram.breaches == []


@pytest.mark.parametrize("screen", [FIGURES, replace(FIGURES, picture=OTHER_CHART)], ids=["same", "other"])
async def test_a_change_that_changes_nothing_is_no_failure(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram, screen: Screen
) -> None:
    figures = shown(chat, ann, FIGURES)
    message_id = await chat.send(Destination(ann.id), figures)
    text = "Bad Request: message is not modified: specified new message content is the same"
    telegram.faults.plan("editMessageMedia", faults.Fault(400, {"ok": False, "description": text}))

    await chat.edit(ann.id, message_id, shown(chat, ann, screen), figures.picture)


async def test_a_chart_that_is_refused_on_a_message_may_pass_as_a_new_one(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, TEXT))
    refusal = {"ok": False, "description": "Bad Request: wrong type of the web page content"}
    telegram.faults.plan("editMessageMedia", faults.Fault(400, refusal))

    with pytest.raises(EditRefused, match="Wrong type"):
        await chat.edit(ann.id, message_id, shown(chat, ann, FIGURES))


async def test_a_chart_on_a_message_that_is_gone_finds_it_gone(chat: TelegramChat, ann: Person) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, TEXT))
    await chat.delete(ann.id, message_id)

    with pytest.raises(MessageGone):
        await chat.edit(ann.id, message_id, shown(chat, ann, FIGURES))


# --- where there can be no chart ------------------------------------------------------------


async def test_where_no_pictures_may_be_sent_the_text_comes_alone(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    telegram.faults.plan("sendPhoto", NO_PHOTOS)

    message_id = await chat.send(Destination(ann.id), shown(chat, ann, FIGURES))

    assert newest(ann).message_id == message_id
    assert looks(newest(ann)) == ("<7> of 12", b"", True)


async def test_where_no_pictures_may_be_shown_the_text_changes_alone(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, Screen((Block("?"),))))
    telegram.faults.plan("editMessageMedia", NO_PHOTOS)

    await chat.edit(ann.id, message_id, shown(chat, ann, FIGURES))

    assert looks(newest(ann)) == ("<7> of 12", b"", True)


async def test_a_message_that_got_no_chart_can_be_changed_as_if_it_had_one(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    figures = shown(chat, ann, FIGURES)
    telegram.faults.plan("sendPhoto", NO_PHOTOS)
    message_id = await chat.send(Destination(ann.id), figures)

    await chat.edit(ann.id, message_id, shown(chat, ann, replace(FIGURES, rows=())), figures.picture)

    assert looks(newest(ann)) == ("<7> of 12", b"", False)


async def test_a_chart_that_nobody_knows_of_stays_when_the_text_changes(
    chat: TelegramChat, ann: Person
) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, FIGURES))

    await chat.edit(ann.id, message_id, shown(chat, ann, Screen((Block("new"),))))

    assert looks(newest(ann)) == ("new", b"Ready?", False)


async def test_a_chart_that_cannot_be_drawn_leaves_its_text(
    bot: Bot, ann: Person, caplog: pytest.LogCaptureFixture
) -> None:
    chat = TelegramChat(bot, CODEC, undrawn)

    message_id = await chat.send(Destination(ann.id), shown(chat, ann, FIGURES))
    await chat.edit(ann.id, message_id, shown(chat, ann, replace(FIGURES, rows=())))

    assert looks(newest(ann)) == ("<7> of 12", b"", False)
    assert "a chart could not be drawn (RuntimeError)" in caplog.text
    assert "secret" not in caplog.text


async def test_another_refusal_of_a_picture_is_one(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    body = {"ok": False, "description": "Bad Request: can't parse entities"}
    telegram.faults.plan("sendPhoto", faults.Fault(400, body), times=2)

    with pytest.raises(Refused):
        await chat.send(Destination(ann.id), shown(chat, ann, FIGURES))


async def test_a_chart_is_drawn_only_when_it_is_needed(bot: Bot, ann: Person) -> None:
    asked = []

    async def draw(picture: object) -> bytes:
        asked.append(picture)
        return await drawn(CHART)

    chat = TelegramChat(bot, CODEC, draw)
    figures = shown(chat, ann, FIGURES)

    message_id = await chat.send(Destination(ann.id), figures)
    await chat.edit(ann.id, message_id, shown(chat, ann, replace(FIGURES, rows=())), figures.picture)
    await chat.edit(ann.id, message_id, shown(chat, ann, TEXT), figures.picture)

    assert asked == [CHART]
