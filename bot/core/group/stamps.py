"""What a button carries of where its group stood, so that one of before does nothing now."""

from zlib import crc32

from bot.core.group.session import GroupSession


def stamp(group: GroupSession) -> int:
    """What a member's button carries of where the group stood, 32 bits: step and round."""
    return (group.step + 1) << 8 | group.round


def lead_stamp(group: GroupSession) -> int:
    """Return what a coach's button carries of where the group stood, 32 bits.

    It changes with everything that coaches do and with each stage, but not when a clock merely looks: so a
    button goes stale only when the group has moved on. It rests on codes, so no wording can change it.
    """
    last = [(entry.at, entry.who, entry.what.id) for entry in group.log[-1:]]
    return crc32(repr((*stood(group), last)).encode())


def stood(group: GroupSession) -> tuple[object, ...]:
    """Return where the group stands, apart from its log."""
    return group.stage.value, group.pending and group.pending.value, group.step, group.round
