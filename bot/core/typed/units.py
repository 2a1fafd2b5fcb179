"""Units by their names: what people may write beside a number."""

from fractions import Fraction
from typing import Final

_NAMES: Final = (
    "km kms kilometer kilometers kilometre kilometres",
    "euros € eur euro",
    "hours h hr hrs hour",
    "years yr yrs year y",
    "minutes min mins minute",
    "seconds sec secs second",
    "weeks wk wks week",
    "months mo month",
    "days d day",
    "metres m metre meter meters",
    "miles mile mi",
    "dollars $ usd dollar bucks",
    "pounds £ gbp pound",
    "kg kgs kilo kilos kilogram kilograms",
    "% percent",
    "people person persons",
    "times time",
)
"""Of each unit the name that stands for it, and its others."""
COUNTED: Final = "people"
"""The unit that may stand beside any number of persons."""

UNITS: Final = {name: names.split()[0] for names in _NAMES for name in names.split()}
SHARES: Final = {
    ("minutes", "hours"): Fraction(1, 60),
    ("hours", "minutes"): Fraction(60),
    ("days", "weeks"): Fraction(1, 7),
    ("weeks", "days"): Fraction(7),
    ("months", "years"): Fraction(1, 12),
    ("years", "months"): Fraction(12),
}
"""Two units of time -> how much of the second the first is."""


def unit_named(name: str) -> str:
    """Return the one name of a unit; a name that is not known stands for itself."""
    return UNITS.get(name.casefold(), name.casefold())
