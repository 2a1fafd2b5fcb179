"""Typed answers: which options a person means by texts, letters or numbers."""

import re
from collections.abc import Iterator

from bot.core.dialog.answers import InvalidAnswer
from bot.core.dialog.question import Option, Question
from bot.core.words import kinds

LETTERS = "abcdefghij"
SEPARATOR = re.compile(r"[,;\n&+]|\band\b", re.IGNORECASE)
PLACES = re.compile(r"[\d\s.()]+")


def find_option(question: Question, raw: str) -> Option:
    """Return the option with this text, letter (a, b, ...), number (1, 2, ...), or unique beginning.

    Raises:
        InvalidAnswer: no option matches, or several do.
    """
    options = tuple(question.options.values())
    if named := _named(question, raw):  # texts before places: an option may be called "2"
        return named
    wanted = plain(raw).strip("()")
    for index, option in enumerate(options):
        if wanted in (LETTERS[index], str(index + 1)):
            return option
    begun = [option for option in options if wanted and plain(option.text).startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    raise InvalidAnswer(kinds.pick_an_answer(len(options)))


def find_options(question: Question, raw: str) -> Iterator[Option]:
    """Yield the options in a list: "1, 3", "1 3", "a and b", or texts, which may contain commas.

    Raises:
        InvalidAnswer: a part of the list matches no option, or several.
    """
    parts = _parts(raw)
    longest = max(len(_parts(option.text)) for option in question.options.values())
    at = 0
    while at < len(parts):
        for end in range(min(len(parts), at + longest), at, -1):
            if option := _named(question, raw[parts[at].start : parts[end - 1].stop]):
                yield option
                at = end
                break
        else:
            words = raw[parts[at].start : parts[at].stop]
            yield from (find_option(question, each) for each in _places(words))
            at += 1


def _named(question: Question, raw: str) -> Option | None:
    wanted = plain(raw)
    return next((option for option in question.options.values() if plain(option.text) == wanted), None)


def _parts(raw: str) -> list[slice]:
    """Return where the parts of a list are, without empty ones."""
    cuts = [0, *(cut for match in SEPARATOR.finditer(raw) for cut in match.span()), len(raw)]
    parts = [slice(*cut) for cut in zip(cuts[::2], cuts[1::2], strict=True)]
    return [part for part in parts if raw[part].strip()]


def _places(words: str) -> list[str]:
    """Split numbers that stand side by side; keep any other words together."""
    return words.split() if PLACES.fullmatch(words) else [words]


def plain(text: str) -> str:
    """Return a text without the differences a phone keyboard makes: case, spaces, quotes, full stop."""
    return " ".join(text.casefold().replace("’", "'").split()).strip(" .!\"'")
