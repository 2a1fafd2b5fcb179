"""Which version of this program runs."""

from importlib.metadata import PackageNotFoundError, version
from typing import Final

PROJECT: Final = "decision-coach"


def own_version() -> str:
    """Return it; "unknown" where the program runs from a folder that was not installed."""
    try:
        return version(PROJECT)
    except PackageNotFoundError:
        return "unknown"
