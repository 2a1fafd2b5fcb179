import datetime

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

from bot.outbox.chat_port import GroupInfo, MemberStatus
from bot.platforms.telegram.group_info import group_info_of, may_pin, member_status_of

ANN = User(1, "Ann", is_bot=False)
GIFTS = AcceptedGiftTypes(False, False, False, False, False)
NEVER = datetime.datetime.fromtimestamp(0, tz=datetime.UTC)


@pytest.mark.parametrize(
    ("member", "standing"),
    [
        (ChatMemberOwner(ANN, is_anonymous=True), MemberStatus.ADMIN),
        (ChatMemberMember(ANN), MemberStatus.MEMBER),
        (ChatMemberLeft(ANN), MemberStatus.GONE),
        (ChatMemberBanned(ANN, NEVER), MemberStatus.GONE),
    ],
    ids=lambda value: value.status if isinstance(value, ChatMember) else "",
)
def test_a_standing_is_what_the_status_allows(member: ChatMember, standing: MemberStatus) -> None:
    assert member_status_of(member) is standing
    assert not may_pin(member)


@pytest.mark.parametrize("delay", [30, datetime.timedelta(seconds=30)])
def test_slow_mode_is_told_in_seconds(delay: int | datetime.timedelta) -> None:
    chat = ChatFullInfo(-5, "supergroup", 0, 11, GIFTS, title="Team", slow_mode_delay=delay)

    assert group_info_of(chat, None, ChatMemberMember(ANN)) == GroupInfo(
        "Team", None, is_super=True, can_pin=False, sees_leaving=False, has_topics=False, slow=30
    )
