import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.screen.fitting import units
from bot.core.screen.screen import Block, Style
from bot.platforms.telegram.rendering import (
    BETWEEN,
    LONGEST_MESSAGE,
    block_units,
    fitted,
    shorten_to_fit,
)

BLOCKS = st.builds(
    Block,
    st.text(max_size=3000),
    st.sampled_from(Style),
    st.text(max_size=400),
)


@pytest.mark.parametrize(("text", "length"), [("", 0), ("abc", 3), ("ü", 1), ("👋", 2), ("👩‍💻", 5)])
def test_length_is_counted_as_telegram_counts(text: str, length: int) -> None:
    assert units(text) == length


@pytest.mark.parametrize(
    ("text", "longest", "cut"),
    [
        ("fits", 4, "fits"),
        ("one paragraph\n\nanother one", 20, "one paragraph\n…"),
        ("one line\nanother line", 14, "one line\n…"),
        ("some words in a row", 12, "some words…"),
        ("Donaudampfschiff", 6, "Donau…"),
        ("👋👋👋", 4, "👋…"),
        ("👋", 1, "…"),
    ],
)
def test_a_text_is_cut_where_it_hurts_least(text: str, longest: int, cut: str) -> None:
    assert shorten_to_fit(text, longest) == cut


@given(st.text(max_size=200), st.integers(1, 100))
def test_a_shortened_text_is_short(text: str, longest: int) -> None:
    assert units(shorten_to_fit(text, longest)) <= longest


def test_what_is_short_enough_stays_as_it_is() -> None:
    blocks = [Block("Title", Style.TITLE), Block("Text", heading="Why")]

    assert fitted(blocks) == blocks


def test_the_longest_block_gives() -> None:
    blocks = [Block("short " * 20), Block("long " * 1500)]

    short = fitted(blocks)

    assert short[0] == blocks[0]
    assert 4000 < sum(map(block_units, short)) + len(BETWEEN) <= LONGEST_MESSAGE


@given(st.lists(BLOCKS, max_size=8))
def test_any_message_fits(blocks: list[Block]) -> None:
    short = fitted(blocks)

    assert sum(map(block_units, short)) + len(BETWEEN) * (len(short) - 1) <= LONGEST_MESSAGE


def test_a_message_of_too_many_blocks_loses_the_last_and_counts_them() -> None:
    *kept, last = fitted([Block("a line")] * 1500)

    assert last == Block(f"… +{1500 - len(kept)}", Style.HINT)
    assert len(kept) > 500


@given(st.lists(BLOCKS, max_size=8), st.sampled_from([60, 1024, LONGEST_MESSAGE]))
def test_each_block_of_a_message_is_there_or_counted(blocks: list[Block], longest: int) -> None:
    short = fitted(blocks, longest)
    counted = short[-1].text.removeprefix("… +") if short and len(short) <= len(blocks) else ""
    left_out = int(counted) if counted.isdecimal() and short[-1].style is Style.HINT else 0

    assert len(short) - bool(left_out) + left_out == len(blocks)
