"""Typed answers: which option a person means by a text, a letter or a number."""

from bot.core.answers import InvalidAnswer
from bot.core.commands import plain
from bot.core.question import Option, Question

LETTERS = "abcdefghij"


def option_meant(question: Question, raw: str) -> Option:
    """The option with this text, letter (a, b, ...), number (1, 2, ...), or only beginning.

    Raises:
        InvalidAnswer: no option is meant, or more than one could be.
    """
    options = tuple(question.options.values())
    wanted = plain(raw)
    for option in options:  # all texts before any place: an option may be called "2"
        if wanted == plain(option.text):
            return option
    for index, option in enumerate(options):
        if wanted in (LETTERS[index], str(index + 1)):
            return option
    begun = [option for option in options if wanted and plain(option.text).startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    raise InvalidAnswer(f"Please tap a button, or type a number from 1 to {len(options)}.")
