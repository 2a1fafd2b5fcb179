import datetime
from dataclasses import replace

import pytest
from telegram import (
    AcceptedGiftTypes,
    ChatFullInfo,
    ChatMember,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberOwner,
    User,
)

from bot.app.update import (
    NOBODY,
    BotMoved,
    ForeignTap,
    GroupCommand,
    LeadTap,
    MemberMoved,
    Renamed,
    Sender,
    Upgraded,
    What,
)
from bot.core.group.events import Coach
from bot.outbox.chat_port import GroupInfo, MemberStatus
from bot.platforms.telegram.buttons import Codec
from bot.platforms.telegram.groups import GROUP_COMMANDS, group_info_of, may_pin, member_status_of
from bot.platforms.telegram.reading import Reader, parse_update
from tests.platforms.telegram.updates import ANN, BOT, GROUP, TOPIC, Raw, membership, message, moved, tap

CODEC = Codec((b"k" * 32,))
READER = Reader(CODEC, "Coach_Bot")
ANN_HERE = Sender(1001, "Ann")
BEN: Raw = {"id": 2002, "is_bot": False, "first_name": "Ben"}
OTHER_BOT: Raw = {"id": 78, "is_bot": True, "first_name": "Quiz", "username": "quiz_bot"}
ANONYMOUS: Raw = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL: Raw = {"id": -900, "type": "channel", "title": "News"}
SMALL: Raw = {"id": -50, "type": "group", "title": "Team"}


def read(raw: Raw) -> tuple[Sender, What] | None:
    update = READER.read(parse_update(raw), 5.0)
    return None if update is None else (update.by, update.what)


def command(name: str, argument: str = "", *, thread: int | None = None) -> GroupCommand:
    """A command of Ann's in the group."""
    return GroupCommand(-500, thread, "Team", name, argument)


# --- commands -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("/coach@coach_bot", command("coach")),
        ("/coach@Coach_Bot ai-cert", command("coach", "ai-cert")),
        ("/coach ai-cert", command("coach", "ai-cert")),
        ("/NEXT", command("next")),
        (" /reveal \n", command("reveal")),
        ("/help@coach_bot", command("help")),
        ("/start@coach_bot", command("start")),
        ("/start@coach_bot x", command("start", "x")),
        ("/start@coach_bot c-ai-cert", command("coach", "ai-cert")),
        ("/start c-ai-cert", command("coach", "ai-cert")),
        ("/start@coach_bot c-", command("start", "c-")),
        ("/start@coach_bot c-AI", command("start", "c-AI")),
        ("/unheard_of@coach_bot", command("unheard_of")),
        ("/coach \u202eevil\u202c", command("coach", "evil")),
    ],
)
def test_a_command_for_the_bot_is_read(text: str, read_as: GroupCommand) -> None:
    assert read(message(chat=GROUP, text=text)) == (ANN_HERE, read_as)


@pytest.mark.parametrize("name", GROUP_COMMANDS)
def test_a_command_of_ours_needs_no_name_of_the_bot(name: str) -> None:
    assert read(message(chat=SMALL, text=f"/{name}")) == (ANN_HERE, GroupCommand(-50, None, "Team", name))


@pytest.mark.parametrize(
    "text",
    [
        "/start",
        "/start x",
        "/help",
        "/stop",
        "/coach@other_bot",
        "/start@other_bot c-ai-cert",
        "hello @coach_bot",
        "please /coach",
        "hello",
        None,
    ],
)
def test_anything_else_in_a_group_is_not_for_us(text: str | None) -> None:
    assert read(message(chat=GROUP, text=text)) is None


def test_a_command_in_a_topic_says_which() -> None:
    assert read(message(chat=GROUP, text="/coach", **TOPIC)) == (ANN_HERE, command("coach", thread=42))


def test_a_chain_of_replies_is_no_topic() -> None:
    assert read(message(chat=GROUP, text="/coach", message_thread_id=42)) == (ANN_HERE, command("coach"))


@pytest.mark.parametrize(
    ("sender", "behind"),
    [(ANONYMOUS, GROUP), ({**OTHER_BOT, "id": 136817688}, CHANNEL)],
    ids=["the group", "a channel"],
)
def test_who_hides_behind_something_is_nobody(sender: Raw, behind: Raw) -> None:
    raw = message(chat=GROUP, text="/coach", sender=sender, sender_chat=behind)

    assert read(raw) == (Sender(0, "👤"), GroupCommand(-500, None, "Team", "coach"))


@pytest.mark.parametrize(
    "raw",
    [
        message(chat=GROUP, text="/coach@coach_bot", sender=OTHER_BOT),
        message(chat=GROUP, text="/coach@coach_bot", sender=None),
        message(chat=GROUP, text="/coach", sender_chat=CHANNEL, is_automatic_forward=True),
        message(chat=CHANNEL, text="/coach@coach_bot"),
    ],
    ids=["a bot", "nobody", "a post of the linked channel", "in a channel"],
)
def test_a_command_of_nobody_who_decides_is_passed_over(raw: Raw) -> None:
    assert read(raw) is None


# --- taps ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "thread"), [(TOPIC, 42), ({"message_thread_id": 42}, None), ({}, None)], ids=["a", "b", "c"]
)
def test_a_tap_says_who_taps_and_where(place: Raw, thread: int | None) -> None:
    ours = {"message_id": 6, "date": 1, "chat": GROUP, "from": BOT, "text": "x", **place}

    begin = Coach("dog")

    raw = tap(CODEC.encode(begin, -500), message=ours, sender=ANN | {"last_name": "Miller"})

    assert read(raw) == (Sender(1001, "Ann M."), LeadTap(-500, "991", 6, begin, thread, "Team"))


def test_a_tap_on_a_message_out_of_reach_still_names_the_group() -> None:
    gone = {"message_id": 6, "date": 0, "chat": GROUP}

    assert read(tap("data", message=gone)) == (Sender(1001), ForeignTap(-500, "991", 6))


# --- coming and going ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "rights", "is_in"),
    [
        ("left", "member", {}, True),
        ("left", "administrator", {}, True),
        ("kicked", "restricted", {"can_send_messages": True}, True),
        ("restricted", "administrator", {"can_send_messages": False}, True),
        ("member", "left", {}, False),
        ("administrator", "kicked", {}, False),
        ("member", "restricted", {"can_send_messages": False}, False),
        ("member", "restricted", {"can_send_messages": True, "is_member": False}, False),
    ],
)
@pytest.mark.parametrize("chat", [GROUP, SMALL], ids=["supergroup", "group"])
def test_what_becomes_of_the_bot_is_read(
    before: str, after: str, rights: Raw, is_in: bool, chat: Raw
) -> None:
    raw = membership(after, chat, before=before, **rights)

    assert read(raw) == (Sender(0), BotMoved(chat["id"], is_in))


@pytest.mark.parametrize(
    "raw",
    [
        membership("administrator", GROUP),
        membership("member", GROUP, before="administrator"),
        membership("kicked", GROUP, before="left"),
        membership("restricted", GROUP, before="left", can_send_messages=False),
        membership("left", CHANNEL),
    ],
    ids=["promoted", "demoted", "banned while away", "added and muted", "in a channel"],
)
def test_what_neither_gives_the_bot_a_voice_nor_takes_it_is_passed_over(raw: Raw) -> None:
    assert read(raw) is None


@pytest.mark.parametrize(
    ("before", "after", "rights", "is_in"),
    [
        ("member", "left", {}, False),
        ("administrator", "kicked", {}, False),
        ("left", "member", {}, True),
        ("kicked", "restricted", {"is_member": True}, True),
        ("member", "restricted", {"is_member": False}, False),
    ],
)
def test_who_leaves_and_who_comes_back_is_read(before: str, after: str, rights: Raw, is_in: bool) -> None:
    assert read(moved(after, before=before, user=BEN, **rights)) == (Sender(2002), MemberMoved(-500, is_in))


@pytest.mark.parametrize(
    "raw",
    [
        moved("administrator", user=BEN),
        moved("restricted", user=BEN, is_member=True),
        moved("left", before="kicked", user=BEN),
        moved("left", user=OTHER_BOT),
        moved("left", user=BEN, chat=CHANNEL),
        message(chat=GROUP, left_chat_member=BOT),
        message(chat=GROUP, new_chat_members=[BOT, OTHER_BOT]),
    ],
    ids=["promoted", "muted", "unbanned", "a bot", "in a channel", "we leave", "bots come"],
)
def test_what_moves_no_member_is_passed_over(raw: Raw) -> None:
    assert read(raw) is None


@pytest.mark.parametrize(
    ("content", "read_as"),
    [
        ({"left_chat_member": BEN}, MemberMoved(-500, False)),
        ({"new_chat_members": [BEN]}, MemberMoved(-500, True)),
        ({"new_chat_members": [OTHER_BOT, BEN, ANN]}, MemberMoved(-500, True)),
    ],
    ids=["left", "came", "came with others"],
)
def test_a_message_about_a_member_is_read(content: Raw, read_as: MemberMoved) -> None:
    assert read(message(chat=GROUP, **content)) == (Sender(2002), read_as)


@pytest.mark.parametrize(
    "raw",
    [
        message(chat=SMALL, migrate_to_chat_id=-500),
        message(chat=GROUP, migrate_from_chat_id=-50, sender=ANONYMOUS, sender_chat=GROUP),
    ],
    ids=["in the old group", "in the new one"],
)
def test_an_upgrade_is_read_on_either_side(raw: Raw) -> None:
    assert read(raw) == (NOBODY, Upgraded(-50, -500))


@pytest.mark.parametrize(
    ("raw", "read_as"),
    [
        (message(chat={**GROUP, "title": "Us"}, new_chat_title="Us"), Renamed(-500, None, "Us")),
        (message(chat=GROUP, forum_topic_edited={"name": "Plans"}, **TOPIC), Renamed(-500, 42, "Plans")),
    ],
    ids=["group", "topic"],
)
def test_a_new_name_is_read(raw: Raw, read_as: Renamed) -> None:
    assert read(raw) == (Sender(0), read_as)


def test_a_new_icon_of_a_topic_is_passed_over() -> None:
    assert read(message(chat=GROUP, forum_topic_edited={"icon_custom_emoji_id": "1"}, **TOPIC)) is None


def test_a_command_in_a_topic_says_what_it_is_called() -> None:
    created = {"name": "Plans", "icon_color": 7322096}
    root = {**message(chat=GROUP, **TOPIC)["message"], "forum_topic_created": created}

    said = read(message(chat=GROUP, text="/coach", reply_to_message=root, **TOPIC))

    assert said == (ANN_HERE, replace(command("coach", thread=42), topic="Plans"))


# --- what Telegram says of a group ------------------------------------------------------

SOMEBODY = User(1, "Ann", is_bot=False)
GIFTS = AcceptedGiftTypes(False, False, False, False, False)
NEVER = datetime.datetime.fromtimestamp(0, tz=datetime.UTC)


@pytest.mark.parametrize(
    ("member", "standing"),
    [
        (ChatMemberOwner(SOMEBODY, is_anonymous=True), MemberStatus.ADMIN),
        (ChatMemberMember(SOMEBODY), MemberStatus.MEMBER),
        (ChatMemberLeft(SOMEBODY), MemberStatus.GONE),
        (ChatMemberBanned(SOMEBODY, NEVER), MemberStatus.GONE),
    ],
    ids=lambda value: value.status if isinstance(value, ChatMember) else "",
)
def test_a_standing_is_what_the_status_allows(member: ChatMember, standing: MemberStatus) -> None:
    assert member_status_of(member) is standing
    assert not may_pin(member)


@pytest.mark.parametrize("delay", [30, datetime.timedelta(seconds=30)])
def test_slow_mode_is_told_in_seconds(delay: int | datetime.timedelta) -> None:
    chat = ChatFullInfo(-5, "supergroup", 0, 11, GIFTS, title="Team", slow_mode_delay=delay)

    assert group_info_of(chat, None, ChatMemberMember(SOMEBODY)) == GroupInfo(
        "Team", None, is_super=True, can_pin=False, sees_leaving=False, slow=30
    )
