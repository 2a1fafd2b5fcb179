"""What a group is like before its session begins, in plain words for the coach. Pure."""

from bot.outbox.chat_port import Premises


def findings(premises: Premises | None, steps: int) -> list[str]:
    """What a coach ought to know of the group before the start, and what to do about it."""
    found = [f"{steps} steps, about {2 * steps} minutes with talk; skip what does not matter to you."]
    if premises is None:
        return [*found, "I cannot see how this group is set up. The session works all the same."]
    if not premises.is_super:
        found.append(
            "Make me an admin now, or not at all: it can turn the group into a supergroup, and messages of "
            "a session that runs would be sent anew."
        )
    if not premises.can_pin:
        found.append("I may not pin here. Pin the board yourself, so that latecomers find it.")
    if not premises.sees_leaving:
        found.append("I am no admin, so I am not told who leaves: people who left count as waiting.")
    if premises.members is not None and premises.members > 21 and not premises.slow:
        found.append("It is a big group: slow mode keeps the messages of the session in sight.")
    return found
