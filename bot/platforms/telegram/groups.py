"""What happens in a group, in the words of the app: commands, who comes and goes, what becomes of it."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from telegram import (
    Chat,
    ChatFullInfo,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatMemberUpdated,
    MaybeInaccessibleMessage,
    Message,
)
from telegram.constants import ChatType

from bot.app.update import NOBODY, BotMoved, GroupCommand, MemberMoved, Renamed, Sender, Upgraded, What
from bot.core.words import menus
from bot.core.words.phrase import Phrase
from bot.outbox.chat_port import GroupInfo, MemberStatus
from bot.platforms.telegram.failures import seconds
from bot.platforms.telegram.names import NAMELESS, called, titled, topic_called
from bot.platforms.telegram.rendering import clean

Read: TypeAlias = tuple[Sender, What]
"""Who did what."""

COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,32}))?(?:\s+(.*))?", re.DOTALL)

GROUP_COMMANDS: Mapping[str, Phrase] = {
    "coach": menus.group_coach_command(),
    "next": menus.group_next_command(),
    "reveal": menus.group_reveal_command(),
    "pause": menus.group_pause_command(),
    "resume": menus.group_resume_command(),
    "end": menus.group_end_command(),
    "leave": menus.group_leave_command(),
    "log": menus.group_log_command(),
}
"""Commands that are ours in a group even where they do not name the bot, and what each does."""

STARTS = re.compile(r"c-([a-z][a-z0-9_-]{0,15})")
"""The payload of a link that brings the bot into a group to begin a dialog: `startgroup=c-<dialog>`."""

GROUPS = (Chat.GROUP, Chat.SUPERGROUP)
ABSENT = (ChatMember.LEFT, ChatMember.BANNED)


def thread_of(message: MaybeInaccessibleMessage) -> int | None:
    """The topic that a message is in; None for the group itself.

    Bot API: message_thread_id stands on every reply of a supergroup, and means a topic only
    with is_topic_message.
    """
    if isinstance(message, Message) and message.is_topic_message:
        return message.message_thread_id
    return None


def said(message: Message, username: str) -> Read | None:
    """What a message in a group says; None when it is nothing for us.

    username: the bot's, in small letters.
    """
    if message.chat.type not in GROUPS:
        return None
    if message.migrate_to_chat_id is not None:
        return NOBODY, Upgraded(message.chat.id, message.migrate_to_chat_id)
    if message.migrate_from_chat_id is not None:
        return NOBODY, Upgraded(message.migrate_from_chat_id, message.chat.id)
    if message.left_chat_member is not None:
        gone = message.left_chat_member
        return None if gone.is_bot else (Sender(gone.id), MemberMoved(message.chat.id, is_in=False))
    if message.new_chat_members:
        # One message can tell of several; the others come back when they tap.
        come = next((user for user in message.new_chat_members if not user.is_bot), None)
        return (Sender(come.id), MemberMoved(message.chat.id, is_in=True)) if come else None
    if message.new_chat_title is not None:
        return NOBODY, Renamed(message.chat.id, None, titled(message.chat))
    if message.forum_topic_edited is not None and message.forum_topic_edited.name:
        name = topic_called(message.forum_topic_edited.name)
        return NOBODY, Renamed(message.chat.id, message.message_thread_id, name)
    return _command(message, username)


def name_of_topic(message: MaybeInaccessibleMessage) -> str:
    """Return the name of the topic that a message is in; "" where Telegram does not say.

    Each message in a topic that replies to none other replies to the one by which the topic was created.
    """
    first = message.reply_to_message if isinstance(message, Message) and message.is_topic_message else None
    created = None if first is None else first.forum_topic_created
    return "" if created is None else topic_called(created.name)


def read_bot_move(change: ChatMemberUpdated) -> Read | None:
    """Whether the bot can speak in a group from now on; None where only its rights are others now."""
    now = can_speak(change.new_chat_member)
    if change.chat.type not in GROUPS or now == can_speak(change.old_chat_member):
        return None
    return Sender(0), BotMoved(change.chat.id, now)


def member_moved(change: ChatMemberUpdated) -> Read | None:
    """Who left a group or came back; None where only their rights are others now."""
    user = change.new_chat_member.user
    if change.chat.type not in GROUPS or user.is_bot:
        return None
    now = is_in(change.new_chat_member)
    if now == is_in(change.old_chat_member):
        return None
    return Sender(user.id), MemberMoved(change.chat.id, now)


def is_in(member: ChatMember) -> bool:
    """Whether somebody is in the group now; who is muted may have left, too."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in ABSENT


def can_speak(member: ChatMember) -> bool:
    """Whether somebody is in the group and not muted."""
    return is_in(member) and (not isinstance(member, ChatMemberRestricted) or member.can_send_messages)


def _command(message: Message, username: str) -> Read | None:
    command = COMMAND.fullmatch(clean(message.text or "").strip())
    user, is_hidden = message.from_user, message.sender_chat is not None
    if command is None or message.is_automatic_forward or not (is_hidden or (user and not user.is_bot)):
        return None
    name, addressee, argument = (part.strip() for part in command.groups(default=""))
    name = name.lower()
    begins = STARTS.fullmatch(argument) if name == "start" else None
    if begins:
        name, argument = "coach", begins[1]
    if addressee.lower() != username and (addressee or (name not in GROUP_COMMANDS and not begins)):
        return None
    sender = Sender(0, NAMELESS) if is_hidden or user is None else Sender(user.id, called(user))
    where = (message.chat.id, thread_of(message), titled(message.chat))
    return sender, GroupCommand(*where, name, argument, name_of_topic(message))


# --- what Telegram says of a group and of the people in it ------------------------------

LEADING = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


def member_status_of(member: ChatMember) -> MemberStatus:
    """Return what a member is in a group."""
    if member.status in LEADING:
        return MemberStatus.ADMIN
    return MemberStatus.MEMBER if is_in(member) else MemberStatus.GONE


def group_info_of(chat: ChatFullInfo, members: int | None, bot: ChatMember) -> GroupInfo:
    """Return a group's settings. bot: the bot's own membership."""
    return GroupInfo(
        titled(chat),
        members,
        is_super=chat.type == ChatType.SUPERGROUP,
        can_pin=may_pin(bot),
        # Bot API: chat_member updates come to administrators alone.
        sees_leaving=isinstance(bot, ChatMemberAdministrator),
        slow=round(seconds(chat.slow_mode_delay or 0)),
    )


def may_pin(bot: ChatMember) -> bool:
    """Whether the bot may pin: what all members may do is not for bots here."""
    return isinstance(bot, ChatMemberAdministrator) and bool(bot.can_pin_messages)
