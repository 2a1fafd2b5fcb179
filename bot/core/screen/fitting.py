"""A sentence made to fit into a short message: what it tells of gives way, the sentence stays whole."""

from dataclasses import replace
from typing import Final

from bot.core.screen.parts import units
from bot.core.words.phrase import Argument, Phrase, Words

SHORTEST: Final = 12
"""Characters of a name or an answer that are always left."""


def say_within(words: Words, phrase: Phrase, longest: int) -> str:
    """Say a phrase in at most so many UTF-16 units, by shortening the longest text that it is about.

    It stays too long where every such text is as short as it may be.
    """
    said = words(phrase)
    while (excess := units(said) - longest) > 0:
        text = max(_texts(phrase), key=len, default="")
        if len(text) <= SHORTEST:
            return said
        kept = max(SHORTEST - 1, len(text) - excess - 1)
        phrase = _with_text(phrase, text, f"{text[:kept].rstrip()}…")
        said = words(phrase)
    return said


def _texts(phrase: Phrase) -> list[str]:
    """Return every text that a phrase is about, however deep it stands."""
    found: list[str] = []
    for _, value in phrase.args:
        if isinstance(value, Phrase):
            found += _texts(value)
        elif isinstance(value, str):
            found.append(value)
    return found


def _with_text(phrase: Phrase, text: str, other: str) -> Phrase:
    """Return a phrase with one text in the place of another one."""

    def put(value: Argument) -> Argument:
        if isinstance(value, Phrase):
            return _with_text(value, text, other)
        return other if value == text else value

    return replace(phrase, args=tuple((name, put(value)) for name, value in phrase.args))
