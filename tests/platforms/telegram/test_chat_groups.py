"""What only groups have: topics, pins, and who may do what in them."""

import pytest

from bot.core.group import events as group_events
from bot.core.group.session import GroupSession
from bot.core.group.status import stamp
from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen
from bot.outbox.chat_port import (
    ChatGone,
    ChatMoved,
    Destination,
    GroupInfo,
    MemberStatus,
    MessageGone,
    TopicClosed,
)
from bot.platforms.telegram.chat import TelegramChat
from bot.platforms.telegram.group_buttons import PackedMemberEvent
from bot.playground import faults
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from tests.example import dog
from tests.platforms.telegram.charts import CHART, CODEC

HELLO = Screen((Block("Hello"),))
KINDS = {"text": HELLO, "chart": Screen((Block("Hello"),), picture=CHART)}


async def send(chat: TelegramChat, group: int, screen: Screen = HELLO, thread: int | None = None) -> int:
    return await chat.send(Destination(group, thread), chat.render(group, screen, None, None))


# --- sending ------------------------------------------------------------------------------


async def test_the_buttons_of_a_group_are_good_for_its_chat(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person
) -> None:
    group = telegram.group("Team", ann)
    session = GroupSession(7, group.id, None, "Team", "dog", "hash", ann.id, "Ann", step=2)
    screen = Screen((Block("x"),), ((Button("Join", group_events.Join()),),))

    await chat.send(Destination(group.id), chat.render(group.id, screen, session, dog()))

    button = next(group.newest()).button("Join")
    assert button is not None
    assert CODEC.decode(button["callback_data"], group.id) == PackedMemberEvent(
        7, stamp(session), group_events.Join()
    )
    assert CODEC.decode(button["callback_data"], ann.id) is None


@pytest.mark.parametrize("kind", KINDS)
async def test_a_message_goes_to_its_topic(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person, kind: str
) -> None:
    group = telegram.group("Team", ann, topics=True)
    topic = ann.at(group).begins_topic("Decisions")

    message_id = await send(chat, group.id, KINDS[kind], topic.id)

    assert group.messages[message_id].thread == topic.id
    assert telegram.breaches == []


async def test_a_group_without_pictures_gets_the_text(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person
) -> None:
    group = telegram.group("Team", ann)
    group.permissions -= {"can_send_photos"}

    message_id = await send(chat, group.id, KINDS["chart"])

    assert (group.messages[message_id].text, group.messages[message_id].attached) == ("Hello", {})


async def test_a_document_goes_to_its_topic(chat: TelegramChat, telegram: FakeTelegram, ann: Person) -> None:
    group = telegram.group("Team", ann, topics=True)
    topic = ann.at(group).begins_topic("Decisions")

    message_id = await chat.send_document(Destination(group.id, topic.id), "all.csv", b"1;2", "Figures")

    assert group.messages[message_id].thread == topic.id


async def test_a_topic_that_is_closed_or_gone_takes_no_message(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person
) -> None:
    group = telegram.group("Team", ann, topics=True)
    closed, gone = (ann.at(group).begins_topic(name) for name in ("Closed", "Gone"))
    ann.at(group).closes_topic(closed)
    ann.at(group).deletes_topic(gone)

    for topic in (closed, gone):
        with pytest.raises(TopicClosed):
            await send(chat, group.id, thread=topic.id)


async def test_a_message_of_a_topic_that_is_gone_is_gone(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person
) -> None:
    group = telegram.group("Team", ann, topics=True)
    topic = ann.at(group).begins_topic("Gone")
    message_id = await send(chat, group.id, thread=topic.id)
    ann.at(group).deletes_topic(topic)

    with pytest.raises(MessageGone):
        await chat.edit(group.id, message_id, chat.render(group.id, KINDS["chart"], None, None))


async def test_out_of_the_group_nothing_can_be_written(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person
) -> None:
    muted, left = telegram.group("Muted", ann), telegram.group("Left", ann)
    ann.at(muted).mutes_bot()
    ann.at(left).removes_bot()

    for group in (muted, left):
        with pytest.raises(ChatGone):
            await send(chat, group.id)


async def test_a_group_that_became_a_supergroup_says_where_to_go(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person
) -> None:
    group = telegram.group("Team", ann, supergroup=False)
    above = ann.at(group).upgrades_group()

    with pytest.raises(ChatMoved) as raised:
        await send(chat, group.id, KINDS["chart"])

    assert raised.value.chat == above.id


# --- pins ---------------------------------------------------------------------------------


async def test_a_message_is_pinned_without_a_sound(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person
) -> None:
    group = telegram.group("Team", ann, bot_is="administrator")
    message_id = await send(chat, group.id)

    await chat.pin(group.id, message_id)

    assert group.pins == [message_id]
    assert telegram.calls[-1].given["disable_notification"] == "true"


@pytest.mark.parametrize("rights", [None, ("can_delete_messages",)], ids=["no admin", "an admin without it"])
async def test_where_the_bot_may_not_pin_it_does_not_try(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person, rights: tuple[str, ...] | None
) -> None:
    group = telegram.group("Team", ann, bot_is="administrator" if rights else "member", rights=rights or ())

    await chat.pin(group.id, await send(chat, group.id))

    assert group.pins == []
    assert telegram.breaches == []


@pytest.mark.parametrize("fault", [faults.bad_gateway(), faults.flooded(3), faults.Fault(200, "<html>")])
@pytest.mark.parametrize("method", ["getChatMember", "pinChatMessage"])
async def test_a_pin_that_fails_disturbs_nobody(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person, method: str, fault: faults.Fault
) -> None:
    group = telegram.group("Team", ann, bot_is="administrator")
    message_id = await send(chat, group.id)
    telegram.faults.plan(method, fault)

    await chat.pin(group.id, message_id)

    assert group.pins == []


# --- who is who ---------------------------------------------------------------------------


async def test_everybodys_standing_is_told(chat: TelegramChat, telegram: FakeTelegram, ann: Person) -> None:
    names = ("Admin", "Member", "Muted", "Gone", "Out", "Never")
    admin, member, muted, gone, out, never = (telegram.person(name) for name in names)
    group = telegram.group("Team", ann, admin, member, muted, gone, out)
    ann.at(group).promotes(admin)
    ann.at(group).mutes(muted)
    gone.at(group).leaves()
    ann.at(group).removes(out)

    standings = [await chat.member_status(group.id, each.id) for each in (ann, admin, member, muted)]
    absent = [await chat.member_status(group.id, each.id) for each in (gone, out, never)]

    assert standings == [MemberStatus.ADMIN, MemberStatus.ADMIN, MemberStatus.MEMBER, MemberStatus.MEMBER]
    assert set(absent) == {MemberStatus.GONE}


@pytest.mark.parametrize(
    "fault", [faults.bad_gateway(), faults.flooded(3), faults.Fault(200, {"ok": True, "result": []})]
)
async def test_a_standing_that_is_not_told_is_unknown(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person, fault: faults.Fault
) -> None:
    group = telegram.group("Team", ann)
    telegram.faults.plan("getChatMember", fault)

    assert await chat.member_status(group.id, ann.id) is MemberStatus.UNKNOWN


async def test_a_group_that_hides_its_members_does_not_tell_a_standing(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person
) -> None:
    group = telegram.group("Team", ann, hides_members=True)

    assert await chat.member_status(group.id, ann.id) is MemberStatus.UNKNOWN


# --- what a group is like -----------------------------------------------------------------


async def test_the_premises_of_a_small_group(chat: TelegramChat, telegram: FakeTelegram, ann: Person) -> None:
    group = telegram.group("Team", ann, telegram.person("Ben"), supergroup=False)

    assert await chat.group_info(group.id) == GroupInfo(
        "Team", 3, is_super=False, can_pin=False, sees_leaving=False
    )


async def test_the_premises_of_a_forum_with_the_bot_as_administrator(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person
) -> None:
    group = telegram.group("Team", ann, topics=True, bot_is="administrator")

    assert await chat.group_info(group.id) == GroupInfo(
        "Team", 2, is_super=True, can_pin=True, sees_leaving=True
    )


async def test_the_number_of_people_may_be_missing(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person
) -> None:
    group = telegram.group("Team", ann)
    telegram.faults.plan("getChatMemberCount", faults.bad_gateway())

    premises = await chat.group_info(group.id)

    assert premises is not None
    assert premises.members is None


@pytest.mark.parametrize("method", ["getChat", "getChatMember"])
async def test_without_an_answer_nothing_is_known_of_a_group(
    chat: TelegramChat, telegram: FakeTelegram, ann: Person, method: str
) -> None:
    group = telegram.group("Team", ann)
    telegram.faults.plan(method, faults.bad_gateway())

    assert await chat.group_info(group.id) is None
