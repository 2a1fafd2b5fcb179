"""What a chart looks like: wide enough for a phone, nothing cut, and the same for the same figures."""

import gc
import struct
from concurrent.futures import ThreadPoolExecutor

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.text import Text

from bot.core.screen.chart import Bar, Panel, Picture
from bot.documents.charts import BODY, GRID, WIDTH, draw, drawable_text, lay_out, paint, wrap_lines

LEANING = Picture(
    "Where do you stand today?",
    (Panel("", (Bar("Certify now", 5, 5), Bar("Practise first", 7, 7), Bar("Not sure", 0, 0)), 12),),
    "12 of 14 answered.",
)
TICKS = Picture(
    "Who would look after it? It costs $5 to $10 a month.",
    (Panel("", (Bar("I myself", 5, 5), Bar("My partner", 0, 2), Bar("Nobody yet", 10, 12)), 12),),
)
LONG = Picture(
    "How much does your employer care about certificates when people are hired, as far as you have seen it?",
    (
        Panel("Before you talked", (Bar(" or ".join(["A name of thirty-five characters"] * 5), 12, 12),), 12),
        Panel(
            "After", (Bar("Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 3, 7, 7), Bar("B", 5, 5)), 12
        ),
    ),
    "12 of 12 answered.",
)
MANY = Picture("Eight", (Panel("", tuple(Bar(f"Option {each}", 20, 20) for each in range(8)), 160),))
FOREIGN = Picture(
    "שלום, האם תרצה? 🐕",
    (
        Panel(
            "",
            (
                Bar("🐕", 3, 3),
                Bar("كلب صغير", 4, 4),
                Bar("中文 $x^2$", 0, 2),
                Bar("e\u0301 \u202e\u200d", 3, 3),
            ),
            12,
        ),
    ),
)
IN_WORDS = Picture(
    "Yes, once the fee no longer hurts.",
    note="Opinion, no guarantee.",
    over="Is it worth it?",
    lines=(
        "What the bot told me:",
        "• It counts a lot for the work you want, and you learn best with a clear plan.",
    ),
)
EMPTY = Picture("", (Panel("", (Bar("", 0, 0),), 0),))
ALL = {
    "leaning": LEANING,
    "ticks": TICKS,
    "long": LONG,
    "many": MANY,
    "foreign": FOREIGN,
    "empty": EMPTY,
    "in words": IN_WORDS,
}

each_picture = pytest.mark.parametrize("picture", ALL.values(), ids=ALL.keys())


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


def texts(picture: Picture) -> list[str]:
    return [line.text for line in lay_out(picture)[0].lines]


@each_picture
def test_a_chart_is_wide_enough_for_a_phone_and_as_high_as_what_it_holds(picture: Picture) -> None:
    _, height = lay_out(picture)

    assert size_of(draw(picture)) == (WIDTH, height)
    assert WIDTH >= 1080
    assert height % GRID == 0


@each_picture
def test_nothing_is_cut_and_no_line_lies_upon_another(picture: Picture) -> None:
    column, height = lay_out(picture)
    figure = paint((column,), WIDTH, height)
    renderer = FigureCanvasAgg(figure).get_renderer()

    boxes = [each.get_window_extent(renderer) for each in figure.findobj(Text)]

    assert len(boxes) == len(column.lines)
    assert all(box.x0 >= 0 and box.x1 <= WIDTH and box.y0 >= 0 and box.y1 <= height for box in boxes)
    solid = [box for box in boxes if box.width and box.height]
    assert not any(
        first.shrunk(0.98, 0.9).overlaps(second.shrunk(0.98, 0.9))
        for at, first in enumerate(solid)
        for second in solid[at + 1 :]
    )


@each_picture
def test_text_is_big_enough_to_be_read_on_a_phone(picture: Picture) -> None:
    assert min(line.size for line in lay_out(picture)[0].lines) >= BODY >= 40


@each_picture
def test_equal_pictures_are_drawn_alike_to_the_byte(picture: Picture) -> None:
    assert draw(picture) == draw(picture)


def test_charts_drawn_at_once_are_those_drawn_one_by_one() -> None:
    one_by_one = [draw(each) for each in ALL.values()]

    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(draw, ALL.values()))

    assert at_once == one_by_one


def test_a_chart_that_is_drawn_keeps_none_of_its_pixels() -> None:
    draw(LEANING)
    gc.collect()
    gc.disable()
    try:
        draw(LEANING)
        kept = [each for each in gc.get_objects() if isinstance(each, RendererAgg) and each.width == WIDTH]
    finally:
        gc.enable()

    assert kept == []


def test_every_number_is_said_in_words() -> None:
    assert texts(LEANING) == [
        "Where do you stand today?",
        "Certify now",
        "5 of 12",
        "Practise first",
        "7 of 12",
        "Not sure",
        "0 of 12",
        "12 of 14 answered.",
    ]


def test_a_range_is_said_as_one() -> None:
    assert {"at most 2 of 12", "almost everyone"} <= set(texts(TICKS))


def test_a_long_name_is_told_whole() -> None:
    said = "".join(texts(LONG)).replace(" ", "")

    assert LONG.panels[0].bars[0].label.replace(" ", "") in said
    assert LONG.panels[1].bars[0].label in said


def test_two_panels_differ_in_name_and_hatch_and_not_in_colour_alone() -> None:
    column, _ = lay_out(LONG)
    styles = {(box.fill, box.hatch) for box in column.boxes if box.edge == box.fill}

    assert {"Before you talked", "After"} <= set(texts(LONG))
    assert len({fill for fill, _ in styles}) == len({hatch for _, hatch in styles}) == 2


def test_a_bar_is_as_long_as_its_share_and_a_range_is_dashed() -> None:
    column, _ = lay_out(TICKS)
    whole = column.boxes[0].width
    shares = [(round(12 * box.width / whole), box.dashed) for box in column.boxes]

    assert shares == [(12, False), (5, False), (12, False), (2, True), (12, False), (12, True), (10, False)]


def test_a_chart_stands_on_paper_of_its_own() -> None:
    column, height = lay_out(LEANING)
    canvas = FigureCanvasAgg(paint((column,), WIDTH, height))
    canvas.draw()
    corner = bytes(canvas.buffer_rgba())[4 * (20 * WIDTH + 20) :][:4]

    assert min(corner[:3]) > 240
    assert corner[3] == 255


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A dog 🐕", "A dog "),
        ("🐕", "dog"),
        ("👍🏽 🎉", "thumbs up sign, party popper"),
        ("中文", "□□"),
        ("\u200d\ufe0f", "□"),
        ("$5 & ½ “quoted” – café", "$5 & ½ “quoted” – café"),
        ("", ""),
    ],
)
def test_what_the_font_has_not_is_dropped_named_or_marked(text: str, expected: str) -> None:
    assert drawable_text(text) == expected


def test_a_text_is_broken_between_words_and_within_a_word_that_is_too_long() -> None:
    assert wrap_lines("one two three", 40, False, 200) == ["one two", "three"]
    assert "".join(wrap_lines("m" * 30, 40, False, 200)) == "m" * 30
    assert wrap_lines("", 40, False, 200) == [""]
