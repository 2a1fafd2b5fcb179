"""Parts of the first sentence of an advice, which its dialog words."""

from bot.core.words.phrase import message


@message("{first} and {last}")
def both(first: str, last: str) -> None:
    "The last two conditions that are still open, in the middle of a sentence."


@message("{first}, {rest}")
def before(first: str, rest: str) -> None:
    "One more of them, before the last two."
