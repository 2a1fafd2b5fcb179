"""What Telegram says of the bot: whether it takes the token, where updates go, and what time it is."""

import time
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.operating.checkup import Checkup, Mark
from bot.ops.settings import Settings
from bot.platforms.telegram.profile import OutOfReach, WrongToken, ask_standing

MANY: Final = 100
"""Updates that may wait before an operator should know."""
RECENT: Final = 3600.0
"""Seconds for which a fault of the webhook is worth a word."""
APART: Final = 5.0
"""Seconds by which this machine's clock may differ from Telegram's: an answer takes its time."""
FAR_APART: Final = 600.0
"""Seconds beyond which reminders come at the wrong time, and what is due for deletion is in doubt."""


async def check_telegram(settings: Settings) -> list[Checkup]:
    """Ask Telegram with two calls that change nothing."""
    if settings.telegram_bot_token is None:
        said = "there is none, so the playground opens; get one from @BotFather for TELEGRAM_BOT_TOKEN"
        return [Checkup(Mark.WARNING, "token", said)]
    try:
        standing = await ask_standing(settings.telegram_bot_token.reveal(), settings.telegram_api_base)
    except WrongToken:
        said = "Telegram does not accept it; copy it again from @BotFather into TELEGRAM_BOT_TOKEN"
        return [Checkup(Mark.FAIL, "token", said)]
    except OutOfReach as problem:
        said = f"cannot be reached ({problem}); check the network, and TELEGRAM_API_BASE"
        return [Checkup(Mark.FAIL, "telegram", said)]
    now = time.time()
    return [
        *judge_bot(standing.me),
        *judge_webhook(standing.webhook, settings.webhook_url, now),
        *judge_clock(standing.time, now),
    ]


def judge_bot(me: Mapping[str, Any]) -> Iterator[Checkup]:
    """Judge the answer of getMe."""
    yield Checkup(Mark.OK, "token", f"of @{me.get('username', '')}")
    warnings = []
    if not me.get("can_join_groups", True):
        warnings.append("the bot may join none; allow it: @BotFather, /setjoingroups")
    if me.get("can_read_all_group_messages"):
        warnings.append("the bot reads all that is written in them, and needs not; @BotFather, /setprivacy")
    yield from (Checkup(Mark.WARNING, "groups", each) for each in warnings)
    if not warnings:
        yield Checkup(Mark.OK, "groups", "the bot may join them, and reads no more than it needs")


def judge_webhook(info: Mapping[str, Any], wanted: str, now: float) -> Iterator[Checkup]:
    """Judge the answer of getWebhookInfo. wanted: what WEBHOOK_URL says; "" for polling."""
    found = info.get("url", "")
    if found == wanted:
        yield Checkup(Mark.OK, "updates", "go to WEBHOOK_URL" if wanted else "are polled for")
    elif wanted:
        where = "to another address" if found else "to nobody's address"
        yield Checkup(Mark.WARNING, "updates", f"go {where}; the next start of the bot asks for them")
    else:
        yield Checkup(
            Mark.WARNING,
            "updates",
            "go to a webhook, and WEBHOOK_URL is not set; the next start takes them away from there",
        )
    waiting = info.get("pending_update_count", 0)
    if waiting > MANY:
        yield Checkup(Mark.WARNING, "updates", f"{waiting} wait; start the bot, or see what its log says")
    if now - info.get("last_error_date", 0) < RECENT:
        why = info.get("last_error_message", "unknown")
        yield Checkup(Mark.WARNING, "updates", f"one could not be brought lately ({why}); check the proxy")


def judge_clock(theirs: float | None, now: float) -> Iterator[Checkup]:
    """Judge this machine's clock by Telegram's, both in seconds since 1970."""
    if theirs is None:
        return
    apart = abs(now - theirs)
    if apart <= APART:
        yield Checkup(Mark.OK, "clock", "agrees with Telegram's")
    else:
        mark = Mark.FAIL if apart > FAR_APART else Mark.WARNING
        way = "ahead of" if now > theirs else "behind"
        yield Checkup(mark, "clock", f"is {apart:.0f} s {way} Telegram's; set it right, as by NTP")
