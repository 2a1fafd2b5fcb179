"""The stored forms of what is said: answers, which are told apart by their form, and phrases, as codes."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.words.catalogue import CATALOGUE
from bot.core.words.phrase import Argument, Phrase, verbatim
from bot.stores.codec import Coding, Wrong, day, exactly, one_of

_SILENCE: Final = {silence.value: silence for silence in Silence}
_DAY: Final = "day"


class UnknownPhrase(Wrong):
    """A stored phrase is one that this version does not have: it was renamed, or is of a newer version."""


# --- answers ----------------------------------------------------------------------------


def stored_answers(answers: Answers) -> dict[str, object]:
    """Encode answers as JSON-able data.

    Raises:
        TypeError: one is of a type that no question produces.
    """
    return {question: stored_value(value) for question, value in answers.items()}


def stored_value(value: Value) -> object:
    """Encode one answer as JSON-able data.

    Raises:
        TypeError: it is of a type that no question produces.
    """
    kind = type(value)
    if kind is str or kind is tuple:
        return value
    if isinstance(value, Fraction):
        return {"number": [value.numerator, value.denominator]}
    if isinstance(value, Silence):
        return {"silence": value.value}
    raise TypeError(f"an answer cannot be a {kind.__name__}")


def read_answers(raw: object) -> Answers:
    """Decode answers; None gives none.

    Raises:
        Wrong: they have another form.
    """
    answers: dict[str, Value] = {}
    for question, stored in ({} if raw is None else exactly(dict, raw)).items():
        try:
            answers[question] = stored if type(stored) is str else read_value(stored)
        except Wrong as wrong:
            raise wrong.within(question) from None
    return answers


def read_value(stored: object) -> Value:
    """Decode one answer.

    Raises:
        Wrong: it has another form.
    """
    match stored:
        case str():
            return stored
        case list() if all(type(part) is str for part in stored):
            return tuple(stored)
        case {"number": [top, bottom], **rest} if (
            type(top) is type(bottom) is int and bottom > 0 and not rest
        ):
            return Fraction(top, bottom)
        case {"silence": str(word), **rest} if not rest:
            return one_of(_SILENCE, word)
        case _:
            raise Wrong("not the form of an answer")


def read_leaning(stored: object) -> str | Silence:
    """Decode where somebody leans: an alternative, or that they are not sure.

    Raises:
        Wrong: it has another form.
    """
    value = read_value(stored)
    if isinstance(value, str | Silence):
        return value
    raise Wrong("not a leaning")


# --- phrases ----------------------------------------------------------------------------


def stored_phrase(phrase: Phrase) -> object:
    """Encode a phrase as JSON-able data."""
    return [phrase.id, {name: _stored_argument(value) for name, value in phrase.args}]


def read_phrase(raw: object) -> Phrase:
    """Decode a phrase, or a sentence of an earlier version, which it repeats.

    Raises:
        UnknownPhrase: this version does not have it.
        Wrong: it is neither.
    """
    if isinstance(raw, str):
        return verbatim(raw)
    parts = exactly(list, raw)
    if len(parts) != 2:
        raise Wrong("not a phrase")
    id_, args = exactly(str, parts[0]), exactly(dict, parts[1])
    decoded = tuple((name, _argument(value)) for name, value in args.items())
    if id_ not in CATALOGUE or {name: type(value) for name, value in decoded} != CATALOGUE[id_].parameters:
        raise UnknownPhrase("not a phrase that this version knows")
    return Phrase(id_, decoded)


def read_known_phrase(raw: object) -> Phrase:
    """Decode a phrase; one that this version does not have is an ellipsis, for it is not worth its row.

    Raises:
        Wrong: it is none.
    """
    try:
        return read_phrase(raw)
    except UnknownPhrase:
        return verbatim("…")


def read_remark(raw: object) -> Phrase | None:
    """Decode a phrase that is shown once; one that this version does not have is dropped.

    Raises:
        Wrong: it is none.
    """
    try:
        return read_phrase(raw)
    except UnknownPhrase:
        return None


def _stored_argument(value: Argument) -> object:
    if isinstance(value, Phrase):
        return stored_phrase(value)
    return {_DAY: value.isoformat()} if isinstance(value, date) else value


def _argument(raw: object) -> Argument:
    if isinstance(raw, list):
        return read_phrase(raw)
    if isinstance(raw, dict):
        return day(raw.get(_DAY))
    return raw if isinstance(raw, str) else exactly(int, raw)


SAID: Final[Mapping[Any, Coding]] = {
    Value: Coding(stored_value, read_value),
    Answers: Coding(stored_answers, read_answers),
    Phrase: Coding(stored_phrase, read_known_phrase),
}
"""How answers and phrases are stored, wherever they stand."""
