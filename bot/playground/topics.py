"""Topics of a forum: what becomes of them, and the methods for that."""

from dataclasses import replace

from bot.playground.access import check_right, find_group, find_topic
from bot.playground.groups import ICON_COLOR, Group, Topic, announce_service
from bot.playground.parameters import Parameters
from bot.playground.refusals import Json, bad_request
from bot.playground.world import User, World

LONGEST_NAME = 128
_ICON_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def begin_topic(world: World, group: Group, user: User, name: str, icon_color: int = 0) -> Topic:
    """Open a topic in a forum."""
    created = {"name": name, "icon_color": icon_color or ICON_COLOR}
    number = world.next_message_id(group)
    topic = group.topics[number] = Topic(number, name, icon_color or ICON_COLOR)
    announce_service(world, group, user, {"forum_topic_created": created}, thread=number)
    return topic


def change_topic(world: World, group: Group, user: User, topic: Topic, content: Json) -> None:
    """Close, reopen or rename a topic; ``content`` is what the service message says."""
    if "forum_topic_edited" in content:
        topic = replace(topic, name=content["forum_topic_edited"].get("name", topic.name))
    else:
        topic = replace(topic, is_closed="forum_topic_closed" in content)
    group.topics[topic.id] = topic
    announce_service(world, group, user, content, thread=topic.id)


def drop_topic(world: World, group: Group, topic: Topic) -> None:
    """Take a topic away with all its messages; nobody is told."""
    del group.topics[topic.id]
    for message in [each for each in group.messages.values() if each.thread == topic.id]:
        world.delete(group, message.message_id, known=False)


def create_forum_topic(world: World, given: Parameters) -> Json:
    """createForumTopic."""
    group = _forum(world, given, "not enough rights to create a topic")
    name = _name(given)
    if not name:
        raise bad_request("topic name must be non-empty", "bad-topic")
    color = given.integer("icon_color")
    if color and color not in _ICON_COLORS:
        raise bad_request("invalid topic icon color specified", "bad-topic")
    return begin_topic(world, group, world.bot, name, color).json()


def edit_forum_topic(world: World, given: Parameters) -> bool:
    """editForumTopic."""
    return _change(world, given, {"forum_topic_edited": {"name": _name(given)} if "name" in given else {}})


def close_forum_topic(world: World, given: Parameters) -> bool:
    """closeForumTopic."""
    return _change(world, given, {"forum_topic_closed": {}})


def reopen_forum_topic(world: World, given: Parameters) -> bool:
    """reopenForumTopic."""
    return _change(world, given, {"forum_topic_reopened": {}})


def delete_forum_topic(world: World, given: Parameters) -> bool:
    """deleteForumTopic."""
    group = _forum(world, given, "not enough rights to delete a topic")
    drop_topic(world, group, find_topic(group, given.integer("message_thread_id")))
    return True


def _change(world: World, given: Parameters, content: Json) -> bool:
    group = _forum(world, given, "not enough rights to edit the topic")
    topic = find_topic(group, given.integer("message_thread_id"))
    if topic.is_closed == ("forum_topic_closed" in content) and "forum_topic_edited" not in content:
        raise bad_request("TOPIC_NOT_MODIFIED", "not-modified")
    change_topic(world, group, world.bot, topic, content)
    return True


def _forum(world: World, given: Parameters, problem: str) -> Group:
    group = find_group(world, given, "the chat is not a forum")
    if not group.is_forum:
        raise bad_request("the chat is not a forum", "groups-only")
    check_right(world, group, "can_manage_topics", problem)
    return group


def _name(given: Parameters) -> str:
    name = given.text("name").strip()
    if len(name) > LONGEST_NAME:
        raise bad_request("topic name is too long", "bad-topic")
    return name
