"""Make the table of views that the publisher uses: `python -m tests.view_table`, some minutes; see `single`.

Which views in words to keep, so that nothing told gives nobody away, follows from the number of people and
the shape of a question alone. It takes long to work out, so it is kept in a table; tests work it out again.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

import click

from bot.core.group.privacy import view_table
from bot.core.group.privacy.single import choose_views
from bot.core.group.privacy.ticks import choose_tick_views

FIRST: Final = 5
"""The fewest people of whom anything is told."""
MOST_PEOPLE: Final = {2: 200, 3: 30, 4: 30, 5: 12, 6: 8}
"""Answers -> people up to which the table goes; beyond, a decoy does the same, see `publisher`."""
WIDTH: Final = 80
"""Digits of a row in one line."""
MOST_TICKING: Final = {2: 20, 3: 14, 4: 9, 5: 7}
"""The same for ticks."""
HEAD: Final = (
    '"""Which views the publisher keeps, by shape and people; made by `python -m tests.view_table`.\n\n'
    "Each row begins with a number of people, then has a hexadecimal digit for it and each number above; "
    'see\n`publisher.choose`.\n"""\n\nfrom collections.abc import Mapping\nfrom typing import Final\n\n'
)
ENDS: Final = (
    '"""Whether it is shielded, and the sizes of its groups -> the choices for its people."""\n',
    '"""Whether it is shielded, answers ticked together, other answers -> the choices for its people."""\n',
)

Shape: TypeAlias = tuple[bool, tuple[int, ...]]
TickShape: TypeAlias = tuple[bool, int, int]
Row: TypeAlias = tuple[int, str]


def compositions(answers: int) -> Iterator[tuple[int, ...]]:
    """Every way to put answers into groups of neighbours."""
    if not answers:
        yield ()
    for first in range(1, answers + 1):
        for rest in compositions(answers - first):
            yield (first, *rest)


def shapes() -> Iterator[tuple[Shape, int]]:
    """Each shape of a question with one answer, and the people up to which it is in the table."""
    for answers, most in MOST_PEOPLE.items():
        yield (True, (1,) * answers), most
        yield from (((False, each), most) for each in compositions(answers) if len(each) > 1)


def tick_shapes() -> Iterator[tuple[TickShape, int]]:
    """Each shape of a question with ticks, with the same."""
    for answers, most in MOST_TICKING.items():
        for alone in range(min(answers, 4)):
            yield from (
                ((each, answers - alone, alone), most) for each in (False, True) if answers > alone + 1
            )


def row(choose: Callable[[int], int], most: int) -> Row:
    """One row of the table."""
    return FIRST, "".join(f"{choose(people):x}" for people in range(FIRST, most + 1))


def single_row(shape: Shape, most: int) -> Row:
    is_shielded, sizes = shape
    return row(lambda people: choose_views(people, sizes, is_shielded=is_shielded), most)


def tick_row(shape: TickShape, most: int) -> Row:
    is_shielded, free, alone = shape
    return row(lambda people: choose_tick_views(people, free, alone, is_shielded=is_shielded), most)


def main() -> None:
    written = HEAD + "LAST_VIEWS: Final[Mapping[tuple[bool, tuple[int, ...]], tuple[int, str]]] = {\n"
    for shape, most in shapes():
        written += _line(shape, single_row(shape, most))
    written += "}\n" + ENDS[0] + "\n"
    written += "LAST_TICK_VIEWS: Final[Mapping[tuple[bool, int, int], tuple[int, str]]] = {\n"
    for ticks, most in tick_shapes():
        written += _line(ticks, tick_row(ticks, most))
    Path(view_table.__file__).write_text(written + "}\n" + ENDS[1], encoding="utf-8")


def _line(shape: Shape | TickShape, made: Row) -> str:
    first, digits = made
    click.echo(f"{shape}: {digits}")
    if len(digits) <= WIDTH:
        return f'    {shape}: ({first}, "{digits}"),\n'
    parts = (digits[at : at + WIDTH] for at in range(0, len(digits), WIDTH))
    lines = "\n".join(f'        "{each}"' for each in parts)
    return f"    {shape}: (\n        {first},\n{lines},\n    ),\n"


if __name__ == "__main__":
    main()
