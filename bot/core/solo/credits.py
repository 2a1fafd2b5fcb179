"""Who is behind a dialog: what a reader may ask of any advice."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core.dialog.model import Dialog
from bot.core.words import card
from bot.core.words.phrase import Phrase, Words

EVIDENCE: Final[Mapping[str, Callable[[], Phrase]]] = {
    "study": card.based_on_study,
    "data": card.based_on_data,
    "opinion": card.based_on_opinion,
}


def credit_lines(dialog: Dialog, words: Words) -> str:
    """Return who wrote the dialog, who paid for it, what it rests on and what it cannot know, a line each."""
    meta = dialog.meta
    lines = (
        card.written_by(meta.author, words.full_day(meta.updated)),
        card.paid_for_by(meta.funding),
        EVIDENCE[meta.evidence](),
        card.unsure_about(meta.unsure_about),
    )
    return "\n".join(map(words, lines))
