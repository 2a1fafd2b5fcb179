"""How phrases stand beside each other: nothing here is a word."""

from bot.core.words.phrase import Phrase, message


@message("{first} {second}")
def sentences(first: Phrase, second: Phrase) -> None:
    """Two whole sentences."""


@message("{first}\n{second}")
def lines(first: Phrase, second: Phrase) -> None:
    """Two lines, or more: the second may be lines again."""


@message("{first}, {rest}")
def comma(first: Phrase, rest: Phrase) -> None:
    """Answers of somebody who ticked several."""
