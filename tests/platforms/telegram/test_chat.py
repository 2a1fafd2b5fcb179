import pytest

from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen, Style
from bot.core.screen.surface import Notice
from bot.core.solo import events
from bot.core.solo.engine import begin
from bot.core.words.phrase import verbatim
from bot.outbox.chat_port import (
    ChatGone,
    ChatMoved,
    ChatPort,
    Destination,
    EditRefused,
    MessageGone,
    NotSent,
    RateLimited,
    Refused,
    Unconfirmed,
)
from bot.platforms.telegram.buttons import PackedStep
from bot.platforms.telegram.chat import LONGEST_NOTICE, TelegramChat
from bot.platforms.telegram.rendering import LONGEST_CAPTION, Rendering
from bot.playground import faults
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from tests.example import dog
from tests.platforms.telegram.charts import CODEC

HELLO = Screen((Block("<Hello> & so on", Style.TITLE), Block("https://example.org")))
KEYS = Screen((Block("Keep it?"),), ((Button("Keep it", events.KeepMe(1_800_000_000)),),))


def shown(chat: TelegramChat, person: Person, screen: Screen) -> Rendering:
    return chat.render(person.id, screen, None, None)


def newest(person: Person) -> str:
    return next(person.chat.newest()).text


def test_it_is_what_the_courier_asks_for(chat: TelegramChat) -> None:
    as_asked: ChatPort = chat

    assert as_asked is chat


# --- sending ------------------------------------------------------------------------------


async def test_a_screen_arrives_as_it_was_meant(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, HELLO))

    message = next(ann.chat.newest())
    assert message.message_id == message_id
    assert message.text == "<Hello> & so on\n\nhttps://example.org"
    assert telegram.calls[-1].given["link_preview_options"] == {"is_disabled": True}
    assert telegram.breaches == []


async def test_the_buttons_of_a_session_are_good_for_its_chat(chat: TelegramChat, ann: Person) -> None:
    session = begin(dog(), 7, ann.id, ann.id)
    screen = Screen((Block("x"),), ((Button("Begin", events.Begin()),),))

    await chat.send(Destination(ann.id), chat.render(ann.id, screen, session, dog()))

    button = next(ann.chat.newest()).button("Begin")
    assert button is not None
    assert CODEC.decode(button["callback_data"], ann.id) == PackedStep(7, 0, 1, (0, 0))


async def test_a_document_arrives_with_its_name_and_caption(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    message_id = await chat.send_document(
        Destination(ann.id), "all.json", b'{"a": 1}', "Everything.\u202e" + "x" * 2000
    )

    message = next(ann.chat.newest())
    assert message.message_id == message_id
    assert message.content == b'{"a": 1}'
    assert message.attached["document"]["file_name"] == "all.json"
    assert len(message.text) == LONGEST_CAPTION
    assert telegram.breaches == []


async def test_only_what_was_rendered_here_can_be_sent(chat: TelegramChat) -> None:
    class Strange:
        digest = "d"
        picture = ""

    with pytest.raises(TypeError):
        await chat.send(Destination(1), Strange())


# --- changing -----------------------------------------------------------------------------


async def test_a_message_is_changed_in_place(chat: TelegramChat, ann: Person) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, KEYS))

    await chat.edit(ann.id, message_id, shown(chat, ann, HELLO))

    message = next(ann.chat.newest())
    assert (message.message_id, message.buttons) == (message_id, ())
    assert message.text.startswith("<Hello>")


async def test_an_edit_that_changes_nothing_is_no_failure(chat: TelegramChat, ann: Person) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, KEYS))

    await chat.edit(ann.id, message_id, shown(chat, ann, KEYS))


async def test_an_edit_of_a_deleted_message_finds_it_gone(chat: TelegramChat, ann: Person) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, KEYS))
    await chat.delete(ann.id, message_id)

    with pytest.raises(MessageGone):
        await chat.edit(ann.id, message_id, shown(chat, ann, HELLO))


async def test_a_disarmed_message_has_no_buttons(chat: TelegramChat, ann: Person) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, KEYS))

    await chat.remove_buttons(ann.id, message_id)
    await chat.remove_buttons(ann.id, message_id)

    assert next(ann.chat.newest()).buttons == ()


async def test_what_is_gone_already_is_deleted_and_disarmed(chat: TelegramChat, ann: Person) -> None:
    await chat.delete(ann.id, 999)
    await chat.remove_buttons(ann.id, 999)


async def test_nothing_is_tried_on_a_message_that_is_gone(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, KEYS))
    ann.deletes(next(ann.chat.newest()))

    await chat.delete(ann.id, message_id)

    assert telegram.calls[-1].method == "deleteMessage"
    assert telegram.finish() == ()


async def test_a_message_too_old_to_be_deleted_loses_its_buttons(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, KEYS))
    body = {"ok": False, "error_code": 400, "description": "Bad Request: message can't be deleted"}
    telegram.faults.plan("deleteMessage", faults.Fault(400, body))

    await chat.delete(ann.id, message_id)

    message = next(ann.chat.newest())
    assert (message.message_id, message.buttons) == (message_id, ())


# --- failures -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (faults.server_error(), Unconfirmed),
        (faults.bad_gateway(), Unconfirmed),
        (faults.dropped(processed=True), Unconfirmed),
        (faults.dropped(processed=False), Unconfirmed),
        (faults.silence(1.0, processed=True), Unconfirmed),
        (faults.unauthorized(), NotSent),
        (faults.not_found(), NotSent),
        (faults.blocked(), ChatGone),
        (faults.Fault(400, {"ok": False, "description": "Bad Request: message is too long"}), Refused),
        (faults.Fault(200, {"ok": True, "result": "nonsense"}), Unconfirmed),
        (faults.Fault(200, {"ok": True, "result": {"date": 1}}), Unconfirmed),
    ],
    ids=lambda value: "" if isinstance(value, faults.Fault) else str(value.__name__),
)
async def test_each_failure_is_one_the_courier_knows(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram, fault: faults.Fault, kind: type[Exception]
) -> None:
    telegram.faults.plan("sendMessage", fault, times=2)  # what is refused is tried once without markup

    with pytest.raises(kind):
        await chat.send(Destination(ann.id), shown(chat, ann, HELLO))


ODD = faults.Fault(400, {"ok": False, "description": "Bad Request: can't parse entities: byte 7"})
BOLD = Screen((Block("Hello <&>", Style.TITLE), Block("plain", heading="Head")))


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
async def test_what_is_refused_for_an_unforeseen_reason_is_shown_without_markup(
    chat: TelegramChat,
    ann: Person,
    telegram: FakeTelegram,
    method: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, HELLO))
    telegram.faults.plan(method, ODD)

    if method == "sendMessage":
        await chat.send(Destination(ann.id), shown(chat, ann, BOLD))
    else:
        await chat.edit(ann.id, message_id, shown(chat, ann, BOLD))

    newest = list(ann.chat.messages.values())[-1]
    assert (newest.text, newest.entities) == ("Hello <&>\n\nHead\nplain", ())
    assert "can't parse entities: byte 7" in caplog.text.lower()


async def test_an_edit_that_is_refused_in_any_form_says_so(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    message_id = await chat.send(Destination(ann.id), shown(chat, ann, HELLO))
    telegram.faults.plan("editMessageText", ODD, times=2)

    with pytest.raises(EditRefused, match="byte 7"):
        await chat.edit(ann.id, message_id, shown(chat, ann, BOLD))


async def test_too_many_messages_say_how_long_to_wait(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    telegram.faults.plan("editMessageText", faults.flooded(3))

    with pytest.raises(RateLimited) as raised:
        await chat.edit(ann.id, 1, shown(chat, ann, HELLO))

    assert raised.value.seconds == 3.0


async def test_a_group_that_moved_says_where_to(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    telegram.faults.plan("sendMessage", faults.migrated(-1009))

    with pytest.raises(ChatMoved) as raised:
        await chat.send(Destination(ann.id), shown(chat, ann, HELLO))

    assert raised.value.chat == -1009


async def test_somebody_who_never_wrote_cannot_be_written_to(
    chat: TelegramChat, telegram: FakeTelegram
) -> None:
    bob = telegram.person("Bob")

    with pytest.raises(ChatGone):
        await chat.send(Destination(bob.id), shown(chat, bob, HELLO))


# --- answers to taps ----------------------------------------------------------------------


async def test_a_tap_is_answered(chat: TelegramChat, ann: Person, telegram: FakeTelegram) -> None:
    await chat.send(Destination(ann.id), shown(chat, ann, KEYS))
    query = await tapped(ann, telegram)

    await chat.answer_tap(query, Notice(verbatim("n" * 300), alert=True))

    given = telegram.calls[-1].given
    assert (len(given["text"]), given["show_alert"]) == (LONGEST_NOTICE, True)


async def test_a_tap_can_be_answered_with_nothing(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    await chat.send(Destination(ann.id), shown(chat, ann, KEYS))
    query = await tapped(ann, telegram)

    await chat.answer_tap(query, None)

    assert dict(telegram.calls[-1].given) == {"callback_query_id": query}


async def test_a_tap_can_open_the_private_chat_instead(
    chat: TelegramChat, ann: Person, telegram: FakeTelegram
) -> None:
    await chat.send(Destination(ann.id), shown(chat, ann, KEYS))
    query = await tapped(ann, telegram)
    link = "https://t.me/decision_coach_bot?start=g-7"

    await chat.answer_tap(query, Notice(verbatim("Go on in private."), alert=True, url=link))

    assert dict(telegram.calls[-1].given) == {"callback_query_id": query, "url": link}
    assert telegram.breaches == []


@pytest.mark.parametrize(
    "fault",
    [
        faults.bad_gateway(),
        faults.dropped(processed=False),
        faults.flooded(3),
        faults.Fault(200, "<html>"),
        faults.Fault(400, {"description": "Bad Request: query is too old and response timeout expired"}),
    ],
)
async def test_a_failing_answer_to_a_tap_disturbs_nobody(
    chat: TelegramChat, telegram: FakeTelegram, fault: faults.Fault
) -> None:
    telegram.faults.plan("answerCallbackQuery", fault)

    await chat.answer_tap("123", Notice(verbatim("late")))


async def tapped(person: Person, telegram: FakeTelegram) -> str:
    """The query id of a tap that the bot has got."""
    person.taps("Keep it")
    updates = (await telegram.call("getUpdates", {"timeout": 0})).body
    assert isinstance(updates, dict)
    query: str = updates["result"][-1]["callback_query"]["id"]
    return query


def test_a_button_of_a_chat_is_good_for_it(chat: TelegramChat) -> None:
    rendering = chat.render(5, KEYS, None, None)

    assert rendering.keyboard is not None
    data = rendering.keyboard["inline_keyboard"][0][0]["callback_data"]
    assert CODEC.decode(str(data), 5) == events.KeepMe(1_800_000_000)
