"""What a group is like before its session begins, in plain words for the coach. Pure."""

from bot.outbox.chat_port import GroupInfo


def findings(info: GroupInfo | None, steps: int) -> list[str]:
    """What a coach ought to know of the group before the start, and what to do about it."""
    found = [f"{steps} steps, about {2 * steps} minutes with talk; skip what does not matter to you."]
    if info is None:
        return [*found, "I cannot see how this group is set up. The session works all the same."]
    if not info.is_super:
        found.append(
            "Make me an admin now, or not at all: it can turn the group into a supergroup, and messages of "
            "a session that runs would be sent anew."
        )
    if not info.can_pin:
        found.append("I may not pin here. Pin the board yourself, so that latecomers find it.")
    if not info.sees_leaving:
        found.append("I am no admin, so I am not told who leaves: people who left count as waiting.")
    if info.members is not None and info.members > 21 and not info.slow:
        found.append("It is a big group: slow mode keeps the messages of the session in sight.")
    return found
