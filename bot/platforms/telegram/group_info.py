"""What Telegram says about a group and the people in it, in the terms of the chat port."""

from telegram import ChatFullInfo, ChatMember, ChatMemberAdministrator
from telegram.constants import ChatType

from bot.outbox.chat_port import GroupInfo, MemberStatus
from bot.platforms.telegram.failures import seconds
from bot.platforms.telegram.groups import is_in
from bot.platforms.telegram.names import titled

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
        has_topics=bool(chat.is_forum),
        slow=round(seconds(chat.slow_mode_delay or 0)),
    )


def may_pin(bot: ChatMember) -> bool:
    """Whether the bot may pin: what all members may do is not for bots here."""
    return isinstance(bot, ChatMemberAdministrator) and bool(bot.can_pin_messages)
