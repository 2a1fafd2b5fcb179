"""What a group is like before its session begins, in plain words for the coach. Pure."""

from bot.core.words import coaching as words
from bot.core.words import layout
from bot.core.words.phrase import Phrase
from bot.outbox.chat_port import GroupInfo

BIG = 21
"""People, with the bot, above which slow mode helps."""


def findings(info: GroupInfo | None, steps: int, minutes: int) -> list[Phrase]:
    """Return what a coach ought to know of the group before the start, and what to do about it."""
    found = [layout.sentences(words.steps(steps), words.minutes(minutes))]
    if info is None:
        return [*found, words.cannot_see()]
    if not info.is_super:
        found.append(words.admin_now_or_never())
    if not info.can_pin:
        found.append(words.cannot_pin())
    if not info.sees_leaving:
        found.append(words.cannot_see_leaving())
    if info.members is not None and info.members > BIG and not info.slow:
        found.append(words.use_slow_mode())
    return found
