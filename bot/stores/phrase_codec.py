"""The only place that knows the stored form of phrases: `["card.kept", {"number": 3}]`.

Versions before this one stored whole sentences; such a text is read as the phrase that repeats it.
"""

from datetime import date
from typing import Final

from bot.core.words.catalogue import CATALOGUE
from bot.core.words.phrase import Argument, Phrase, verbatim
from bot.stores.strict import Wrong, exactly

_DAY: Final = "day"


def encode_phrase(phrase: Phrase) -> object:
    """Return a phrase as JSON-able data."""
    return [phrase.id, {name: _stored(value) for name, value in phrase.args}]


def decode_phrase(raw: object, where: str) -> Phrase:
    """Return the phrase that was encoded, or that repeats a sentence of an earlier version.

    Raises:
        Wrong: it is neither, or one that this version does not know.
    """
    if isinstance(raw, str):
        return verbatim(raw)
    parts = exactly(list, raw, where)
    if len(parts) != 2:
        raise Wrong(f"{where}: not a phrase")
    id_, args = exactly(str, parts[0], where), exactly(dict, parts[1], where)
    if id_ not in CATALOGUE or tuple(args) != CATALOGUE[id_].parameters:
        raise Wrong(f"{where}: not a phrase that this version knows")
    return Phrase(id_, tuple((name, _argument(value, where)) for name, value in args.items()))


def _stored(value: Argument) -> object:
    if isinstance(value, Phrase):
        return encode_phrase(value)
    return {_DAY: value.isoformat()} if isinstance(value, date) else value


def _argument(raw: object, where: str) -> Argument:
    if isinstance(raw, list):
        return decode_phrase(raw, where)
    if isinstance(raw, dict):
        try:
            return date.fromisoformat(exactly(str, raw.get(_DAY), where))
        except ValueError:
            raise Wrong(f"{where}: not a day") from None
    return raw if isinstance(raw, str) else exactly(int, raw, where)
