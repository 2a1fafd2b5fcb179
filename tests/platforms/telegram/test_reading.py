from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.update import (
    Blocked,
    ChatTap,
    Command,
    Edited,
    ForeignTap,
    Opened,
    Sender,
    Text,
    Unreadable,
    Update,
    What,
)
from bot.core.solo.events import KeepMe
from bot.core.words import unreadable
from bot.core.words.phrase import Phrase
from bot.platforms.telegram.buttons import Codec
from bot.platforms.telegram.links import group_named, in_private
from bot.platforms.telegram.reading import LONGEST_TEXT, UNREADABLE, Malformed, Reader, parse_update
from tests.platforms.telegram.updates import ANN, BOT, GROUP, PRIVATE, Raw, membership, message, moved, tap

CODEC = Codec((b"k" * 32,))
READER = Reader(CODEC, "Coach_Bot")
FILE = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1}
CHANNEL = {"id": -900, "type": "channel", "title": "News"}


def read(raw: Raw) -> What | None:
    """What Ann did."""
    update = READER.read(parse_update(raw), 5.0)
    assert update is None or (update.id, update.at, update.by) == (10, 5.0, Sender(1001))
    return None if update is None else update.what


# --- taps ---------------------------------------------------------------------------------


def test_a_tap_on_our_button_says_what_it_does() -> None:
    data = CODEC.encode(KeepMe(1_800_000_000), 1001)

    assert read(tap(data)) == ChatTap(1001, "991", 6, KeepMe(1_800_000_000))


@pytest.mark.parametrize("data", ["forged", "", None])
def test_a_tap_on_anything_else_is_a_tap_all_the_same(data: str | None) -> None:
    assert read(tap(data)) == ForeignTap(1001, "991", 6)


def test_an_old_tap_still_says_where_it_was() -> None:
    out_of_reach = {"chat": PRIVATE, "message_id": 6, "date": 0}

    assert read(tap(CODEC.encode(KeepMe(1_800_000_000), 1001), message=out_of_reach)) == ChatTap(
        1001, "991", 6, KeepMe(1_800_000_000)
    )


def test_what_a_tapped_message_shows_is_passed_over() -> None:
    strange = {"chat": PRIVATE, "message_id": 6, "date": 1, "text": 7, "reply_markup": "no keyboard"}

    assert read(tap("forged", message=strange)) == ForeignTap(1001, "991", 6)


def test_a_tap_without_a_message_is_the_persons_own() -> None:
    assert read(tap(None, message=None, inline_message_id="x")) == ForeignTap(1001, "991", None)


def test_a_tap_in_a_group_names_both_the_group_and_the_person() -> None:
    in_group = {"message_id": 6, "date": 1_790_000_000, "chat": GROUP, "from": BOT, "text": "x"}

    assert read(tap("data", message=in_group)) == ForeignTap(-500, "991", 6)


# --- messages -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("A new job", "A new job"),
        ("  padded\n", "padded"),
        ("two\nlines", "two\nlines"),
        ("\u202eevil\u202c \x00text\u200b", "evil text"),
        ("/", "/"),
        ("/dev/null", "/dev/null"),
        ("/старт", "/старт"),
        (f"/{'x' * 33}", f"/{'x' * 33}"),
        ("x" * 5000, "x" * LONGEST_TEXT),
    ],
)
def test_a_text_is_read_without_what_nobody_sees(text: str, read_as: str) -> None:
    assert read(message(text=text)) == Text(5, read_as)


@pytest.mark.parametrize("text", ["\u200b", " \n ", "\u2066\u2069", "\u200d\u200d"])
def test_a_text_of_nothing_visible_is_none(text: str) -> None:
    assert read(message(text=text)) == Unreadable(unreadable.nothing())


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/start", "start", ""),
        ("/start ai-cert", "start", "ai-cert"),
        ("/start@Coach_Bot ai-cert", "start", "ai-cert"),
        ("/STOP", "stop", ""),
        ("/stop.", "stop", ""),
        ("／back", "back", ""),
        ("/help@Coach_Bot!", "help", ""),
        ("/unheard_of  two words \n", "unheard_of", "two words"),
        ("/help\nplease", "help", "please"),
        ("/start " + "\u202e-_", "start", "-_"),
    ],
)
def test_a_command_is_read_with_its_argument(text: str, name: str, argument: str) -> None:
    assert read(message(text=text)) == Command(name, argument)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ({"voice": FILE}, unreadable.voice()),
        ({"photo": [FILE], "caption": "/start"}, unreadable.photo()),
        ({"video_note": FILE | {"length": 1}}, unreadable.video_note()),
        ({"animation": FILE, "document": FILE}, unreadable.animation()),
        ({"document": FILE}, unreadable.document()),
        ({"location": {"latitude": 1, "longitude": 2}}, unreadable.place()),
        ({"contact": {"phone_number": "1", "first_name": "A"}}, unreadable.contact()),
        ({"dice": {"emoji": "🎲", "value": 1}}, unreadable.dice()),
        (
            {"sticker": FILE | {"is_animated": False, "is_video": False, "type": "regular"}},
            unreadable.sticker(),
        ),
    ],
    ids=lambda value: value.id if isinstance(value, Phrase) else "",
)
def test_what_is_no_text_has_a_name(content: Raw, what: Phrase) -> None:
    assert read(message(**content)) == Unreadable(what)


def test_a_caption_is_read_as_a_text_but_never_as_a_command() -> None:
    assert read(message(photo=[FILE], caption="A promotion")) == Text(5, "A promotion")
    assert read(message(photo=[FILE], caption="/stop.")) == Unreadable(unreadable.photo())


def test_a_forwarded_command_is_not_obeyed_and_a_forwarded_text_is_read() -> None:
    origin = {"type": "user", "date": 0, "sender_user": ANN}

    assert read(message(text="/stop", forward_origin=origin)) == Unreadable(unreadable.forwarded_command())
    assert read(message(text="A promotion", forward_origin=origin)) == Text(5, "A promotion")


def test_an_album_is_one_message() -> None:
    reader = Reader(CODEC, "Coach_Bot")
    pictures = [
        message(photo=[FILE], media_group_id="77", caption=text) for text in ("A promotion", None, "x")
    ]

    read_as = [reader.read(parse_update(each), 5.0) for each in pictures]

    assert [each and each.what for each in read_as] == [Text(5, "A promotion"), None, None]


def test_the_caption_of_a_later_picture_is_that_of_its_album() -> None:
    reader = Reader(CODEC, "Coach_Bot")
    captions = (None, "A promotion", None, "x", "I want to die")
    pictures = [message(photo=[FILE], media_group_id="78", caption=text) for text in captions]

    read_as = [reader.read(parse_update(each), 5.0) for each in pictures]

    first, *others = [each and each.what for each in read_as]
    assert first == Unreadable(unreadable.photo())
    assert others == [Text(5, "A promotion"), None, None, Text(5, "I want to die")]


def test_nobody_in_danger_is_taken_for_a_command() -> None:
    changed = {**message(text="x")["message"], "text": None, "photo": [FILE], "caption": "/kill myself"}

    assert read(message(text="/kill myself")) == Text(5, "/kill myself")
    assert read({"update_id": 10, "edited_message": changed}) == Edited(5, "/kill myself")


def test_a_text_that_was_changed_is_read_as_such() -> None:
    changed = message(text=" A promotion ")["message"]
    in_group = {**changed, "chat": GROUP}

    assert read({"update_id": 10, "edited_message": changed}) == Edited(5, "A promotion")
    for other in (in_group, {**changed, "text": "/stop"}, {**changed, "text": "\u200b"}):
        assert read({"update_id": 10, "edited_message": other}) is None


def test_every_unreadable_thing_is_a_field_of_a_message() -> None:
    whole = parse_update(message(text="x")).message

    assert [field for field in UNREADABLE if not hasattr(whole, field)] == []


@pytest.mark.parametrize(
    "raw",
    [
        message(pinned_message={"chat": PRIVATE, "message_id": 3, "date": 0}),
        message(message_auto_delete_timer_changed={"message_auto_delete_time": 60}),
        message(text="hello", sender=None),
        message(text="hello", sender=BOT),
        {"update_id": 1, "channel_post": {**message(text="/start")["message"], "chat": CHANNEL}},
        {"update_id": 1, "something_new": {"a": 1}},
        {"update_id": 1},
    ],
    ids=["pinned", "timer", "nobody", "a bot", "channel", "unknown", "empty"],
)
def test_everything_else_is_passed_over(raw: Raw) -> None:
    assert read(raw) is None


# --- membership ---------------------------------------------------------------------------


def test_a_person_who_blocks_the_bot_is_noticed() -> None:
    assert read(membership("kicked")) == Blocked()


def test_a_person_who_lets_the_bot_in_again_is_passed_over() -> None:
    assert read(membership("member")) is None


# --- broken updates -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"update_id": 1, "message": "hello"},
        {"update_id": 1, "message": {"text": "no chat, no date"}},
        {"update_id": 1, "callback_query": {"id": "1"}},
        {"update_id": 1, "message": {**message(text="x")["message"], "date": "yesterday"}},
    ],
)
def test_what_is_no_update_is_malformed(raw: Raw) -> None:
    with pytest.raises(Malformed):
        parse_update(raw)


FIELDS = (
    "message_id", "chat", "from", "text", "date", "data", "id", "message", "voice", "sender_chat",
    "new_chat_members", "left_chat_member", "new_chat_member", "old_chat_member",
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.sampled_from(
        [
            message(text="/start"),
            message(voice=FILE),
            message(chat=GROUP, text="/coach"),
            message(chat=GROUP, left_chat_member=ANN),
            tap("x"),
            membership("kicked"),
            membership("left", GROUP),
            moved("left"),
        ]
    ),
    st.sampled_from(FIELDS),
    JSON,
)
def test_whatever_a_field_holds_is_read_or_malformed(raw: Raw, field: str, value: Any) -> None:
    kind = next(name for name in raw if name != "update_id")

    try:
        update = READER.read(parse_update({**raw, kind: {**raw[kind], field: value}}), 5.0)
    except Malformed:
        return

    assert update is None or isinstance(update, Update)
    assert isinstance(hash(update), int)


@pytest.mark.parametrize("wrong", [[], {}], ids=["a list", "an object"])
def test_a_tap_whose_id_names_nothing_is_malformed(wrong: object) -> None:
    whole = tap("x")

    with pytest.raises(Malformed):
        READER.read(parse_update({**whole, "callback_query": {**whole["callback_query"], "id": wrong}}), 5.0)


def test_who_wrote_is_who_is_named() -> None:
    update = READER.read(parse_update(message(text="x", sender=ANN | {"id": 7})), 5.0)

    assert update == Update(10, 5.0, Sender(7), Text(5, "x"))


def test_who_comes_by_the_link_of_a_group_is_named() -> None:
    update = READER.read(parse_update(message(text="/start g-ff")), 5.0)

    assert update == Update(10, 5.0, Sender(1001, "Ann"), Opened(255))


@pytest.mark.parametrize("group", [1, 255, 2**63 - 1])
def test_a_link_made_here_leads_to_its_group(group: int) -> None:
    payload = in_private("bot", group).partition("?start=")[2]

    assert group_named(payload) == group


@pytest.mark.parametrize(
    "payload",
    ["g-", "g-0", "g--5", "g-0xff", "g-f_f", "g-x", "G-ff", "g-8000000000000000", f"g-{'f' * 4000}"],
)
def test_what_somebody_types_in_place_of_a_group_is_an_ordinary_start(payload: str) -> None:
    update = READER.read(parse_update(message(text=f"/start {payload}")), 5.0)

    assert update == Update(10, 5.0, Sender(1001), Command("start", payload))
