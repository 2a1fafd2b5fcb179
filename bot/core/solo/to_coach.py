"""The way from a private card to the coach of the group that its session is part of."""

from dataclasses import dataclass

from bot.core.screen.button import Button, Event, Rows
from bot.core.solo.session import Session
from bot.core.words import whispers
from bot.core.words.phrase import Words


@dataclass(frozen=True, slots=True)
class WriteToCoach(Event):
    """Write to the coach without a name. session: of whoever writes."""

    session: int


def row_to_coach(session: Session, words: Words) -> Rows:
    """Return the button for that, on the card of a session that is part of a group."""
    return ((Button(words(whispers.word_to_coach()), WriteToCoach(session.id)),),)
