"""What the bot hears in groups, who comes and goes there, and what a group becomes."""

from typing import Any

import pytest
from telegram import Update

from bot.playground.engine import FakeTelegram
from bot.playground.groups import Group
from bot.playground.people import Person
from bot.playground.refusals import Json
from bot.playground.world import ChatMessage


def call_of(telegram: FakeTelegram, group: Group) -> Any:
    async def call(method: str, **given: Any) -> Any:
        answer = await telegram.call(method, {"chat_id": group.id, **given})
        assert isinstance(answer.body, dict)
        return answer.body.get("result", answer.body.get("description"))

    return call


def kinds(telegram: FakeTelegram) -> list[str]:
    return [next(kind for kind in each.update if kind != "update_id") for each in telegram.history]


def newest(telegram: FakeTelegram) -> Update:
    return Update.de_json(telegram.history[-1].update, None)


def texts(telegram: FakeTelegram) -> list[str]:
    return [each.update["message"].get("text", "") for each in telegram.history if "message" in each.update]


@pytest.fixture
def group(telegram: FakeTelegram, ann: Person) -> Group:
    """Ann made it, Bob is in it, and the bot is a plain member."""
    group = telegram.group("Class", ann, telegram.person("Bob", id=8))
    telegram.history.clear()
    return group


@pytest.fixture
def bob(telegram: FakeTelegram, group: Group) -> Person:
    return Person(telegram, telegram.world.people[8], group)


@pytest.fixture
def anna(ann: Person, group: Group) -> Person:
    return ann.at(group)


async def test_in_privacy_mode_the_bot_hears_only_what_is_meant_for_it(
    telegram: FakeTelegram, group: Group, bob: Person, anna: Person
) -> None:
    call = call_of(telegram, group)
    shown = await call("sendMessage", text="Join?")
    asked = group.messages[shown["message_id"]]

    chat = bob.sends("hello everybody")
    bob.sends("/join")
    bob.sends("/join@Decision_Coach_Bot")
    bob.sends("/join@another_bot")
    bob.sends("yes", reply_to=asked)
    bob.sends("no", reply_to=chat)
    anna.promotes_bot()
    bob.sends("now all of it")

    assert texts(telegram) == ["/join", "/join@Decision_Coach_Bot", "yes", "now all of it"]


async def test_without_privacy_mode_the_bot_hears_all(clock: Any) -> None:
    telegram = FakeTelegram(now=clock, privacy=False)
    ann = telegram.person("Ann")

    ann.at(telegram.group("Class", ann)).sends("hello")

    answer = await telegram.call("getMe")
    assert texts(telegram) == ["hello"]
    assert isinstance(answer.body, dict)
    assert answer.body["result"]["can_read_all_group_messages"]


async def test_a_supergroup_numbers_its_own_messages(
    telegram: FakeTelegram, group: Group, bob: Person
) -> None:
    basic = telegram.group("Small", Person(telegram, bob.user, bob.chat), supergroup=False)

    numbers = [bob.sends("a").message_id, bob.sends("b").message_id, bob.at(basic).sends("c").message_id]

    assert numbers == [1, 2, 2]
    assert str(group.id).startswith("-100")
    assert -1_000_000_000_000 < basic.id < 0


async def test_a_reply_in_a_supergroup_carries_its_thread(
    telegram: FakeTelegram, group: Group, bob: Person
) -> None:
    shown = await call_of(telegram, group)("sendMessage", text="Join?")

    bob.sends("yes", reply_to=group.messages[shown["message_id"]])

    message = newest(telegram).message
    assert message is not None
    assert message.reply_to_message is not None
    assert (message.message_thread_id, message.is_topic_message) == (1, None)
    assert message.reply_to_message.text == "Join?"


def test_joining_and_leaving_are_service_messages(
    telegram: FakeTelegram, ann: Person, group: Group, bob: Person
) -> None:
    eve = telegram.person("Eve", id=9).at(group)

    eve.joins()
    joined = newest(telegram).message
    bob.leaves()
    left = newest(telegram).message

    assert joined is not None
    assert [user.id for user in joined.new_chat_members] == [9]
    assert left is not None
    assert left.left_chat_member is not None
    assert left.left_chat_member.id == 8
    assert kinds(telegram) == ["message", "message"]
    with pytest.raises(AssertionError, match="Bob is not in Class"):
        bob.sends("still there?")


async def test_members_are_told_only_to_an_administrator_who_asked(
    telegram: FakeTelegram, group: Group, anna: Person, bob: Person
) -> None:
    anna.promotes(bob, "can_pin_messages")
    anna.promotes_bot()
    anna.demotes(bob)
    unasked = kinds(telegram)
    await telegram.call("getUpdates", {"allowed_updates": ["chat_member"]})

    anna.promotes(bob, "can_pin_messages")

    change = newest(telegram).chat_member
    assert unasked == ["my_chat_member"]
    assert change is not None
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "administrator")


def test_a_bot_is_added_with_a_payload(telegram: FakeTelegram, ann: Person) -> None:
    group = telegram.group("New", ann, bot_is="absent")

    ann.at(group).adds_bot("K7Q2")

    assert kinds(telegram)[-3:] == ["my_chat_member", "message", "message"]
    assert texts(telegram)[-2:] == ["", "/start@decision_coach_bot K7Q2"]


async def test_a_removed_bot_is_refused_and_learns_why(
    telegram: FakeTelegram, group: Group, anna: Person
) -> None:
    call = call_of(telegram, group)
    anna.removes_bot()
    removed = newest(telegram).my_chat_member

    (said,) = [each.attached for each in group.messages.values() if each.service]
    first = await call("sendMessage", text="x")
    after_one = list(telegram.breaches)
    await call("getChat")
    anna.adds_bot()

    assert removed is not None
    assert said["left_chat_member"]["is_bot"]
    assert (removed.old_chat_member.status, removed.new_chat_member.status) == ("member", "kicked")
    assert first == "Forbidden: bot was kicked from the supergroup chat"
    assert after_one == []
    assert [each.kind for each in telegram.breaches] == ["writes-to-removed"]
    assert (await call("sendMessage", text="x"))["text"] == "x"


async def test_a_bot_leaves(telegram: FakeTelegram, group: Group) -> None:
    call = call_of(telegram, group)

    assert await call("leaveChat") is True
    assert await call("sendMessage", text="x") == "Forbidden: bot is not a member of the supergroup chat"


async def test_a_group_becomes_a_supergroup(telegram: FakeTelegram, ann: Person) -> None:
    group = telegram.group("Small", ann, supergroup=False)
    telegram.history.clear()

    above = ann.at(group).upgrades_group()

    before, after = (Update.de_json(each.update, None).message for each in telegram.history)
    answer = await telegram.call("sendMessage", {"chat_id": group.id, "text": "x"})
    assert before is not None
    assert (before.chat_id, before.migrate_to_chat_id) == (group.id, above.id)
    assert after is not None
    assert (after.chat_id, after.migrate_from_chat_id) == (above.id, group.id)
    assert after.sender_chat is not None
    assert answer.body == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": above.id},
    }
    assert ann.at(above).sends("/here").message_id == 2
    with pytest.raises(AssertionError, match="is a supergroup now"):
        ann.at(group).sends("/there")


def test_an_anonymous_administrator_writes_as_the_group(
    telegram: FakeTelegram, group: Group, anna: Person
) -> None:
    anna.turns_anonymous()

    anna.sends("/open")

    message = newest(telegram).message
    assert message is not None
    assert message.from_user is not None
    assert message.sender_chat is not None
    assert (message.from_user.id, message.sender_chat.id) == (1087968824, group.id)


async def test_a_tap_in_a_group_is_by_the_person_who_tapped(
    telegram: FakeTelegram, group: Group, anna: Person, bob: Person
) -> None:
    markup = {"inline_keyboard": [[{"text": "Join", "callback_data": "j"}]]}
    await call_of(telegram, group)("sendMessage", text="Join?", reply_markup=markup)
    anna.turns_anonymous()

    tapped = []
    for person in (bob, anna):
        person.taps("Join")
        query = newest(telegram).callback_query
        assert query is not None
        tapped.append((query.from_user.id, query.data))

    assert tapped == [(8, "j"), (7, "j")]
    with pytest.raises(AssertionError, match="Eve is not in Class"):
        telegram.person("Eve").at(group).taps("Join")


async def test_a_link_in_a_group_leads_to_the_private_chat(
    telegram: FakeTelegram, group: Group, bob: Person
) -> None:
    refused = await telegram.call("sendMessage", {"chat_id": 8, "text": "x"})

    started = bob.opens("https://t.me/decision_coach_bot?start=s1")

    assert isinstance(refused.body, dict)
    assert refused.body["description"] == "Forbidden: bot can't initiate conversation with a user"
    assert (started.chat.id, started.text) == (8, "/start s1")


async def test_a_muted_bot_may_not_write(telegram: FakeTelegram, group: Group, anna: Person) -> None:
    anna.mutes_bot()

    refused = await call_of(telegram, group)("sendMessage", text="x")

    assert refused == "Bad Request: not enough rights to send text messages to the chat"
    assert [each.kind for each in telegram.breaches] == ["no-right"]


async def test_who_blocks_the_bot_in_private_still_meets_it_in_the_group(
    telegram: FakeTelegram, anna: Person, group: Group
) -> None:
    anna.blocks_bot()

    private = await telegram.call("sendMessage", {"chat_id": 7, "text": "x"})

    assert private.status == 403
    assert (await call_of(telegram, group)("sendMessage", text="x"))["text"] == "x"


def test_single_members_are_muted_only_in_supergroups(telegram: FakeTelegram, ann: Person) -> None:
    group = telegram.group("Small", ann, supergroup=False)

    with pytest.raises(AssertionError, match="only in supergroups"):
        ann.at(group).mutes_bot()


async def test_a_stranger_s_group_is_not_found(telegram: FakeTelegram, ann: Person) -> None:
    group = telegram.group("Foreign", ann, bot_is="absent")

    assert await call_of(telegram, group)("getChat") == "Bad Request: chat not found"


@pytest.mark.parametrize(
    ("deed", "problem"),
    [
        (lambda bob, ann: bob.promotes(ann), "Bob is no administrator of Class"),
        (lambda bob, ann: bob.removes_bot(), "Bob is no administrator of Class"),
        (lambda bob, ann: ann.mutes(bob) or bob.sends("x"), "Bob may not write in Class"),
        (lambda bob, ann: ann.removes(bob) and bob.leaves(), "Bob is not in Class"),
        (lambda bob, ann: ann.begins_topic("x"), "Ann sees no forum in Class"),
    ],
)
def test_people_do_only_what_telegram_lets_them(anna: Person, bob: Person, deed: Any, problem: str) -> None:
    with pytest.raises(AssertionError, match=problem):
        deed(bob, anna)


# --- topics ---------------------------------------------------------------------------


@pytest.fixture
def forum(telegram: FakeTelegram, ann: Person) -> Group:
    return telegram.group("Forum", ann, topics=True, bot_is="administrator", rights=["can_manage_topics"])


async def test_a_topic_carries_its_thread_in_every_message(
    telegram: FakeTelegram, ann: Person, forum: Group
) -> None:
    call = call_of(telegram, forum)
    topic = ann.at(forum).begins_topic("Jobs")

    shown = await call("sendMessage", text="x", message_thread_id=topic.id)
    message = ann.at(forum, topic).sends("/x").json()
    general = ann.at(forum).sends("/y").json()

    assert (shown["message_thread_id"], shown["is_topic_message"]) == (topic.id, True)
    assert shown["reply_to_message"]["forum_topic_created"]["name"] == "Jobs"
    assert (message["message_thread_id"], message["chat"]["is_forum"]) == (topic.id, True)
    assert "message_thread_id" not in general


async def test_in_a_topic_one_sees_only_what_is_in_it(
    telegram: FakeTelegram, ann: Person, forum: Group
) -> None:
    topic = ann.at(forum).begins_topic("Jobs")
    await call_of(telegram, forum)("sendMessage", text="general")

    with pytest.raises(AssertionError, match="did not see 'general'"):
        await ann.at(forum, topic).sees("general", timeout=0)
    assert (await ann.at(forum).sees("general")).thread == 0


async def test_the_bot_opens_closes_and_deletes_topics(telegram: FakeTelegram, forum: Group) -> None:
    call = call_of(telegram, forum)
    topic = await call("createForumTopic", name="Jobs")
    thread = {"message_thread_id": topic["message_thread_id"]}

    done = [
        await call("editForumTopic", **thread, name="Work"),
        await call("closeForumTopic", **thread),
        await call("reopenForumTopic", **thread),
        await call("deleteForumTopic", **thread),
    ]

    assert topic["name"] == "Jobs"
    assert done == [True] * 4
    assert await call("sendMessage", text="x", **thread) == "Bad Request: message thread not found"


@pytest.mark.parametrize(
    ("method", "given", "problem"),
    [
        ("createForumTopic", {"name": ""}, "topic name must be non-empty"),
        ("createForumTopic", {"name": "x" * 129}, "topic name is too long"),
        ("createForumTopic", {"name": "x", "icon_color": 1}, "invalid topic icon color specified"),
        ("reopenForumTopic", {"message_thread_id": 1}, "TOPIC_NOT_MODIFIED"),
        ("closeForumTopic", {"message_thread_id": 9}, "message thread not found"),
    ],
)
async def test_a_wrong_topic_is_refused(
    telegram: FakeTelegram, ann: Person, forum: Group, method: str, given: Json, problem: str
) -> None:
    ann.at(forum).begins_topic("Jobs")

    assert await call_of(telegram, forum)(method, **given) == f"Bad Request: {problem}"


async def test_members_write_only_in_open_topics(telegram: FakeTelegram, ann: Person) -> None:
    person = telegram.person("Bob", id=8)
    forum = telegram.group("Forum", ann, person, topics=True)
    call, anna, bob = call_of(telegram, forum), ann.at(forum), person.at(forum)
    topic = bob.begins_topic("Jobs")

    with pytest.raises(AssertionError, match="Bob is no administrator of Forum"):
        bob.closes_topic(topic)
    anna.closes_topic(topic)

    with pytest.raises(AssertionError, match="the topic Jobs is closed"):
        bob.at(forum, topic).sends("x")
    assert anna.at(forum, topic).sends("x").thread == topic.id
    refused = await call("sendMessage", text="x", message_thread_id=topic.id)
    assert refused == "Bad Request: TOPIC_CLOSED"
    assert await call("createForumTopic", name="x") == "Bad Request: not enough rights to create a topic"


async def test_a_group_without_topics_is_no_forum(telegram: FakeTelegram, group: Group) -> None:
    call = call_of(telegram, group)

    assert await call("createForumTopic", name="x") == "Bad Request: the chat is not a forum"
    assert await call("sendMessage", text="x", message_thread_id=1) == "Bad Request: message thread not found"


def test_a_transcript_names_the_group_for_an_anonymous_administrator(anna: Person) -> None:
    anna.turns_anonymous()
    message: ChatMessage = anna.sends("quiet")

    assert message.chat.transcript() == "Ann: Ann is now creator\nClass: quiet"
