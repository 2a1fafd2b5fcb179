"""Encode and decode what coaches wrote for a group; see `group_codec`."""

from typing import Final

from bot.core.group.own_question import LEVELS, OwnQuestion
from bot.core.group.own_sketch import Lacks, Sketch
from bot.stores.codec import Wrong, exactly, nothing_left, one_of
from bot.stores.figure_codec import of_length, read_words

_LEVELS: Final = {level.value: level for level in LEVELS}
_LACKS: Final = {each.value: each for each in Lacks}


def stored_own(own: OwnQuestion) -> list[object]:
    """Return a question that a coach wrote as JSON-able data."""
    return [own.ask, list(own.options), own.level.value]


def read_own(raw: object) -> OwnQuestion:
    """Return a stored question; what this version does not know is `Wrong`."""
    ask, options, level = of_length(3, raw, "own")
    return OwnQuestion(exactly(str, ask, "own"), read_words(options, "own"), one_of(_LEVELS, level, "own"))


def stored_sketch(sketch: Sketch) -> dict[str, object]:
    """Return a question that is being written as JSON-able data."""
    parts = {
        "ask": sketch.ask,
        "answers": list(sketch.answers),
        "level": sketch.level and sketch.level.value,
        "again": None if sketch.again is Lacks.NOTHING else sketch.again.value,
        "asleep": sketch.asleep,
    }
    return {name: value for name, value in parts.items() if value}


def read_sketches(raw: object) -> dict[int, Sketch]:
    """Return the stored questions that coaches are writing; what this version does not know is `Wrong`."""
    try:
        return {int(coach): _sketch(each) for coach, each in exactly(dict, raw, "sketches").items()}
    except ValueError:
        raise Wrong("sketches: not a person") from None


def _sketch(raw: object) -> Sketch:
    parts = dict(exactly(dict, raw, "sketches"))
    level = parts.pop("level", None)
    sketch = Sketch(
        ask=exactly(str, parts.pop("ask", ""), "sketches.ask"),
        answers=read_words(parts.pop("answers", []), "sketches.answers"),
        level=None if level is None else one_of(_LEVELS, level, "sketches.level"),
        again=one_of(_LACKS, parts.pop("again", Lacks.NOTHING.value), "sketches.again"),
        asleep=exactly(bool, parts.pop("asleep", False), "sketches.asleep"),
    )
    nothing_left(parts, "sketches")
    return sketch
