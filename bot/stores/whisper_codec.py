"""Encode and decode what members tell their coach; see `group_codec`."""

from typing import Final

from bot.core.group.whisper import Fate, ToCoach, Unsaid, Whisper
from bot.stores.codec import exactly, nothing_left, number, one_of
from bot.stores.figure_codec import of_length

_FATES: Final = {each.value: each for each in Fate}


def stored_to_coach(told: ToCoach) -> dict[str, object]:
    """Return what a member tells the coach as JSON-able data; empty for nothing."""
    parts = {
        "whispers": [_stored_whisper(each) for each in told.whispers],
        "unsaid": None if told.unsaid is None else [told.unsaid.text, told.unsaid.is_warned],
        "muted": told.muted,
    }
    return {name: value for name, value in parts.items() if value}


def read_to_coach(raw: object) -> ToCoach:
    """Return what a member tells the coach.

    Raises:
        Wrong: this version does not know something of it.
    """
    parts = dict(exactly(dict, raw, "to_coach"))
    told = ToCoach(
        tuple(map(_whisper, exactly(list, parts.pop("whispers", []), "to_coach.whispers"))),
        _unsaid(parts.pop("unsaid", None)),
        exactly(bool, parts.pop("muted", False), "to_coach.muted"),
    )
    nothing_left(parts, "to_coach")
    return told


def _stored_whisper(whisper: Whisper) -> dict[str, object]:
    rest = {} if whisper.fate is Fate.WAITING else {"fate": whisper.fate.value}
    return {"text": whisper.text, "sent_at": whisper.at, **rest}


def _unsaid(raw: object) -> Unsaid | None:
    if raw is None:
        return None
    text, is_warned = of_length(2, raw, "to_coach.unsaid")
    return Unsaid(exactly(str, text, "to_coach.unsaid"), exactly(bool, is_warned, "to_coach.unsaid"))


def _whisper(raw: object) -> Whisper:
    parts = dict(exactly(dict, raw, "to_coach.whispers"))
    whisper = Whisper(
        text=exactly(str, parts.pop("text", None), "to_coach.text"),
        at=number(parts.pop("sent_at", None), "to_coach.sent_at"),
        fate=one_of(_FATES, parts.pop("fate", Fate.WAITING.value), "to_coach.fate"),
    )
    nothing_left(parts, "to_coach.whispers")
    return whisper
