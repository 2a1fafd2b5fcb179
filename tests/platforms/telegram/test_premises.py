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

from bot.outbox.chat_port import Premises, Standing
from bot.platforms.telegram.premises import may_pin, premises_of, standing_of

ANN = User(1, "Ann", is_bot=False)
GIFTS = AcceptedGiftTypes(False, False, False, False, False)
NEVER = datetime.datetime.fromtimestamp(0, tz=datetime.UTC)


@pytest.mark.parametrize(
    ("member", "standing"),
    [
        (ChatMemberOwner(ANN, is_anonymous=True), Standing.ADMIN),
        (ChatMemberMember(ANN), Standing.MEMBER),
        (ChatMemberLeft(ANN), Standing.GONE),
        (ChatMemberBanned(ANN, NEVER), Standing.GONE),
    ],
    ids=lambda value: value.status if isinstance(value, ChatMember) else "",
)
def test_a_standing_is_what_the_status_allows(member: ChatMember, standing: Standing) -> None:
    assert standing_of(member) is standing
    assert not may_pin(member)


@pytest.mark.parametrize("delay", [30, datetime.timedelta(seconds=30)])
def test_slow_mode_is_told_in_seconds(delay: int | datetime.timedelta) -> None:
    chat = ChatFullInfo(-5, "supergroup", 0, 11, GIFTS, title="Team", slow_mode_delay=delay)

    assert premises_of(chat, None, ChatMemberMember(ANN)) == Premises(
        "Team", None, is_super=True, can_pin=False, sees_leaving=False, has_topics=False, slow=30
    )
