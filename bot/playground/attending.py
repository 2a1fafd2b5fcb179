"""What people do with a group, and with the bot in it; the part of ``people`` that private chats lack."""

from typing import TYPE_CHECKING

from bot.playground.groups import Group, Topic, announce_service, change_member, upgrade
from bot.playground.members import USUAL_RIGHTS, Membership
from bot.playground.polls import vote
from bot.playground.reactions import react
from bot.playground.refusals import Json
from bot.playground.speaking import commands_in, say_in_chat
from bot.playground.topics import begin_topic, change_topic, drop_topic
from bot.playground.world import ChatMessage, User, World, WorldChat

if TYPE_CHECKING:
    from bot.playground.engine import FakeTelegram


class GroupActions:
    """A person in a group, by ``Person.at``; all but votes and reactions is for groups alone.

    Raises:
        AssertionError: of every method, when Telegram would not let this person do that.
    """

    user: User
    chat: WorldChat
    thread: int
    _telegram: "FakeTelegram"

    # --- coming and going -------------------------------------------------------------

    def joins(self) -> ChatMessage:
        """Come in by a link."""
        change_member(self._world, self._group, self.user, Membership(self.user, "member"))
        return self._announces({"new_chat_members": [self.user.json()]})

    def leaves(self) -> ChatMessage:
        """Go."""
        self._is_here()
        change_member(self._world, self._group, self.user, Membership(self.user, "left"))
        return self._announces({"left_chat_member": self.user.json()})

    def removes(self, other: "GroupActions") -> ChatMessage:
        """Throw somebody out for good."""
        self._is_admin()
        change_member(self._world, self._group, self.user, Membership(other.user, "kicked"))
        return self._announces({"left_chat_member": other.user.json()})

    # --- the bot ----------------------------------------------------------------------

    def adds_bot(self, payload: str | None = None, *rights: str) -> ChatMessage | None:
        """Bring the bot in, as by ``?startgroup=payload``, with ``rights`` as an administrator.

        payload: the bot gets ``/start@bot payload`` in the name of this person; None when it
            was added from the list of members, which is silent.
        """
        self._is_here()
        bot = self._world.bot
        status = "administrator" if rights else "member"
        change_member(self._world, self._group, self.user, Membership(bot, status, frozenset(rights)))
        self._announces({"new_chat_members": [bot.json()]})
        if payload is None:
            return None
        text = f"/start@{bot.username} {payload}".rstrip()
        return say_in_chat(self._world, self._group, self.user, text=text, entities=commands_in(text))

    def removes_bot(self) -> None:
        """Throw the bot out; it can still read that, and nothing after it."""
        self._is_admin()
        group, bot = self._group, self._world.bot
        left = {"left_chat_member": bot.json()}
        if group.type == "group":  # supergroups tell only those who are still in
            announce_service(self._world, group, self.user, left)
        change_member(self._world, group, self.user, Membership(bot, "kicked"))
        if group.type != "group":
            announce_service(self._world, group, self.user, left)

    def promotes_bot(self, *rights: str) -> None:
        """Make the bot an administrator; without names of rights with the usual ones."""
        self._sets(self._world.bot, "administrator", frozenset(rights) or USUAL_RIGHTS)

    def demotes_bot(self) -> None:
        """Take its rights from the bot."""
        self._sets(self._world.bot, "member")

    def mutes_bot(self) -> None:
        """Let the bot read and not write."""
        self._sets(self._world.bot, "restricted")

    # --- others -----------------------------------------------------------------------

    def promotes(self, other: "GroupActions", *rights: str, anonymous: bool = False) -> None:
        """Make somebody an administrator, who may write in the name of the group."""
        self._sets(other.user, "administrator", frozenset(rights) or USUAL_RIGHTS, anonymous)

    def demotes(self, other: "GroupActions") -> None:
        """Make an administrator a member again."""
        self._sets(other.user, "member")

    def mutes(self, other: "GroupActions") -> None:
        """Let somebody read and not write."""
        self._sets(other.user, "restricted")

    def turns_anonymous(self, *, on: bool = True) -> None:
        """Write in the name of the group from now on; for administrators."""
        member = self._is_admin()
        self._sets(self.user, member.status, member.rights, on)

    def upgrades_group(self) -> Group:
        """Make a supergroup of a group; people go on there with ``at``."""
        self._is_admin()
        number = self._world.next_group_id(supergroup=True)
        return upgrade(self._world, self._group, self.user, number)

    # --- topics and pins --------------------------------------------------------------

    def turns_topics_on(self) -> None:
        """Make a forum of a supergroup; what was said until now is in the general topic."""
        self._is_admin()
        self._stands(self._group.type == "supergroup", "can have no topics in")
        self._group.is_forum = True
        self._world.note(self._group, f"{self.user.first_name} turns topics on")

    def begins_topic(self, name: str) -> Topic:
        """Open a topic."""
        self._may("can_manage_topics")
        self._stands(self._group.is_forum, "sees no forum in")
        return begin_topic(self._world, self._group, self.user, name)

    def closes_topic(self, topic: Topic) -> None:
        """Only administrators write in it now."""
        self._manages_topics()
        change_topic(self._world, self._group, self.user, topic, {"forum_topic_closed": {}})

    def reopens_topic(self, topic: Topic) -> None:
        """Everybody may write in it again."""
        self._manages_topics()
        change_topic(self._world, self._group, self.user, topic, {"forum_topic_reopened": {}})

    def deletes_topic(self, topic: Topic) -> None:
        """Take a topic away with all that is in it; the bot is not told."""
        self._manages_topics()
        drop_topic(self._world, self._group, topic)

    def pins(self, message: ChatMessage) -> None:
        """Keep a message at the top."""
        self._may("can_pin_messages")
        self.chat.pins.append(message.message_id)
        pinned = {"pinned_message": self.chat.messages[message.message_id].alone()}
        announce_service(self._world, self._group, self.user, pinned, thread=self.thread)

    # --- polls and reactions ----------------------------------------------------------

    def votes(self, message: ChatMessage, *options: int) -> None:
        """Choose options of a poll by their numbers from 0; none takes the vote back."""
        vote(self._world, self.chat.messages[message.message_id], self.user, options)

    def reacts(self, message: ChatMessage, emoji: str = "") -> None:
        """Put a reaction below a message, or take it away."""
        is_heard = isinstance(self.chat, Group) and self._group.membership(self._world.bot).is_admin
        react(self._world, message, self.user, emoji, is_heard=is_heard or self.chat.type == "private")

    # --- rules ------------------------------------------------------------------------

    def _sets(
        self, user: User, status: str, rights: frozenset[str] = frozenset(), anonymous: bool = False
    ) -> None:
        self._is_admin()
        old = self._group.membership(user)
        if not old.is_present:
            raise AssertionError(f"{user.first_name} is not in {self._group.named['title']}")
        if status == "restricted" and self._group.type != "supergroup":
            raise AssertionError("only in supergroups are single members muted")
        change_member(self._world, self._group, self.user, Membership(user, status, rights, anonymous))

    def _announces(self, content: Json) -> ChatMessage:
        return announce_service(self._world, self._group, self.user, content)

    @property
    def _world(self) -> World:
        return self._telegram.world

    @property
    def _group(self) -> Group:
        if not isinstance(self.chat, Group):
            raise AssertionError(f"{self.user.first_name} is in no group here")
        return self.chat

    def _is_here(self) -> Membership:
        return self._stands(self._group.membership(self.user).is_present, "is not in")

    def _is_admin(self) -> Membership:
        return self._stands(self._group.membership(self.user).is_admin, "is no administrator of")

    def _manages_topics(self) -> None:
        # TDLib: to members the same permission only means that they may open topics.
        self._is_admin()
        self._may("can_manage_topics")

    def _may(self, right: str) -> Membership:
        return self._stands(self._group.may(self.user, right), f"lacks {right} in")

    def _stands(self, holds: bool, problem: str) -> Membership:
        if not holds:
            raise AssertionError(f"{self.user.first_name} {problem} {self._group.named['title']}")
        return self._group.membership(self.user)
