"""What a label, or a text, says about a number: "2-4 hours", "less than 1", "3 or more"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from bot.core.typed.clean import plain_form
from bot.core.typed.numerals import SMALL, TENS

_ENDLESS: Final = Fraction(10**12)
_LONGEST: Final = 80
_NUMBER: Final = r"(\d{1,12}(?:[.,]\d{1,4})?)"
_UNIT: Final = r"((?: [^\W\d]+){0,2})"
_A_UNIT: Final = re.compile(r"\b(an?) (hour|year|day|week|month|minute)\b")
_HALF_UNIT: Final = re.compile(r"\bhalf (?:an? |1 )?(?=hour|year|day)")
_AND_A_HALF: Final = re.compile(r"(\d) and (?:a )?half\b")
_GLUED: Final = re.compile(r"(?<=\d)(?=[a-z])")
_WORD: Final = re.compile(r"\b[a-z]+(?:-[a-z]+)?\b")


@dataclass(frozen=True, slots=True)
class Amount:
    """Numbers from `low` to `high`; unit: the words beside them.

    low_out, high_out: whether that end itself is not among them.
    """

    low: Fraction
    high: Fraction
    low_out: bool = False
    high_out: bool = False
    unit: str = ""

    @property
    def is_one(self) -> bool:
        """Whether it is a single number."""
        return self.low == self.high

    @property
    def units(self) -> tuple[str, ...]:
        """The words beside the number."""
        return tuple(self.unit.split())

    def holds(self, number: Fraction) -> bool:
        """Whether a number is among these."""
        above = number > self.low or (number == self.low and not self.low_out)
        return above and (number < self.high or (number == self.high and not self.high_out))

    def times(self, share: Fraction, unit: str) -> "Amount":
        """Return the same numbers in another unit, of which each has `share`."""
        high = self.high if self.high == _ENDLESS else self.high * share
        return replace(self, low=self.low * share, high=high, unit=unit)

    def covers_same(self, other: "Amount") -> bool:
        """Whether both hold the same numbers."""
        return (self.low, self.high, self.low_out, self.high_out) == (
            *(other.low, other.high),
            *(other.low_out, other.high_out),
        )

    def lies_within(self, other: "Amount") -> bool:
        """Whether the other holds every one of these numbers: "more than 5" is more than 4."""
        is_above = other.low < self.low or (other.low == self.low and other.low_out <= self.low_out)
        return is_above and (
            self.high < other.high or (self.high == other.high and other.high_out <= self.high_out)
        )

    def overlaps(self, other: "Amount") -> bool:
        """Whether both share more than an edge, or one holds an end of the other."""
        return (
            (self.low < other.high and other.low < self.high)
            or self.holds(other.low)
            or self.holds(other.high)
        )


def _number(digits: str) -> Fraction:
    return Fraction(digits.replace(",", "."))


def _below(found: re.Match[str]) -> Amount:
    return Amount(Fraction(0), _number(found[1]), high_out=True, unit=found[2])


def _up_to(found: re.Match[str]) -> Amount:
    return Amount(Fraction(0), _number(found[1]), unit=found[2])


def _above(found: re.Match[str]) -> Amount:
    return Amount(_number(found[1]), _ENDLESS, low_out=True, high_out=True, unit=found[2])


def _at_least(found: re.Match[str]) -> Amount:
    return Amount(_number(found[1]), _ENDLESS, high_out=True, unit=found[2])


def _between(found: re.Match[str]) -> Amount | None:
    low, high = _number(found[1]), _number(found[3])
    return Amount(low, high, unit=found[4] or found[2]) if low < high else None


def _exactly(found: re.Match[str]) -> Amount:
    number = _number(found[1])
    return Amount(number, number, unit=found[2] if found.re.groups > 1 else "")


def _none(found: re.Match[str]) -> Amount:
    return Amount(Fraction(0), Fraction(0))


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Amount | None]], ...]] = tuple(
    (re.compile(form), read)
    for form, read in (
        (rf"(?:(?:less|fewer|shorter|smaller|lower) than|under|below|<) ?{_NUMBER}{_UNIT}", _below),
        (rf"(?:up to|at most|no more than|<=) ?{_NUMBER}{_UNIT}", _up_to),
        (rf"(?:(?:more|longer|bigger|larger|higher) than|over|above|>) ?{_NUMBER}{_UNIT}", _above),
        (rf"(?:at least |>= ?){_NUMBER}{_UNIT}", _at_least),
        (rf"{_NUMBER} ?(?:or more|and more|\+|plus){_UNIT}", _at_least),
        (rf"{_NUMBER}{_UNIT} (?:or more|and more|plus)", _at_least),
        (rf"(?:between |from )?{_NUMBER}{_UNIT} ?(?:-|to|and|or|until) ?{_NUMBER}{_UNIT}", _between),
        (rf"{_NUMBER}{_UNIT}", _exactly),
        (rf"{_NUMBER} ?= ?\D+", _exactly),
        (r"(?:none|0|zero|no|nothing|(?:no|0) [^\W\d]+)(?: at all| yet| so far)?", _none),
    )
)


def amount_said(text: str) -> Amount | None:
    """Return the numbers that a label or a text stands for; None where it is not about a number."""
    said = plain_form(text).replace("≥", ">=").replace("≤", "<=").strip(" .!?")
    if len(said) > _LONGEST:
        return None
    said = _AND_A_HALF.sub(r"\1.5", _WORD.sub(_as_digits, _GLUED.sub(" ", said)))
    said = _HALF_UNIT.sub("0.5 ", _A_UNIT.sub(r"1 \2", said))
    for form, read in _FORMS:
        if found := form.fullmatch(said):
            return read(found)
    return None


def _as_digits(word: re.Match[str]) -> str:
    return str(SMALL.get(word[0], TENS.get(word[0], word[0])))
