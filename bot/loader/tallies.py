"""Tallies: the facts each counts, and which comparisons of one decide nothing."""

from collections.abc import Mapping, Set
from fractions import Fraction

from bot.core.dialog.conditions import COMPARISONS
from bot.core.dialog.model import Fact, Tally
from bot.loader.nodes import Scalar, Table


def read_tally(name: str, table: Table, facts: Mapping[str, Fact | None]) -> Tally | None:
    """Return a tally; None while one of its facts was not read, or could not be."""
    counted = [facts.get(each) for each in _ids(table)]
    whole = tuple(each for each in counted if each is not None)
    if not whole or len(whole) < len(counted):
        return None
    return Tally(name, " ".join(table.text("label").split()), whole, table.place)


def read_tallies(tables: Mapping[str, Table], facts: Mapping[str, Fact | None]) -> dict[str, Tally]:
    """Return all tallies whose facts could be read."""
    read = {name: read_tally(name, table, facts) for name, table in tables.items()}
    return {name: tally for name, tally in read.items() if tally is not None}


def find_later_fact(table: Table, known: Set[str], facts: Mapping[str, Fact | None]) -> str | None:
    """Return a fact of a tally that exists, and that was not read yet."""
    return next((each for each in _ids(table) if each in known and each not in facts), None)


def _ids(table: Table) -> list[str]:
    return [each.text for each in table.items("of") if isinstance(each, Scalar)]


def find_foregone(tally: Tally, operator: str, number: int) -> str:
    """Return "never" or "always" for a comparison that decides nothing; "" if it may decide."""
    compares = COMPARISONS[operator][0]
    held = {compares(Fraction(each), Fraction(number)) for each in range(len(tally.of) + 1)}
    return "" if len(held) == 2 else "always" if True in held else "never"
