"""Every refusal in Telegram's words, and whether it counts against the bot."""

from typing import Any

import pytest
from telegram import Message

from bot.playground.breaches import RULES
from bot.playground.engine import FakeTelegram
from bot.playground.parameters import Upload
from bot.playground.people import Person
from bot.playground.refusals import Json
from tests.playground.answers import refusal, result


def buttons(*rows: list[Any]) -> Json:
    return {"inline_keyboard": list(rows)}


def button(label: str = "A", **action: Any) -> Json:
    return {"text": label, **(action or {"callback_data": "x"})}


UNCLOSED = "can't parse entities: Can't find end tag corresponding to start tag \"b\""
WRONG_BUTTON = "can't parse inline keyboard button: "
NO_TEXT_BUTTON = WRONG_BUTTON + "Text buttons are unallowed in the inline keyboard"
WRONG_URL = "inline keyboard button URL '{}' is invalid: {}"


@pytest.mark.parametrize(
    ("given", "problem", "kind"),
    [
        ({"chat_id": 7}, "message text is empty", "empty-text"),
        ({"chat_id": 7, "text": ""}, "message text is empty", "empty-text"),
        ({"chat_id": 7, "text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty", "empty-text"),
        ({"chat_id": 7, "text": "<b>x", "parse_mode": "HTML"}, UNCLOSED, "bad-html"),
        ({"text": "x"}, "chat_id is empty", "no-chat-id"),
        ({"chat_id": 404, "text": "x"}, "chat not found", "unknown-chat"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found", "unknown-chat"),
        ({"chat_id": 7, "text": "x" * 4097}, "message is too long", "text-too-long"),
        ({"chat_id": 7, "text": "🏟" * 2049}, "message is too long", "text-too-long"),
        ({"chat_id": 7, "text": "x", "parse_mode": "Markdown"}, "unsupported parse_mode", "parse-mode"),
        (
            {"chat_id": 7, "text": "x", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
            "replies-to-unknown",
        ),
    ],
)
async def test_a_wrong_message_is_refused(
    telegram: FakeTelegram, ann: Person, given: Json, problem: str, kind: str
) -> None:
    refused = await refusal(telegram, "sendMessage", **given)

    assert refused == {"ok": False, "error_code": 400, "description": f"Bad Request: {problem}"}
    assert [breach.kind for breach in telegram.breaches] == [kind]


@pytest.mark.parametrize(
    ("markup", "problem", "kind"),
    [
        ("[]", "object expected as reply markup", "bad-markup"),
        ({"inline_keyboard": 1}, 'field "inline_keyboard" must be of type Array', "bad-markup"),
        (buttons(["A"]), WRONG_BUTTON + "Inline keyboard button must be an Object", "bad-markup"),
        (buttons([{"text": "A"}]), NO_TEXT_BUTTON, "bad-markup"),
        (buttons([button(callback_data="")]), NO_TEXT_BUTTON, "bad-markup"),
        (buttons([{"callback_data": "x"}]), WRONG_BUTTON + 'Can\'t find field "text"', "bad-markup"),
        (buttons([{"text": 1}]), WRONG_BUTTON + 'Field "text" must be of type String', "bad-markup"),
        (buttons([button(" ")]), "BUTTON_TEXT_INVALID", "empty-label"),
        (buttons([button(callback_data="é" * 33)]), "BUTTON_DATA_INVALID", "data-too-long"),
        (buttons([button(url="no-url")]), WRONG_URL.format("no-url", "Wrong HTTP URL"), "bad-button-url"),
        (
            buttons([button(url="ftp://x.org")]),
            WRONG_URL.format("ftp://x.org", "Unsupported URL protocol"),
            "bad-button-url",
        ),
        (buttons([button(copy_text="x")]), 'field "copy_text" must be of type Object', "bad-markup"),
        (buttons([button(copy_text={"text": "x" * 257})]), "BUTTON_COPY_TEXT_INVALID", "bad-markup"),
        (
            buttons([button() | {"style": "loud"}]),
            WRONG_BUTTON + "invalid button style specified",
            "bad-markup",
        ),
        (buttons([button()] * 9), "reply markup is too long", "too-many-buttons"),
        (buttons(*[[button()]] * 101), "reply markup is too long", "too-many-buttons"),
    ],
)
async def test_a_wrong_keyboard_is_refused(
    telegram: FakeTelegram, ann: Person, markup: Any, problem: str, kind: str
) -> None:
    refused = await refusal(telegram, "sendMessage", chat_id=7, text="x", reply_markup=markup)

    assert refused == {"ok": False, "error_code": 400, "description": f"Bad Request: {problem}"}
    assert [breach.kind for breach in telegram.breaches] == [kind]


async def test_the_longest_of_everything_is_accepted(telegram: FakeTelegram, ann: Person) -> None:
    keyboard = buttons(*[[button("A", callback_data="é" * 32)] * 8] * 12)
    given = {"chat_id": 7, "text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"}

    sent = await result(telegram, "sendMessage", **given, reply_markup=keyboard)

    assert len(sent["text"]) == 4096
    assert telegram.breaches == []


async def test_a_sent_message_parses(telegram: FakeTelegram, ann: Person) -> None:
    row = [button(), button("B", url="https://x.org"), button("C", copy_text={"text": "c"})]

    sent = await result(
        telegram,
        "sendMessage",
        chat_id="7",
        text="<b>Hi</b>",
        parse_mode="HTML",
        reply_markup=buttons(row),
        reply_parameters={"message_id": 1},
    )

    message = Message.de_json(sent, None)
    assert message.reply_to_message is not None
    assert message.text_html == "<b>Hi</b>"
    assert message.reply_markup is not None
    assert [b.text for b in message.reply_markup.inline_keyboard[0]] == ["A", "B", "C"]


async def test_an_edit_replaces_text_and_keyboard(telegram: FakeTelegram, ann: Person) -> None:
    sent = await result(telegram, "sendMessage", chat_id=7, text="one", reply_markup=buttons([button()]))

    edited = await result(telegram, "editMessageText", chat_id=7, message_id=sent["message_id"], text="two")

    message = Message.de_json(edited, None)
    assert (message.text, message.reply_markup, message.edit_date) == ("two", None, message.date)


SAME = {"message_id": 2, "text": "<b>one</b> ", "parse_mode": "HTML"}
NO_TEXT = "there is no text in the message to edit"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)


@pytest.mark.parametrize(
    ("method", "given", "problem", "kind"),
    [
        ("editMessageText", SAME, NOT_MODIFIED, "not-modified"),
        ("editMessageReplyMarkup", {"message_id": 2}, NOT_MODIFIED, "not-modified"),
        ("editMessageText", {"message_id": 99, "text": "x"}, "message to edit not found", "edits-unknown"),
        ("editMessageText", {"text": "x"}, "message identifier is not specified", "no-message-id"),
        ("editMessageText", {"message_id": 1, "text": "x"}, "message can't be edited", "edits-not-own"),
        ("editMessageText", {"message_id": 3, "text": "x"}, NO_TEXT, "edits-no-text"),
        ("deleteMessage", {"message_id": 99}, "message to delete not found", "deletes-unknown"),
    ],
)
async def test_a_wrong_edit_is_refused(
    telegram: FakeTelegram, ann: Person, method: str, given: Json, problem: str, kind: str
) -> None:
    await result(telegram, "sendMessage", chat_id=7, text="<b>one</b>", parse_mode="HTML")
    await result(telegram, "sendDocument", chat_id=7, document=Upload("a.txt", b"x"))

    refused = await refusal(telegram, method, chat_id=7, **given)

    assert refused["description"] == f"Bad Request: {problem}"
    assert [breach.kind for breach in telegram.breaches] == [kind]


async def test_a_bot_that_deleted_a_message_itself_knows_that_it_is_gone(
    telegram: FakeTelegram, ann: Person
) -> None:
    sent = await result(telegram, "sendMessage", chat_id=7, text="one")
    await result(telegram, "deleteMessage", chat_id=7, message_id=sent["message_id"])

    refused = await refusal(telegram, "editMessageText", chat_id=7, message_id=sent["message_id"], text="x")

    assert refused["description"] == "Bad Request: message to edit not found"
    assert [breach.kind for breach in telegram.breaches] == ["edits-unknown"]


async def test_a_bot_cannot_know_that_a_person_deleted_a_message(telegram: FakeTelegram, ann: Person) -> None:
    sent = await result(telegram, "sendMessage", chat_id=7, text="one")
    ann.deletes(await ann.sees("one"))

    edit = {"chat_id": 7, "message_id": sent["message_id"], "text": "x"}
    await refusal(telegram, "editMessageText", **edit)
    after_one = list(telegram.breaches)
    await refusal(telegram, "editMessageText", **edit)

    assert after_one == []
    assert [breach.kind for breach in telegram.breaches] == ["edits-unknown"]


async def test_an_old_message_cannot_be_deleted(telegram: FakeTelegram, ann: Person, clock: Any) -> None:
    clock.passes(48 * 3600 + 1)

    refused = await refusal(telegram, "deleteMessage", chat_id=7, message_id=1)

    assert refused["description"] == "Bad Request: message can't be deleted for everyone"


async def test_a_bot_cannot_write_first_and_may_find_that_out(telegram: FakeTelegram) -> None:
    telegram.person("Bob", id=8)

    refused = await refusal(telegram, "sendMessage", chat_id=8, text="x")

    assert (refused["error_code"], refused["description"]) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    assert telegram.breaches == []


async def test_the_first_refusal_after_a_block_is_no_breach(telegram: FakeTelegram, ann: Person) -> None:
    ann.blocks_bot()

    first = await refusal(telegram, "sendMessage", chat_id=7, text="x")
    after_one = list(telegram.breaches)
    await refusal(telegram, "sendMessage", chat_id=7, text="x")
    ann.unblocks_bot()
    await result(telegram, "sendMessage", chat_id=7, text="x")

    assert first["description"] == "Forbidden: bot was blocked by the user"
    assert after_one == []
    assert [breach.kind for breach in telegram.breaches] == ["writes-to-blocked"]


async def test_a_document_can_be_sent_again_by_its_id(telegram: FakeTelegram, ann: Person) -> None:
    sent = await result(
        telegram, "sendDocument", chat_id=7, document="attach://f", f=Upload("a.json", b"{}"), caption="c"
    )
    again = await result(telegram, "sendDocument", chat_id=7, document=sent["document"]["file_id"])

    message = Message.de_json(sent, None)
    assert message.document is not None
    assert (message.document.file_name, message.caption) == ("a.json", "c")
    assert again["document"] == sent["document"]
    assert (await ann.sees("c")).content == b"{}"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({}, "there is no document in the request"),
        ({"document": "BQAC-unknown"}, "wrong file identifier/HTTP URL specified"),
        ({"document": Upload("a.txt", b"")}, "file must be non-empty"),
        ({"document": Upload("a.txt", b"x"), "caption": "x" * 1025}, "message caption is too long"),
    ],
)
async def test_a_wrong_document_is_refused(
    telegram: FakeTelegram, ann: Person, given: Json, problem: str
) -> None:
    refused = await refusal(telegram, "sendDocument", chat_id=7, **given)

    assert refused["description"] == f"Bad Request: {problem}"


async def test_an_unknown_method_is_not_found(telegram: FakeTelegram) -> None:
    assert await refusal(telegram, "sendMood") == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert [breach.kind for breach in telegram.breaches] == ["unknown-method"]


async def test_methods_are_found_in_any_case(telegram: FakeTelegram) -> None:
    assert (await result(telegram, "GETME"))["is_bot"]


async def test_an_unknown_parameter_is_ignored_and_reported(telegram: FakeTelegram, ann: Person) -> None:
    await result(telegram, "sendMessage", chat_id=7, text="x", colour="red")

    assert [str(breach) for breach in telegram.breaches] == [
        f"sendMessage: colour ({RULES['unknown-parameter']})"
    ]
