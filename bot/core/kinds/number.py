"""A typed number; for scoring it falls into one of the bins that are its options."""

import re
from collections.abc import Iterator
from fractions import Fraction

from bot.core.dialog.answers import InvalidAnswer, Value
from bot.core.dialog.question import Question
from bot.core.kinds.answering import Done
from bot.core.screen.button import Button, Rows

NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,4})?")


class Number:
    """A question that takes a number; its value is exact."""

    name = "number"
    is_ordered = True

    def hint(self, question: Question) -> str:
        return f"Type a number{_bounds(question)}."

    def parse(self, question: Question, raw: str) -> Fraction:
        text = raw.strip().removesuffix(question.unit).strip()
        if not NUMBER.fullmatch(text):
            raise InvalidAnswer(f"Please type a number{_bounds(question)}.")
        number = Fraction(text.replace(",", "."))
        below = question.lowest is not None and number < question.lowest
        above = question.highest is not None and number > question.highest
        if below or above:
            raise InvalidAnswer(f"Please type a number{_bounds(question)}.")
        return number

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        if not isinstance(value, Fraction):
            return ()
        for option in question.options.values():
            if option.upto is None or value <= option.upto:
                return (option.id,)
        return ()

    def describe(self, question: Question, value: Value) -> str:
        return f"{_decimal(value)} {question.unit}".rstrip() if isinstance(value, Fraction) else ""

    def values(self, question: Question) -> Iterator[Value]:
        """One number of each bin: its upper edge, and for the last one a number beyond the others."""
        edge = question.lowest or Fraction(0)
        for option in question.options.values():
            if option.upto is None:
                yield question.highest if question.highest is not None else edge + 1
            else:
                edge = option.upto
                yield edge

    def rows(self, question: Question, draft: Value | None) -> Rows:
        if not isinstance(draft, Fraction):
            return ()
        return ((Button(f"Keep {self.describe(question, draft)}", Done(question.id)),),)


def _bounds(question: Question) -> str:
    unit = f" ({question.unit})" if question.unit else ""
    lowest, highest = question.lowest, question.highest
    if lowest is not None and highest is not None:
        return f" from {_decimal(lowest)} to {_decimal(highest)}{unit}"
    if lowest is not None:
        return f", {_decimal(lowest)} or more{unit}"
    if highest is not None:
        return f", {_decimal(highest)} or less{unit}"
    return unit


def _decimal(number: Fraction) -> str:
    """A number as people write it; inputs have at most four decimal places, so nothing is lost."""
    return str(number.numerator) if number.denominator == 1 else f"{float(number):.4f}".rstrip("0")
