"""Long screens in parts: every part fits, and together they say everything."""

import pytest

from bot.core.screen.fitting import LONGEST_PART, split_blocks, units
from bot.core.screen.screen import Block, Style


def length(blocks: tuple[Block, ...]) -> int:
    return sum(units(each.heading) + units(each.text) + 2 for each in blocks)


def test_what_fits_is_one_part() -> None:
    blocks = (Block("Your answers", Style.TITLE), Block("x" * 3000))

    assert split_blocks(blocks) == (blocks,)


@pytest.mark.parametrize("text", ["word " * 4000, "x" * 9000, "\U0001f937" * 5000, "line\n" * 3000])
def test_a_block_that_is_too_long_goes_on_in_the_next_part(text: str) -> None:
    parts = split_blocks((Block("Title"), Block(text, heading="Heading"), Block("end")))

    assert max(map(length, parts)) <= LONGEST_PART
    said = "".join(each.text for part in parts for each in part)
    assert "".join(said.split()) == "".join(f"Title{text}end".split())
    assert [each.heading for part in parts for each in part if each.heading] == ["Heading"]


def test_blocks_stay_whole_where_they_can() -> None:
    blocks = tuple(Block(f"{number}. " + "x" * 200) for number in range(38))

    assert [each for part in split_blocks(blocks) for each in part] == list(blocks)
    assert len(split_blocks(blocks)) == 3
