"""Groups and supergroups: who is in them, what the bot hears there, and what happens to them.

https://core.telegram.org/bots/features#privacy-mode
"""

import re
from dataclasses import dataclass, field

from bot.playground.members import PERMISSIONS, Membership
from bot.playground.refusals import Json
from bot.playground.world import ChatMessage, User, World, WorldChat

# Who writes when an administrator is anonymous, or when the group itself does something.
ANONYMOUS = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@(\w+))?(?!\S)")
ICON_COLOR = 7322096


@dataclass(slots=True)
class Topic:
    """One topic of a forum; its id is that of the service message which began it."""

    id: int
    name: str
    icon_color: int = ICON_COLOR
    is_closed: bool = False

    def json(self) -> Json:
        """A ForumTopic."""
        return {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color}


@dataclass(slots=True)
class Group(WorldChat):
    """A group, or a supergroup, which numbers its messages itself and can be a forum.

    members: everybody who is or was in it, by id.
    permissions: what members may do, of ``PERMISSIONS``.
    hides_members: only administrators learn who is in it.
    upgraded_to: id of the supergroup that this group has become, or 0.
    """

    members: dict[int, Membership] = field(default_factory=dict)
    permissions: frozenset[str] = frozenset(PERMISSIONS)
    is_forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    hides_members: bool = False
    upgraded_to: int = 0

    def json(self) -> Json:
        """The chat as the Bot API shows it."""
        shown: Json = {"id": self.id, "type": self.type, **self.named}
        if self.is_forum:
            shown["is_forum"] = True
        return shown

    def membership(self, user: User) -> Membership:
        """What a user is here; who never came has left."""
        return self.members.get(user.id) or Membership(user, "left")

    def may(self, user: User, right: str) -> bool:
        """Whether a user has a right here; bots have theirs of administrators only when promoted."""
        by_all = self.permissions if not user.is_bot else self.permissions - _NEVER_FOR_BOTS
        return self.membership(user).may(right, by_all)

    def present(self) -> list[Membership]:
        """Everybody who is here now."""
        return [each for each in self.members.values() if each.is_present]


# TDLib: default permissions of a group never extend to bots here.
_NEVER_FOR_BOTS = frozenset({"can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"})


def hears(world: World, group: Group, message: ChatMessage) -> bool:
    """Whether the bot gets a message of somebody in a group, in privacy mode or without."""
    bot = group.membership(world.bot)
    if not bot.is_present:
        return False
    if not world.privacy or bot.is_admin or message.service:
        return True
    command = _COMMAND.match(message.text)
    if command:
        return not command[1] or command[1].lower() == world.bot.username.lower()
    replied = group.messages.get(message.reply_to or 0)
    return replied is not None and replied.sender.id == world.bot.id


def announce_service(
    world: World, group: Group, user: User, content: Json, *, thread: int = 0, as_group: bool = False
) -> ChatMessage:
    """A service message about what ``user`` did, in the chat and in an update; ``content``: what."""
    message = world.add(
        group,
        ANONYMOUS if as_group else user,
        sender_chat=group if as_group else None,
        attached=content,
        service=True,
        thread=thread,
    )
    if hears(world, group, message):
        world.updates.put("message", message.json())
    return message


def change_member(world: World, group: Group, actor: User, new: Membership) -> None:
    """Give a user another status, and tell the bot as far as it may know.

    https://core.telegram.org/bots/api#update: ``my_chat_member`` always, ``chat_member`` only
    to administrators who asked for it.
    """
    old = group.membership(new.user)
    group.members[new.user.id] = new
    change = {
        "chat": group.json(),
        "from": actor.json(),
        "date": int(world.now()),
        "old_chat_member": old.json(),
        "new_chat_member": new.json(),
    }
    if new.user.id == world.bot.id:
        group.told = False
        world.updates.put("my_chat_member", change)
    elif group.membership(world.bot).is_admin:
        world.updates.put("chat_member", change)
    world.note(group, f"{actor.first_name}: {new.user.first_name} is now {new.status}")


def upgrade(world: World, group: Group, actor: User, number: int) -> Group:
    """Make a supergroup of a group: a new chat, with new ids, that does not know the old messages."""
    above = Group(number, group.named, "supergroup", started=True, last_message_id=0)
    above.members = dict(group.members)
    above.permissions = group.permissions
    world.chats[number] = above
    announce_service(world, group, actor, {"migrate_to_chat_id": number})
    announce_service(world, above, actor, {"migrate_from_chat_id": group.id}, as_group=True)
    group.upgraded_to = number
    return above
