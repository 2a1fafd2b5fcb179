"""A number that is the answer: in digits or words, with its unit, roughly, as a range, or among words."""

import re
from collections.abc import Set
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from bot.core.dialog.understanding import AskBack, Meant, NotUnderstood, Understanding
from bot.core.typed.clean import split_words
from bot.core.typed.numerals import number_in_words, numbers_in_digits
from bot.core.typed.said import Said
from bot.core.typed.spelling import stem
from bot.core.typed.units import UNITS, unit_named

_LONGEST: Final = 120
_LONGEST_AMONG_WORDS: Final = 60
_ROUGHLY: Final = re.compile(
    r"^(?:(?:about|around|approx\.?|approximately|roughly|circa|ca\.?|~|maybe|perhaps|i think|i guess|it is|"
    r"i would say|probably|some|nearly|almost|exactly|just|only)\s*)+|"
    r"\s+(?:or so|i think|i guess|roughly|about|please|approx\.?|exactly|in total|maybe|probably)$"
)
_FULL_STOP: Final = re.compile(r"(?<=\d)\.$")
_SIGNS: Final = re.compile(r"([€$£])?\s*(.*?)\s*([€$£%])?")
_ISH: Final = re.compile(r"(?<=\d)-?ish$")
_HALF_A: Final = re.compile(r"^half an? (?=[^\W\d_]+$)")
_DIGITS: Final = r"(?:[+-]?\d[\d.,']*(?: \d{3})*(?:[.,]\d+)?|\.\d+)"
_UNIT_AFTER: Final = re.compile(r"(.*\d)\s*([^\W\d_]+)\.?")
_UNIT_AFTER_K: Final = re.compile(r"(.*\d ?k) ([^\W\d_]+)")
_UNIT_BEFORE: Final = re.compile(r"([^\W\d_]+)\.? ?(\d.*)")
_UNIT_AFTER_WORDS: Final = re.compile(r"([a-z -]+?) ([^\W\d_]+)")
_RATE: Final = re.compile(r"(.+?),? (?:a|an|per|each|every) ([^\W\d_]+)")
_THOUSANDS: Final = re.compile(r"(\d{1,9}(?:\.\d{1,4})?) ?k")
_MILLIONS: Final = re.compile(r"(\d{1,6}(?:\.\d{1,4})?) million")
_TWICE: Final = re.compile(rf"({_DIGITS}|[a-z -]+) \(({_DIGITS}|[a-z -]+)\)?")
_RANGE: Final = re.compile(rf"(?:between |from )?({_DIGITS}) ?(?:-|to|and|or) ?({_DIGITS})")
_ALONE: Final = re.compile(rf"(?<![\w^.,:/-]){_DIGITS}(?![\w^:/])")
_NO_PLAIN_NUMBER: Final = re.compile(r"\d[\^:/x]|\d[a-z]")
_LIMIT: Final = re.compile(r"[<>]? ?\S+ ?\+?")
_ZERO: Final = ("none", "nothing", "nil", "nought")

OUT_OF_BOUNDS: Final = "a number out of bounds"
OTHER_UNIT: Final = "another unit"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which numbers an answer may be, and what they count; None for no bound."""

    lowest: Fraction | None = None
    highest: Fraction | None = None
    unit: str = ""

    def hold(self, number: Fraction) -> bool:
        """Whether a number is within."""
        return (self.lowest is None or self.lowest <= number) and (
            self.highest is None or number <= self.highest
        )


def quantity(said: Said, bounds: Bounds) -> Understanding | None:
    """Read a number; None where the text is about none."""
    if len(said.text) > _LONGEST:
        return None
    text = _without_roughly(_FULL_STOP.sub("", said.spelt.strip(" !\"'*()")).strip())
    text = _HALF_A.sub("0.5 ", _ISH.sub("", text))
    text = _without_rate(text, said.among.topic)
    number, units = _part_from_units(text, unit_named(bounds.unit))
    if any(unit != unit_named(bounds.unit) for unit in units):
        return NotUnderstood(OTHER_UNIT)
    number = _without_roughly(number)
    return (
        _exact(number, bounds)
        or _rough(number, bounds)
        or _twice(number, bounds)
        or _from_to(number, bounds)
        or _among_words(number, bounds)
    )


def _without_roughly(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, _ROUGHLY.sub("", text).strip()
    return text


def _without_rate(text: str, topic: Set[str]) -> str:
    """Return "900 a month" without "a month" where the question asks for a month."""
    found = _RATE.fullmatch(text)
    return found[1] if found and stem(found[2]) in topic else text


def _part_from_units(text: str, own: str) -> tuple[str, list[str]]:
    """Return the text without its units, and those: one before or behind it, or both."""
    before, text, behind = (_SIGNS.fullmatch(text) or _SIGNS.fullmatch("")).groups("")  # type: ignore[union-attr]
    units = [unit_named(sign) for sign in (before, behind) if sign]
    forms = ((_UNIT_AFTER, 1, 2), (_UNIT_AFTER_K, 1, 2), (_UNIT_BEFORE, 2, 1), (_UNIT_AFTER_WORDS, 1, 2))
    for form, number, unit in forms:
        found = form.fullmatch(text)
        if found and (found[unit] in UNITS or unit_named(found[unit]) == own):
            return found[number], [*units, unit_named(found[unit])]
    return text, units


def _within(
    numbers: tuple[Fraction, ...], rule: str, bounds: Bounds, *, is_sure: bool = True
) -> Understanding:
    """Return the numbers within the bounds; if the larger of two readings is out, neither counts."""
    within = tuple(each for each in numbers if bounds.hold(each))
    if not within or not bounds.hold(numbers[0]):
        return NotUnderstood(OUT_OF_BOUNDS)
    return Meant(within[0], rule) if is_sure and len(within) == 1 else AskBack(within, rule)


def _exact(text: str, bounds: Bounds) -> Understanding | None:
    if numbers := _numbers(text):
        return _within(numbers, "number", bounds)
    if found := _MILLIONS.fullmatch(text):
        return _within((Fraction(found[1]) * 10**6,), "number in words", bounds)
    return None


def _numbers(text: str) -> tuple[Fraction, ...]:
    if numbers := numbers_in_digits(text):
        return numbers
    in_words = number_in_words(text)
    return () if in_words is None else (in_words,)


def _rough(text: str, bounds: Bounds) -> Understanding | None:
    """Ask about "5k" and "none": what they stand for is likely, not sure."""
    if found := _THOUSANDS.fullmatch(text):
        return _within((Fraction(found[1]) * 1000,), "k for thousand", bounds, is_sure=False)
    return _within((Fraction(0),), "none for 0", bounds, is_sure=False) if text in _ZERO else None


def _twice(text: str, bounds: Bounds) -> Understanding | None:
    """Read "five (5)"."""
    found = _TWICE.fullmatch(text)
    if found is None:
        return None
    first, second = _numbers(found[1]), _numbers(found[2])
    return _within(first, "number twice", bounds) if first and first == second else None


def _from_to(text: str, bounds: Bounds) -> Understanding | None:
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    low, high = numbers_in_digits(found[1]), numbers_in_digits(found[2])
    if len(low) != 1 or len(high) != 1 or low >= high:
        return None
    is_within = bounds.hold(low[0]) and bounds.hold(high[0])
    return AskBack((*low, *high), "a range") if is_within else NotUnderstood(OUT_OF_BOUNDS)


def _among_words(text: str, bounds: Bounds) -> Understanding | None:
    """Ask about the only number of a sentence."""
    found = _ALONE.findall(text) if len(text) < _LONGEST_AMONG_WORDS else []
    if len(found) != 1 or _NO_PLAIN_NUMBER.search(text):
        return None
    rest = split_words(text.replace(found[0], " "))
    if any(UNITS.get(word) not in (None, unit_named(bounds.unit)) for word in rest):
        return NotUnderstood(OTHER_UNIT)
    numbers = numbers_in_digits(found[0].strip(".,'"))
    if numbers and (rest or _LIMIT.fullmatch(text)):
        return _within(numbers, "number among words", bounds, is_sure=False)
    return None
