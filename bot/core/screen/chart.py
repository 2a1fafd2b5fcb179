"""What a chart shows, as plain figures: the shell draws it, the text beside it says the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """So many people. lowest, highest: equal where the number is told, a range where it is not.

    said: what stands in the place of a number; "" where the number or range is said.
    """

    label: str
    lowest: int
    highest: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One distribution. name: "" where there is but one. of: people that a full bar stands for."""

    name: str
    bars: tuple[Bar, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart: a panel, or two that are compared. note: one line below, "" for none.

    over: a line above the title, "" for none. lines: what is said in words, between title and panels.
    """

    title: str
    panels: tuple[Panel, ...] = ()
    note: str = ""
    over: str = ""
    lines: tuple[str, ...] = ()
