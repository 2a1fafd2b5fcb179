"""What Telegram tells about a group and the people in it, in the words of the courier."""

from telegram import ChatFullInfo, ChatMember, ChatMemberAdministrator
from telegram.constants import ChatType

from bot.outbox.chat_port import Premises, Standing
from bot.platforms.telegram.failures import seconds
from bot.platforms.telegram.groups import is_in
from bot.platforms.telegram.names import titled

LEADING = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


def standing_of(member: ChatMember) -> Standing:
    """What somebody may do in a group."""
    if member.status in LEADING:
        return Standing.ADMIN
    return Standing.MEMBER if is_in(member) else Standing.GONE


def premises_of(chat: ChatFullInfo, members: int | None, bot: ChatMember) -> Premises:
    """What a group is like. bot: what the bot itself is in it."""
    return Premises(
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
