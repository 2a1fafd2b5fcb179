"""A typed number; for scoring it falls into one of the ranges that are its options."""

from collections.abc import Iterator
from fractions import Fraction

from bot.core.dialog.answers import Value
from bot.core.dialog.keys import Flaw, Holds, Key
from bot.core.dialog.kind import Kind, Tappable
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import NotUnderstood, Understanding
from bot.core.kinds.answering import Done
from bot.core.screen.button import Button, Rows
from bot.core.typed.quantities import OTHER_UNIT, OUT_OF_BOUNDS, Bounds, quantity
from bot.core.typed.reader import aside, danger, first_that_fits, hinted, only_a_mark, wish
from bot.core.typed.said import Said
from bot.core.words import kinds
from bot.core.words.phrase import Phrase, Words, verbatim

LOWEST: Key[Fraction | None] = Key(
    "lowest", Holds.NUMBER, None, "The lowest number it takes (`number` only)."
)
HIGHEST: Key[Fraction | None] = Key(
    "highest", Holds.NUMBER, None, "The highest number it takes (`number` only)."
)
UNIT = Key("unit", Holds.LINE, "", "What the number counts (`number` only).", most=20, is_wording=True)
UNIT_OF_ONE = Key(
    "unit_of_one",
    Holds.LINE,
    "",
    "What exactly one of them is called, as `hour` where the unit is `hours` (`number` only).",
    most=20,
    is_wording=True,
)
UPTO: Key[Fraction | None] = Key(
    "upto",
    Holds.NUMBER,
    None,
    "The highest number of this range (`number` only); the last range has none.",
)


class NumberKind(Kind):
    """A question that takes a number; its value is exact."""

    name = "number"
    summary = "a number"
    keys = (LOWEST, HIGHEST, UNIT, UNIT_OF_ONE)
    option_keys = (UPTO,)
    fewest_options = 0
    is_counted = False
    is_typed = True

    def has_order(self, question: Question) -> bool:
        return True

    def check(self, question: Question) -> Iterator[Flaw]:
        """Yield where the ranges do not rise, or leave out a number between the bounds."""
        lowest, highest = LOWEST.of(question), HIGHEST.of(question)
        if lowest is not None and highest is not None and lowest >= highest:
            yield Flaw("E12", "`highest` must be more than `lowest`", path=("highest",))
        if UNIT_OF_ONE.of(question) and not UNIT.of(question):
            yield Flaw("E12", "`unit_of_one` needs a `unit`", path=("unit_of_one",))
        edges = [UPTO.of(option) for option in question.options.values()]
        if edges and edges[-1] is not None:
            path = ("options", len(edges) - 1, "upto")
            yield Flaw(
                "E12",
                "the last range cannot have `upto`",
                "it takes all numbers above the others",
                path,
                at_key=True,
            )
        given: list[Fraction] = []
        for at, edge in enumerate(edges[:-1]):
            path = ("options", at, "upto")
            if edge is None:
                yield Flaw("E11", "`upto` is missing", "only the last range has none", path[:2])
                continue
            if given and edge <= given[-1]:
                yield Flaw("E12", f"`upto` must be more than {given[-1]}", path=path)
            if (lowest is not None and edge < lowest) or (highest is not None and edge >= highest):
                yield Flaw("E12", "`upto` must be between `lowest` and `highest`", path=path)
            given.append(edge)

    def way_of_asking(self, question: Question) -> object:
        """Return the bounds and all ranges: a new range changes what its neighbours stand for."""
        ranges = [(option.id, UPTO.of(option)) for option in question.options.values()]
        return ranges, LOWEST.of(question), HIGHEST.of(question)

    def hint(self, question: Question) -> Phrase | None:
        return _hint(question)

    def tappable(self, question: Question) -> tuple[tuple[Tappable, ...], ...]:
        return ()

    def rows(self, question: Question, draft: Value | None, words: Words) -> Rows:
        if not isinstance(draft, Fraction):
            return ()
        return ((Button(words(kinds.keep_number(_with_unit(question, draft))), Done(question.id)),),)

    def read(self, question: Question, text: str) -> Understanding:
        match first_that_fits(RULES, question, text):
            case NotUnderstood(rule):
                return NotUnderstood(rule, _objection(question, rule))
            case understood:
                return understood

    def restore(self, question: Question, value: Value) -> Value | None:
        return value if isinstance(value, Fraction) and _is_within(question, value) else None

    def describe(self, question: Question, value: Value) -> Phrase:
        return verbatim(_with_unit(question, value) if isinstance(value, Fraction) else "")

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        if not isinstance(value, Fraction):
            return ()
        for option in question.options.values():
            edge = UPTO.of(option)
            if edge is None or value <= edge:
                return (option.id,)
        return ()

    def values(self, question: Question) -> Iterator[Value]:
        """Yield one number of each range: its upper edge, and for the last one a number beyond the others."""
        return (number for number in _edges(question) if _is_within(question, number))


def _number(said: Said) -> Understanding | None:
    return quantity(said, _bounds(said.question))


RULES = (danger, only_a_mark, wish, _number, hinted, aside)


def _bounds(question: Question) -> Bounds:
    return Bounds(LOWEST.of(question), HIGHEST.of(question), UNIT.of(question))


def _objection(question: Question, rule: str) -> Phrase:
    """Return what is wrong with a typed number: its unit, how much it is, or that it is none."""
    if rule == OTHER_UNIT and UNIT.of(question):
        return kinds.other_unit(UNIT.of(question))
    lowest, highest = LOWEST.of(question), HIGHEST.of(question)
    if rule == OUT_OF_BOUNDS and lowest is not None and highest is not None:
        return kinds.out_of_bounds(_decimal(lowest), _with_unit(question, highest))
    return kinds.does_not_fit(_hint(question))


def _edges(question: Question) -> Iterator[Fraction]:
    edge, highest = LOWEST.of(question) or Fraction(0), HIGHEST.of(question)
    for option in question.options.values():
        upto = UPTO.of(option)
        if upto is None:
            yield highest if highest is not None else edge + 1
        else:
            edge = upto
            yield edge
    if not question.options:
        yield highest if highest is not None else edge


def _is_within(question: Question, number: Fraction) -> bool:
    return _bounds(question).hold(number)


def _hint(question: Question) -> Phrase:
    lowest, highest, unit = LOWEST.of(question), HIGHEST.of(question), UNIT.of(question)
    if lowest is not None and highest is not None:
        return kinds.type_number_between(_decimal(lowest), _with_unit(question, highest))
    if lowest is not None:
        return kinds.type_number_from(_with_unit(question, lowest))
    if highest is not None:
        return kinds.type_number_up_to(_with_unit(question, highest))
    return kinds.type_number_of(unit) if unit else kinds.type_number()


def _with_unit(question: Question, number: Fraction) -> str:
    unit = (UNIT_OF_ONE.of(question) if number == 1 else "") or UNIT.of(question)
    return f"{_decimal(number)} {unit}".rstrip()


def _decimal(number: Fraction) -> str:
    """Return a number as people write it; inputs have at most four decimal places, so nothing is lost."""
    return str(number.numerator) if number.denominator == 1 else f"{float(number):.4f}".rstrip("0")
